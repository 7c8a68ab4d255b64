"""What one customer sends with, and nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from constructs import Construct

from ...checks import check_pattern, is_known
from ...errors import InvalidArgument
from ...observability import LogOptions, create_log_group
from ..configuration_set import ConfigurationSet
from ..event_destination import EventDestination
from ..event_type import EventType
from ..keyword import Keyword, MandatoryKeywords
from ..number_rules import NumberCapability, NumberType
from ..opt_out_list import OptOutList
from ..phone_number import PhoneNumber
from ..pool import Pool
from ..protect_configuration import IProtectConfiguration
from ..senders import TextSender, VoiceSender
from ..two_way import TwoWay

TENANT_PATTERN = "[A-Za-z0-9][A-Za-z0-9_-]{0,47}"
TENANT_WORDS = "1 to 48 letters, digits, _ and -, a letter or digit first"


@dataclass(frozen=True, kw_only=True)
class TenantNumber:
    """A number to lease for a tenant.

    :param iso_country_code: country of the number, ISO 3166 alpha-2
    :param number_type: kind of number
    :param capabilities: what it can do. Default: - SMS
    """

    iso_country_code: str
    number_type: NumberType
    capabilities: Sequence[NumberCapability] = (NumberCapability.SMS,)


class Tenant(Construct):
    """Numbers, pool, opt-out list, configuration set and events of one tenant.

    A tenant's roles get grants of this construct, each on this tenant's resources alone. Grants on a configuration set
    are not among them: AWS lets a call that names a set and no origination use any number of the account, another
    tenant's too, and no condition of IAM can forbid that. So whoever sends for a tenant and wants its events invokes
    its function (``add_text_sender``, ``add_voice_sender``), which names both always; ``grant_send_text`` is for calls
    that name the pool and no set.

    What it makes is tagged ``tenant``. Its events are in a log group of their own; ``configuration_set`` takes four
    more destinations.

    :param tenant: id of the tenant, 1 to 48 letters, digits, ``_`` and ``-``
    :param numbers: numbers to lease, at least one. Adding one at the end leaves the others as they are
    :param mandatory_keywords: replies to HELP and STOP
    :param keywords: further keywords. Default: - none
    :param two_way: where incoming messages go. Default: - nowhere; keywords work all the same
    :param self_managed_opt_outs: whether the tenant answers HELP and STOP. Default: - the service does
    :param protect_configuration: countries that may be texted. Default: - the account's default, if it has one
    :param log_options: retention and key of the events' log group. Default: - six months, AWS's key
    :param removal_policy: what happens to numbers, pool, opt-out list and events when the tenant leaves the app.
        Default: - they are retained
    :raises InvalidArgument: if the id is not valid or there are no numbers

    Source: https://docs.aws.amazon.com/end-user-messaging/latest/userguide/nx-sms-send.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        tenant: str,
        numbers: Sequence[TenantNumber],
        mandatory_keywords: MandatoryKeywords,
        keywords: Sequence[Keyword] = (),
        two_way: TwoWay | None = None,
        self_managed_opt_outs: bool = False,
        protect_configuration: IProtectConfiguration | None = None,
        log_options: LogOptions | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        if not is_known(tenant):
            raise InvalidArgument("tenant must be known at synthesis: give a literal id")
        check_pattern("tenant", tenant, TENANT_PATTERN, TENANT_WORDS)
        if not numbers:
            raise InvalidArgument(f"tenant {tenant!r} has no numbers: give at least one TenantNumber")
        self.tenant: Final = tenant
        self.opt_out_list: Final = OptOutList(self, "OptOuts", removal_policy=removal_policy)
        settings: dict[str, Any] = {
            "mandatory_keywords": mandatory_keywords,
            "keywords": keywords,
            "two_way": two_way,
            "self_managed_opt_outs": self_managed_opt_outs,
            "opt_out_list": self.opt_out_list,
            "removal_policy": removal_policy,
        }
        self.phone_numbers: Final = tuple(
            PhoneNumber(
                self,
                f"Number{index}",
                iso_country_code=number.iso_country_code,
                number_type=number.number_type,
                capabilities=number.capabilities,
                **settings,
            )
            for index, number in enumerate(numbers)
        )
        self.pool: Final = Pool(self, "Pool", phone_numbers=self.phone_numbers, **settings)
        self.log_group: Final = self._define_log_group(log_options, removal_policy)
        self.configuration_set: Final = ConfigurationSet(self, "Sending", protect_configuration=protect_configuration)
        self.configuration_set.add_event_destination(
            "events", EventDestination.log_group(self.log_group), event_types=[EventType.ALL]
        )
        cdk.Tags.of(self).add("tenant", tenant)

    def _define_log_group(self, options: LogOptions | None, removal_policy: cdk.RemovalPolicy) -> logs.LogGroup:
        given = LogOptions() if options is None else options
        return create_log_group(
            self,
            "Events",
            LogOptions(retention=given.retention, encryption_key=given.encryption_key, removal_policy=removal_policy),
        )

    def add_text_sender(self, construct_id: str = "TextSender", **options: Any) -> TextSender:
        """Add a function that sends SMS with this tenant's pool and configuration set.

        :param construct_id: id of the construct
        :param options: further arguments of ``TextSender``
        """
        return TextSender(
            self, construct_id, origination=self.pool, configuration_set=self.configuration_set, **options
        )

    def add_voice_sender(self, construct_id: str = "VoiceSender", **options: Any) -> VoiceSender:
        """Add a function that calls with this tenant's pool and configuration set.

        :param construct_id: id of the construct
        :param options: further arguments of ``VoiceSender``
        """
        return VoiceSender(
            self, construct_id, origination=self.pool, configuration_set=self.configuration_set, **options
        )

    def grant_send_text(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow sending SMS from this tenant's pool, without a configuration set: such messages leave no events in
        the log group."""
        return self.pool.grant_send_text(grantee)

    def grant_manage_opt_outs(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow reading and changing who is on this tenant's opt-out list."""
        return self.opt_out_list.grant_read(grantee).combine(self.opt_out_list.grant_manage(grantee))

    def grant_manage_keywords(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow reading and changing this tenant's keywords, which are its pool's."""
        return self.pool.grant_manage_keywords(grantee)

    def grant_read_events(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow reading this tenant's events."""
        return iam.Grant.add_to_principal(
            grantee=grantee,
            actions=["logs:FilterLogEvents", "logs:GetLogEvents"],
            resource_arns=[self.log_group.log_group_arn],
        )
