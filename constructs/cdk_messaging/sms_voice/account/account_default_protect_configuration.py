"""The protect configuration of messages that name none."""

from __future__ import annotations

import aws_cdk as cdk
from constructs import Construct

from ...access import SmsVoiceResource, sms_voice_arn
from ...observability import LogOptions
from ..protect_configuration import IProtectConfiguration
from .setting import AccountSetting


class AccountDefaultProtectConfiguration(AccountSetting):
    """Makes a protect configuration the account's default in this Region.

    It then holds for every message whose request and configuration set name none, also those of Amazon SNS, Amazon
    Cognito and Amazon Pinpoint. An account has one.

    :param protect_configuration: which
    :param removal_policy: what happens when this leaves the stack: DESTROY puts back the default that was there before,
        or none, RETAIN keeps this one. Default: - DESTROY
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if the app sets it twice

    Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/protect-configuration.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        protect_configuration: IProtectConfiguration,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        # Any of the account: which one was the default before, nobody knows now.
        any_of_account = sms_voice_arn(self, SmsVoiceResource.PROTECT_CONFIGURATION, "*")
        self._set(
            what="the account's default protect configuration",
            resource_type="Custom::AccountDefaultProtectConfiguration",
            key={},
            value={"ProtectConfigurationId": protect_configuration.protect_configuration_id},
            permissions=[
                (("DeleteAccountDefaultProtectConfiguration", "DescribeAccountAttributes"), "*"),
                (("SetAccountDefaultProtectConfiguration",), any_of_account),
            ],
            removal_policy=removal_policy,
            log_options=log_options,
        )
