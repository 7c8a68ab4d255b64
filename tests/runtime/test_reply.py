from __future__ import annotations

from typing import Any

import pytest

from tests.runtime.fakes.aws import error_reply
from tests.runtime.fakes.sms import denied
from tests.runtime.world import NUMBER, OTHER_NUMBER, World, inbound


@pytest.fixture
def asked(world: World) -> World:
    """A number that was sent its confirmation."""
    world.sign_up()
    world.send_all()
    world.clock.advance(seconds=5)
    return world


# -- YES


def test_yes_opts_in_and_the_notice_goes_out_through_the_outbox(asked: World) -> None:
    assert asked.text("Yes!") == []
    assert asked.state() == "OPTED_IN"
    assert asked.bodies() == ["Example Corp: Reply YES to get alerts."]
    asked.send_all()
    assert asked.bodies()[1:] == ["Example Corp: You now get alerts."]


def test_the_ledger_holds_the_reply_as_it_was_with_its_id_and_to_which_number(asked: World) -> None:
    asked.text(" yes. ", inbound_id="in-1")
    (event,) = [e for e in asked.table.snapshot(NUMBER).events if e.kind == "CONFIRMED"]
    assert event.message_id == "in-1"
    assert event.details == {"text": " yes. ", "recipient": "+12065550199"}


def test_the_time_of_a_reply_is_that_of_its_notification(asked: World) -> None:
    said_at = asked.clock.time.replace(microsecond=0)
    asked.clock.advance(hours=5)
    asked.text("YES", at=said_at)
    assert asked.consent().subscribed_at == said_at


def test_a_reply_that_comes_twice_counts_once(asked: World) -> None:
    asked.text("YES", inbound_id="in-1")
    asked.clock.advance(seconds=1)
    asked.text("YES", inbound_id="in-1")
    asked.send_all()
    assert asked.kinds().count("CONFIRMED") == 1
    assert len(asked.bodies()) == 2


def test_copies_of_a_reply_in_one_batch_count_once(asked: World) -> None:
    records = [inbound(asked, "YES", inbound_id="in-1") for _ in range(3)]
    assert asked.invoke_queue("reply", records) == []
    asked.send_all()
    assert len(asked.bodies()) == 2


def test_a_yes_that_overtakes_the_record_of_the_send_counts(world: World) -> None:
    world.sign_up()

    def quick(body: Any) -> Any:
        reply = world.sms.accept(body)
        world.clock.advance(seconds=1)
        assert world.text("YES") == []
        assert world.state() == "PENDING"
        return reply

    world.sms.script.append(quick)
    world.send_all()
    assert world.state() == "OPTED_IN"
    assert len(world.bodies()) == 2
    assert world.sms.feedback == [("message-1", "RECEIVED")]


def test_yes_makes_the_request_and_the_profile_proof_that_is_kept(asked: World) -> None:
    asked.text("YES")
    forgotten = [item["sk"] for item in asked.items() if "expires_at" in item and item["pk"].startswith("NUMBER#")]
    assert forgotten == ["CLAIMS"]


def test_yes_from_a_stranger_leaves_no_trace(world: World) -> None:
    assert world.text("YES") == []
    assert world.items() == []


def test_yes_from_a_number_that_was_not_sent_anything_does_not_opt_in(world: World) -> None:
    world.sign_up()
    world.text("YES")
    assert world.state() == "PENDING"


def test_a_yes_that_confirms_nothing_is_forgotten_with_the_attempt(world: World) -> None:
    world.sign_up()
    world.text("YES")
    (item,) = [item for item in world.items() if item.get("kind") == "CONFIRMED"]
    assert "expires_at" in item


def test_yes_does_not_bring_back_who_opted_out(asked: World) -> None:
    asked.text("STOP")
    asked.clock.advance(seconds=1)
    asked.text("YES")
    assert asked.state() == "OPTED_OUT"


@pytest.mark.parametrize("text", ["yes please do", "maybe", "👍", "", "no"])
def test_any_other_text_changes_nothing(asked: World, text: str) -> None:
    before = asked.kinds()
    assert asked.text(text) == []
    assert asked.kinds() == before


# -- feedback


def test_yes_is_reported_as_received(asked: World) -> None:
    asked.text("YES")
    assert asked.sms.feedback == [("message-1", "RECEIVED")]


@pytest.mark.parametrize("trouble", [denied, lambda _: error_reply("InternalServerException", 500)])
def test_a_failed_report_does_not_lose_the_yes(asked: World, trouble: Any) -> None:
    asked.sms.feedback_script.extend([trouble] * 3)
    assert asked.text("YES") == []
    assert asked.state() == "OPTED_IN"


