from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from tests.runtime.fakes.sms import lost, taken_and_lost
from tests.runtime.world import NUMBER, OTHER_NUMBER, World, delivery, notification


@pytest.fixture
def sent(world: World) -> World:
    world.sign_up()
    world.send_all()
    world.clock.advance(seconds=2)
    return world


def outbox(world: World) -> str:
    (item,) = [item for item in world.items() if item["sk"] == "MESSAGE"]
    identifier: str = item["id"]
    return identifier


def status(world: World) -> str:
    found = world.table.message(outbox(world))
    assert found is not None
    return found.status.value


@pytest.mark.parametrize("event_type", ["TEXT_DELIVERED", "TEXT_SUCCESSFUL"])
def test_a_delivered_text_is_recorded_with_where_it_came_from(sent: World, event_type: str) -> None:
    description = "Message has been accepted by phone"
    assert sent.event(outbox(sent), event_type, messageStatusDescription=description) == []
    (event,) = [e for e in sent.table.snapshot(NUMBER).events if e.kind == "DELIVERED"]
    assert event.message_id == "message-1"
    assert event.details == {"messageStatusDescription": description, "originationPhoneNumber": "+12065550199"}


@pytest.mark.parametrize(
    "event_type", ["TEXT_BLOCKED", "TEXT_INVALID", "TEXT_TTL_EXPIRED", "TEXT_PROTECT_BLOCKED", "TEXT_SPAM"]
)
def test_an_undelivered_text_is_recorded_with_the_reason(sent: World, event_type: str) -> None:
    sent.event(outbox(sent), event_type)
    (event,) = [e for e in sent.table.snapshot(NUMBER).events if e.kind == "UNDELIVERED"]
    assert event.reason == event_type.removeprefix("TEXT_")


@pytest.mark.parametrize("event_type", ["TEXT_PENDING", "TEXT_QUEUED"])
def test_a_text_on_its_way_is_no_news(sent: World, event_type: str) -> None:
    sent.event(outbox(sent), event_type, isFinal=False)
    assert sent.kinds() == ["REQUESTED", "SENT"]


def test_an_unknown_fate_counts_only_when_it_is_final(sent: World) -> None:
    sent.event(outbox(sent), "TEXT_UNKNOWN", isFinal=False)
    assert sent.kinds() == ["REQUESTED", "SENT"]
    sent.event(outbox(sent), "TEXT_UNKNOWN")
    assert sent.kinds() == ["REQUESTED", "SENT", "UNDELIVERED"]


def test_an_event_that_comes_twice_counts_once(sent: World) -> None:
    for _ in range(3):
        sent.event(outbox(sent))
    assert sent.kinds() == ["REQUESTED", "SENT", "DELIVERED"]


def test_a_doubt_is_settled_by_the_event_of_its_text(world: World) -> None:
    world.sign_up()
    world.sms.script.append(taken_and_lost(world.sms))
    world.send_all()
    assert status(world) == "IN_DOUBT"
    world.event(outbox(world))
    assert status(world) == "SENT"
    (attempt,) = world.consent().attempts.values()
    assert (attempt.outcome, attempt.message_id) == ("SENT", "message-1")


def test_a_doubt_is_settled_even_by_the_event_of_a_failed_delivery(world: World) -> None:
    world.sign_up()
    world.sms.script.append(lost)
    world.send_all()
    world.event(outbox(world), "TEXT_BLOCKED")
    assert status(world) == "SENT"
    assert sorted(world.kinds()) == ["IN_DOUBT", "REQUESTED", "SENT", "UNDELIVERED"]


def test_a_yes_that_came_during_the_doubt_counts_when_it_is_settled(world: World) -> None:
    world.sign_up()
    world.sms.script.append(taken_and_lost(world.sms))
    world.send_all()
    world.clock.advance(seconds=5)
    world.text("YES")
    assert world.state() == "PENDING"
    world.event(outbox(world))
    assert world.state() == "OPTED_IN"
    assert world.sms.feedback == [("message-1", "RECEIVED")]
    world.send_all()
    assert world.bodies()[1:] == ["Example Corp: You now get alerts."]


def test_an_event_of_a_text_that_was_taken_for_unsent_keeps_it_from_being_sent(world: World) -> None:
    world.sign_up()
    world.event(outbox(world))
    world.send_all()
    assert world.sms.accepted == []
    assert status(world) == "SENT"


def test_events_of_the_notice_are_recorded_as_such(world: World) -> None:
    world.subscribe()
    world.clock.advance(seconds=1)
    (notice,) = [item["id"] for item in world.items() if item.get("sk") == "MESSAGE" and item["kind"] == "NOTICE"]
    world.event(notice)
    assert world.kinds()[-1] == "NOTICE_DELIVERED"
    assert world.state() == "OPTED_IN"


@pytest.mark.parametrize(
    "members",
    [
        {"context": None},
        {"context": {}},
        {"context": {"account": "bar"}},
        {"context": {"outbox": "confirm-unknown"}},
        {"eventType": "VOICE_COMPLETED"},
        {"destinationPhoneNumber": OTHER_NUMBER},
    ],
)
def test_events_of_others_change_nothing(sent: World, members: dict[str, Any]) -> None:
    assert sent.event(outbox(sent), **members) == []
    assert sent.kinds() == ["REQUESTED", "SENT"]


def test_a_second_message_for_the_same_text_is_told_to_the_operators(
    sent: World, capsys: pytest.CaptureFixture[str]
) -> None:
    sent.event(outbox(sent), message_id="message-2")
    assert '"SentTwice":1' in capsys.readouterr().out


def test_the_order_of_events_does_not_matter(sent: World) -> None:
    types = ["TEXT_QUEUED", "TEXT_SUCCESSFUL", "TEXT_DELIVERED"]
    records = [delivery(sent, outbox(sent), event_type) for event_type in types]
    for order in permutations(records):
        assert sent.invoke_queue("settlement", list(order)) == []
    assert sorted(sent.kinds()) == ["DELIVERED", "DELIVERED", "REQUESTED", "SENT"]


@pytest.mark.parametrize("message", [{}, {"eventType": "TEXT_DELIVERED"}])
def test_what_is_no_event_of_ours_is_left_alone(world: World, message: dict[str, Any]) -> None:
    assert world.invoke_queue("settlement", [notification(world, message)]) == []


def test_one_bad_record_does_not_hold_up_the_others(sent: World) -> None:
    bad = {"messageId": "bad", "body": "nonsense", "attributes": {}}
    assert sent.invoke_queue("settlement", [bad, delivery(sent, outbox(sent))]) == ["bad"]
    assert sent.kinds()[-1] == "DELIVERED"
