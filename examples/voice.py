"""Calls people and reads a text out, and tells before what kind of number theirs is.

Deploy it with ``cdk deploy --app "python examples/voice.py"``. The number costs money until it is destroyed.
"""

from __future__ import annotations

import aws_cdk as cdk

from cdk_messaging.observability import LogOptions, create_log_group
from cdk_messaging.sms_voice import (
    ConfigurationSet,
    EventDestination,
    EventType,
    MandatoryKeywords,
    NumberCapability,
    NumberType,
    PhoneNumber,
)
from cdk_messaging.sms_voice.senders import NumberLookup, VoiceSender

GONE = cdk.RemovalPolicy.DESTROY  # an example leaves nothing behind; your numbers should stay, as is the default

app = cdk.App()
stack = cdk.Stack(app, "Voice")
logs = LogOptions(removal_policy=GONE)
calls = create_log_group(stack, "Calls", logs)
sending = ConfigurationSet(stack, "Sending")
sending.add_event_destination("calls", EventDestination.log_group(calls), event_types=[EventType.VOICE_ALL])
number = PhoneNumber(
    stack,
    "Number",
    iso_country_code="GB",
    number_type=NumberType.LONG_CODE,
    capabilities=[NumberCapability.SMS, NumberCapability.VOICE],
    mandatory_keywords=MandatoryKeywords(help="Example Corp. Help: example.com/help", stop="You get no more messages."),
    removal_policy=GONE,
)
caller = VoiceSender(
    stack,
    "Caller",
    origination=number,
    configuration_set=sending,
    max_price_per_minute="0.10",
    time_to_live=cdk.Duration.minutes(5),
    log_options=logs,
)
lookup = NumberLookup(stack, "Lookup", log_options=logs)
cdk.CfnOutput(stack, "CallerName", value=caller.function.function_name)
cdk.CfnOutput(stack, "LookupName", value=lookup.function.function_name)
cdk.CfnOutput(stack, "CallsLog", value=calls.log_group_name)
app.synth()
