"""Who acts on opt-outs of numbers and pools that exist already, and on which list they are kept."""

from __future__ import annotations

import aws_cdk as cdk
from constructs import Construct

from ...observability import LogOptions
from ..opt_out_list import IOptOutList
from ..phone_number import IPhoneNumber
from ..pool import IPool
from .imported_origination import key_of, refuse_own, update_permission
from .setting import AccountSetting


class ImportedSelfManagedOptOuts(AccountSetting):
    """Whether your own code answers HELP and STOP of a number or pool that is not made by this app.

    With self-managed opt-outs the service publishes every message, answers neither word, and adds nobody to the list.
    It needs two-way messaging: where an ``ImportedTwoWay`` switches that on, let this depend on it.

    :param origination: an imported number that is in no pool, or an imported pool
    :param enabled: True for your own code, False for the service
    :param removal_policy: what happens when this leaves the stack: DESTROY puts back what was there before, RETAIN
        keeps it. Default: - DESTROY
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if it is made by this app, or the app sets it twice

    Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/opt-out-list-self-managed.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        origination: IPhoneNumber | IPool,
        enabled: bool,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        refuse_own(origination, "self_managed_opt_outs")
        self._set(
            what=f"self-managed opt-outs of {origination.node.path!r}",
            resource_type="Custom::SelfManagedOptOuts",
            key=key_of(origination),
            value={"SelfManagedOptOutsEnabled": "true" if enabled else "false"},
            permissions=[update_permission(origination)],
            removal_policy=removal_policy,
            log_options=log_options,
        )


class ImportedOptOutList(AccountSetting):
    """The opt-out list of a number or pool that is not made by this app.

    People who are on the list that it had before are not copied: they could be texted again. Put them on the new list
    first (``OptedOutNumbers``, or the API).

    :param origination: an imported number that is in no pool, or an imported pool
    :param opt_out_list: the list, created or imported
    :param removal_policy: what happens when this leaves the stack: DESTROY puts back the list that it had before, or
        the account's own if that is gone, RETAIN keeps this one. Default: - DESTROY
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if it is made by this app, or the app sets it twice

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_UpdatePool.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        origination: IPhoneNumber | IPool,
        opt_out_list: IOptOutList,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        refuse_own(origination, "opt_out_list")
        self._set(
            what=f"the opt-out list of {origination.node.path!r}",
            resource_type="Custom::OriginationOptOutList",
            key=key_of(origination),
            value={"OptOutListName": opt_out_list.opt_out_list_name},
            permissions=[update_permission(origination)],
            removal_policy=removal_policy,
            log_options=log_options,
        )