def test_a_report_is_made_once(asked: World) -> None:
    asked.text("YES", inbound_id="in-1")
    asked.text("YES", inbound_id="in-1")
    asked.text("YES")
    assert asked.sms.feedback == [("message-1", "RECEIVED")]


def test_a_failed_report_is_made_up_for_with_the_next_reply(asked: World) -> None:
    asked.sms.feedback_script.append(denied)
    asked.text("YES")
    assert asked.sms.feedback == []
    asked.text("YES")
    assert asked.sms.feedback == [("message-1", "RECEIVED")]


def test_a_report_that_the_service_knows_nothing_of_is_not_repeated(asked: World) -> None:
    asked.sms.feedback_script.append(lambda _: error_reply("ResourceNotFoundException", ResourceType="message"))
    asked.text("YES")
    asked.text("YES")
    assert asked.sms.feedback == []


# -- STOP


@pytest.mark.parametrize("text", ["STOP", "stop!", "Opt-Out", "revoke"])
def test_an_opt_out_word_opts_out(asked: World, text: str) -> None:
    assert asked.text(text) == []
    assert asked.state() == "OPTED_OUT"


def test_stop_from_a_stranger_is_recorded(world: World) -> None:
    world.text("STOP")
    assert world.state() == "OPTED_OUT"


def test_with_managed_opt_outs_the_service_answers_stop_and_help(world: World) -> None:
    world.text("STOP")
    world.text("HELP", OTHER_NUMBER)
    world.send_all()
    assert world.sms.accepted == []


def test_an_opt_out_that_the_service_made_of_a_longer_text_is_followed(asked: World) -> None:
    asked.text("revoke my consent please", keyword="REVOKE")
    assert asked.state() == "OPTED_OUT"


def test_the_opt_out_is_kept_for_good(world: World) -> None:
    world.text("STOP")
    (item,) = [item for item in world.items() if item.get("kind") == "OPTED_OUT"]
    assert "expires_at" not in item


def test_a_stop_that_arrives_before_an_earlier_yes_still_wins(asked: World) -> None:
    earlier = asked.clock.time
    asked.clock.advance(seconds=10)
    asked.text("STOP")
    asked.text("YES", at=earlier)
    assert asked.state() == "OPTED_OUT"


# -- START


@pytest.mark.parametrize("text", ["START", "unstop"])
def test_start_brings_a_subscription_back(world: World, text: str) -> None:
    world.subscribe()
    world.text("STOP")
    world.clock.advance(seconds=1)
    world.text(text)
    assert world.state() == "OPTED_IN"


def test_start_from_a_stranger_leaves_no_trace(world: World) -> None:
    world.text("START")
    assert world.items() == []


def test_with_managed_opt_outs_the_list_is_left_to_the_service(world: World) -> None:
    world.subscribe()
    world.text("STOP")
    world.sms.opted_out[NUMBER] = 1.0
    world.text("START")
    assert NUMBER in world.sms.opted_out


# -- robustness


@pytest.mark.parametrize(
    "body",
    ["", "{}", "[]", '{"Message": "{}"}', '{"Message": "[]", "MessageId": "1", "Timestamp": "2026-11-22T09:00:00Z"}'],
)
def test_what_is_no_inbound_text_comes_again_and_ends_in_the_dead_letters(world: World, body: str) -> None:
    record = {"messageId": "r-1", "body": body, "attributes": {}}
    assert world.invoke_queue("reply", [record]) == ["r-1"]


def test_every_record_of_a_batch_is_dealt_with_and_only_the_failed_come_again(asked: World) -> None:
    asked.sign_up(OTHER_NUMBER)
    asked.send_all()
    asked.clock.advance(seconds=1)
    bad = {"messageId": "bad", "body": "nonsense", "attributes": {}}
    records = [inbound(asked, "YES"), bad, inbound(asked, "YES", OTHER_NUMBER)]
    assert asked.invoke_queue("reply", records) == ["bad"]
    assert (asked.state(), asked.state(OTHER_NUMBER)) == ("OPTED_IN", "OPTED_IN")


def test_an_unavailable_table_brings_the_reply_again(asked: World) -> None:
    down = [True]
    asked.aws.before.append(
        lambda service, operation, body: (
            error_reply("InternalServerError", 500) if down and service == "dynamodb" else None
        )
    )
    assert len(asked.text("YES", inbound_id="in-1")) == 1
    down.clear()
    asked.text("YES", inbound_id="in-1")
    assert asked.state() == "OPTED_IN"


def test_a_number_without_plus_is_the_same_number(asked: World) -> None:
    asked.text("YES", NUMBER.removeprefix("+"))
    assert asked.state() == "OPTED_IN"
