"""Single numbers that a protect configuration treats otherwise than their country."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import aws_cdk as cdk
from constructs import Construct

from ...checks import check_member, check_pattern
from ...errors import InvalidArgument
from ...observability import LogOptions
from ..protect_configuration import IProtectConfiguration
from .setting import AccountSetting

E164 = r"\+[1-9][0-9]{4,14}"
E164_IN_WORDS = "+ and 5 to 15 digits, for example '+12065550100'"


class NumberOverrideAction(StrEnum):
    """What happens to messages to the number."""

    ALLOW = "ALLOW"
    BLOCK = "BLOCK"


class ProtectConfigurationRuleSetNumberOverride(AccountSetting):
    """Allows or blocks one destination number, whatever the rule of its country. Opt-outs win over it.

    The number stands in the template and in the stack's history.

    :param protect_configuration: whose rules
    :param destination_phone_number: the number, E.164
    :param action: what happens to messages to it
    :param expires: when the exception ends, with a time zone. Default: - never
    :param removal_policy: what happens when this leaves the stack: DESTROY puts back what was there before, RETAIN
        keeps the exception. Default: - DESTROY
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if the number or action isn't valid, the time has no zone, or the app sets it twice

    Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/protect-rule-override.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        protect_configuration: IProtectConfiguration,
        destination_phone_number: str,
        action: NumberOverrideAction,
        expires: datetime | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        check_pattern("destination_phone_number", destination_phone_number, E164, E164_IN_WORDS)
        known = check_member("action", action, NumberOverrideAction)
        if expires is not None and expires.tzinfo is None:
            raise InvalidArgument(f"expires {expires.isoformat()!r} has no time zone: give tzinfo, for example UTC")
        self._set(
            what=f"the override of {destination_phone_number} in {protect_configuration.node.path!r}",
            resource_type="Custom::ProtectConfigurationRuleSetNumberOverride",
            key={
                "ProtectConfigurationId": protect_configuration.protect_configuration_id,
                "DestinationPhoneNumber": destination_phone_number,
            },
            value={
                "Action": known.value,
                **({} if expires is None else {"Expires": str(int(expires.timestamp()))}),
            },
            permissions=[
                (
                    (
                        "DeleteProtectConfigurationRuleSetNumberOverride",
                        "ListProtectConfigurationRuleSetNumberOverrides",
                        "PutProtectConfigurationRuleSetNumberOverride",
                    ),
                    protect_configuration.protect_configuration_arn,
                )
            ],
            removal_policy=removal_policy,
            log_options=log_options,
        )
