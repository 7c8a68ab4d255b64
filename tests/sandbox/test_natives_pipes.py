"""A pipe from a table's stream to a queue: filters, template, permissions."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sandbox.natives import event_patterns, pipe_input
from tests.sandbox.account import Account, Json, until
from tests.sandbox.stacks import allow, att, role

READ = ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams")
PATTERN = {
    "eventName": ["INSERT"],
    "dynamodb": {"Keys": {"sk": {"S": ["MESSAGE"]}, "pk": {"S": [{"prefix": "OUTBOX#"}]}}},
}
TEMPLATE = '{"outbox_id": "<$.dynamodb.NewImage.id.S>"}'


def pipe(*statements: Json) -> Json:
    keys = [{"AttributeName": name, "KeyType": kind} for name, kind in (("pk", "HASH"), ("sk", "RANGE"))]
    table = {
        "KeySchema": keys,
        "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
        "BillingMode": "PAY_PER_REQUEST",
        "StreamSpecification": {"StreamViewType": "NEW_IMAGE"},
        "TableName": "table",
    }
    properties = {
        "RoleArn": att("Role", "Arn"),
        "Source": att("Table", "StreamArn"),
        "Target": att("Queue", "Arn"),
        "SourceParameters": {
            "DynamoDBStreamParameters": {"StartingPosition": "TRIM_HORIZON"},
            "FilterCriteria": {"Filters": [{"Pattern": json.dumps(PATTERN)}]},
        },
        "TargetParameters": {"InputTemplate": TEMPLATE},
    }
    return {
        "Role": role("pipes.amazonaws.com", *statements),
        "Table": {"Type": "AWS::DynamoDB::Table", "Properties": table},
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {}},
        "Pipe": {"Type": "AWS::Pipes::Pipe", "Properties": properties},
    }


def put(account: Account, pk: str, sk: str, identity: str) -> None:
    item = {"pk": {"S": pk}, "sk": {"S": sk}, "id": {"S": identity}}
    account.client("dynamodb").put_item(TableName="table", Item=item)


def bodies(account: Account, queue: str, count: int) -> list[str]:
    found: list[str] = []

    def enough() -> bool:
        answer = account.client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
        found.extend(message["Body"] for message in answer.get("Messages", []))
        return len(found) >= count

    until(enough)
    return found


QUEUE = {"Queue": {"Value": {"Ref": "Queue"}}}


def test_only_what_fits_the_filter_arrives_in_the_templates_form(account: Account) -> None:
    queue = account.deploy(pipe(allow(*READ), allow("sqs:SendMessage")), outputs=QUEUE)["Queue"]
    put(account, "NUMBER#1", "MESSAGE", "no prefix")
    put(account, "OUTBOX#1", "OTHER", "other key")
    put(account, "OUTBOX#1", "MESSAGE", 'with "quotes"')
    put(account, "OUTBOX#1", "MESSAGE", "a modification")
    put(account, "OUTBOX#2", "MESSAGE", "second")
    found = [json.loads(body) for body in bodies(account, queue, 2)]
    assert found == [{"outbox_id": 'with "quotes"'}, {"outbox_id": "second"}]


def test_what_cannot_be_delivered_waits_until_the_role_may(account: Account) -> None:
    queue = account.deploy(pipe(allow(*READ)), outputs=QUEUE)["Queue"]
    put(account, "OUTBOX#1", "MESSAGE", "patient")
    account.deploy(pipe(allow(*READ), allow("sqs:SendMessage")), outputs=QUEUE)
    assert bodies(account, queue, 1) == ['{"outbox_id": "patient"}']


def test_another_target_is_refused(account: Account) -> None:
    resources = pipe()
    resources["Pipe"]["Properties"]["Target"] = f"arn:aws:sns:us-east-1:{account.id}:topic"
    with pytest.raises(AssertionError, match="the sandbox emulates pipes from a DynamoDB stream to an SQS queue only"):
        account.deploy(resources)


@pytest.mark.parametrize(
    ("pattern", "event", "fits"),
    [
        ({"a": ["x"]}, {"a": "x"}, True),
        ({"a": ["x"]}, {"a": "y"}, False),
        ({"a": ["x"]}, {}, False),
        ({"a": [1]}, {"a": True}, False),
        ({"a": [None]}, {"a": None}, True),
        ({"a": ["x", "y"]}, {"a": ["y", "z"]}, True),
        ({"a": {"b": [{"prefix": "p#"}]}}, {"a": {"b": "p#1"}}, True),
        ({"a": [{"suffix": "end"}]}, {"a": "the end"}, True),
        ({"a": [{"anything-but": ["x"]}]}, {"a": "y"}, True),
        ({"a": [{"anything-but": {"prefix": "x"}}]}, {"a": "xy"}, False),
        ({"a": [{"numeric": [">", 1, "<=", 5]}]}, {"a": 5}, True),
        ({"a": [{"numeric": [">", 1]}]}, {"a": 1}, False),
        ({"a": [{"exists": False}]}, {}, True),
        ({"a": [{"exists": True}]}, {}, False),
        ({"a": [{"equals-ignore-case": "YES"}]}, {"a": "yes"}, True),
        ({"a": [{"wildcard": "a*c"}]}, {"a": "abc"}, True),
        ({"$or": [{"a": ["x"]}, {"b": ["y"]}]}, {"b": "y"}, True),
    ],
)
def test_patterns_match_as_documented(pattern: Json, event: Json, fits: bool) -> None:
    assert event_patterns.matches(pattern, event) is fits


def test_an_unknown_filter_is_named() -> None:
    with pytest.raises(ValueError, match="the sandbox does not emulate the filter 'cidr'"):
        event_patterns.matches({"a": [{"cidr": "10.0.0.0/8"}]}, {"a": "10.1.1.1"})


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{"a": <$.number>}', '{"a": 5}'),
        ('{"a": "<$.number>"}', '{"a": "5"}'),
        ('{"a": <$.map>}', '{"a": {"b": "c"}}'),
        ('{"a": "<$.list[1]>"}', '{"a": "two"}'),
        ('{"a": "<$.missing.x>", "b": <$.missing>}', '{"a": "", "b": null}'),
        ("plain", "plain"),
    ],
)
def test_templates_are_filled_in(template: str, expected: str) -> None:
    record: dict[str, Any] = {"number": 5, "map": {"b": "c"}, "list": ["one", "two"]}
    assert pipe_input.transform(template, record) == expected
