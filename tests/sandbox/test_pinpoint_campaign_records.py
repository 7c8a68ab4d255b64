"""What others learn of segments and campaigns: exports of a segment, and an event for each endpoint of a campaign."""

from __future__ import annotations

import json
from typing import Any

from sandbox.mobiletargeting.campaigns.filtering import held_back
from sandbox.mobiletargeting.state import Campaign, Project
from tests.sandbox.account import Account, until
from tests.sandbox.pinpoint_campaigning import NOW, Campaigning
from tests.sandbox.pinpoint_jobs import Importing

Json = dict[str, Any]
FRENCH: Json = {"Location": {"Country": {"DimensionType": "INCLUSIVE", "Values": ["FR"]}}}


def test_an_export_of_a_segment_has_those_that_meet_its_criteria(account: Account) -> None:
    news = Importing(account)
    for name, country in (("ann", "FR"), ("bob", "US")):
        given = {"ChannelType": "EMAIL", "Address": f"{name}@example.com", "Location": {"Country": country}}
        news.pinpoint.update_endpoint(ApplicationId=news.project, EndpointId=name, EndpointRequest=given)
    request = {"Name": "French", "Dimensions": FRENCH}
    made = news.pinpoint.create_segment(ApplicationId=news.project, WriteSegmentRequest=request)["SegmentResponse"]
    assert news.export(SegmentId=made["Id"])["JobStatus"] == "COMPLETED"
    assert [each["Id"] for each in news.exported()] == ["ann"]


def test_the_event_stream_tells_what_became_of_each_endpoint(account: Account) -> None:
    news, kinesis = Campaigning(account), account.client("kinesis")
    kinesis.create_stream(StreamName="events", ShardCount=1)
    stream = kinesis.describe_stream(StreamName="events")["StreamDescription"]
    allowed = {"Effect": "Allow", "Action": ["kinesis:DescribeStream", "kinesis:PutRecords"]}
    role = account.role(
        [{**allowed, "Resource": stream["StreamARN"]}],
        trusted="pinpoint.amazonaws.com",
        condition={"ArnLike": {"aws:SourceArn": news.arn}},
    )
    news.pinpoint.put_event_stream(
        ApplicationId=news.project, WriteEventStream={"DestinationStreamArn": stream["StreamARN"], "RoleArn": role}
    )
    news.put("ann")
    news.put("bob", Demographic={"Timezone": "UTC"})
    news.put("eve", ChannelType="CUSTOM")
    campaign = news.campaign(Schedule={**NOW, "QuietTime": {"Start": "00:00", "End": "23:59"}})
    (activity,) = news.done(campaign)

    def told() -> dict[str, Json] | None:
        iterator = kinesis.get_shard_iterator(
            StreamName="events", ShardId=stream["Shards"][0]["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        records = [json.loads(each["Data"]) for each in kinesis.get_records(ShardIterator=iterator)["Records"]]
        found = {each["client"]["client_id"]: each for each in records if each["event_type"] == "_campaign.send"}
        return found if len(found) == 3 else None

    events = until(told)
    assert events["ann"]["attributes"] == {
        "treatment_id": "0", "campaign_activity_id": activity["Id"], "delivery_type": "GCM", "campaign_id": campaign,
        "campaign_send_status": "SUCCESS",
    }  # fmt: skip
    assert json.loads(events["ann"]["client_context"]["custom"]["endpoint"])["ChannelType"] == "GCM"
    assert events["bob"]["attributes"]["campaign_send_status"] == "QUIET_TIME"
    assert events["eve"]["attributes"]["campaign_send_status"] == "UNSUPPORTED_CHANNEL"


def test_an_address_that_two_endpoints_have_is_sent_to_once() -> None:
    campaign = Campaign("arn:c", [{"Id": "c", "Limits": {}}])
    twins = {name: {"ChannelType": "EMAIL", "Address": "a@example.com"} for name in ("ann", "twin")}
    assert held_back(Project("arn:p", "p", "News", "now"), campaign, {}, twins) == {"twin": "DUPLICATE_ADDRESS"}
