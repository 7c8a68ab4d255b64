"""What configuration sets refuse, with their destinations, and what else rules messages."""

from __future__ import annotations

from functools import partial
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_kinesisfirehose as firehose
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns

from cdk_messaging.sms_voice import (
    ConfigurationSet,
    EventDestination,
    EventType,
    NotifyChannel,
    NotifyConfiguration,
    OptOutList,
    ProtectConfiguration,
    ProtectStatus,
)

from .pools import WRONG_ARN
from .rule import Rule

TOKEN = cdk.Fn.import_value("Elsewhere")
MINE, THEIRS = "111122223333", "444455556666"


def add(stack: cdk.Stack, *names: str, event_types: Any = (EventType.ALL,)) -> None:
    sending = ConfigurationSet(stack, "It")
    destination = EventDestination.topic(sns.Topic(stack, "Topic"))
    for name in names or ["events"]:
        sending.add_event_destination(name, destination, event_types=event_types)


def far_away(kind: str) -> None:
    """A destination in another account."""
    app = cdk.App()
    stack = cdk.Stack(app, "Stack", env=cdk.Environment(account=MINE, region="us-east-1"))
    theirs = cdk.Stack(app, "Theirs", env=cdk.Environment(account=THEIRS, region="us-east-1"))
    destinations: dict[str, EventDestination] = {
        "logs": EventDestination.log_group(logs.LogGroup.from_log_group_name(theirs, "Logs", "events")),
        "firehose": EventDestination.delivery_stream(
            firehose.DeliveryStream.from_delivery_stream_name(theirs, "Stream", "events")
        ),
        "sns": EventDestination.topic(
            sns.Topic.from_topic_arn(theirs, "Topic", f"arn:aws:sns:us-east-1:{THEIRS}:events")
        ),
    }
    ConfigurationSet(stack, "It").add_event_destination("events", destinations[kind], event_types=[EventType.ALL])


UNKNOWN: Any = "UNKNOWN"
notify = partial(NotifyConfiguration, construct_id="It", display_name="Example")
protect = partial(ProtectConfiguration, construct_id="It")
allow = partial(ProtectConfiguration.allow_only, construct_id="It")

