"""The kill switch: nothing is sent while it is thrown, and nothing is lost by it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from cdk_messaging.opt_in.runtime import switch
from cdk_messaging.opt_in.runtime.changes import Contention
from cdk_messaging.opt_in.runtime.switch import Switch
from tests.runtime.fakes.aws import error_reply
from tests.runtime.world import NUMBER, OTHER_NUMBER, World


def stop(world: World) -> Switch:
    return switch.stop(world.table.items, by="ada", reason="spend alarm", time=world.clock.time)


def resume(world: World) -> Switch:
    return switch.resume(world.table.items, by="ada", time=world.clock.time)


def metrics(capsys: pytest.CaptureFixture[str]) -> list[str]:
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [line["_aws"]["CloudWatchMetrics"][0]["Metrics"][0]["Name"] for line in lines if "_aws" in line]


def test_sending_is_allowed_unless_somebody_stopped_it(world: World) -> None:
    assert switch.read(world.table.items) == Switch(stopped=False)


def test_the_switch_tells_who_stopped_sending_when_and_why(world: World) -> None:
    at = world.clock.time
    assert stop(world) == Switch(stopped=True, since=at, by="ada", reason="spend alarm")
    at = world.clock.time
    assert resume(world) == Switch(stopped=False, since=at, by="ada")


def test_sending_is_stopped_even_while_claims_are_at_the_switch(world: World) -> None:
    """A claim's transaction checks the switch; DynamoDB refuses a write to it at that very moment."""
    busy = [True] * 5
    world.aws.before.append(
        lambda service, operation, body: (
            error_reply("TransactionConflictException") if operation == "PutItem" and busy and busy.pop() else None
        )
    )
    assert stop(world).stopped


def test_a_switch_that_cannot_be_thrown_says_so(world: World) -> None:
    world.aws.before.append(
        lambda service, operation, body: error_reply("TransactionConflictException") if operation == "PutItem" else None
    )
    with pytest.raises(Contention):
        stop(world)


def test_while_stopped_nothing_is_sent_and_afterwards_everything_is(world: World) -> None:
    stop(world)
    world.sign_up()
    for _ in range(10):
        world.send_queued()
        world.clock.advance(minutes=3)
    assert world.sms.accepted == []
    assert world.message().status.value == "PENDING"
    resume(world)
    world.send_all()
    assert world.kinds() == ["REQUESTED", "SENT"]


def test_a_text_that_meets_the_switch_waits_two_minutes_and_that_is_no_failed_receive(world: World) -> None:
    stop(world)
    world.sign_up()
    for _ in range(10):
        assert world.send_queued() == []
        (queued,) = world.queue.messages
        assert queued.receives == 0
        assert round((queued.visible_at - world.clock.time).total_seconds()) == 120
        world.clock.advance(minutes=2)
    assert world.queue.dead == []


def test_a_text_that_meets_the_switch_is_measured(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    stop(world)
    world.sign_up()
    capsys.readouterr()
    world.send_queued()
    assert metrics(capsys) == ["SendingStopped", "Delayed"]


def test_while_stopped_neither_a_look_up_is_paid_for_nor_a_turn_taken(world: World) -> None:
    world.sms.lookups.append(lambda _: (500, {}, b"{}"))
    world.sign_up()
    stop(world)
    world.send_queued()
    assert [call.action for call in world.recorder.calls if call.function == "sender"] == [
        "dynamodb:GetItem",
        "dynamodb:Query",
        "dynamodb:GetItem",
        "sqs:SendMessage",
    ]


def test_a_switch_that_is_thrown_while_the_sender_waits_for_its_turn_is_obeyed(world: World) -> None:
    world.sign_up(OTHER_NUMBER)
    world.sign_up()
    sleep = world.clock.sleep

    def interrupted(seconds: float) -> None:
        stop(world)
        sleep(seconds)

    world.module("clock").sleep = interrupted  # type: ignore[attr-defined]
    world.send_queued()
    world.module("clock").sleep = sleep  # type: ignore[attr-defined]
    assert [sent.number for sent in world.sms.accepted] == [OTHER_NUMBER]
    assert world.table.snapshot(NUMBER).claims == {}
    assert world.claimed_while_stopped == []


def test_answers_to_help_and_stop_are_stopped_too(make_world: Callable[..., World]) -> None:
    world = make_world(self_managed_opt_outs=True)
    world.text("HELP")
    world.text("STOP", OTHER_NUMBER)
    seen: list[bool] = []

    def late(service: str, operation: str, body: Any) -> None:
        if operation == "TransactWriteItems" and not seen:  # between the look at the switch and the claim
            seen.append(True)
            stop(world)

    world.aws.before.append(late)
    world.send_queued()
    assert world.sms.accepted == []
    assert {item["status"] for item in world.items() if item["sk"] == "MESSAGE"} == {"PENDING"}


def test_a_deadline_that_passes_while_stopped_is_recorded(world: World) -> None:
    stop(world)
    world.sign_up()
    world.clock.advance(hours=25)
    world.send_queued()
    assert (world.message().status.value, world.message().reason) == ("SUPPRESSED", "expired")
    assert world.kinds() == ["REQUESTED", "SUPPRESSED"]


def test_replies_are_taken_while_stopped(world: World) -> None:
    world.sign_up()
    world.send_all()
    world.clock.advance(seconds=5)
    stop(world)
    world.text("YES")
    world.send_queued()
    assert world.state() == "OPTED_IN"
    assert len(world.bodies()) == 1


def test_the_sweeper_reports_that_sending_is_stopped_and_queues_nothing(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.pipe_open = False
    world.sign_up()
    stop(world)
    world.clock.advance(minutes=11)
    capsys.readouterr()
    assert world.invoke("sweeper", {}) == {"in_doubt": 0, "queued": 0, "stopped": 1}
    assert metrics(capsys) == ["SendingStopped"]
    resume(world)
    assert world.invoke("sweeper", {}) == {"in_doubt": 0, "queued": 1, "stopped": 0}
