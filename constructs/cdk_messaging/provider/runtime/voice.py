"""Version 1 of the voice API: ``Custom::VoiceConfigurationSet``, a configuration set with its event destinations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import boto3

from .possession import Possession
from .sms_voice import PATIENCE

Properties = Mapping[str, Any]
Destinations = dict[str, dict[str, Any]]
"""Definitions by their names."""

SERVICE = "pinpoint-sms-voice"
_KINDS = ("CloudWatchLogsDestination", "KinesisFirehoseDestination", "SnsDestination")


@cache
def client() -> Any:
    """The service's client. Its model is of 2018: every boto3 has it."""
    session: Any = boto3.Session()
    return session.client(SERVICE, config=PATIENCE)


def _service() -> Any:
    return client()


def _wanted(properties: Properties) -> Destinations:
    given: Destinations = json.loads(properties["EventDestinations"])
    return {name: _definition(each) for name, each in given.items()}


def _read(service: Any, properties: Properties) -> Destinations:
    name = properties["ConfigurationSetName"]
    answer = service.get_configuration_set_event_destinations(ConfigurationSetName=name)
    return {each["Name"]: _definition(each) for each in answer.get("EventDestinations", [])}


def _definition(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "Enabled": bool(given.get("Enabled")),
        "MatchingEventTypes": sorted(given.get("MatchingEventTypes", [])),
        **{kind: dict(given[kind]) for kind in _KINDS if given.get(kind)},
    }


def _write(service: Any, properties: Properties, value: Destinations | None, current: Destinations | None) -> None:
    named = {"ConfigurationSetName": properties["ConfigurationSetName"]}
    if value is None:
        service.delete_configuration_set(**named)  # and its destinations with it
        return
    if current is None:
        service.create_configuration_set(**named)
    there = dict(current or {})
    for name in [each for each in there if each not in value or _kind(there[each]) != _kind(value[each])]:
        service.delete_configuration_set_event_destination(**named, EventDestinationName=name)
        del there[name]
    for name, definition in value.items():
        asked = {**named, "EventDestinationName": name, "EventDestination": definition}
        if name not in there:
            service.create_configuration_set_event_destination(**asked)
        elif there[name] != definition:
            service.update_configuration_set_event_destination(**asked)


def _kind(definition: Mapping[str, Any]) -> list[str]:
    # AWS doesn't say whether an update may turn one into the other.
    return [kind for kind in _KINDS if kind in definition]


CONFIGURATION_SET = Possession(
    key=("ConfigurationSetName",),
    wanted=_wanted,
    read=_read,
    write=_write,
    service=_service,
    what="voice configuration set",
)
