"""Texts go to one country, and to a tester in the next one; a month's spending stops where you say.

Deploy it with ``cdk deploy --app "python examples/protect_and_spend_limits.py"``. Destroying it puts the account's own
settings back. The number costs money until then.
"""

from __future__ import annotations

import aws_cdk as cdk

from cdk_messaging.observability import LogOptions
from cdk_messaging.sms_voice import (
    MandatoryKeywords,
    NumberCapability,
    NumberType,
    PhoneNumber,
    ProtectConfiguration,
)
from cdk_messaging.sms_voice.account import (
    AccountDefaultProtectConfiguration,
    MessageSpendLimitOverride,
    NumberOverrideAction,
    ProtectConfigurationRuleSetNumberOverride,
    SpendLimitChannel,
)
from cdk_messaging.sms_voice.senders import TextSender

GONE = cdk.RemovalPolicy.DESTROY  # an example leaves nothing behind; your numbers should stay, as is the default

app = cdk.App()
stack = cdk.Stack(app, "ProtectAndSpendLimits")
logs = LogOptions(removal_policy=GONE)
protect = ProtectConfiguration.allow_only(stack, "Protect", countries=["IE"], removal_policy=GONE)
AccountDefaultProtectConfiguration(stack, "Default", protect_configuration=protect, log_options=logs)
ProtectConfigurationRuleSetNumberOverride(
    stack,
    "Tester",
    protect_configuration=protect,
    destination_phone_number="+447400123456",
    action=NumberOverrideAction.ALLOW,
    log_options=logs,
)
MessageSpendLimitOverride(stack, "Texts", channel=SpendLimitChannel.TEXT, us_dollars=50, log_options=logs)
MessageSpendLimitOverride(stack, "Calls", channel=SpendLimitChannel.VOICE, us_dollars=10, log_options=logs)
number = PhoneNumber(
    stack,
    "Number",
    iso_country_code="GB",
    number_type=NumberType.LONG_CODE,
    capabilities=[NumberCapability.SMS],
    mandatory_keywords=MandatoryKeywords(help="Example Corp. Help: example.com/help", stop="You get no more messages."),
    removal_policy=GONE,
)
sender = TextSender(stack, "Sender", origination=number, log_options=logs)
cdk.CfnOutput(stack, "FunctionName", value=sender.function.function_name)

app.synth()
