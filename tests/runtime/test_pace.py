from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

from cdk_messaging.opt_in.runtime.pace import reserve
from tests.runtime.world import World

SECOND = timedelta(seconds=1)


def test_the_first_goes_at_once_and_the_others_queue_behind_it(world: World) -> None:
    waits = [reserve("pool", interval=SECOND, patience=20 * SECOND)[1].total_seconds() for _ in range(4)]
    assert [round(wait) for wait in waits] == [0, 1, 2, 3]


def test_moments_are_an_interval_apart(world: World) -> None:
    moments = [reserve("pool", interval=2 * SECOND, patience=60 * SECOND)[0] for _ in range(5)]
    gaps = [later - earlier for earlier, later in pairwise(moment for moment in moments if moment is not None)]
    assert gaps == [2 * SECOND] * 4


def test_a_moment_that_is_too_far_away_is_not_taken(world: World) -> None:
    for _ in range(3):
        reserve("pool", interval=10 * SECOND, patience=60 * SECOND)
    moment, stay_away = reserve("pool", interval=10 * SECOND, patience=20 * SECOND)
    assert moment is None
    assert round(stay_away.total_seconds()) == 30
    world.clock.advance(seconds=15)
    moment, wait = reserve("pool", interval=10 * SECOND, patience=20 * SECOND)
    assert moment is not None
    assert round(wait.total_seconds()) == 15


def test_after_a_pause_nobody_waits(world: World) -> None:
    reserve("pool", interval=SECOND, patience=20 * SECOND)
    world.clock.advance(minutes=5)
    assert reserve("pool", interval=SECOND, patience=20 * SECOND)[1] == timedelta()


def test_another_origination_has_a_pace_of_its_own(world: World) -> None:
    reserve("pool", interval=60 * SECOND, patience=SECOND)
    assert reserve("other", interval=60 * SECOND, patience=SECOND)[1] == timedelta()


def test_of_two_that_begin_at_the_same_moment_one_goes_first(world: World) -> None:
    nested: list[Any] = []

    def meanwhile(service: str, operation: str, body: Any) -> None:
        if operation == "UpdateItem" and ":free_at" in body["ExpressionAttributeValues"] and not nested:
            nested.append(None)
            nested[0] = reserve("pool", interval=SECOND, patience=20 * SECOND)

    world.aws.before.append(meanwhile)
    _, wait = reserve("pool", interval=SECOND, patience=20 * SECOND)
    assert nested[0][1] == timedelta()
    assert round(wait.total_seconds()) == 1
