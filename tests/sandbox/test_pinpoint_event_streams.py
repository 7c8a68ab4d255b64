"""Event streams: what applications report arrives in the project's stream, if the role lets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.sandbox.account import Account, Json, until

KINESIS = ["kinesis:DescribeStream", "kinesis:PutRecords"]
MOMENT, LATER = "2026-01-02T03:04:05.678Z", "2026-01-02T03:04:06Z"
PURCHASE: Json = {"EventType": "_monetization.purchase", "Timestamp": MOMENT, "Attributes": {"item": "book"}}


@dataclass
class Streaming:
    """A project and a Kinesis data stream."""

    account: Account
    project: str
    arn: str
    stream: str

    @property
    def pinpoint(self) -> Any:
        return self.account.client("pinpoint")

    def role(self, actions: list[str], *, source: str | None = None, resource: str | None = None) -> str:
        condition = {"ArnLike": {"aws:SourceArn": source or self.arn}}
        allowed = {"Effect": "Allow", "Action": actions, "Resource": resource or self.stream}
        return self.account.role([allowed], trusted="pinpoint.amazonaws.com", condition=condition)

    def put(self, role: str | None = None, stream: str | None = None) -> Json:
        given = {"DestinationStreamArn": stream or self.stream, "RoleArn": role or self.role(KINESIS)}
        made = self.pinpoint.put_event_stream(ApplicationId=self.project, WriteEventStream=given)
        return dict(made["EventStream"])

    def report(self, event: Json, endpoint: Json | None = None) -> Json:
        batch = {"ada": {"Endpoint": endpoint or {}, "Events": {"e1": event}}}
        request = {"BatchItem": batch}
        answer = self.pinpoint.put_events(ApplicationId=self.project, EventsRequest=request)["EventsResponse"]
        return dict(answer["Results"]["ada"]["EventsItemResponse"]["e1"])

    def records(self) -> list[Json]:
        kinesis = self.account.client("kinesis")
        (shard,) = kinesis.describe_stream(StreamName="events")["StreamDescription"]["Shards"]
        iterator = kinesis.get_shard_iterator(
            StreamName="events", ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        return [json.loads(record["Data"]) for record in kinesis.get_records(ShardIterator=iterator)["Records"]]


@pytest.fixture
def streaming(account: Account) -> Streaming:
    made = account.client("pinpoint").create_app(CreateApplicationRequest={"Name": "News"})["ApplicationResponse"]
    kinesis = account.client("kinesis")
    kinesis.create_stream(StreamName="events", ShardCount=1)
    kinesis.get_waiter("stream_exists").wait(StreamName="events")
    stream = kinesis.describe_stream(StreamName="events")["StreamDescription"]["StreamARN"]
    return Streaming(account, made["Id"], made["Arn"], stream)


def test_an_event_arrives_as_the_guide_shows_it(streaming: Streaming) -> None:
    streaming.put()
    session = {"Id": "s1", "StartTimestamp": MOMENT, "StopTimestamp": LATER}
    named = {"AppPackageName": "com.example", "AppTitle": "Shop", "SdkName": "js", "ClientSdkVersion": "1.2"}
    endpoint = {
        "ChannelType": "SMS",
        "Address": "+12065550100",
        "Demographic": {"Make": "apple", "Platform": "ios", "PlatformVersion": "17"},
    }
    accepted = streaming.report({**PURCHASE, **named, "Session": session, "Metrics": {"price": 3.5}}, endpoint)
    assert accepted == {"StatusCode": 202, "Message": "Accepted"}
    (record,) = streaming.records()
    assert record.pop("arrival_timestamp") > record["event_timestamp"]
    assert record == {
        "event_type": "_monetization.purchase",
        "event_timestamp": 1767323045678,
        "event_version": "3.0",
        "application": {
            "app_id": streaming.project,
            "package_name": "com.example",
            "title": "Shop",
            "sdk": {"name": "js", "version": "1.2"},
        },
        "client": {"client_id": "ada"},
        "device": {"make": "apple", "platform": {"name": "ios", "version": "17"}},
        "session": {"session_id": "s1", "start_timestamp": 1767323045678, "stop_timestamp": 1767323046000},
        "attributes": {"item": "book"},
        "metrics": {"price": 3.5},
        "awsAccountId": streaming.account.id,
    }
    found = streaming.pinpoint.get_endpoint(ApplicationId=streaming.project, EndpointId="ada")["EndpointResponse"]
    assert found["Address"] == "+12065550100"


def test_a_disabled_stream_gets_nothing(streaming: Streaming) -> None:
    streaming.put()
    assert streaming.pinpoint.delete_event_stream(ApplicationId=streaming.project)["EventStream"]
    streaming.report(PURCHASE)
    assert streaming.records() == []
    with pytest.raises(ClientError, match="NotFoundException"):
        streaming.pinpoint.get_event_stream(ApplicationId=streaming.project)


def test_a_project_has_one_stream(streaming: Streaming) -> None:
    streaming.put()
    second = streaming.put()
    shown = streaming.pinpoint.get_event_stream(ApplicationId=streaming.project)["EventStream"]
    assert shown["RoleArn"] == second["RoleArn"]


@pytest.mark.parametrize(
    ("role", "reason"),
    [
        (lambda it: it.role(["kinesis:PutRecords"]), "does not allow kinesis:DescribeStream"),
        (lambda it: it.role(["kinesis:DescribeStream"]), "does not allow kinesis:PutRecords"),
        (lambda it: it.role(KINESIS, resource=f"{it.stream}-other"), "does not allow kinesis:DescribeStream"),
        (lambda it: it.role(KINESIS, source=f"{it.arn[:-32]}{'0' * 32}"), "does not let pinpoint.amazonaws.com assume"),
        (lambda it: "arn:aws:iam::111122223333:role/none", "does not exist"),
    ],
)
def test_a_role_that_does_not_fit_is_refused(
    streaming: Streaming, role: Callable[[Streaming], str], reason: str
) -> None:
    with pytest.raises(ClientError, match=reason):
        streaming.put(role(streaming))


def test_a_stream_that_is_not_there_is_refused(streaming: Streaming) -> None:
    missing = f"{streaming.stream}-other"
    with pytest.raises(ClientError, match="does not exist"):
        streaming.put(streaming.role(KINESIS, resource=missing), missing)


def test_an_event_is_lost_when_the_role_has_lost_its_permission(streaming: Streaming) -> None:
    role = str(streaming.put()["RoleArn"])
    streaming.account.client("iam").delete_role_policy(RoleName=role.rpartition("/")[2], PolicyName="permissions")
    assert streaming.report(PURCHASE)["StatusCode"] == 202
    assert streaming.records() == []


def test_an_event_with_a_long_value_is_dropped_unseen(streaming: Streaming) -> None:
    streaming.put()
    assert streaming.report({**PURCHASE, "Attributes": {"item": "b" * 201}})["StatusCode"] == 202
    assert streaming.records() == []


@pytest.mark.parametrize(
    "event",
    [
        {**PURCHASE, "Timestamp": "yesterday"},
        {**PURCHASE, "Attributes": {f"a{number}": "b" for number in range(41)}},
    ],
)
def test_an_event_that_is_wrong_is_refused_by_itself(streaming: Streaming, event: Json) -> None:
    assert streaming.report(event)["StatusCode"] == 400


def test_more_than_a_hundred_events_are_refused(streaming: Streaming) -> None:
    events = {f"e{number}": PURCHASE for number in range(101)}
    request = {"BatchItem": {"ada": {"Endpoint": {}, "Events": events}}}
    with pytest.raises(ClientError, match="101 events; the most is 100"):
        streaming.pinpoint.put_events(ApplicationId=streaming.project, EventsRequest=request)


def test_events_reach_a_delivery_stream(streaming: Streaming) -> None:
    account = streaming.account
    bucket = f"events-{account.id}"
    account.client("s3").create_bucket(Bucket=bucket)
    objects = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    writer = account.role([objects], trusted="firehose.amazonaws.com")
    destination = {"BucketARN": f"arn:aws:s3:::{bucket}", "RoleARN": writer}
    firehose = account.client("firehose")
    arn = firehose.create_delivery_stream(DeliveryStreamName="events", ExtendedS3DestinationConfiguration=destination)
    stream = arn["DeliveryStreamARN"]
    actions = ["firehose:DescribeDeliveryStream", "firehose:PutRecordBatch"]
    with pytest.raises(ClientError, match="does not allow firehose:DescribeDeliveryStream"):
        streaming.put(streaming.role(KINESIS), stream)
    streaming.put(streaming.role(actions, resource=stream), stream)
    streaming.report(PURCHASE)

    def arrived() -> list[str]:
        s3 = account.client("s3")
        found = s3.list_objects_v2(Bucket=bucket).get("Contents", [])
        return [s3.get_object(Bucket=bucket, Key=each["Key"])["Body"].read().decode() for each in found]

    assert "_monetization.purchase" in until(arrived)[0]


def test_cloudformation_makes_changes_and_disables_a_stream(streaming: Streaming) -> None:
    first, second = streaming.role(KINESIS), streaming.role(KINESIS)
    account, get = streaming.account, streaming.pinpoint.get_event_stream
    for role in (first, second):
        properties = {"ApplicationId": streaming.project, "DestinationStreamArn": streaming.stream, "RoleArn": role}
        stream = {"Type": "AWS::Pinpoint::EventStream", "Properties": properties}
        topic = {"Type": "AWS::SNS::Topic"}
        outputs = account.deploy({"Stream": stream, "Topic": topic}, outputs={"Id": {"Value": {"Ref": "Stream"}}})
        assert outputs == {"Id": streaming.project}
        assert get(ApplicationId=streaming.project)["EventStream"]["RoleArn"] == role
    account.deploy({"Topic": {"Type": "AWS::SNS::Topic"}})
    with pytest.raises(ClientError, match="NotFoundException"):
        get(ApplicationId=streaming.project)


def test_a_stream_that_somebody_disabled_already_goes_with_its_stack(streaming: Streaming) -> None:
    properties = {
        "ApplicationId": streaming.project,
        "DestinationStreamArn": streaming.stream,
        "RoleArn": streaming.role(KINESIS),
    }
    streaming.account.deploy({"Stream": {"Type": "AWS::Pinpoint::EventStream", "Properties": properties}})
    streaming.pinpoint.delete_event_stream(ApplicationId=streaming.project)
    streaming.account.destroy()
    assert streaming.account.failures() == ""
