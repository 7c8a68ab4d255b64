"""A custom channel that counts the endpoints of a campaign by their channel."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

from . import logs
from .events import CustomChannelEvent, read_custom_channel_event

NAMESPACE = "PinpointCustomChannelExecution"
_COUNTED = {"CUSTOM": "CustomCount", "SMS": "SMSCount", "EMAIL": "EmailCount", "VOICE": "VoiceCount"}
_OTHERS = "PushCount"
_ALL = "EndpointCount"


def handler(event: object, _context: object) -> dict[str, Any]:
    """Count; see ``CustomChannelFunction``. Journeys get no attributes to split by."""
    read = read_custom_channel_event(event)
    counts = count(read)
    cloudwatch().put_metric_data(Namespace=NAMESPACE, MetricData=metric_data(read, counts))
    logs.done("count_endpoints", read, **counts)
    return {}


def count(event: CustomChannelEvent) -> dict[str, int]:
    """How many endpoints there are, by metric. What isn't another channel is a push channel."""
    types = Counter(_COUNTED.get(each.channel_type, _OTHERS) for each in event.endpoints.values())
    return {_ALL: len(event.endpoints), **{name: types[name] for name in (*_COUNTED.values(), _OTHERS)}}


def metric_data(event: CustomChannelEvent, counts: dict[str, int]) -> list[dict[str, Any]]:
    """The values: for the campaign in its project, and for all together."""
    campaign = [
        {"Name": "CampaignId", "Value": event.campaign_id},
        {"Name": "ApplicationId", "Value": event.application_id},
    ]
    return [
        {"MetricName": name, "Dimensions": dimensions, "Unit": "None", "Value": value}
        for dimensions in (campaign, [])
        for name, value in counts.items()
    ]


@cache
def cloudwatch() -> Any:
    """The client. Its three tries are over before Amazon Pinpoint stops waiting."""
    import boto3  # noqa: PLC0415 - here, because importing it is most of a cold start
    from botocore.config import Config  # noqa: PLC0415 - as above

    config = Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 3, "mode": "standard"})
    return boto3.client("cloudwatch", config=config)
