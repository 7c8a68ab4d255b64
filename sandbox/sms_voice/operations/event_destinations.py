"""Event destinations of a configuration set."""

from __future__ import annotations

from typing import Any

from sandbox.sms_voice import arns, errors, quotas
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.state import ConfigurationSet, EventDestination, State

Json = dict[str, Any]

_NAMED = arns.of("configuration-set", "ConfigurationSetName")
KINDS = ("CloudWatchLogsDestination", "KinesisFirehoseDestination", "SnsDestination")
UNSUPPORTED = "TEXT_SENT"


@operation("CreateEventDestination", resources=_NAMED)
def create_event_destination(state: State, request: Json) -> Json:
    """Adds a destination, enabled."""
    used = state.configuration_set(request["ConfigurationSetName"])
    name = request["EventDestinationName"]
    if name in used.destinations:
        raise errors.conflict(
            "RESOURCE_ALREADY_EXISTS", f"{used.name} has a destination {name}", "event-destination", name
        )
    if len(used.destinations) >= quotas.EVENT_DESTINATIONS:
        message = f"{used.name} has {quotas.EVENT_DESTINATIONS} event destinations"
        raise errors.quota_exceeded("EVENT_DESTINATIONS_PER_CONFIGURATION_SET", message)
    target = _target(request)
    if not target:
        raise errors.invalid("MISSING_PARAMETER", f"name one of {', '.join(KINDS)}")
    used.destinations[name] = EventDestination(name, _event_types(request["MatchingEventTypes"]), target)
    return _view(used, used.destinations[name])


@operation("UpdateEventDestination", resources=_NAMED)
def update_event_destination(state: State, request: Json) -> Json:
    """Changes a destination; its kind stays."""
    used = state.configuration_set(request["ConfigurationSetName"])
    found = _find(used, request["EventDestinationName"])
    target = _target(request)
    if target and set(target) != set(found.target):
        message = f"{found.name} is a {next(iter(found.target))}; the kind of a destination cannot change"
        raise errors.conflict("EVENT_DESTINATION_MISMATCH", message, "event-destination", found.name)
    found.target = target or found.target
    found.enabled = request.get("Enabled", found.enabled)
    found.event_types = _event_types(request.get("MatchingEventTypes", found.event_types))
    return _view(used, found)


@operation("DeleteEventDestination", resources=_NAMED)
def delete_event_destination(state: State, request: Json) -> Json:
    """Removes a destination."""
    used = state.configuration_set(request["ConfigurationSetName"])
    found = _find(used, request["EventDestinationName"])
    del used.destinations[found.name]
    return _view(used, found)


def _target(request: Json) -> Json:
    given = {kind: request[kind] for kind in KINDS if kind in request}
    if len(given) > 1:
        message = f"an event destination is one of {', '.join(given)}, not several"
        raise errors.invalid("PARAMETERS_CANNOT_BE_USED_TOGETHER", message)
    return given


def _event_types(types: list[str]) -> list[str]:
    if UNSUPPORTED in types:
        problem = ("MatchingEventTypes", f"{UNSUPPORTED} is not supported")
        raise errors.invalid("INVALID_PARAMETER", f"the event type {UNSUPPORTED} is not supported", problem)
    return list(types)


def _find(used: ConfigurationSet, name: str) -> EventDestination:
    if name not in used.destinations:
        raise errors.not_found("event-destination", name)
    return used.destinations[name]


def _view(used: ConfigurationSet, destination: EventDestination) -> Json:
    return {
        "ConfigurationSetArn": used.arn,
        "ConfigurationSetName": used.name,
        "EventDestination": destination.to_json(),
    }
