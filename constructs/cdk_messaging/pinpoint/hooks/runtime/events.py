"""The events with which Amazon Pinpoint invokes functions for a campaign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .endpoint import Endpoint, read_endpoint
from .fields import InvalidEvent, mapping, optional_text, text

MOST_ENDPOINTS = 50
"""Endpoints of one event. More are sent in several."""


@dataclass(frozen=True, kw_only=True)
class CampaignEvent:
    """What all of them have.

    :param application_id: id of the project
    :param campaign_id: id of the campaign
    :param treatment_id: number of the variant, from "0"
    :param activity_id: id of this run of the campaign; None where it isn't told
    :param scheduled_time: when it was to run, ISO 8601; None where it isn't told
    :param endpoints: at most 50, by id
    """

    application_id: str
    campaign_id: str
    treatment_id: str
    activity_id: str | None
    scheduled_time: str | None
    endpoints: Mapping[str, Endpoint]


@dataclass(frozen=True, kw_only=True)
class FilterEvent(CampaignEvent):
    """Before a campaign is sent: the function returns the endpoints that are to get it.

    :param message_configuration: the messages, by channel
    """

    message_configuration: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class CustomChannelEvent(CampaignEvent):
    """Instead of sending: the function sends.

    :param message: of the campaign; empty as a rule
    :param data: the campaign's custom message
    """

    message: Mapping[str, Any]
    data: str | None


def read_filter_event(event: object) -> FilterEvent:
    """:raises InvalidEvent: it is no event of a campaign"""
    given = mapping("the event", event)
    configuration = given.get("MessageConfiguration")
    return FilterEvent(
        **_common(given),
        message_configuration=mapping("MessageConfiguration", {} if configuration is None else configuration),
    )


def read_custom_channel_event(event: object) -> CustomChannelEvent:
    """:raises InvalidEvent: it is no event of a campaign"""
    given = mapping("the event", event)
    message = given.get("Message")
    return CustomChannelEvent(
        **_common(given),
        message=mapping("Message", {} if message is None else message),
        data=optional_text("Data", given.get("Data")),
    )


def _common(given: Mapping[str, Any]) -> dict[str, Any]:
    endpoints = mapping("Endpoints", given.get("Endpoints"))
    if len(endpoints) > MOST_ENDPOINTS:
        raise InvalidEvent(f"Endpoints has {len(endpoints)} of them: expected at most {MOST_ENDPOINTS}")
    return {
        "application_id": text("ApplicationId", given.get("ApplicationId")),
        "campaign_id": text("CampaignId", given.get("CampaignId")),
        "treatment_id": _treatment(given.get("TreatmentId")),
        "activity_id": optional_text("ActivityId", given.get("ActivityId")),
        "scheduled_time": optional_text("ScheduledTime", given.get("ScheduledTime")),
        "endpoints": {name: read_endpoint(name, each) for name, each in endpoints.items()},
    }


def _treatment(value: object) -> str:
    # The guide calls it a number and shows a text.
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return optional_text("TreatmentId", value) or "0"
