from __future__ import annotations

import json
from typing import Any

import pytest

from tests.runtime.fakes.aws import error_reply
from tests.runtime.world import World


def sweep(world: World) -> dict[str, int]:
    done: dict[str, int] = world.invoke("sweeper", {})
    return done


@pytest.fixture
def lost_in_the_pipe(world: World) -> World:
    """A text of which the queue never heard."""
    world.pipe_open = False
    world.sign_up()
    world.pipe_open = True
    return world


def cut_off(world: World) -> None:
    """A sender that was stopped in the middle."""

    def stop(body: Any) -> Any:
        raise KeyboardInterrupt

    world.sms.script.append(stop)
    with pytest.raises(KeyboardInterrupt):
        world.send_queued()


def test_a_text_that_waits_for_long_is_queued_and_sent(lost_in_the_pipe: World) -> None:
    world = lost_in_the_pipe
    world.clock.advance(minutes=11)
    assert sweep(world) == {"in_doubt": 0, "queued": 1, "stopped": 0}
    world.send_all()
    assert world.kinds() == ["REQUESTED", "SENT"]


def test_a_text_of_a_moment_ago_is_left_alone(lost_in_the_pipe: World) -> None:
    lost_in_the_pipe.clock.advance(minutes=9)
    assert sweep(lost_in_the_pipe) == {"in_doubt": 0, "queued": 0, "stopped": 0}


def test_a_text_is_left_alone_for_longer_each_time(lost_in_the_pipe: World) -> None:
    world = lost_in_the_pipe
    swept_at = []
    for minute in range(0, 200, 5):
        world.clock.advance(minutes=5)
        if sweep(world)["queued"]:
            swept_at.append(minute + 5)
    assert swept_at == [10, 30, 60, 110, 200]


def test_a_text_that_is_sent_is_not_queued(world: World) -> None:
    world.sign_up()
    world.send_all()
    world.clock.advance(hours=5)
    assert sweep(world) == {"in_doubt": 0, "queued": 0, "stopped": 0}
    assert world.queue.messages == []


def test_a_text_whose_sender_is_gone_is_in_doubt(world: World) -> None:
    world.sign_up()
    cut_off(world)
    world.clock.advance(minutes=2)
    assert sweep(world) == {"in_doubt": 1, "queued": 0, "stopped": 0}
    assert world.kinds() == ["REQUESTED", "IN_DOUBT"]


def test_a_text_whose_sender_may_still_be_at_it_is_left_alone(world: World) -> None:
    world.sign_up()
    cut_off(world)
    world.clock.advance(seconds=50)
    assert sweep(world) == {"in_doubt": 0, "queued": 0, "stopped": 0}


def test_more_texts_than_fit_into_one_call_are_queued(world: World) -> None:
    world.pipe_open = False
    for index in range(23):
        world.sign_up(f"+120655502{index:02}")
    world.clock.advance(minutes=11)
    assert sweep(world) == {"in_doubt": 0, "queued": 23, "stopped": 0}
    assert len({json.loads(message.body)["outbox_id"] for message in world.queue.messages}) == 23


def test_a_text_that_the_queue_refuses_is_swept_again_soon(lost_in_the_pipe: World) -> None:
    world = lost_in_the_pipe
    world.clock.advance(minutes=11)
    refusals = [True]

    def refuse(service: str, operation: str, body: Any) -> Any:
        if operation != "SendMessageBatch" or not refusals:
            return None
        failed = [{"Id": entry["Id"], "SenderFault": False, "Code": "InternalError"} for entry in body["Entries"]]
        return error_reply("", 200, Successful=[], Failed=failed)

    world.aws.before.append(refuse)
    assert sweep(world)["queued"] == 0
    refusals.clear()
    assert sweep(world)["queued"] == 1
