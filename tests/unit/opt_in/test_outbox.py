"""From the table to the queue of the sender."""

from __future__ import annotations

import json
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk.assertions import Template

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import Outbox
from tests.unit.opt_in.conftest import make_stack
from tests.unit.opt_in.parts import MINUTE, make_key, make_table
from tests.unit.reading import Reading, arn

STREAM_ACTIONS = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]


def make_outbox(stack: cdk.Stack, construct_id: str = "Outbox", **arguments: Any) -> Outbox:
    table = arguments.pop("table", None) or make_table(stack, f"{construct_id}Table")
    key = make_key(stack, f"{construct_id}Key")
    return Outbox(stack, construct_id, table=table, encryption_key=key, visibility_timeout=MINUTE)


Made = tuple[Outbox, Reading]


@pytest.fixture(scope="module")
def made() -> Made:
    stack = make_stack()
    outbox = make_outbox(stack)
    return outbox, Reading(stack)


def matches(pattern: Any, event: Any) -> bool:
    """The part of EventBridge's pattern language that the filter uses."""
    if isinstance(pattern, dict):
        return all(key in event and matches(each, event[key]) for key, each in pattern.items())
    return any(event.startswith(each["prefix"]) if isinstance(each, dict) else event == each for each in pattern)


def record(pk: str, sk: str, event_name: str = "INSERT") -> dict[str, Any]:
    return {"eventName": event_name, "dynamodb": {"Keys": {"pk": {"S": pk}, "sk": {"S": sk}}}}


def passes(reading: Reading, event: Any) -> bool:
    (only,) = reading.properties("AWS::Pipes::Pipe")["SourceParameters"]["FilterCriteria"]["Filters"]
    return matches(json.loads(only["Pattern"]), event)


def test_a_new_message_is_passed_on(made: Made) -> None:
    assert passes(made[1], record("OUTBOX#confirm-1", "MESSAGE"))


@pytest.mark.parametrize(
    "event",
    [
        record("OUTBOX#confirm-1", "MESSAGE", "MODIFY"),
        record("OUTBOX#confirm-1", "MESSAGE", "REMOVE"),
        record("OUTBOX#confirm-1", "OTHER"),
        record("NUMBER#+447400123456", "MESSAGE"),
        record("NUMBER#+447400123456", "LEDGER#1"),
        record("PACE#pool-1", "SLOT"),
    ],
)
def test_what_is_no_new_message_is_not(made: Made, event: Any) -> None:
    assert not passes(made[1], event)


def test_nothing_of_a_person_leaves_the_table(made: Made) -> None:
    target = made[1].properties("AWS::Pipes::Pipe")["TargetParameters"]
    assert target == {"InputTemplate": '{"outbox_id": "<$.dynamodb.NewImage.id.S>"}'}


def test_the_whole_stream_is_read_and_what_fails_is_halved_and_set_aside(made: Made) -> None:
    outbox, reading = made
    source = reading.properties("AWS::Pipes::Pipe")["SourceParameters"]["DynamoDBStreamParameters"]
    assert source["StartingPosition"] == "TRIM_HORIZON"
    assert source["OnPartialBatchItemFailure"] == "AUTOMATIC_BISECT"
    assert source["DeadLetterConfig"] == {"Arn": arn(reading.id_of(outbox.dead_letters.queue))}


def test_the_pipe_leads_from_the_stream_to_the_queue(made: Made) -> None:
    outbox, reading = made
    pipe = reading.properties("AWS::Pipes::Pipe")
    assert pipe["Source"] == {"Fn::GetAtt": [reading.id("AWS::DynamoDB::Table"), "StreamArn"]}
    assert pipe["Target"] == arn(reading.id_of(outbox.queue.queue))


def test_only_this_pipe_of_this_account_may_assume_the_role(made: Made) -> None:
    outbox, reading = made
    assert outbox.pipe_role is not None
    trust = reading.trust(outbox.pipe_role)
    name = reading.properties("AWS::Pipes::Pipe")["Name"]
    assert trust["Principal"] == {"Service": "pipes.amazonaws.com"}
    assert trust["Condition"]["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    assert trust["Condition"]["ArnLike"]["aws:SourceArn"]["Fn::Join"][1][-1].endswith(f":pipe/{name}")


def test_the_role_reads_the_stream_and_sends_to_its_two_queues_and_nothing_else(made: Made) -> None:
    outbox, reading = made
    stream = {"Fn::GetAtt": [reading.id("AWS::DynamoDB::Table"), "StreamArn"]}
    queues = [arn(reading.id_of(each)) for each in (outbox.queue.queue, outbox.dead_letters.queue)]
    assert outbox.pipe_role is not None
    plain = [each for each in reading.allowed(outbox.pipe_role) if not each[0][0].startswith("kms:")]
    assert plain == [
        (STREAM_ACTIONS, stream),
        (["dynamodb:ListStreams"], "*"),  # pipes ask for it, and it has no resource type
        (["sqs:SendMessage"], queues[0]),
        (["sqs:SendMessage"], queues[1]),
    ]


def test_the_keys_are_used_only_by_way_of_their_services(made: Made) -> None:
    _, reading = made
    policy = reading.properties("AWS::IAM::Policy")["PolicyDocument"]["Statement"]
    through = [
        (each["Action"], each["Condition"]["StringEquals"]["kms:ViaService"]["Fn::Join"][1][0])
        for each in policy
        if "kms:" in str(each["Action"])
    ]
    send = ["kms:Decrypt", "kms:GenerateDataKey"]
    assert through == [("kms:Decrypt", "dynamodb.eu-west-1."), (send, "sqs.eu-west-1.")]


def test_the_pipe_is_made_after_what_its_role_may(made: Made) -> None:
    _, reading = made
    assert reading.id("AWS::IAM::Policy") in reading.only("AWS::Pipes::Pipe")["DependsOn"]


def test_the_name_of_the_pipe_is_one_that_the_service_takes() -> None:
    stack = make_stack()
    make_outbox(stack, "VeryLong" * 20)
    assert len(Reading(stack).properties("AWS::Pipes::Pipe")["Name"]) <= 64


def test_a_table_with_a_key_of_aws_needs_no_key_of_the_role() -> None:
    stack = make_stack()
    text = dynamodb.AttributeType.STRING
    table = dynamodb.Table(
        stack,
        "Plain",
        partition_key=dynamodb.Attribute(name="pk", type=text),
        sort_key=dynamodb.Attribute(name="sk", type=text),
        stream=dynamodb.StreamViewType.NEW_IMAGE,
    )
    make_outbox(stack, table=table)
    assert "dynamodb.eu-west-1." not in str(Reading(stack).properties("AWS::IAM::Policy"))


def test_fails_on_a_table_without_stream() -> None:
    stack = make_stack()
    table = dynamodb.Table(
        stack, "Plain", partition_key=dynamodb.Attribute(name="pk", type=dynamodb.AttributeType.STRING)
    )
    with pytest.raises(InvalidArgument) as refused:
        make_outbox(stack, table=table)
    assert str(refused.value) == (
        "table 'Stack/Plain' has no stream; give one whose stream holds new images (NEW_IMAGE), "
        "or let ConsentTable make it"
    )


def test_a_table_of_another_stack_is_read_by_reference() -> None:
    app = cdk.App()
    table = make_table(cdk.Stack(app, "Stateful"))
    stack = cdk.Stack(app, "Stack")
    make_outbox(stack, table=table)
    Template.from_stack(stack).resource_count_is("AWS::DynamoDB::Table", 0)
