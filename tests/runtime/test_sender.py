from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ConnectTimeoutError, EndpointConnectionError

from cdk_messaging.opt_in.runtime.changes import Change, always
from cdk_messaging.opt_in.runtime.events import Event, Kind
from cdk_messaging.opt_in.runtime.outbox_items import Message
from tests.runtime.fakes.aws import error_reply
from tests.runtime.fakes.queue import MAX_RECEIVES
from tests.runtime.fakes.sms import broken, conflict, denied, invalid, lost, throttled
from tests.runtime.world import NUMBER, OTHER_NUMBER, World, delivery


def message(world: World, kind: str = "CONFIRMATION", number: str = NUMBER) -> Message:
    """The latest text of a kind."""
    items = [i for i in world.items() if i["sk"] == "MESSAGE" and i["kind"] == kind and i["number"] == number]
    found = world.table.message(max(items, key=lambda item: item["created_at"])["id"])
    assert found is not None
    return found


def again(world: World, outbox: str) -> None:
    """The queue, the sweeper or a person brings a text once more."""
    world.queue.put(json.dumps({"outbox_id": outbox}))


# -- what is sent


def test_the_confirmation_carries_everything_that_bounds_and_traces_it(world: World) -> None:
    world.sign_up()
    world.clock.advance(seconds=100)
    world.send_queued()
    (sent,) = world.sms.accepted
    life = sent.request["TimeToLive"]
    assert {**sent.request, "TimeToLive": 0} == {
        "DestinationPhoneNumber": NUMBER,
        "OriginationIdentity": "arn:aws:sms-voice:us-east-1:111122223333:pool/pool-1",
        "ConfigurationSetName": "alerts",
        "MessageBody": "Example Corp: Reply YES to get alerts.",
        "MessageType": "TRANSACTIONAL",
        "MaxPrice": "0.10",
        "TimeToLive": 0,
        "Context": {"outbox": message(world).id},
        "MessageFeedbackEnabled": True,
    }
    assert 86400 - 110 < life <= 86400 - 100


def test_a_notice_asks_for_no_feedback(world: World) -> None:
    world.subscribe()
    assert [sent.request["MessageFeedbackEnabled"] for sent in world.sms.accepted] == [True, False]


def test_the_ledger_says_what_was_sent_and_when_it_was_claimed(world: World) -> None:
    world.sign_up()
    world.send_queued()
    (event,) = [e for e in world.table.snapshot(NUMBER).events if e.kind is Kind.SENT]
    assert event.message_id == "message-1"
    assert event.details["text"] == "Example Corp: Reply YES to get alerts."
    assert event.time == message(world).claimed_at


def test_a_settled_text_leaves_the_index_and_is_forgotten_in_time(world: World) -> None:
    world.sign_up()
    world.send_queued()
    (item,) = [item for item in world.items() if item["sk"] == "MESSAGE"]
    assert item["status"] == "SENT"
    assert "status_key" not in item
    assert int(item["expires_at"]) == pytest.approx(world.clock.time.timestamp() + 2592000, abs=5)


# -- once


def test_a_repeated_queue_message_sends_nothing(world: World) -> None:
    world.sign_up()
    world.send_queued()
    again(world, message(world).id)
    assert world.send_queued() == []
    assert len(world.sms.accepted) == 1


def test_two_copies_in_one_batch_send_one_text(world: World) -> None:
    world.sign_up()
    again(world, message(world).id)
    world.send_queued()
    assert len(world.sms.accepted) == 1


def test_a_text_that_another_sender_holds_is_left_to_it(world: World) -> None:
    world.sign_up()
    outbox = message(world).id

    def meanwhile(body: Any) -> None:
        again(world, outbox)
        assert world.send_queued() == []

    world.sms.script.append(meanwhile)
    world.send_queued()
    assert len(world.sms.accepted) == 1
    assert message(world).status.value == "SENT"


def test_a_function_cut_off_after_the_send_never_sends_again(world: World) -> None:
    world.sign_up()

    def cut_off(body: Any) -> Any:
        world.sms.accept(body)
        raise KeyboardInterrupt

    world.sms.script.append(cut_off)
    taken = world.queue.receive()
    with pytest.raises(KeyboardInterrupt):
        world.invoke("sender", {"Records": [record.record() for record in taken]})
    assert message(world).status.value == "CLAIMED"
    world.clock.advance(minutes=6)
    world.send_queued()
    assert len(world.sms.accepted) == 1
    assert message(world).status.value == "IN_DOUBT"