RULES = [
    Rule(
        lambda stack: ConfigurationSet(stack, "It", configuration_set_name="my set"),
        "configuration set name 'my set' is not valid: use 1 to 64 letters, digits, _ and -",
    ),
    Rule(
        lambda stack: ConfigurationSet.from_configuration_set_arn(stack, "It", WRONG_ARN),
        "arn 'arn:aws:sns:us-east-1:111122223333:it' is not the arn of a configuration-set: use "
        "arn:<partition>:sms-voice:<region>:<account>:configuration-set/<name>",
    ),
    # event destinations
    Rule(lambda stack: add(stack, TOKEN), "event destination name must be known at synthesis: give a literal name"),
    Rule(
        lambda stack: add(stack, "my events"),
        "event destination name 'my events' is not valid: use 1 to 64 letters, digits, _ and -",
    ),
    Rule(
        lambda stack: add(stack, "events", "events"),
        "event destination name 'events' is given twice: give each one once",
    ),
    Rule(
        lambda stack: add(stack, *"ABCDEF"),
        "event destination 'F' is one too many: a configuration set has at most 5, this one has A, B, C, D, E",
    ),
    Rule(
        lambda stack: add(stack, event_types=[]),
        "event types are empty: give at least one, for example EventType.TEXT_ALL",
    ),
    Rule(
        lambda stack: add(stack, event_types=["TEXT_READ"]),
        "event type 'TEXT_READ' is not known: use one of ALL, TEXT_ALL, TEXT_SENT, TEXT_PENDING, "
        "TEXT_QUEUED, TEXT_SUCCESSFUL, TEXT_DELIVERED, TEXT_INVALID, TEXT_INVALID_MESSAGE, "
        "TEXT_UNREACHABLE, TEXT_CARRIER_UNREACHABLE, TEXT_BLOCKED, TEXT_CARRIER_BLOCKED, "
        "TEXT_SPAM, TEXT_UNKNOWN, TEXT_TTL_EXPIRED, TEXT_PROTECT_BLOCKED, VOICE_ALL, "
        "VOICE_INITIATED, VOICE_RINGING, VOICE_ANSWERED, VOICE_COMPLETED, VOICE_BUSY, "
        "VOICE_NO_ANSWER, VOICE_FAILED, VOICE_TTL_EXPIRED, MEDIA_ALL, MEDIA_PENDING, "
        "MEDIA_QUEUED, MEDIA_SUCCESSFUL, MEDIA_DELIVERED, MEDIA_INVALID, MEDIA_INVALID_MESSAGE, "
        "MEDIA_UNREACHABLE, MEDIA_CARRIER_UNREACHABLE, MEDIA_BLOCKED, MEDIA_CARRIER_BLOCKED, "
        "MEDIA_SPAM, MEDIA_UNKNOWN, MEDIA_TTL_EXPIRED, MEDIA_FILE_INACCESSIBLE, "
        "MEDIA_FILE_TYPE_UNSUPPORTED, MEDIA_FILE_SIZE_EXCEEDED, RCS_ALL, RCS_QUEUED, RCS_SENT, "
        "RCS_DELIVERED, RCS_READ, RCS_FAILED, RCS_TTL_EXPIRED, RCS_PROTECT_BLOCKED, "
        "RCS_FALLEN_BACK_TO_SMS",
    ),
    Rule(
        lambda stack: add(stack, event_types=[EventType.ALL] * 2), "event type 'ALL' is given twice: give each one once"
    ),
    Rule(
        lambda stack: add(stack, event_types=[EventType.TEXT_SENT]),
        "event type 'TEXT_SENT' is not supported by the service: use TEXT_SUCCESSFUL and "
        "TEXT_DELIVERED to learn that a message arrived",
    ),
    Rule(
        lambda stack: EventDestination.topic(sns.Topic(stack, "Topic", fifo=True)),
        "topic 'Stack/Topic' is fifo, which the service can't publish to: use a standard topic",
        path="Stack/Topic",
    ),
    Rule(
        lambda _: far_away("logs"),
        "event destination 'Theirs/Logs' is in account 444455556666, the configuration set in "
        "111122223333: the service writes to destinations in its own account only",
    ),
    Rule(
        lambda _: far_away("firehose"),
        "event destination 'Theirs/Stream' is in account 444455556666, the configuration set in "
        "111122223333: the service writes to destinations in its own account only",
    ),
    Rule(
        lambda _: far_away("sns"),
        "event destination 'Theirs/Topic' is in account 444455556666, the configuration set in "
        "111122223333: the service writes to destinations in its own account only",
    ),
    # protect configurations
    Rule(protect, "a protect configuration without rules allows everything: give sms, voice or mms"),
    Rule(lambda stack: protect(stack, sms={}), "sms rules are empty: give at least one country, or leave sms out"),
    Rule(
        lambda stack: protect(stack, sms={"UK": ProtectStatus.ALLOW}),
        "country of sms rules 'UK' is not a country: use a code of ISO 3166-1 alpha-2 in upper case, for example 'US'",
    ),
    Rule(
        lambda stack: protect(stack, sms={"US": UNKNOWN}),
        "protect status 'UNKNOWN' is not known: use one of ALLOW, BLOCK, MONITOR, FILTER",
    ),
    Rule(lambda stack: allow(stack, countries=[]), "countries are empty: give at least one to allow"),
    Rule(lambda stack: allow(stack, countries=["US", "US"]), "country 'US' is given twice: give each one once"),
    Rule(
        lambda stack: allow(stack, countries=["UK"]),
        "country 'UK' is not a country: use a code of ISO 3166-1 alpha-2 in upper case, for example 'US'",
    ),
    Rule(
        lambda stack: allow(stack, countries=["KP"]),
        "country 'KP' can't be texted: AWS doesn't list it as a destination",
    ),
    Rule(
        lambda stack: ProtectConfiguration.from_protect_configuration_arn(stack, "It", WRONG_ARN),
        "arn 'arn:aws:sns:us-east-1:111122223333:it' is not the arn of a protect-configuration: "
        "use arn:<partition>:sms-voice:<region>:<account>:protect-configuration/<name>",
    ),
    # notify configurations
    Rule(
        lambda stack: notify(stack, display_name="Example Corporation"),
        "display_name 'Example Corporation' is not valid: use 1 to 15 letters, digits, spaces, _ and -",
    ),
    Rule(
        lambda stack: notify(stack, default_template_id="my template"),
        "default_template_id 'my template' is not valid: use 1 to 256 letters, digits, _ and -",
    ),
    Rule(
        lambda stack: notify(stack, channels=[]), "channels are empty: give at least one, for example NotifyChannel.SMS"
    ),
    Rule(
        lambda stack: notify(stack, channels=[UNKNOWN]),
        "channel 'UNKNOWN' is not known: use one of SMS, VOICE, MMS, RCS",
    ),
    Rule(
        lambda stack: notify(stack, channels=[NotifyChannel.SMS] * 2),
        "channel 'SMS' is given twice: give each one once",
    ),
    Rule(
        lambda stack: notify(stack, use_case=UNKNOWN), "use case 'UNKNOWN' is not known: use one of CODE_VERIFICATION"
    ),
    Rule(lambda stack: notify(stack, countries=["US", "US"]), "country 'US' is given twice: give each one once"),
    Rule(
        lambda stack: notify(stack, countries=["UK"]),
        "country 'UK' is not a country: use a code of ISO 3166-1 alpha-2 in upper case, for example 'US'",
    ),
    Rule(
        lambda stack: notify(stack, countries=[f"${{Token[{index}]}}" for index in range(301)]),
        "301 countries are too many: use at most 300",
    ),
    Rule(
        lambda stack: NotifyConfiguration.from_notify_configuration_arn(stack, "It", WRONG_ARN),
        "arn 'arn:aws:sns:us-east-1:111122223333:it' is not the arn of a notify-configuration: "
        "use arn:<partition>:sms-voice:<region>:<account>:notify-configuration/<name>",
    ),
    # opt-out lists
    Rule(
        lambda stack: OptOutList(stack, "It", opt_out_list_name="my list"),
        "opt-out list name 'my list' is not valid: use 1 to 64 letters, digits, _ and -",
    ),
    Rule(
        lambda stack: OptOutList.from_opt_out_list_arn(stack, "It", WRONG_ARN),
        "arn 'arn:aws:sns:us-east-1:111122223333:it' is not the arn of a opt-out-list: use "
        "arn:<partition>:sms-voice:<region>:<account>:opt-out-list/<name>",
    ),
]
