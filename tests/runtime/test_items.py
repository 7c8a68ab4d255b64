from __future__ import annotations

from typing import Any

import pytest

from tests.runtime.fakes.aws import error_reply, json_reply
from tests.runtime.fakes.sms import denied
from tests.runtime.world import NUMBER, OTHER_NUMBER, TABLE, World


def conflicts(world: World, times: int) -> None:
    left = [True] * times

    def conflict(service: str, operation: str, body: Any) -> Any:
        if operation != "TransactWriteItems" or not left:
            return None
        left.pop()
        reasons = [{"Code": "TransactionConflict"} for _ in body["TransactItems"]]
        return error_reply("TransactionCanceledException", CancellationReasons=reasons)

    world.aws.before.append(conflict)


def test_a_write_finds_its_gap_between_others(world: World) -> None:
    conflicts(world, 5)
    assert world.text("STOP") == []
    assert world.state() == "OPTED_OUT"
    assert len(world.clock.slept) == 5


def test_a_write_that_finds_no_gap_comes_again(world: World) -> None:
    conflicts(world, 10)
    assert len(world.text("STOP")) == 1
    assert world.text("STOP") == []


def test_a_sign_up_that_finds_no_gap_is_asked_to_come_again(world: World) -> None:
    conflicts(world, 10)
    assert world.sign_up()["statusCode"] == 503


def test_a_release_that_finds_no_gap_is_a_failure(world: World) -> None:
    world.sign_up()

    def refuse_and_get_in_the_way(body: Any) -> Any:
        conflicts(world, 10)
        return denied(body)

    world.sms.script.append(refuse_and_get_in_the_way)
    assert len(world.send_queued()) == 1


@pytest.mark.parametrize("code", ["ValidationError", "ItemCollectionSizeLimitExceeded"])
def test_a_transaction_cancelled_for_another_reason_is_a_failure(world: World, code: str) -> None:
    world.aws.before.append(
        lambda service, operation, body: (
            error_reply("TransactionCanceledException", CancellationReasons=[{"Code": code}] * 2)
            if operation == "TransactWriteItems"
            else None
        )
    )
    assert len(world.text("STOP")) == 1


def test_keys_that_a_batch_leaves_unread_are_read_again(world: World) -> None:
    world.text("STOP")
    world.text("STOP", OTHER_NUMBER)
    first: list[bool] = []

    def unread(service: str, operation: str, body: Any) -> Any:
        if operation != "BatchGetItem" or first:
            return None
        first.append(True)
        return json_reply({"Responses": {}, "UnprocessedKeys": {TABLE: {"Keys": body["RequestItems"][TABLE]["Keys"]}}})

    world.aws.before.append(unread)
    assert world.table.consents([NUMBER, OTHER_NUMBER, NUMBER]).keys() == {NUMBER, OTHER_NUMBER}


def test_a_ledger_of_several_pages_is_read_whole(world: World) -> None:
    for index in range(5):
        world.clock.advance(seconds=1)
        world.text("STOP" if index % 2 == 0 else "START")

    def one_by_one(service: str, operation: str, body: Any) -> None:
        if operation == "Query":
            body["Limit"] = 1

    world.aws.before.append(one_by_one)
    assert len(world.table.snapshot(NUMBER).events) == 5
