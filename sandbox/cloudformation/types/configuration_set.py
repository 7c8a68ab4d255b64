"""AWS::SMSVOICE::ConfigurationSet, event destinations included."""

from __future__ import annotations

from typing import Any

from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import ARN, BOOLEAN, TAGS, array, obj, string
from sandbox.cloudformation.sms_voice import SMS_VOICE, Calls
from sandbox.sms_voice.errors import ServiceError
from sandbox.sms_voice.operations.event_destinations import KINDS
from sandbox.sms_voice.state import State


def _create(call: Calls, properties: Properties, name: str) -> str:
    name = properties.get("ConfigurationSetName", name)
    call("CreateConfigurationSet", ConfigurationSetName=name, Tags=properties.get("Tags"))
    try:
        _configure(call, name, properties)
    except ServiceError:
        call("DeleteConfigurationSet", ConfigurationSetName=name)
        raise
    return name


def _update(call: Calls, name: str, _old: Properties, new: Properties) -> None:
    _configure(call, name, new)


def _configure(call: Calls, name: str, properties: Properties) -> None:
    _set_destinations(call, name, properties.get("EventDestinations", []))
    used = call.state.configuration_set(name)
    sender_id = properties.get("DefaultSenderId")
    if sender_id is not None:
        call("SetDefaultSenderId", ConfigurationSetName=name, SenderId=sender_id)
    elif used.default_sender_id is not None:
        call("DeleteDefaultSenderId", ConfigurationSetName=name)
    feedback = properties.get("MessageFeedbackEnabled", False if used.feedback is not None else None)
    if feedback is not None:
        call("SetDefaultMessageFeedbackEnabled", ConfigurationSetName=name, MessageFeedbackEnabled=feedback)
    protect = properties.get("ProtectConfigurationId")
    if protect is not None:
        call("AssociateProtectConfiguration", ConfigurationSetName=name, ProtectConfigurationId=protect)
    elif used.protect_id is not None:
        call("DisassociateProtectConfiguration", ConfigurationSetName=name, ProtectConfigurationId=used.protect_id)


def _set_destinations(call: Calls, name: str, wanted: list[dict[str, Any]]) -> None:
    """A destination whose kind changes is made anew."""
    kept = {each["EventDestinationName"]: each for each in wanted}
    for present in list(call.state.configuration_set(name).destinations.values()):
        if present.name not in kept or not set(present.target) & set(kept[present.name]):
            call("DeleteEventDestination", ConfigurationSetName=name, EventDestinationName=present.name)
    for each in wanted:
        request = {kind: each.get(kind) for kind in KINDS} | {"MatchingEventTypes": each["MatchingEventTypes"]}
        named = {"ConfigurationSetName": name, "EventDestinationName": each["EventDestinationName"]}
        if each["EventDestinationName"] not in call.state.configuration_set(name).destinations:
            call("CreateEventDestination", **named, **request)
        call("UpdateEventDestination", **named, **request, Enabled=each["Enabled"])


def _delete(call: Calls, name: str) -> None:
    call("DeleteConfigurationSet", ConfigurationSetName=name)


def _attributes(state: State, name: str) -> Attributes:
    return {"Arn": state.configuration_set(name).arn}


_DESTINATION = obj(
    {
        "EventDestinationName": string(r"^[A-Za-z0-9_-]+$", longest=64, shortest=1),
        "Enabled": BOOLEAN,
        "MatchingEventTypes": array(string(), unique=True),
        "CloudWatchLogsDestination": obj({"IamRoleArn": ARN, "LogGroupArn": ARN}, "IamRoleArn", "LogGroupArn"),
        "KinesisFirehoseDestination": obj(
            {"IamRoleArn": ARN, "DeliveryStreamArn": ARN}, "IamRoleArn", "DeliveryStreamArn"
        ),
        "SnsDestination": obj({"TopicArn": ARN}, "TopicArn"),
    },
    "EventDestinationName", "Enabled", "MatchingEventTypes",
    one_of=KINDS,
)  # fmt: skip

TYPE = ResourceType(
    service=SMS_VOICE,
    name="AWS::SMSVOICE::ConfigurationSet",
    properties={
        "ConfigurationSetName": string(r"^[A-Za-z0-9_-]+$", longest=64, shortest=1),
        "DefaultSenderId": string(r"^[A-Za-z0-9_-]+$"),
        "EventDestinations": array(_DESTINATION, most=5),
        "MessageFeedbackEnabled": BOOLEAN,
        "ProtectConfigurationId": string(r"^[A-Za-z0-9_:/-]+$", longest=256, shortest=1),
        "Tags": TAGS,
    },
    replaced_by=("ConfigurationSetName",),
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
