"""Asks for the in-app messages of an endpoint, in the order in which an app shows them.

It needs boto3 only, so a function of yours may carry this module alone::

    from cdk_messaging.pinpoint.in_app.client import InAppMessages


    def handler(event, context):
        messages = InAppMessages("810c7aab86d42fb2b56c8c966example")
        return [each.content for each in messages.of(event["endpoint"], event_type="_session.start")]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import boto3

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

LOWEST_PRIORITY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a campaign.

    :param campaign: name and id of the campaign, with a hyphen between them
    :param treatment: number of the variant; "0" where there is one only
    :param priority: 1, shown first, to 5
    :param layout: where it appears
    :param content: its panels, as the API has them
    :param custom_config: anything for the app
    :param event_types: the events of the app upon which it is shown
    :param ends: after which it isn't shown any more; None where the campaign has no end
    :param daily_cap: how often a day the endpoint may see it; 0 for any number
    :param session_cap: how often within a session; 0 for any number
    :param total_cap: how often at all; 0 for any number
    """

    campaign: str
    treatment: str
    priority: int
    layout: str
    content: list[dict[str, Any]]
    custom_config: dict[str, str]
    event_types: tuple[str, ...]
    ends: datetime | None
    daily_cap: int
    session_cap: int
    total_cap: int


class InAppMessages:
    """Asks the service.

    :param application_id: id of the project
    :param client: a boto3 client of Amazon Pinpoint. Default: - one of the environment's account and Region
    """

    def __init__(self, application_id: str, client: PinpointClient | None = None) -> None:
        self._application_id = application_id
        self._client: PinpointClient = boto3.client("pinpoint") if client is None else client

    def of(self, endpoint_id: str, *, event_type: str | None = None) -> list[Message]:
        """The messages that an endpoint is entitled to, those to be shown first at the beginning.

        :param endpoint_id: id of the endpoint
        :param event_type: what happened in the app. Default: - the messages for all events
        """
        answer = self._client.get_in_app_messages(ApplicationId=self._application_id, EndpointId=endpoint_id)
        listed = answer["InAppMessagesResponse"].get("InAppMessageCampaigns", [])
        found = [_message(each) for each in listed]
        fitting = [each for each in found if event_type is None or event_type in each.event_types]
        return sorted(fitting, key=lambda message: message.priority)


def _message(campaign: Mapping[str, Any]) -> Message:
    shown, schedule = campaign.get("InAppMessage", {}), campaign.get("Schedule", {})
    events = schedule.get("EventFilter", {}).get("Dimensions", {}).get("EventType", {}).get("Values", [])
    ends = schedule.get("EndDate")
    return Message(
        campaign=campaign.get("CampaignId", ""),
        treatment=campaign.get("TreatmentId", "0"),
        priority=campaign.get("Priority", LOWEST_PRIORITY),
        layout=shown.get("Layout", ""),
        content=shown.get("Content", []),
        custom_config=shown.get("CustomConfig", {}),
        event_types=tuple(events),
        ends=None if ends is None else datetime.fromisoformat(ends),
        daily_cap=campaign.get("DailyCap", 0),
        session_cap=campaign.get("SessionCap", 0),
        total_cap=campaign.get("TotalCap", 0),
    )
