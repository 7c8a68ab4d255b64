"""Lists of people who don't want messages."""

from __future__ import annotations

from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_smsvoice as smsvoice
from constructs import Construct

from ..access import SmsVoiceResource, sms_voice_arn, sms_voice_resource_name
from ..checks import check_name
from .quotas import Quota, count
from .resource import SmsVoiceConstruct


class IOptOutList(SmsVoiceConstruct):
    """An opt-out list, created or imported."""

    _name: str

    @property
    def opt_out_list_name(self) -> str:
        """Name of the list."""
        return self._name

    @property
    def opt_out_list_arn(self) -> str:
        """ARN of the list."""
        return self._arn

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking up who is on the list."""
        return self.grant(grantee, "sms-voice:DescribeOptedOutNumbers")

    def grant_manage(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow adding people to the list and taking them off it (one number once in 30 days)."""
        return self.grant(grantee, "sms-voice:DeleteOptedOutNumber", "sms-voice:PutOptedOutNumber")


class OptOutList(IOptOutList):
    """People who texted STOP, or whom you added. Numbers and pools that use the list send them nothing.

    :param opt_out_list_name: 1 to 64 letters, digits, ``_`` and ``-``. Default: - CloudFormation makes one up
    :param removal_policy: what happens to the list when it leaves the stack. Default: - it is retained, because
        whom the law forbids you to text is nowhere else
    :raises InvalidArgument: if the name is not valid

    Source: AWS::SMSVOICE::OptOutList
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        opt_out_list_name: str | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        if opt_out_list_name is not None:
            check_name("opt-out list name", opt_out_list_name)
        count(self, Quota.OPT_OUT_LISTS)
        self.resource: Final = smsvoice.CfnOptOutList(self, "Resource", opt_out_list_name=opt_out_list_name)
        self.resource.apply_removal_policy(removal_policy)
        self._name = self.resource.ref
        self._arn = self.resource.attr_arn

    @classmethod
    def from_opt_out_list_name(cls, scope: Construct, construct_id: str, opt_out_list_name: str) -> IOptOutList:
        """Import a list of this account and Region by its name."""
        arn = sms_voice_arn(scope, SmsVoiceResource.OPT_OUT_LIST, opt_out_list_name)
        return _ImportedOptOutList(scope, construct_id, name=opt_out_list_name, arn=arn)

    @classmethod
    def from_opt_out_list_arn(cls, scope: Construct, construct_id: str, opt_out_list_arn: str) -> IOptOutList:
        """Import a list by its ARN.

        :raises InvalidArgument: if it is the ARN of something else
        """
        name = sms_voice_resource_name(scope, SmsVoiceResource.OPT_OUT_LIST, opt_out_list_arn)
        return _ImportedOptOutList(scope, construct_id, name=name, arn=opt_out_list_arn)

    @classmethod
    def default(cls, scope: Construct, construct_id: str) -> IOptOutList:
        """The account's own list, ``Default``, which numbers and pools use when none is given."""
        return cls.from_opt_out_list_name(scope, construct_id, "Default")


class _ImportedOptOutList(IOptOutList):
    def __init__(self, scope: Construct, construct_id: str, *, name: str, arn: str) -> None:
        super().__init__(scope, construct_id)
        self._name = name
        self._arn = arn