def test_a_claim_of_a_moment_ago_is_not_taken_over(world: World) -> None:
    world.sign_up()

    def cut_off(body: Any) -> Any:
        raise KeyboardInterrupt

    world.sms.script.append(cut_off)
    with pytest.raises(KeyboardInterrupt):
        world.send_queued()
    again(world, message(world).id)
    assert world.send_queued() == []
    assert message(world).status.value == "CLAIMED"


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
    again(world, message(world).id)
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
    outbox = message(world).id

    def event_first(body: Any) -> Any:
        reply = world.sms.accept(body)
        assert world.invoke_queue("settlement", [delivery(world, outbox)]) == []
        return reply

    world.sms.script.append(event_first)
    assert world.send_queued() == []
    assert sorted(world.kinds()) == ["DELIVERED", "REQUESTED", "SENT"]


# -- throttled


def test_a_throttled_send_is_queued_anew_and_does_not_count_as_a_failed_receive(world: World) -> None:
    world.sign_up()
    world.sms.script.extend([throttled] * 10)
    world.send_all()
    assert world.queue.dead == []
    assert len(world.sms.accepted) == 1
    assert world.kinds() == ["REQUESTED", "SENT"]


def test_a_throttled_send_comes_again_after_a_few_seconds(world: World) -> None:
    world.sign_up()
    world.sms.script.append(throttled)
    assert world.send_queued() == []
    (queued,) = world.queue.messages
    # Whole seconds, as the queue takes them; the test's clock has moved on by microseconds since.
    assert 3 <= round((queued.visible_at - world.clock.time).total_seconds()) <= 10
    assert message(world).status.value == "PENDING"


def test_a_released_claim_no_longer_counts_for_the_cool_down(world: World) -> None:
    world.sign_up()
    world.sms.script.append(throttled)
    world.send_queued()
    assert world.table.snapshot(NUMBER).claims == {}


# -- refused


@pytest.mark.parametrize(
    "trouble",
    [
        denied,
        lambda _: error_reply("ServiceQuotaExceededException", Reason="MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT"),
        lambda _: error_reply("ResourceNotFoundException", ResourceType="pool"),
        lambda _: conflict("NO_ORIGINATION_IDENTITIES_FOUND"),
    ],
)
def test_a_refusal_that_can_be_mended_ends_failed_in_the_dead_letters_and_can_be_redriven(
    world: World, trouble: Any
) -> None:
    world.sign_up()
    world.sms.script.extend([trouble] * MAX_RECEIVES)
    for receive in range(1, MAX_RECEIVES + 1):
        assert len(world.send_queued()) == 1
        assert world.kinds() == (["REQUESTED"] if receive < MAX_RECEIVES else ["REQUESTED", "FAILED"])
    assert len(world.queue.dead) == 1
    assert world.state() == "NONE"
    world.queue.redrive()
    world.send_all()
    assert len(world.sms.accepted) == 1
    assert world.state() == "PENDING"
    assert world.kinds() == ["REQUESTED", "FAILED", "SENT"]


def test_a_failure_is_recorded_with_its_reason(world: World) -> None:
    world.sign_up()
    world.sms.script.extend([denied] * MAX_RECEIVES)
    world.send_all()
    assert world.consent().attempts[message(world).attempt or ""].reason == "AccessDeniedException"
    assert message(world).may_be_sent


def test_a_redriven_text_that_fails_again_goes_to_the_dead_letters_again(world: World) -> None:
    world.sign_up()
    world.sms.script.extend([denied] * MAX_RECEIVES * 2)
    world.send_all()
    world.queue.redrive()
    world.send_all()
    assert len(world.queue.dead) == 1
    assert world.kinds() == ["REQUESTED", "FAILED"]


def test_a_redriven_text_that_is_too_late_stays_failed(world: World) -> None:
    world.sign_up()
    world.sms.script.extend([denied] * MAX_RECEIVES)
    world.send_all()
    world.clock.advance(days=2)
    world.queue.redrive()
    world.send_all()
    assert world.queue.dead == []
    assert world.kinds() == ["REQUESTED", "FAILED"]


@pytest.mark.parametrize("problem", [ConnectTimeoutError, EndpointConnectionError])
def test_a_request_that_never_left_is_no_doubt(world: World, problem: type[BotoCoreError]) -> None:
    def unreachable(_: Any) -> Any:
        raise problem(endpoint_url="https://sms-voice.us-east-1.amazonaws.com")

    world.sign_up()
    world.sms.script.append(unreachable)
    assert len(world.send_queued()) == 1
    world.send_all()
    assert len(world.sms.accepted) == 1


