"""Configuration sets and their defaults."""

from __future__ import annotations

from typing import Any

from sandbox.sms_voice import arns, errors, listing, quotas, views
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.state import ConfigurationSet, State

Json = dict[str, Any]

_NAMED = arns.of("configuration-set", "ConfigurationSetName")
_FILTERS: dict[str, Any] = {
    "event-destination-name": lambda found: list(found.destinations),
    "matching-event-types": lambda found: [kind for each in found.destinations.values() for kind in each.event_types],
    "default-message-type": lambda found: found.default_message_type,
    "default-sender-id": lambda found: found.default_sender_id,
    "default-message-feedback-enabled": lambda found: found.feedback,
    "protect-configuration-id": lambda found: found.protect_id,
}


@operation("CreateConfigurationSet")
def create_configuration_set(state: State, request: Json) -> Json:
    """A new set without destinations."""
    name = request["ConfigurationSetName"]
    quotas.check(len(state.configuration_sets), "CONFIGURATION_SETS")
    if name in state.configuration_sets:
        raise errors.conflict(
            "RESOURCE_ALREADY_EXISTS", f"the configuration set {name} exists", "configuration-set", name
        )
    tags = views.tag_map(request.get("Tags"))
    made = ConfigurationSet(arn=state.arn(f"configuration-set/{name}"), name=name, tags=tags)
    state.configuration_sets[name] = made
    return _identity(made) | {"Tags": views.tag_list(made), "CreatedTimestamp": made.created}


@operation("DescribeConfigurationSets", resources=arns.of_each("configuration-set", "ConfigurationSetNames"))
def describe_configuration_sets(state: State, request: Json) -> Json:
    """The account's sets, or those that were named."""
    named = request.get("ConfigurationSetNames")
    sets = [state.configuration_set(each) for each in named] if named else list(state.configuration_sets.values())
    shown = []
    for each in listing.filtered(sets, request, _FILTERS):
        protect = {"ProtectConfigurationId": each.protect_id} if each.protect_id else {}
        shown.append(views.configuration_set(each) | protect)
    return listing.page("ConfigurationSets", shown, request)


@operation("DeleteConfigurationSet", resources=_NAMED)
def delete_configuration_set(state: State, request: Json) -> Json:
    """Deletes a set and its destinations."""
    found = state.configuration_set(request["ConfigurationSetName"])
    del state.configuration_sets[found.name]
    return views.configuration_set(found)


@operation("SetDefaultMessageFeedbackEnabled", resources=_NAMED)
def set_default_message_feedback_enabled(state: State, request: Json) -> Json:
    """Whether messages of the set ask for feedback."""
    found = state.configuration_set(request["ConfigurationSetName"])
    found.feedback = request["MessageFeedbackEnabled"]
    return _identity(found) | {"MessageFeedbackEnabled": found.feedback}


@operation("SetDefaultMessageType", resources=_NAMED)
def set_default_message_type(state: State, request: Json) -> Json:
    """The message type of sends that name none."""
    found = state.configuration_set(request["ConfigurationSetName"])
    found.default_message_type = request["MessageType"]
    return _identity(found) | {"MessageType": found.default_message_type}


@operation("DeleteDefaultMessageType", resources=_NAMED)
def delete_default_message_type(state: State, request: Json) -> Json:
    """Forgets the default message type."""
    found = state.configuration_set(request["ConfigurationSetName"])
    removed, found.default_message_type = found.default_message_type, None
    return _identity(found) | {"MessageType": removed}


@operation("SetDefaultSenderId", resources=_NAMED)
def set_default_sender_id(state: State, request: Json) -> Json:
    """Keeps a default sender ID; the sandbox sends with none."""
    found = state.configuration_set(request["ConfigurationSetName"])
    found.default_sender_id = request["SenderId"]
    return _identity(found) | {"SenderId": found.default_sender_id}


@operation("DeleteDefaultSenderId", resources=_NAMED)
def delete_default_sender_id(state: State, request: Json) -> Json:
    """Forgets the default sender ID."""
    found = state.configuration_set(request["ConfigurationSetName"])
    removed, found.default_sender_id = found.default_sender_id, None
    return _identity(found) | {"SenderId": removed}


def _identity(found: ConfigurationSet) -> Json:
    return {"ConfigurationSetArn": found.arn, "ConfigurationSetName": found.name}
