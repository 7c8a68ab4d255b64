"""A British number that answers INFO by itself, and passes on what people text.

Deploy it with ``cdk deploy --app "python examples/number_and_keywords.py"``. The number costs money until it is
destroyed.
"""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_sns as sns

from cdk_messaging.access import DataKey
from cdk_messaging.observability import LogOptions
from cdk_messaging.sms_voice import (
    Keyword,
    KeywordAction,
    MandatoryKeywords,
    NumberCapability,
    NumberType,
    OptOutList,
    PhoneNumber,
    TwoWay,
)
from cdk_messaging.sms_voice.senders import TextSender

GONE = cdk.RemovalPolicy.DESTROY  # an example leaves nothing behind; your numbers should stay, as is the default

app = cdk.App()
stack = cdk.Stack(app, "NumberAndKeywords")
key = DataKey(stack, "Key", removal_policy=GONE)
inbound = sns.Topic(stack, "Inbound", master_key=key, enforce_ssl=True)
number = PhoneNumber(
    stack,
    "Number",
    iso_country_code="GB",
    number_type=NumberType.LONG_CODE,
    capabilities=[NumberCapability.SMS],
    mandatory_keywords=MandatoryKeywords(help="Example Corp. Help: example.com/help", stop="You get no more messages."),
    keywords=[
        Keyword("INFO", "Example Corp sends you news of your orders."),
        Keyword("START", "Welcome back.", KeywordAction.OPT_IN),
    ],
    two_way=TwoWay.topic(inbound),
    opt_out_list=OptOutList(stack, "OptOuts", removal_policy=GONE),
    removal_policy=GONE,
)
sender = TextSender(stack, "Sender", origination=number, max_price="0.20", log_options=LogOptions(removal_policy=GONE))
cdk.CfnOutput(stack, "PhoneNumber", value=number.phone_number)
cdk.CfnOutput(stack, "TopicArn", value=inbound.topic_arn)
cdk.CfnOutput(stack, "FunctionName", value=sender.function.function_name)
app.synth()