@pytest.mark.parametrize("reason", ["PRICE_OVER_THRESHOLD", "INVALID_PARAMETER", "DESTINATION_COUNTRY_BLOCKED"])
def test_a_text_that_is_not_valid_fails_at_once_and_for_good(world: World, reason: str) -> None:
    world.sign_up()
    world.sms.script.append(lambda _: invalid(reason))
    assert world.send_queued() == []
    again(world, message(world).id)
    world.send_all()
    assert world.sms.accepted == []
    assert world.consent().attempts[message(world).attempt or ""].reason == reason


def test_an_unverified_number_of_a_sandbox_account_fails_for_good(world: World) -> None:
    world.sign_up()
    world.sms.script.append(lambda _: conflict("DESTINATION_PHONE_NUMBER_NOT_VERIFIED"))
    assert world.send_queued() == []
    assert world.kinds() == ["REQUESTED", "FAILED"]


@pytest.mark.parametrize(
    "reason",
    [
        "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION",
        "DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE",
    ],
)
def test_a_text_that_a_protect_configuration_blocks_is_suppressed(world: World, reason: str) -> None:
    world.sign_up()
    world.sms.script.append(lambda _: conflict(reason))
    assert world.send_queued() == []
    assert world.kinds() == ["REQUESTED", "SUPPRESSED"]
    assert world.consent().attempts[message(world).attempt or ""].reason == "protect-configuration"


def test_a_number_on_the_list_is_recorded_as_opted_out(world: World) -> None:
    world.sign_up()
    world.sms.opted_out[NUMBER] = world.clock.time.timestamp() - 1000
    assert world.send_queued() == []
    assert world.state() == "OPTED_OUT"
    assert sorted(world.kinds()) == ["OPTED_OUT", "REQUESTED", "SUPPRESSED"]
    assert world.consent().on_list


# -- suppressed


def outcomes(world: World) -> list[tuple[str | None, str | None]]:
    attempts = sorted(world.consent().attempts.values(), key=lambda attempt: attempt.requested_at)
    return [(attempt.outcome and attempt.outcome.value, attempt.reason) for attempt in attempts]


def test_a_second_sign_up_within_the_cool_down_is_suppressed(world: World) -> None:
    world.sign_up()
    world.send_all()
    world.sign_up()
    world.send_all()
    assert outcomes(world) == [("SENT", None), ("SUPPRESSED", "cool-down")]
    assert world.state() == "PENDING"


def test_a_sign_up_after_the_cool_down_is_confirmed_again(world: World) -> None:
    world.sign_up()
    world.send_all()
    world.clock.advance(minutes=10)
    world.sign_up()
    world.send_all()
    assert outcomes(world) == [("SENT", None), ("SENT", None)]


def test_no_more_than_the_daily_cap(world: World) -> None:
    for _ in range(4):
        world.sign_up()
        world.send_all()
        world.clock.advance(hours=1)
    assert outcomes(world) == [("SENT", None)] * 3 + [("SUPPRESSED", "daily-cap")]


def test_a_subscriber_who_signs_up_again_is_sent_nothing(world: World) -> None:
    world.subscribe()
    world.clock.advance(hours=1)
    world.sign_up()
    world.send_all()
    assert outcomes(world)[1] == ("SUPPRESSED", "already-subscribed")
    assert world.state() == "OPTED_IN"


def test_who_opted_out_and_signs_up_again_is_sent_nothing(world: World) -> None:
    world.text("STOP")
    world.sign_up()
    world.send_all()
    assert world.sms.accepted == []
    assert outcomes(world) == [("SUPPRESSED", "opted-out")]


def test_a_stop_while_the_sender_waits_for_its_turn_is_heard(world: World) -> None:
    world.sign_up(OTHER_NUMBER)
    world.sign_up()
    sleep = world.clock.sleep

    def interrupted(seconds: float) -> None:
        world.text("STOP")
        sleep(seconds)

    world.clock.sleep = interrupted  # type: ignore[method-assign]
    world.module("clock").sleep = interrupted  # type: ignore[attr-defined]
    world.send_queued()
    assert world.bodies() == []
    assert outcomes(world) == [("SUPPRESSED", "opted-out")]


def test_a_text_past_its_deadline_is_suppressed(world: World) -> None:
    world.sign_up()
    world.clock.advance(hours=24)
    world.send_all()
    assert outcomes(world) == [("SUPPRESSED", "expired")]


def test_the_notice_is_not_sent_to_who_opted_out_meanwhile(world: World) -> None:
    world.sign_up()
    world.send_all()
    world.clock.advance(seconds=1)
    world.text("YES")
    world.clock.advance(seconds=1)
    world.text("STOP")
    world.send_all()
    assert world.bodies() == ["Example Corp: Reply YES to get alerts."]
    assert "NOTICE_SUPPRESSED" in world.kinds()


# -- the look-up that could not wait


def deferred(world: World) -> None:
    world.sms.lookups.append(throttled)
    world.sign_up()


