"""Functions fail at random when a test says so: before their code runs, or after it has run."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from sandbox.phone_client import PhoneRefused
from sandbox.settings import Settings
from tests.sandbox.account import Account, Json, until
from tests.sandbox.stacks import allow, att, function, role

COUNTS = """
import boto3, os
def handler(event, context):
    boto3.client("sqs").send_message(QueueUrl=os.environ["RAN"], MessageBody="ran")
    return "answered"
"""


@pytest.fixture
def name(account: Account) -> Iterator[str]:
    """A function that tells a queue of every run of its code."""
    account.sandbox.phone.fail(probability=0)
    resources: Json = {
        "Role": role("lambda.amazonaws.com", allow("sqs:*", "logs:*")),
        "Ran": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "ran"}},
        "Counts": function("Role", COUNTS),
    }
    resources["Counts"]["Properties"] |= {
        "FunctionName": f"counts-{account.id}",
        "Environment": {"Variables": {"RAN": {"Ref": "Ran"}}},
    }
    account.deploy(resources)
    yield f"counts-{account.id}"
    account.sandbox.phone.fail(probability=0, functions="*", seed=0, retry=0)


def runs(account: Account) -> int:
    sqs = account.client("sqs")
    url = sqs.get_queue_url(QueueName="ran")["QueueUrl"]
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])["Attributes"]
    return int(found["ApproximateNumberOfMessages"])


def invoke(account: Account, name: str, times: int) -> list[bool]:
    """Whether each invocation was answered."""
    client = account.client("lambda")
    answers = [client.invoke(FunctionName=name, Payload=b"{}") for _ in range(times)]
    return ["FunctionError" not in answer for answer in answers]


def test_half_of_the_failures_come_before_the_code_runs_and_half_after(account: Account, name: str) -> None:
    account.sandbox.phone.fail(probability=1, functions=name, seed=1)

    assert invoke(account, name, 20) == [False] * 20

    told = account.sandbox.phone.failures()
    assert (told["invocations"], told["failedBefore"] + told["failedAfter"]) == (20, 20)
    assert runs(account) == told["failedAfter"]
    assert 4 <= told["failedAfter"] <= 16


def test_the_same_seed_fails_the_same_invocations(account: Account, name: str) -> None:
    account.sandbox.phone.fail(probability=0.5, functions=name, seed=2)
    first = invoke(account, name, 12)
    account.sandbox.phone.fail(seed=2)
    again = invoke(account, name, 12)
    account.sandbox.phone.fail(seed=3)
    other = invoke(account, name, 12)

    assert first == again
    assert first != other
    assert {True, False} == set(first)


def test_functions_of_other_names_do_not_fail(account: Account, name: str) -> None:
    account.sandbox.phone.fail(probability=1, functions="somebody-else-*")

    assert invoke(account, name, 3) == [True] * 3


def test_a_failed_invocation_ends_as_a_killed_runtime_does(account: Account, name: str) -> None:
    account.sandbox.phone.fail(probability=1, functions=name)
    answer = account.client("lambda").invoke(FunctionName=name, Payload=b"{}")

    assert answer["FunctionError"] == "Unhandled"
    assert json.loads(answer["Payload"].read())["errorMessage"] == "Runtime exited with error: signal: killed"


def test_what_a_failed_function_had_received_comes_again_when_the_test_says_so(account: Account, name: str) -> None:
    resources = {
        "Trusted": role("lambda.amazonaws.com", allow("sqs:*")),
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "work", "VisibilityTimeout": 3600}},
        "Consumer": function("Trusted", "def handler(event, context):\n    return {}\n"),
        "Mapping": {
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": {"FunctionName": {"Ref": "Consumer"}, "EventSourceArn": att("Queue", "Arn")},
        },
    }
    found = account.deploy(
        resources, "consumer", outputs={key: {"Value": {"Ref": key}} for key in ("Queue", "Consumer")}
    )
    account.sandbox.phone.fail(probability=1, functions=found["Consumer"], retry=0.1)
    sqs = account.client("sqs")
    sqs.send_message(QueueUrl=found["Queue"], MessageBody="work")

    until(lambda: account.sandbox.phone.failures()["invocations"] >= 3)
    account.sandbox.phone.fail(probability=0)

    def empty() -> bool:
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        left = sqs.get_queue_attributes(QueueUrl=found["Queue"], AttributeNames=names)["Attributes"]
        return all(value == "0" for value in left.values())

    until(empty)


def test_a_probability_is_from_0_to_1(account: Account) -> None:
    with pytest.raises(PhoneRefused, match=r"the probability is 2 and the retry 0; a probability is 0 to 1"):
        account.sandbox.phone.fail(probability=2)
    with pytest.raises(PhoneRefused, match="'chance' is unknown; known: probability, functions, seed, retry"):
        account.sandbox.phone.fail(chance=1)
    with pytest.raises(ValueError, match=r"SANDBOX_FAILURES is 1\.5; give a probability from 0 to 1"):
        Settings.from_environment({"SANDBOX_FAILURES": "1.5"})
