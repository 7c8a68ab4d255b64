"""The examples of campaigns: deployed, run, and destroyed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.examples.deployed_example import DeployedExample
from tests.examples.example_cli import replaced
from tests.sandbox.account import until

Deploy = Callable[[str], DeployedExample]
ADA, BOB, EVE = "+447400123470", "+447400123471", "+447400123472"
NAMESPACE = "PinpointCustomChannelExecution"
DAY = 24 * 3600
COUNTS = {"EndpointCount": 64, "CustomCount": 60, "EmailCount": 1, "SMSCount": 1, "VoiceCount": 1, "PushCount": 1}


class Audience:
    """The endpoints of an example's project."""

    def __init__(self, example: DeployedExample) -> None:
        self.pinpoint = example.client("pinpoint")
        self.ids = {"ApplicationId": example.outputs["ProjectId"], "CampaignId": example.outputs["CampaignId"]}

    def put(self, identity: str, channel: str, address: str, **members: Any) -> None:
        request = {"ChannelType": channel, "Address": address, **members}
        self.pinpoint.update_endpoint(
            ApplicationId=self.ids["ApplicationId"], EndpointId=identity, EndpointRequest=request
        )

    def buy(self, identity: str) -> None:
        event = {"EventType": "purchase", "Timestamp": datetime.now(UTC).isoformat()}
        batch = {identity: {"Endpoint": {}, "Events": {"1": event}}}
        self.pinpoint.put_events(ApplicationId=self.ids["ApplicationId"], EventsRequest={"BatchItem": batch})

    def done(self, runs: int) -> list[dict[str, Any]]:
        """The activities of the campaign once so many are over."""

        def over() -> list[dict[str, Any]] | None:
            found = self.pinpoint.get_campaign_activities(**self.ids)["ActivitiesResponse"]["Item"]
            completed = [each for each in found if each["State"] == "COMPLETED"]
            return completed if len(completed) >= runs else None

        return list(until(over))


def test_a_campaign_asks_its_hook_and_texts_who_bought(deployed: Deploy) -> None:
    example = deployed("campaign_with_hook")
    audience = Audience(example)
    audience.put("ada", "SMS", ADA, Attributes={"Plan": ["gold"]})
    audience.put("bob", "SMS", BOB, Attributes={"Plan": ["paused"]})
    audience.put("eve", "SMS", EVE)
    audience.buy("ada")
    audience.buy("bob")
    example.phone.wait_for(ADA, "Dear friend, thank you.")
    audience.done(2)
    assert example.phone.messages(BOB) == example.phone.messages(EVE) == []
    until(lambda: '"kept":0' in example.logged("FilterLog"))
    assert ADA not in example.logged("FilterLog")
    example.update(replaced("thank you.", "thank you again."))
    audience.buy("eve")
    example.phone.wait_for(EVE, "Hello, thank you again.")


def test_a_custom_channel_counts_whom_a_campaign_reaches(deployed: Deploy) -> None:
    example = deployed("custom_channel")
    audience = Audience(example)
    audience.done(1)  # the first day, with nobody there
    for number in range(60):
        audience.put(f"c{number}", "CUSTOM", f"custom-{number}")
    for channel, address in (("EMAIL", "mary@example.com"), ("SMS", ADA), ("VOICE", BOB), ("GCM", "token")):
        audience.put(channel.lower(), channel, address)
    example.phone.advance_clock(DAY)
    activity = audience.done(2)[-1]
    assert (activity["SuccessfulEndpointCount"], activity["TotalEndpointCount"]) == (64, 64)
    of_campaign = [{"Name": name, "Value": value} for name, value in audience.ids.items()]
    assert counted(example, of_campaign) == COUNTS
    # Where no dimensions are named the emulator adds up all metrics of a name, so here both that were put.
    assert counted(example, []) == {name: 2 * count for name, count in COUNTS.items()}
    assert ADA not in example.logged("ChannelLog")
    assert example.logged("ChannelLog").count("count_endpoints") == 2
    example.update(replaced("Good morning", "Good evening"))
    assert example.outputs["CampaignId"] == audience.ids["CampaignId"]


def counted(example: DeployedExample, dimensions: list[dict[str, str]]) -> dict[str, float]:
    """The sums of the metrics with exactly these dimensions."""
    now = datetime.now(UTC)
    queries: list[Any] = [
        {
            "Id": f"m{index}",
            "Label": name,
            "MetricStat": {
                "Metric": {"Namespace": NAMESPACE, "MetricName": name, "Dimensions": dimensions},
                "Period": 3600,
                "Stat": "Sum",
            },
        }
        for index, name in enumerate(COUNTS)
    ]
    found = example.client("cloudwatch").get_metric_data(
        MetricDataQueries=queries, StartTime=now - timedelta(hours=2), EndTime=now + timedelta(hours=2)
    )["MetricDataResults"]
    return {each["Label"]: sum(each["Values"]) for each in found}