def test_a_deferred_look_up_is_made_before_sending_and_recorded(world: World) -> None:
    deferred(world)
    world.send_all()
    assert world.kinds() == ["REQUESTED", "LOOKED_UP", "SENT"]
    assert world.consent().attempts[message(world).attempt or ""].lookup == "MOBILE US"


def test_a_landline_found_by_a_deferred_look_up_is_sent_nothing(world: World) -> None:
    world.sms.types[NUMBER] = ("LANDLINE", "US")
    deferred(world)
    world.send_all()
    assert world.sms.accepted == []
    assert outcomes(world) == [("SUPPRESSED", "number-type")]


def test_a_look_up_that_fails_again_is_recorded_and_refuses_nobody(world: World) -> None:
    deferred(world)
    world.sms.lookups.append(lost)
    world.send_all()
    assert world.consent().attempts[message(world).attempt or ""].lookup == "UNAVAILABLE"
    assert len(world.sms.accepted) == 1


def test_a_look_up_that_was_made_is_not_made_again(world: World) -> None:
    deferred(world)
    world.sms.script.append(throttled)
    world.send_all()
    actions = [c.action for c in world.recorder.calls if c.function == "sender"]
    assert actions.count("sms-voice:CarrierLookup") == 1


# -- pace


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
    texts = {"confirmation": "x" * 400, "subscribed": "s", "help": "h", "stop": "s"}
    world = make_world(texts=texts, messages_per_second=3.0)
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


# -- robustness


def test_a_text_of_another_programme_is_left_alone(world: World) -> None:
    world.sign_up()
    (item,) = [item for item in world.items() if item["sk"] == "MESSAGE"]
    world.table.write({**item, "programme": "other", "expires_at": None})
    assert world.send_queued() == []
    assert world.sms.accepted == []


def test_a_text_that_is_gone_is_nothing_to_fail_for(world: World) -> None:
    again(world, "confirm-unknown")
    assert world.send_queued() == []


@pytest.mark.parametrize("body", ["", "{}", "[]", '{"outbox_id": null}'])
def test_a_message_that_names_no_text_comes_again_and_ends_in_the_dead_letters(world: World, body: str) -> None:
    world.queue.put(body)
    for _ in range(MAX_RECEIVES):
        assert len(world.send_queued()) == 1
    assert len(world.queue.dead) == 1


def test_one_bad_record_does_not_hold_up_the_others(world: World) -> None:
    world.queue.put("nonsense")
    world.sign_up()
    assert len(world.send_queued()) == 1
    assert len(world.sms.accepted) == 1


@pytest.mark.parametrize("name", ["ORIGINATION_IDENTITY", "CONFIGURATION_SET", "OUTBOX_QUEUE_URL"])
def test_a_wrong_deployment_is_noticed_before_anything_is_claimed(
    world: World, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    world.sign_up()
    monkeypatch.delenv(name)
    with pytest.raises(Exception, match=f"the environment variable {name} is not set"):
        world.send_queued()
    assert message(world).status.value == "PENDING"


def test_an_unavailable_table_fails_the_record_and_loses_nothing(world: World) -> None:
    world.sign_up()
    down = [True]
    world.aws.before.append(
        lambda service, operation, body: (
            error_reply("InternalServerError", 500) if down and service == "dynamodb" else None
        )
    )
    assert len(world.send_queued()) == 1
    down.clear()
    world.send_all()
    assert len(world.sms.accepted) == 1


def test_a_change_of_the_consent_between_decision_and_claim_makes_it_decide_again(world: World) -> None:
    world.sign_up()
    seen: list[str] = []

    def meanwhile(service: str, operation: str, body: Any) -> None:
        if operation == "TransactWriteItems" and not seen:
            seen.append(operation)
            stop = Event(id="x", time=world.clock.now(), kind=Kind.OPTED_OUT, programme="alerts", source="keyword")
            world.table.change(NUMBER, always(Change(events=(stop,))))

    world.aws.before.append(meanwhile)
    world.send_queued()
    assert world.sms.accepted == []
    assert outcomes(world) == [("SUPPRESSED", "opted-out")]


def test_of_two_senders_that_read_a_text_at_the_same_moment_one_sends_it(world: World) -> None:
    world.sign_up()
    other: list[str] = []

    def meanwhile(service: str, operation: str, body: Any) -> None:
        if operation == "TransactWriteItems" and not other:
            other.append(message(world).id)
            again(world, other[0])
            assert world.send_queued() == []

    world.aws.before.append(meanwhile)
    assert world.send_queued() == []
    assert len(world.sms.accepted) == 1
    assert world.kinds() == ["REQUESTED", "SENT"]
