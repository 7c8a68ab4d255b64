from __future__ import annotations

from typing import Any

import pytest

from tests.runtime.fakes.aws import error_reply
from tests.runtime.fakes.sms import broken, lost
from tests.runtime.world import World, delivery

# -- once


def test_a_repeated_queue_message_sends_nothing(world: World) -> None:
    world.sign_up()
    world.send_queued()
    world.again(world.message().id)
    assert world.send_queued() == []
    assert len(world.sms.accepted) == 1


def test_two_copies_in_one_batch_send_one_text(world: World) -> None:
    world.sign_up()
    world.again(world.message().id)
    world.send_queued()
    assert len(world.sms.accepted) == 1


def test_a_text_that_another_sender_holds_is_left_to_it(world: World) -> None:
    world.sign_up()
    outbox = world.message().id

    def meanwhile(body: Any) -> None:
        world.again(outbox)
        assert world.send_queued() == []

    world.sms.script.append(meanwhile)
    world.send_queued()
    assert len(world.sms.accepted) == 1
    assert world.message().status.value == "SENT"


def test_a_function_cut_off_after_the_send_never_sends_again(world: World) -> None:
    world.sign_up()

    def cut_off(body: Any) -> Any:
        world.sms.accept(body)
        raise KeyboardInterrupt

    world.sms.script.append(cut_off)
    taken = world.queue.receive()
    with pytest.raises(KeyboardInterrupt):
        world.invoke("sender", {"Records": [record.record() for record in taken]})
    assert world.message().status.value == "CLAIMED"
    world.clock.advance(minutes=6)
    world.send_queued()
    assert len(world.sms.accepted) == 1
    assert world.message().status.value == "IN_DOUBT"


def test_a_claim_of_a_moment_ago_is_not_taken_over(world: World) -> None:
    world.sign_up()

    def cut_off(body: Any) -> Any:
        raise KeyboardInterrupt

    world.sms.script.append(cut_off)
    with pytest.raises(KeyboardInterrupt):
        world.send_queued()
    world.again(world.message().id)
    assert world.send_queued() == []
    assert world.message().status.value == "CLAIMED"


def test_what_cannot_be_recorded_after_the_send_is_in_doubt_not_repeated(world: World) -> None:
    world.sign_up()
    down: list[bool] = []

    def fall(body: Any) -> None:
        down.append(True)

    world.sms.script.append(fall)
    world.aws.before.append(
        lambda service, operation, body: (
            error_reply("InternalServerError", 500) if down and service == "dynamodb" else None
        )
    )
    assert len(world.send_queued()) == 1
    down.clear()
    world.clock.advance(minutes=6)
    world.send_all()
    assert len(world.sms.accepted) == 1
    assert world.kinds() == ["REQUESTED", "IN_DOUBT"]


# -- in doubt


@pytest.mark.parametrize("trouble", [lost, broken, lambda _: error_reply("ServiceUnavailable", 503)])
def test_a_send_without_an_answer_is_in_doubt_and_never_repeated(world: World, trouble: Any) -> None:
    world.sign_up()
    world.sms.script.append(trouble)
    assert world.send_queued() == []
    world.again(world.message().id)
    world.send_all()
    assert world.sms.accepted == []
    assert world.kinds() == ["REQUESTED", "IN_DOUBT"]
    assert world.state() == "PENDING"


def test_a_text_in_doubt_stays_in_the_index_for_people_to_find(world: World) -> None:
    world.sign_up()
    world.sms.script.append(lost)
    world.send_queued()
    (item,) = [item for item in world.items() if item["sk"] == "MESSAGE"]
    assert item["status_key"] == "OUTBOX#alerts#IN_DOUBT"


def test_a_delivery_event_that_overtakes_the_answer_settles_the_text_once(world: World) -> None:
    world.sign_up()
    outbox = world.message().id

    def event_first(body: Any) -> Any:
        reply = world.sms.accept(body)
        assert world.invoke_queue("settlement", [delivery(world, outbox)]) == []
        return reply

    world.sms.script.append(event_first)
    assert world.send_queued() == []
    assert sorted(world.kinds()) == ["DELIVERED", "REQUESTED", "SENT"]


def test_of_two_senders_that_read_a_text_at_the_same_moment_one_sends_it(world: World) -> None:
    world.sign_up()
    other: list[str] = []

    def meanwhile(service: str, operation: str, body: Any) -> None:
        if operation == "TransactWriteItems" and not other:
            other.append(world.message().id)
            world.again(other[0])
            assert world.send_queued() == []

    world.aws.before.append(meanwhile)
    assert world.send_queued() == []
    assert len(world.sms.accepted) == 1
    assert world.kinds() == ["REQUESTED", "SENT"]
