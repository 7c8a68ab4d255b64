"""Event streams, their roles, and how one is disabled."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_kinesisfirehose as firehose
from aws_cdk import aws_kms as kms
from aws_cdk.assertions import Annotations, Match

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import EventStream, EventStreamRole, Project
from tests.unit.reading import Reading, arn

PROJECT = "0123456789abcdef0123456789abcdef"
STREAM = "arn:aws:kinesis:us-east-1:111122223333:stream/events"
DELIVERY = "arn:aws:firehose:us-east-1:111122223333:deliverystream/events"
KINESIS = ["kinesis:DescribeStream", "kinesis:PutRecords"]
FIREHOSE = ["firehose:DescribeDeliveryStream", "firehose:PutRecordBatch"]


@pytest.fixture
def stack() -> cdk.Stack:
    environment = cdk.Environment(account="111122223333", region="us-east-1")
    return cdk.Stack(cdk.App(), "Stack", env=environment)


def project_in(stack: cdk.Stack, construct_id: str = "Project") -> Any:
    return Project.from_project_id(stack, construct_id, PROJECT)


def data_stream(stack: cdk.Stack) -> kinesis.IStream:
    return kinesis.Stream.from_stream_arn(stack, "Data", STREAM)


def delivery_stream(stack: cdk.Stack) -> firehose.IDeliveryStream:
    return firehose.DeliveryStream.from_delivery_stream_arn(stack, "Delivery", DELIVERY)


@pytest.mark.parametrize(
    ("given", "arn_of_stream", "actions"),
    [
        (lambda stack: {"stream": data_stream(stack)}, STREAM, KINESIS),
        (lambda stack: {"delivery_stream": delivery_stream(stack)}, DELIVERY, FIREHOSE),
    ],
)
def test_events_go_to_either_stream_with_two_actions_on_it(
    stack: cdk.Stack, given: Any, arn_of_stream: str, actions: list[str]
) -> None:
    role: Any = EventStream(stack, "Events", project=project_in(stack), **given(stack)).role
    reading = Reading(stack)
    assert reading.properties("AWS::Pinpoint::EventStream") == {
        "ApplicationId": PROJECT,
        "DestinationStreamArn": arn_of_stream,
        "RoleArn": arn(reading.id_of(role)),
    }
    assert reading.allowed(role) == [(actions, arn_of_stream)]


def test_only_pinpoint_may_assume_the_role_and_only_for_this_project(stack: cdk.Stack) -> None:
    role = EventStreamRole(stack, "Role", project=project_in(stack), stream=data_stream(stack))
    assert Reading(stack).trust(role) == {
        "Action": "sts:AssumeRole",
        "Effect": "Allow",
        "Principal": {"Service": "pinpoint.amazonaws.com"},
        "Condition": {
            "StringEquals": {"aws:SourceAccount": "111122223333"},
            "ArnLike": {
                "aws:SourceArn": {
                    "Fn::Join": [
                        "",
                        ["arn:", {"Ref": "AWS::Partition"}, f":mobiletargeting:us-east-1:111122223333:apps/{PROJECT}"],
                    ]
                }
            },
        },
    }


def test_an_encrypted_data_stream_is_written_to_with_its_key_by_way_of_kinesis(stack: cdk.Stack) -> None:
    key = kms.Key(stack, "Key")
    stream = kinesis.Stream(stack, "Data", encryption_key=key)
    role = EventStreamRole(stack, "Role", project=project_in(stack), stream=stream)
    reading = Reading(stack)
    assert reading.allowed(role) == [
        (KINESIS, arn(reading.id_of(stream))),
        (["kms:GenerateDataKey"], arn(reading.id_of(key))),
    ]
    (policy,) = reading.all("AWS::IAM::Policy").values()
    assert policy["Properties"]["PolicyDocument"]["Statement"][1]["Condition"] == {
        "StringEquals": {"kms:ViaService": {"Fn::Join": ["", ["kinesis.us-east-1.", {"Ref": "AWS::URLSuffix"}]]}}
    }


def test_the_permissions_are_there_before_the_service_tries_them(stack: cdk.Stack) -> None:
    EventStream(stack, "Events", project=project_in(stack), stream=data_stream(stack))
    reading = Reading(stack)
    assert reading.only("AWS::Pinpoint::EventStream")["DependsOn"] == [reading.id("AWS::IAM::Policy")]


def test_a_role_may_be_given(stack: cdk.Stack) -> None:
    role = iam.Role.from_role_arn(stack, "Role", "arn:aws:iam::111122223333:role/events")
    EventStream(stack, "Events", project=project_in(stack), stream=data_stream(stack), role=role)
    reading = Reading(stack)
    assert reading.properties("AWS::Pinpoint::EventStream")["RoleArn"] == role.role_arn
    assert reading.all("AWS::IAM::Role") == {}


def test_a_disabled_stream_is_no_resource_and_keeps_its_role(stack: cdk.Stack) -> None:
    made = EventStream(stack, "Events", project=project_in(stack), stream=data_stream(stack), enabled=False)
    reading = Reading(stack)
    assert made.resource is None
    assert reading.all("AWS::Pinpoint::EventStream") == {}
    assert len(reading.all("AWS::IAM::Role")) == 1


@pytest.mark.parametrize("both", [True, False])
def test_exactly_one_stream_is_given(stack: cdk.Stack, both: bool) -> None:
    given: dict[str, Any] = {"stream": data_stream(stack), "delivery_stream": delivery_stream(stack)} if both else {}
    with pytest.raises(InvalidArgument) as refused:
        EventStream(stack, "Events", project=project_in(stack), **given)
    words = "both stream and delivery_stream are" if both else "neither stream nor delivery_stream is"
    assert str(refused.value) == f"{words} given: a project has one event stream, so give one of them"


def test_a_project_has_one_event_stream(stack: cdk.Stack) -> None:
    project, stream = project_in(stack), data_stream(stack)
    EventStream(stack, "First", project=project, stream=stream)
    with pytest.raises(InvalidArgument) as refused:
        EventStream(stack, "Second", project=project, stream=stream)
    assert str(refused.value) == (
        "project 'Stack/Project' has an event stream already, at 'Stack/First': it can have one only"
    )


def test_one_stream_serves_several_projects(stack: cdk.Stack) -> None:
    stream = data_stream(stack)
    for name in ("One", "Two"):
        EventStream(stack, f"{name}Events", project=Project(stack, name), stream=stream)
    assert len(Reading(stack).all("AWS::Pinpoint::EventStream")) == 2


def test_it_warns_once_with_what_to_use_instead(stack: cdk.Stack) -> None:
    EventStream(stack, "Events", project=project_in(stack), stream=data_stream(stack))
    found = Annotations.from_stack(stack).find_warning("*", Match.any_value())
    (told,) = [str(message.entry.data) for message in found]
    assert "use an event destination of a sms_voice.ConfigurationSet" in told
    assert "[ack: cdk_messaging:pinpoint.EventStream.retired]" in told
