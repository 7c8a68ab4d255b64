"""What voice configuration sets of the first API refuse."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_sns as sns

from cdk_messaging.sms_voice import EventDestination, account

from .rule import Rule, twice
from .sets import TOKEN, UNKNOWN

FAILED = account.VoiceEventType.FAILED


def voice_set(stack: cdk.Stack, construct_id: str = "It", name: str = "calls") -> account.VoiceConfigurationSet:
    return account.VoiceConfigurationSet(stack, construct_id, configuration_set_name=name)


def add(stack: cdk.Stack, *names: str, event_types: Any = (FAILED,)) -> None:
    made = voice_set(stack)
    destination = EventDestination.topic(sns.Topic(stack, "Topic"))
    for name in names or ["events"]:
        made.add_event_destination(name, destination, event_types=event_types)


RULES = [
    Rule(
        lambda stack: voice_set(stack, name="my calls"),
        "voice configuration set name 'my calls' is not valid: use 1 to 64 letters, digits, _ and -",
    ),
    Rule(
        twice(voice_set),
        "voice configuration set 'calls' is set by 'Stack/First' already: set it once for an account and Region",
    ),
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
        lambda stack: add(stack, *"ABCDEFGHIJK"),
        "event destination 'K' is one too many: a voice configuration set has at most 10, this "
        "one has A, B, C, D, E, F, G, H, I, J",
    ),
    Rule(
        lambda stack: add(stack, event_types=[]),
        "event types are empty: give at least one, for example VoiceEventType.FAILED",
    ),
    Rule(
        lambda stack: add(stack, event_types=[UNKNOWN]),
        "voice event type 'UNKNOWN' is not known: use one of INITIATED_CALL, RINGING, ANSWERED, "
        "COMPLETED_CALL, BUSY, FAILED, NO_ANSWER",
    ),
    Rule(
        lambda stack: add(stack, event_types=[FAILED] * 2),
        "voice event type 'FAILED' is given twice: give each one once",
    ),
]
