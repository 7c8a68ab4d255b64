"""The quick table of the state machine, held against the emulator's DynamoDB call by call."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.runtime.fakes.aws import Reply, dynamodb
from tests.runtime.fakes.expressions import Context, condition, update
from tests.runtime.fakes.table import QuickTable
from tests.runtime.scenarios import SCENARIOS
from tests.runtime.world import World


class Both:
    """Asks both, compares, and answers what the emulator says."""

    def __init__(self) -> None:
        self.quick = QuickTable()
        self.asked = 0

    def __call__(self, operation: str, body: Mapping[str, Any]) -> Reply:
        self.asked += 1
        reply = dynamodb(operation, body)
        answer = json.loads(reply[2])
        status, content = self.quick.answer(operation, body)
        assert (status, essence(operation, content)) == (reply[0], essence(operation, answer)), (operation, body)
        return reply


def essence(operation: str, answer: Mapping[str, Any]) -> Any:
    """What the functions read of an answer."""
    if "__type" in answer:
        reasons = [reason["Code"] for reason in answer.get("CancellationReasons", [])]
        return answer["__type"].rpartition("#")[2], reasons, answer.get("Item") or None
    if operation == "BatchGetItem":
        return sorted(answer["Responses"]["consents"], key=str)
    return answer.get("Items"), answer.get("Item")


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
@pytest.mark.parametrize("self_managed", [False, True])
def test_it_answers_as_dynamodb_does(
    make_world: Callable[..., World], scenario: Callable[[World], None], self_managed: bool
) -> None:
    world = make_world(self_managed_opt_outs=self_managed, prefix_limit=3, proof_retention_seconds=90 * 86400)
    both = Both()
    world.aws.services["dynamodb"] = both
    with contextlib.redirect_stdout(io.StringIO()):
        scenario(world)
    assert both.asked > 2
    assert sorted(both.quick.scan(), key=str) == sorted(world.stored(), key=str)


def test_a_repeated_transaction_is_done_once() -> None:
    table = QuickTable()
    write = {"Update": {"Key": {"pk": {"S": "a"}, "sk": {"S": "b"}}, "UpdateExpression": "ADD n :n",
                        "ExpressionAttributeValues": {":n": {"N": "1"}}}}  # fmt: skip
    for _ in range(2):
        assert table.answer("TransactWriteItems", {"TransactItems": [write], "ClientRequestToken": "t"}) == (200, {})
    assert table.scan() == [{"pk": {"S": "a"}, "sk": {"S": "b"}, "n": {"N": "1"}}]


@pytest.mark.parametrize("text", ["a = b c", "a", "a ~ b", "attribute_exists(a"])
def test_a_condition_that_it_does_not_know_is_an_error_of_the_test(text: str) -> None:
    with pytest.raises((AssertionError, IndexError, KeyError)):
        condition(text)


def test_an_update_that_it_does_not_know_is_an_error_of_the_test() -> None:
    with pytest.raises(AssertionError):
        update("DELETE a :b")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("n < :two", True),
        ("n < :one", False),
        ("missing < :two", False),
        ("n = :text", False),
        ("missing = :one OR n = :one", True),
        ("n = :one AND missing = :one", False),
        ("n IN (:two, :one)", True),
        ("(n = :two OR n = :one) AND attribute_not_exists(missing)", True),
    ],
)
def test_conditions(text: str, holds: bool) -> None:
    values = {":one": {"N": "1"}, ":two": {"N": "10"}, ":text": {"S": "1"}}
    assert condition(text)(Context(item={"n": {"N": "1"}}, values=values)) is holds
