from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.runtime.fakes.aws import error_reply
from tests.runtime.fakes.sms import throttled
from tests.runtime.world import NUMBER, World


@pytest.fixture
def ours(make_world: Callable[..., World]) -> World:
    """A world in which opt-outs are self-managed."""
    return make_world(self_managed_opt_outs=True)


def test_stop_is_answered_once(ours: World) -> None:
    ours.subscribe()
    ours.text("STOP", inbound_id="in-9")
    ours.text("STOP", inbound_id="in-9")
    ours.clock.advance(seconds=1)
    ours.text("CANCEL")
    ours.send_all()
    assert ours.bodies()[2:] == ["Example Corp: You get no more messages."]
    assert ours.kinds().count("NOTICE_SENT") == 2


def test_stop_from_a_stranger_is_answered(ours: World) -> None:
    ours.text("STOP")
    ours.send_all()
    assert ours.bodies() == ["Example Corp: You get no more messages."]


def test_an_answer_to_stop_is_given_within_five_minutes_or_not_at_all(ours: World) -> None:
    ours.text("STOP")
    ours.clock.advance(minutes=5)
    ours.send_all()
    assert ours.bodies() == []
    assert "NOTICE_SUPPRESSED" in ours.kinds()


def test_stop_after_start_is_answered_again(ours: World) -> None:
    for word in ("STOP", "START", "STOP"):
        ours.clock.advance(seconds=1)
        ours.text(word)
        ours.send_all()
    assert ours.bodies() == ["Example Corp: You get no more messages."] * 2


@pytest.mark.parametrize("text", ["HELP", "info"])
def test_help_is_answered_whoever_asks(ours: World, text: str) -> None:
    ours.text(text)
    ours.send_all()
    assert ours.bodies() == ["Example Corp: For help, email help@example.com."]


def test_help_from_a_stranger_makes_no_ledger(ours: World) -> None:
    ours.text("HELP")
    ours.send_all()
    assert ours.table.snapshot(NUMBER).events == ()


def test_help_that_comes_twice_is_answered_once(ours: World) -> None:
    ours.text("HELP", inbound_id="in-1")
    ours.text("HELP", inbound_id="in-1")
    ours.send_all()
    assert len(ours.bodies()) == 1


def test_help_is_answered_soon_or_not_at_all(ours: World) -> None:
    ours.text("HELP")
    ours.clock.advance(minutes=15)
    ours.send_all()
    assert ours.bodies() == []
    (item,) = [item for item in ours.items() if item["sk"] == "MESSAGE"]
    assert (item["status"], item["reason"]) == ("SUPPRESSED", "expired")


def test_a_throttled_answer_to_help_comes_a_little_later(ours: World) -> None:
    ours.text("HELP")
    ours.sms.script.append(throttled)
    ours.send_all()
    assert len(ours.bodies()) == 1


def test_start_takes_the_number_off_the_list_that_our_mirror_put_it_on(ours: World) -> None:
    ours.subscribe()
    ours.text("STOP")
    ours.sms.opted_out[NUMBER] = 1.0
    ours.clock.advance(seconds=1)
    assert ours.text("START") == []
    assert NUMBER not in ours.sms.opted_out
    assert ours.state() == "OPTED_IN"


def test_start_of_a_number_that_is_not_on_the_list_is_no_failure(ours: World) -> None:
    ours.subscribe()
    ours.text("STOP")
    ours.clock.advance(seconds=1)
    assert ours.text("START") == []
    assert ours.state() == "OPTED_IN"


def test_a_removal_that_the_service_refuses_does_not_lose_the_return(ours: World) -> None:
    ours.subscribe()
    ours.text("STOP")
    ours.clock.advance(seconds=1)
    ours.aws.before.append(
        lambda service, operation, body: (
            error_reply("ValidationException", Reason="PHONE_NUMBER_CANNOT_BE_OPTED_IN")
            if operation == "DeleteOptedOutNumber"
            else None
        )
    )
    assert ours.text("START") == []
    assert ours.state() == "OPTED_IN"
