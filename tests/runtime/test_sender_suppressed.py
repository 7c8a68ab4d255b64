from __future__ import annotations

from typing import Any

from cdk_messaging.opt_in.runtime.changes import Change, always
from cdk_messaging.opt_in.runtime.events import Event, Kind
from tests.runtime.fakes.sms import lost, throttled
from tests.runtime.world import NUMBER, OTHER_NUMBER, World

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
    assert world.consent().attempts[world.message().attempt or ""].lookup == "MOBILE US"


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
    assert world.consent().attempts[world.message().attempt or ""].lookup == "UNAVAILABLE"
    assert len(world.sms.accepted) == 1


def test_a_look_up_that_was_made_is_not_made_again(world: World) -> None:
    deferred(world)
    world.sms.script.append(throttled)
    world.send_all()
    actions = [c.action for c in world.recorder.calls if c.function == "sender"]
    assert actions.count("sms-voice:CarrierLookup") == 1


def test_a_change_of_the_consent_between_decision_and_claim_makes_it_decide_again(world: World) -> None:
    world.sign_up()
    seen: list[str] = []

    def meanwhile(service: str, operation: str, body: Any) -> None:
        if operation == "TransactWriteItems" and not seen:
            seen.append(operation)
            stop = Event(id="x", time=world.clock.now(), kind=Kind.OPTED_OUT, programme="*", source="keyword")
            world.table.change(NUMBER, always(Change(events=(stop,))))

    world.aws.before.append(meanwhile)
    world.send_queued()
    assert world.sms.accepted == []
    assert outcomes(world) == [("SUPPRESSED", "opted-out")]
