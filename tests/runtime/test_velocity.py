"""How many confirmations go to numbers that differ in their last digits only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cdk_messaging.opt_in.runtime.velocity import counter
from tests.runtime.fakes.sms import broken, denied, invalid, throttled
from tests.runtime.world import World


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world(prefix_limit=3)


def number(last: int) -> str:
    return f"+120655501{last:02}"


def crowd(world: World, many: int) -> None:
    for last in range(many):
        world.sign_up(number(last))
    world.send_all()


def outcomes(world: World, many: int) -> list[tuple[str, str | None]]:
    return [(message.status.value, message.reason) for message in (world.message(number(n)) for n in range(many))]


def counts(world: World) -> list[int]:
    return [int(item["count"]) for item in world.items() if item["pk"].startswith("VELOCITY#PREFIX#")]


def test_no_more_confirmations_to_a_prefix_than_the_limit(world: World) -> None:
    crowd(world, 5)
    assert outcomes(world, 5) == [("SENT", None)] * 3 + [("SUPPRESSED", "prefix-velocity")] * 2
    assert world.kinds(number(4)) == ["REQUESTED", "SUPPRESSED"]


def test_another_prefix_has_a_count_of_its_own(world: World) -> None:
    crowd(world, 4)
    world.sign_up("+12065559999")
    world.send_all()
    assert len(world.bodies("+12065559999")) == 1


def test_a_new_window_is_counted_anew(world: World) -> None:
    crowd(world, 3)
    world.clock.advance(hours=1)
    world.sign_up(number(50))
    world.send_all()
    assert len(world.bodies(number(50))) == 1


def test_the_prefix_is_the_number_without_its_last_digits_and_the_count_is_forgotten(world: World) -> None:
    world.sign_up()
    world.send_all()
    (item,) = [item for item in world.items() if item["pk"].startswith("VELOCITY#PREFIX#")]
    assert (item["pk"], item["sk"]) == ("VELOCITY#PREFIX#+12065550#2026-11-22T09:00:00.000000Z", "COUNT")
    assert int(item["expires_at"]) == datetime(2026, 11, 22, 11, tzinfo=UTC).timestamp()


@pytest.mark.parametrize("trouble", [throttled, denied])
def test_what_is_surely_unsent_is_given_back(world: World, trouble: Any) -> None:
    world.sms.script.append(trouble)
    world.sign_up()
    world.send_queued()
    assert counts(world) == [0]
    world.send_all()
    assert counts(world) == [1]


@pytest.mark.parametrize("trouble", [broken, lambda _: invalid("INVALID_PARAMETER")])
def test_what_may_have_been_sent_or_never_will_be_stays_counted(world: World, trouble: Any) -> None:
    world.sms.script.append(trouble)
    world.sign_up()
    world.send_all()
    assert counts(world) == [1]


def test_what_is_given_back_is_given_back_to_the_window_it_was_counted_in(world: World) -> None:
    world.clock.advance(minutes=59, seconds=59)

    def slow(body: Any) -> Any:
        world.clock.advance(seconds=5)
        return throttled(body)

    world.sms.script.append(slow)
    world.sign_up()
    world.send_queued()
    assert counts(world) == [0]


def test_only_confirmations_are_counted(world: World) -> None:
    world.subscribe()
    assert len(world.sms.accepted) == 2
    assert counts(world) == [1]


def test_a_stop_in_the_moment_of_the_limit_is_the_reason_that_is_recorded(world: World) -> None:
    crowd(world, 3)
    world.sign_up(number(3))
    seen: list[bool] = []

    def meanwhile(service: str, operation: str, body: Any, status: int) -> None:
        if operation == "TransactWriteItems" and status != 200 and not seen:
            seen.append(True)
            world.text("STOP", number(3))

    world.aws.observers.append(meanwhile)
    world.send_all()
    assert world.message(number(3)).reason == "opted-out"


def test_without_a_limit_nothing_is_counted(make_world: Callable[..., World]) -> None:
    world = make_world(prefix_limit=0)
    crowd(world, 5)
    assert outcomes(world, 5) == [("SENT", None)] * 5
    assert counts(world) == []


def test_a_redriven_text_that_meets_the_limit_stays_failed(world: World) -> None:
    world.sms.script.extend([denied] * 3)
    world.sign_up(number(9))
    for _ in range(3):
        world.send_queued()
    crowd(world, 3)
    world.queue.redrive()
    world.send_all()
    assert world.kinds(number(9)) == ["REQUESTED", "FAILED"]
    assert world.message(number(9)).may_be_sent


@pytest.mark.parametrize("minutes", [7, 60, 90])
def test_windows_follow_each_other_without_gap(minutes: int) -> None:
    window = timedelta(minutes=minutes)
    at = datetime(2026, 11, 22, 15, 29, 53, tzinfo=UTC)
    this = counter("x", at=at, window=window, limit=1)
    assert this.since <= at < this.since + window
    assert counter("x", at=this.since + window, window=window, limit=1).since == this.since + window
    assert counter("x", at=this.since, window=window, limit=1) == this
