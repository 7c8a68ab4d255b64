"""Configuration sets: ``Custom::DefaultMessageType``, ``Custom::DefaultMessageFeedback`` and
``Custom::EventDestination``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from .setting import Setting
from .sms_voice import Refused

Properties = Mapping[str, Any]
Destination = dict[str, Any]

_KINDS = ("CloudWatchLogsDestination", "KinesisFirehoseDestination", "SnsDestination")


def _set(client: Any, properties: Properties) -> dict[str, Any]:
    name = properties["ConfigurationSetName"]
    (found,) = client.describe_configuration_sets(ConfigurationSetNames=[name])["ConfigurationSets"]
    return dict(found)


def _write_message_type(client: Any, properties: Properties, value: str | None, _current: str | None) -> None:
    name = properties["ConfigurationSetName"]
    if value is None:
        client.delete_default_message_type(ConfigurationSetName=name)
    else:
        client.set_default_message_type(ConfigurationSetName=name, MessageType=value)


def _write_feedback(client: Any, properties: Properties, value: Any, _current: Any) -> None:
    client.set_default_message_feedback_enabled(
        ConfigurationSetName=properties["ConfigurationSetName"], MessageFeedbackEnabled=bool(value)
    )


def _wanted_destination(properties: Properties) -> Destination:
    return {
        "enabled": properties["Enabled"] == "true",
        "types": sorted(properties["MatchingEventTypes"]),
        "target": json.loads(properties["Target"]),
    }


def _read_destination(client: Any, properties: Properties) -> Destination | None:
    for found in _set(client, properties)["EventDestinations"]:
        if found["EventDestinationName"] == properties["EventDestinationName"]:
            return {
                "enabled": found["Enabled"],
                "types": sorted(found["MatchingEventTypes"]),
                "target": {kind: found[kind] for kind in _KINDS if found.get(kind)},
            }
    return None


def _write_destination(client: Any, properties: Properties, value: Destination | None, current: Any) -> None:
    named = {name: properties[name] for name in ("ConfigurationSetName", "EventDestinationName")}
    if value is None:
        client.delete_event_destination(**named)
        return
    asked = {**named, "MatchingEventTypes": value["types"], **value["target"]}
    if current is not None:
        client.update_event_destination(**asked, Enabled=value["enabled"])
        return
    client.create_event_destination(**asked)
    if not value["enabled"]:
        try:
            client.update_event_destination(**named, Enabled=False)
        except ClientError:
            client.delete_event_destination(**named)
            raise


def _same_destination(current: Destination | None, wanted: Destination) -> bool:
    # A new one is enabled at first, so whether it is enabled doesn't tell whose it is.
    return current is not None and {**current, "enabled": None} == {**wanted, "enabled": None}


def _refuse_taken_name(current: Destination | None, _wanted: Destination) -> None:
    if current is not None:
        raise Refused(
            "the configuration set has another event destination of this name: choose another name, or delete that one"
        )


MESSAGE_TYPE = Setting(
    key=("ConfigurationSetName",),
    wanted=lambda properties: str(properties["MessageType"]),
    read=lambda client, properties: _set(client, properties).get("DefaultMessageType"),
    write=_write_message_type,
)
FEEDBACK = Setting(
    key=("ConfigurationSetName",),
    wanted=lambda properties: properties["MessageFeedbackEnabled"] == "true",
    read=lambda client, properties: bool(_set(client, properties).get("DefaultMessageFeedbackEnabled")),
    write=_write_feedback,
)
EVENT_DESTINATION = Setting(
    key=("ConfigurationSetName", "EventDestinationName"),
    wanted=_wanted_destination,
    read=_read_destination,
    write=_write_destination,
    same=_same_destination,
    refuse_to_take_over=_refuse_taken_name,
)
