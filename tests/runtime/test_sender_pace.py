from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from tests.runtime.deployment import VERSION, make_locale, settings_with
from tests.runtime.world import World


def sent_at(world: World) -> list[float]:
    moments = []
    for sent in world.sms.accepted:
        found = world.table.message(sent.outbox)
        assert found is not None
        assert found.claimed_at is not None
        moments.append(found.claimed_at.timestamp())
    return moments


def test_texts_leave_at_the_pace_of_the_origination(world: World) -> None:
    for index in range(8):
        world.sign_up(f"+120655501{index:02}")
    world.send_all()
    moments = sent_at(world)
    assert len(moments) == 8
    assert all(later - earlier >= 0.99 for earlier, later in pairwise(moments))


def test_a_text_of_several_parts_takes_as_many_turns(make_world: Callable[..., World]) -> None:
    locale = make_locale(VERSION, transactional="I agree.")
    locale["texts"]["confirmation"] = "x" * 400
    world = make_world(**settings_with(locales={"en-US": locale}, messages_per_second=3.0))
    for index in range(3):
        world.sign_up(f"+120655501{index:02}")
    world.send_all()
    moments = sent_at(world)
    assert all(later - earlier >= 0.99 for earlier, later in pairwise(moments))


def test_a_turn_that_is_far_away_is_waited_for_in_the_queue(make_world: Callable[..., World]) -> None:
    world = make_world(messages_per_second=0.02)
    for index in range(3):
        world.sign_up(f"+120655501{index:02}")
    assert world.send_queued() == []
    assert len(world.sms.accepted) == 1
    assert sum(world.clock.slept) < 20.1
    delays = [(queued.visible_at - world.clock.time).total_seconds() for queued in world.queue.messages]
    assert delays
    assert all(25 < delay <= 900 for delay in delays)
    world.send_all()
    assert world.queue.dead == []
    assert len(world.sms.accepted) == 3


def test_a_function_that_runs_out_of_time_leaves_the_rest_to_the_queue(world: World) -> None:
    world.timeout = 18.0
    for index in range(10):
        world.sign_up(f"+120655501{index:02}")
    assert world.send_queued() == []
    assert 1 <= len(world.sms.accepted) < 10
    world.send_all()
    assert len(world.sms.accepted) == 10
    assert world.queue.dead == []
