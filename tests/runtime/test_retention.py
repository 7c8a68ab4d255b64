"""How long proof is kept after a subscription ended."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from cdk_messaging.opt_in.runtime.consent import State, fold
from cdk_messaging.opt_in.runtime.events import of_programme
from tests.runtime.fakes.aws import error_reply
from tests.runtime.two_programmes import TWO_PROGRAMMES, subscribe_to_news
from tests.runtime.world import NUMBER, OTHER_NUMBER, World

YEAR = 365 * 86400


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world(**{**TWO_PROGRAMMES, "proof_retention_seconds": YEAR})


def end_subscription(world: World, number: str = NUMBER) -> None:
    world.subscribe(number)
    world.clock.advance(seconds=1)
    world.text("STOP", number)
    world.send_all()


def expire(world: World) -> int:
    forgotten: int = world.invoke("expiry", {})["forgotten"]
    return forgotten


def kept(world: World, number: str = NUMBER) -> list[str]:
    """Kinds of the ledger entries that will stay, and the profiles."""
    return sorted(
        str(item.get("kind", "PROFILE"))
        for item in world.items()
        if item["pk"] == f"NUMBER#{number}"
        and item["sk"].startswith(("LEDGER", "PROFILE"))
        and "expires_at" not in item
    )


def test_proof_is_kept_for_good_unless_a_retention_is_set(make_world: Callable[..., World]) -> None:
    world = make_world()
    end_subscription(world)
    world.clock.advance(days=10000)
    assert expire(world) == 0
    assert len(kept(world)) > 5


def test_proof_of_a_subscription_is_kept_as_long_as_it_lasts(world: World) -> None:
    world.subscribe()
    before = kept(world)
    world.clock.advance(days=10000)
    assert expire(world) == 0
    assert kept(world) == before


def test_after_the_retention_everything_but_the_opt_out_may_go(world: World) -> None:
    end_subscription(world)
    world.clock.advance(days=364)
    assert expire(world) == 0
    world.clock.advance(days=2)
    assert expire(world) == 1
    assert kept(world) == ["OPTED_OUT"]
    marked = {int(item["expires_at"]) for item in world.items() if item.get("kind") == "CONFIRMED"}
    assert marked == {int(world.clock.time.timestamp())}


def test_the_number_stays_opted_out_and_listed_as_such(world: World) -> None:
    end_subscription(world)
    world.clock.advance(days=400)
    expire(world)
    item = world.projection()
    assert item is not None
    assert (item["state"], item["status_key"]) == ("OPTED_OUT", "CONSENT#alerts#OPTED_OUT")
    assert "expires_at" not in item


def test_it_counts_from_the_last_use_not_from_the_first_opt_out(world: World) -> None:
    end_subscription(world)
    world.clock.advance(days=300)
    world.text("START")
    world.clock.advance(days=60)
    world.text("STOP")
    world.clock.advance(days=300)
    assert expire(world) == 0
    world.clock.advance(days=70)
    assert expire(world) == 1
    assert kept(world) == ["OPTED_OUT"]


def test_an_earlier_opt_out_that_is_learned_later_does_not_shorten_it(world: World) -> None:
    """An import may say that a number opted out before its subscription with us: the use since then counts."""
    long_ago = world.clock.time
    world.clock.advance(days=350)
    world.subscribe()
    world.text("STOP", at=long_ago)
    world.clock.advance(days=30)
    assert expire(world) == 0


def test_whatever_of_it_is_gone_already_the_number_stays_opted_out(world: World) -> None:
    end_subscription(world)
    world.clock.advance(days=1)
    world.text("START")
    world.clock.advance(days=1)
    world.text("STOP")
    world.clock.advance(days=400)
    expire(world)
    snapshot = world.table.snapshot(NUMBER)
    going = list(snapshot.expiring.values())
    staying = [event for event in snapshot.everything if event not in going]
    events = [event for event in going if not isinstance(event, str)]
    for length in range(len(events) + 1):
        for left in itertools.islice(itertools.combinations(events, length), 300):
            assert fold(of_programme([*staying, *left], "alerts")).state is State.OPTED_OUT


def test_who_comes_back_before_the_proof_is_gone_keeps_it(world: World) -> None:
    end_subscription(world)
    before = kept(world)
    world.clock.advance(days=400)
    expire(world)
    world.text("START")
    assert world.state() == "OPTED_IN"
    assert kept(world) == sorted([*before, "RETURNED"])


def test_what_is_learned_of_the_number_afterwards_makes_it_wait_for_the_next_day(world: World) -> None:
    end_subscription(world)
    world.clock.advance(days=400)
    assert expire(world) == 1
    world.sms.opted_out[NUMBER] = world.clock.time.timestamp() - 390 * 86400
    world.invoke("reconciliation", {})
    assert len(kept(world)) > 2
    world.clock.advance(days=2)
    assert expire(world) == 1
    assert kept(world) == ["OPTED_OUT", "OPTED_OUT"]


def test_it_is_looked_for_once_a_day(world: World) -> None:
    end_subscription(world)
    world.clock.advance(days=400)
    assert expire(world) == 1
    calls = len(world.recorder.calls)
    world.clock.advance(hours=23)
    assert expire(world) == 0
    cheap = len(world.recorder.calls) - calls
    world.clock.advance(hours=2)
    assert expire(world) == 0
    assert len(world.recorder.calls) - calls - cheap > cheap


def test_the_proof_of_every_programme_goes_at_the_same_time(world: World) -> None:
    world.subscribe()
    world.clock.advance(hours=1)
    subscribe_to_news(world)
    world.text("STOP")
    world.clock.advance(days=400)
    assert expire(world) == 1
    assert kept(world) == ["OPTED_OUT"]
    assert [world.projection(programme=p) is not None for p in ("alerts", "news")] == [True, True]


def test_a_long_ledger_is_marked_piece_by_piece(world: World) -> None:
    world.subscribe()
    for _ in range(60):
        for word in ("STOP", "START"):
            world.clock.advance(minutes=1)
            world.text(word)
    world.clock.advance(minutes=1)
    world.text("STOP")
    world.clock.advance(days=400)
    assert expire(world) == 1
    assert kept(world) == ["OPTED_OUT"]


def test_one_number_in_trouble_does_not_hold_up_the_others_and_comes_the_next_day(world: World) -> None:
    end_subscription(world)
    world.clock.advance(hours=1)
    end_subscription(world, OTHER_NUMBER)
    world.clock.advance(days=400)
    down = [True]

    def refuse(service: str, operation: str, body: Any) -> Any:
        broken = down and operation == "TransactWriteItems" and NUMBER in str(body)
        return error_reply("InternalServerError", 500) if broken else None

    world.aws.before.append(refuse)
    assert expire(world) == 1
    assert kept(world, OTHER_NUMBER) == ["OPTED_OUT"]
    down.clear()
    world.clock.advance(days=2)
    assert expire(world) == 1
    assert kept(world) == ["OPTED_OUT"]


def test_what_there_is_no_time_for_comes_next_time(world: World) -> None:
    end_subscription(world)
    world.clock.advance(days=400)
    world.timeout = 15.0
    assert expire(world) == 0
    world.timeout = 60.0
    assert expire(world) == 1
