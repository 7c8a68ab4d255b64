"""What became of each message, in three places: failures in a log, deliveries to a topic, everything in a bucket.

Deploy it with ``cdk deploy --app "python examples/three_destinations.py"``. The number costs money until it is
destroyed.
"""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_sns as sns

from cdk_messaging.access import DataKey
from cdk_messaging.events import EventArchive
from cdk_messaging.observability import LogOptions, create_log_group
from cdk_messaging.sms_voice import (
    TEXT_DELIVERIES,
    TEXT_FAILURES,
    ConfigurationSet,
    EventDestination,
    EventType,
    MandatoryKeywords,
    NumberCapability,
    NumberType,
    PhoneNumber,
)
from cdk_messaging.sms_voice.senders import TextSender

GONE = cdk.RemovalPolicy.DESTROY  # an example leaves nothing behind; your numbers should stay, as is the default

app = cdk.App()
stack = cdk.Stack(app, "ThreeDestinations", env=cdk.Environment(region="us-east-1"))
key = DataKey(stack, "Key", removal_policy=GONE)
logs = LogOptions(encryption_key=key, removal_policy=GONE)
failures = create_log_group(stack, "Failures", logs)
deliveries = sns.Topic(stack, "Deliveries", master_key=key, enforce_ssl=True)
archive = EventArchive(stack, "Archive", encryption_key=key, log_options=logs, removal_policy=GONE)
sending = ConfigurationSet(stack, "Sending")
sending.add_event_destination("failures", EventDestination.log_group(failures), event_types=TEXT_FAILURES)
sending.add_event_destination("deliveries", EventDestination.topic(deliveries), event_types=TEXT_DELIVERIES)
sending.add_event_destination(
    "archive", EventDestination.delivery_stream(archive.delivery_stream), event_types=[EventType.ALL]
)
number = PhoneNumber(
    stack,
    "Number",
    iso_country_code="GB",
    number_type=NumberType.LONG_CODE,
    capabilities=[NumberCapability.SMS],
    mandatory_keywords=MandatoryKeywords(help="Example Corp. Help: example.com/help", stop="You get no more messages."),
    removal_policy=GONE,
)
sender = TextSender(stack, "Sender", origination=number, configuration_set=sending, log_options=logs)
cdk.CfnOutput(stack, "FunctionName", value=sender.function.function_name)
cdk.CfnOutput(stack, "FailuresLog", value=failures.log_group_name)
cdk.CfnOutput(stack, "TopicArn", value=deliveries.topic_arn)
cdk.CfnOutput(stack, "Bucket", value=archive.bucket.bucket_name)
app.synth()
