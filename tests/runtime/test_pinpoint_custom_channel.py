"""The custom channel that counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from cdk_messaging.pinpoint.hooks.runtime import custom_channel
from cdk_messaging.pinpoint.hooks.runtime.fields import InvalidEvent

Json = dict[str, Any]

TYPES = (
    "CUSTOM", "CUSTOM", "SMS", "EMAIL", "EMAIL", "EMAIL", "VOICE", "GCM", "APNS", "APNS_SANDBOX", "APNS_VOIP",
    "APNS_VOIP_SANDBOX", "ADM", "BAIDU", "IN_APP", "PUSH", "CARRIER_PIGEON",
)  # fmt: skip
COUNTS = {"EndpointCount": 17, "CustomCount": 2, "SMSCount": 1, "EmailCount": 3, "VoiceCount": 1, "PushCount": 10}
CAMPAIGN = [{"Name": "CampaignId", "Value": "campaign"}, {"Name": "ApplicationId", "Value": "app"}]


def event(*types: str) -> Json:
    endpoints = {f"secret-{number}": {"ChannelType": kind, "Address": "secret"} for number, kind in enumerate(types)}
    return {"Message": {}, "Data": "secret", "ApplicationId": "app", "CampaignId": "campaign", "TreatmentId": 0,
            "ActivityId": "activity", "Endpoints": endpoints}  # fmt: skip


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stubber]:
    client = boto3.client("cloudwatch", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x")
    monkeypatch.setattr(custom_channel, "cloudwatch", lambda: client)
    with Stubber(client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def expected(counts: dict[str, int]) -> Json:
    data = [
        {"MetricName": name, "Dimensions": dimensions, "Unit": "None", "Value": count}
        for dimensions in (CAMPAIGN, [])
        for name, count in counts.items()
    ]
    return {"Namespace": "PinpointCustomChannelExecution", "MetricData": data}


def test_one_request_counts_all_channels_with_and_without_dimensions(service: Stubber) -> None:
    service.add_response("put_metric_data", {}, expected(COUNTS))
    assert custom_channel.handler(event(*TYPES), None) == {}


def test_no_endpoints_are_counted_as_none(service: Stubber) -> None:
    service.add_response("put_metric_data", {}, expected(dict.fromkeys(COUNTS, 0)))
    custom_channel.handler(event(), None)


@pytest.mark.usefixtures("service")
def test_an_event_of_something_else_is_refused_before_anything_is_counted() -> None:
    with pytest.raises(InvalidEvent, match="Endpoints is missing: expected an object"):
        custom_channel.handler({"hello": "world"}, None)


def test_a_refusal_of_cloudwatch_fails_the_invocation(service: Stubber) -> None:
    service.add_client_error("put_metric_data", "AccessDenied", http_status_code=403)
    with pytest.raises(Exception, match="AccessDenied"):
        custom_channel.handler(event("SMS"), None)


def test_the_log_has_counts_and_nothing_of_a_person(service: Stubber, capsys: pytest.CaptureFixture[str]) -> None:
    service.add_response("put_metric_data", {}, expected(COUNTS))
    custom_channel.handler(event(*TYPES), None)
    printed = capsys.readouterr().out
    assert json.loads(printed)["PushCount"] == 10
    assert "secret" not in printed


def test_the_client_gives_up_before_amazon_pinpoint_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    config = custom_channel.cloudwatch.__wrapped__().meta.config
    tries = config.retries["total_max_attempts"]
    assert tries == 3
    assert tries * (config.connect_timeout + config.read_timeout) < 15
