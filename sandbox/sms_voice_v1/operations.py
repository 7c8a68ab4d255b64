"""The operations.

Events of calls reach nobody: AWS publishes no format for the records of version 1.
https://docs.aws.amazon.com/pinpoint-sms-voice/latest/APIReference/
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sandbox.service_error import ServiceError
from sandbox.sms_voice import sending
from sandbox.sms_voice_v1 import errors
from sandbox.sms_voice_v1.state import ConfigurationSet, State

Json = dict[str, Any]
Run = Callable[[State, Json], Json]

EVENT_DESTINATIONS = 10
_KINDS = ("CloudWatchLogsDestination", "KinesisFirehoseDestination", "SnsDestination")
_NAME = re.compile(r"[A-Za-z0-9_-]+")


def create_configuration_set(state: State, request: Json) -> Json:
    """Makes a set without destinations."""
    name = _valid(request.get("ConfigurationSetName"))
    if name in state.sets:
        raise errors.already_exists(name)
    state.sets[name] = {}
    return {}


def delete_configuration_set(state: State, request: Json) -> Json:
    """Deletes a set and its destinations."""
    _found(state, request)
    del state.sets[request["ConfigurationSetName"]]
    return {}


def list_configuration_sets(state: State, _request: Json) -> Json:
    """The names of all sets, on one page."""
    return {"ConfigurationSets": sorted(state.sets)}


def get_destinations(state: State, request: Json) -> Json:
    """The destinations of a set."""
    found = _found(state, request)
    return {"EventDestinations": [{"Name": name, **definition} for name, definition in found.items()]}


def create_destination(state: State, request: Json) -> Json:
    """Adds a destination."""
    found, name = _found(state, request), _valid(request.get("EventDestinationName"))
    if name in found:
        raise errors.already_exists(name)
    if len(found) >= EVENT_DESTINATIONS:
        raise errors.limit_exceeded(f"the configuration set has {EVENT_DESTINATIONS} event destinations")
    found[name] = _definition(request)
    return {}


def update_destination(state: State, request: Json) -> Json:
    """Replaces the definition of a destination."""
    found, name = _found(state, request), request["EventDestinationName"]
    if name not in found:
        raise errors.not_found(name)
    found[name] = _definition(request)
    return {}


def delete_destination(state: State, request: Json) -> Json:
    """Removes a destination."""
    found, name = _found(state, request), request["EventDestinationName"]
    if name not in found:
        raise errors.not_found(name)
    del found[name]
    return {}


def send_voice_message(state: State, request: Json) -> Json:
    """Calls somebody, from a number that both versions have."""
    if request.get("ConfigurationSetName"):
        _found(state, request)
    if request.get("CallerId"):
        _own_number(state, request["CallerId"])
    (kind, content), *others = request.get("Content", {}).items() or [("", {})]
    text = content.get("Text")
    if others or not text:
        raise errors.bad_request("Content needs exactly one message, with a text")
    if kind == "SSMLMessage" and "\n" in text:
        raise errors.bad_request("an SSML text can't contain line breaks")
    _own_number(state, request.get("OriginationPhoneNumber", ""))
    asked = {
        "DestinationPhoneNumber": request.get("DestinationPhoneNumber", ""),
        "OriginationIdentity": request["OriginationPhoneNumber"],
        "MessageBody": text,
        "MessageBodyTextType": "SSML" if kind == "SSMLMessage" else "TEXT",
    }
    try:
        return sending.send_voice(state.numbers, asked)
    except ServiceError as refusal:
        raise errors.bad_request(refusal.message) from None


OPERATIONS: dict[str, Run] = {
    "CreateConfigurationSet": create_configuration_set,
    "CreateConfigurationSetEventDestination": create_destination,
    "DeleteConfigurationSet": delete_configuration_set,
    "DeleteConfigurationSetEventDestination": delete_destination,
    "GetConfigurationSetEventDestinations": get_destinations,
    "ListConfigurationSets": list_configuration_sets,
    "SendVoiceMessage": send_voice_message,
    "UpdateConfigurationSetEventDestination": update_destination,
}


def _found(state: State, request: Json) -> ConfigurationSet:
    name = request["ConfigurationSetName"]
    if name not in state.sets:
        raise errors.not_found(name)
    return state.sets[name]


def _valid(name: str | None) -> str:
    if name is None or _NAME.fullmatch(name) is None:
        raise errors.bad_request(f"the name {name!r} is not valid: use letters, digits, _ and -")
    return name


def _definition(request: Json) -> Json:
    given: Json = request.get("EventDestination") or {}
    if len([kind for kind in _KINDS if given.get(kind)]) != 1:
        raise errors.bad_request("an event destination has exactly one target")
    if not given.get("MatchingEventTypes"):
        raise errors.bad_request("an event destination needs event types")
    return {"Enabled": False, **given}


def _own_number(state: State, number: str) -> None:
    if not any(each.number == number for each in state.numbers.phone_numbers.values()):
        raise errors.bad_request(f"{number!r} is not a number of this account")
