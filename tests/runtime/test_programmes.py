"""Several programmes on one number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cdk_messaging.opt_in.runtime.changes import Change, always
from cdk_messaging.opt_in.runtime.events import Event, Kind, OptOutSource
from cdk_messaging.opt_in.runtime.table import ConsentTable
from tests.runtime.fakes.aws import error_reply
from tests.runtime.two_programmes import GERMAN, NEWS, TWO_PROGRAMMES, subscribe_to_news
from tests.runtime.world import NUMBER, OTHER_NUMBER, World


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world(**TWO_PROGRAMMES)


@pytest.fixture
def ours(make_world: Callable[..., World]) -> World:
    """With self-managed opt-outs, so that HELP and STOP are ours to answer."""
    return make_world(**{**TWO_PROGRAMMES, "self_managed_opt_outs": True})


def both(world: World, number: str = NUMBER) -> list[str]:
    return [world.state(number, "alerts"), world.state(number, "news")]


def projected(world: World, number: str = NUMBER) -> list[str | None]:
    """The states that the consent items say, which the status index is made of."""
    items = [world.projection(number, programme) for programme in ("alerts", "news")]
    return [None if item is None else str(item.get("state")) for item in items]


def test_a_table_is_made_for_each_programme_the_default_one_first(world: World) -> None:
    assert list(ConsentTable.all(world.settings)) == ["alerts", "news"]


# -- YES


def test_a_yes_goes_to_the_programme_whose_word_it_is(world: World) -> None:
    world.sign_up(**NEWS)
    world.send_all()
    world.clock.advance(minutes=20)
    world.sign_up()
    world.send_all()
    world.clock.advance(seconds=5)
    world.text("JOIN")
    assert both(world) == ["PENDING", "OPTED_IN"]
    world.text("YES")
    assert both(world) == ["OPTED_IN", "OPTED_IN"]


def test_the_word_of_another_programme_confirms_nothing(world: World) -> None:
    world.sign_up(**NEWS)
    world.send_all()
    world.clock.advance(seconds=5)
    world.text("YES")
    assert both(world) == ["NONE", "PENDING"]
    assert projected(world) == [None, "PENDING"]


def test_the_notice_is_the_programmes_own_in_the_language_of_the_sign_up(world: World) -> None:
    subscribe_to_news(world, **GERMAN)
    assert world.bodies() == ["Neues: confirmation", "Neues: subscribed"]


def test_a_subscription_covers_the_boxes_that_were_ticked(world: World) -> None:
    subscribe_to_news(world, consent_promotional=True)
    assert world.consent(programme="news").kinds == {"promotional", "transactional"}
    item = world.projection(programme="news")
    assert item is not None
    assert item["kinds"] == "promotional transactional"


def test_a_subscriber_who_ticks_another_box_is_asked_to_confirm_it(world: World) -> None:
    subscribe_to_news(world)
    world.clock.advance(hours=1)
    subscribe_to_news(world, consent_transactional=None, consent_promotional=True)
    assert world.consent(programme="news").kinds == {"promotional", "transactional"}
    assert world.bodies() == ["News: confirmation", "News: subscribed"] * 2


# -- STOP


def test_a_stop_ends_every_subscription_and_is_written_once(world: World) -> None:
    world.subscribe()
    world.clock.advance(hours=1)
    subscribe_to_news(world)
    world.text("STOP")
    assert both(world) == projected(world) == ["OPTED_OUT", "OPTED_OUT"]
    (event,) = [e for e in world.table.snapshot(NUMBER).everything if e.kind is Kind.OPTED_OUT]
    assert event.programme == "*"


def test_a_stop_that_is_cut_off_leaves_nothing_half_done_and_the_repeat_finishes_it(world: World) -> None:
    world.subscribe()
    world.clock.advance(hours=1)
    subscribe_to_news(world)
    before = projected(world)
    down = [True]
    world.aws.before.append(
        lambda service, operation, body: (
            error_reply("InternalServerError", 500) if down and operation == "TransactWriteItems" else None
        )
    )
    assert len(world.text("STOP", inbound_id="in-1")) == 1
    assert projected(world) == before
    down.clear()
    world.text("STOP", inbound_id="in-1")
    assert both(world) == projected(world) == ["OPTED_OUT", "OPTED_OUT"]


def test_a_stop_of_a_stranger_is_recorded_for_the_default_programme_and_holds_for_all(world: World) -> None:
    world.text("STOP")
    assert projected(world) == ["OPTED_OUT", None]
    world.sign_up(**NEWS)
    world.send_all()
    assert world.bodies() == []
    assert projected(world) == ["OPTED_OUT", "OPTED_OUT"]


def test_a_stop_of_a_number_that_another_programme_knows_is_recorded_there(world: World) -> None:
    world.sign_up(**NEWS)
    world.text("STOP")
    assert projected(world) == [None, "OPTED_OUT"]


def test_a_sign_up_in_the_middle_of_a_stop_does_not_escape_it(world: World) -> None:
    world.subscribe()
    world.clock.advance(hours=1)
    done: list[bool] = []

    def meanwhile(service: str, operation: str, body: object) -> None:
        if operation == "TransactWriteItems" and world.recorder.function == "reply" and not done:
            done.append(True)
            world.sign_up(**NEWS)

    world.aws.before.append(meanwhile)
    world.text("STOP")
    assert done
    assert both(world) == projected(world) == ["OPTED_OUT", "OPTED_OUT"]


def test_start_brings_every_subscription_back(world: World) -> None:
    world.subscribe()
    world.clock.advance(hours=1)
    subscribe_to_news(world)
    world.text("STOP")
    world.clock.advance(seconds=1)
    world.text("START")
    assert both(world) == projected(world) == ["OPTED_IN", "OPTED_IN"]


def test_a_number_on_the_list_is_opted_out_of_everything(world: World) -> None:
    world.subscribe()
    world.clock.advance(hours=1)
    subscribe_to_news(world)
    world.sms.opted_out[NUMBER] = world.clock.time.timestamp()
    world.invoke("reconciliation", {})
    assert both(world) == projected(world) == ["OPTED_OUT", "OPTED_OUT"]


def test_the_list_is_asked_once_for_a_number_that_several_programmes_know(world: World) -> None:
    world.subscribe()
    world.clock.advance(hours=1)
    subscribe_to_news(world)
    subscribe_to_news(world, OTHER_NUMBER)
    for number in (NUMBER, OTHER_NUMBER):
        world.sms.opted_out[number] = world.clock.time.timestamp()
    world.invoke("reconciliation", {})
    asked: list[str] = []

    def listen(service: str, operation: str, body: dict[str, list[str]]) -> None:
        asked.extend(body.get("OptedOutNumbers", []))

    world.aws.before.append(listen)  # type: ignore[arg-type]
    world.sms.opted_out.clear()
    assert world.invoke("reconciliation", {})["removed"] == 2
    assert sorted(asked) == sorted([NUMBER, OTHER_NUMBER])
    assert projected(world) == ["None", "None"]


def test_a_comparison_that_ran_out_of_time_goes_on_with_the_same_programme(world: World) -> None:
    subscribe_to_news(world)
    world.sms.opted_out[NUMBER] = world.clock.time.timestamp()
    world.invoke("reconciliation", {})
    world.sms.opted_out.clear()
    world.table.write({"pk": "RECONCILIATION", "sk": "CURSOR", "phase": "CHECK", "programme": "news", "since": ""})
    assert world.invoke("reconciliation", {})["removed"] == 1


def test_a_comparison_goes_on_with_the_first_programme_when_its_own_is_no_more(world: World) -> None:
    subscribe_to_news(world)
    world.sms.opted_out[NUMBER] = world.clock.time.timestamp()
    world.invoke("reconciliation", {})
    world.sms.opted_out.clear()
    world.table.write({"pk": "RECONCILIATION", "sk": "CURSOR", "phase": "CHECK", "programme": "gone", "since": "9"})
    assert world.invoke("reconciliation", {})["removed"] == 1


# -- answers


def test_help_is_answered_as_the_programme_and_in_the_language_last_dealt_with(ours: World) -> None:
    ours.subscribe()
    ours.clock.advance(hours=1)
    subscribe_to_news(ours, **GERMAN)
    ours.text("HELP")
    ours.send_all()
    assert ours.bodies()[-1] == "Neues: help"


def test_stop_is_answered_once_as_the_programme_last_dealt_with(ours: World) -> None:
    subscribe_to_news(ours)
    ours.clock.advance(hours=1)
    ours.subscribe()
    ours.text("STOP")
    ours.send_all()
    assert [body for body in ours.bodies() if body.endswith(("no more messages.", "stop"))] == [
        "Example Corp: You get no more messages."
    ]


def test_strangers_are_answered_as_the_default_programme(ours: World) -> None:
    ours.text("HELP")
    ours.text("STOP", OTHER_NUMBER)
    ours.send_all()
    assert ours.bodies() == ["Example Corp: For help, email help@example.com."]
    assert ours.bodies(OTHER_NUMBER) == ["Example Corp: You get no more messages."]


def test_who_dealt_with_a_programme_that_is_no_more_is_answered_as_the_default_one(ours: World) -> None:
    gone = Event(id="x", time=ours.clock.time, kind=Kind.REQUESTED, programme="gone", attempt="a")
    ConsentTable(ours.settings, "gone").change(NUMBER, always(Change(events=(gone,))))
    ours.text("HELP")
    ours.send_all()
    assert ours.bodies() == ["Example Corp: For help, email help@example.com."]


# -- limits


def test_the_cool_down_counts_the_confirmations_of_all_programmes(world: World) -> None:
    world.sign_up()
    world.send_all()
    world.sign_up(**NEWS)
    world.send_all()
    assert len(world.bodies()) == 1
    (attempt,) = world.consent(programme="news").attempts.values()
    assert attempt.reason == "cool-down"


def test_the_daily_cap_counts_the_confirmations_of_all_programmes(world: World) -> None:
    for fields in ({}, NEWS, {}, NEWS):
        world.sign_up(**fields)
        world.send_all()
        world.clock.advance(hours=1)
    assert len(world.bodies()) == 3
    assert world.message().reason == "daily-cap"


def test_of_two_programmes_confirmations_at_the_same_moment_one_is_sent(world: World) -> None:
    world.sign_up()
    world.sign_up(**NEWS)
    nested: list[bool] = []

    def meanwhile(service: str, operation: str, body: object) -> None:
        if operation == "TransactWriteItems" and not nested:
            nested.append(True)
            world.send_queued()

    first, *others = world.queue.messages
    world.queue.messages.remove(first)
    taken = {"Records": [first.record() | {"attributes": {"ApproximateReceiveCount": "1"}}]}
    world.aws.before.append(meanwhile)
    assert others
    world.invoke("sender", taken)
    assert len(world.bodies()) == 1


def test_a_notice_that_is_being_sent_does_not_count_as_a_confirmation(world: World) -> None:
    world.sign_up()
    world.send_all()
    world.clock.advance(minutes=20)
    world.text("YES")

    def meanwhile(body: object) -> None:
        world.sign_up(**NEWS)
        world.send_queued()

    world.sms.script.append(meanwhile)
    world.send_all()
    assert "News: confirmation" in world.bodies()


# -- schedules


def test_attempts_of_all_programmes_expire(world: World) -> None:
    world.sign_up()
    world.send_all()
    world.clock.advance(minutes=20)
    world.sign_up(**NEWS)
    world.send_all()
    world.clock.advance(hours=25)
    assert world.invoke("expiry", {})["expired"] == 2
    assert projected(world) == ["None", "None"]


def test_texts_of_all_programmes_that_were_left_behind_are_queued(world: World) -> None:
    world.pipe_open = False
    world.sign_up()
    world.sign_up(OTHER_NUMBER, **NEWS)
    world.clock.advance(minutes=11)
    assert world.invoke("sweeper", {})["queued"] == 2


def test_a_text_of_a_programme_that_is_no_more_is_suppressed(world: World) -> None:
    world.sign_up(**NEWS)
    del world.settings.programmes["news"]  # type: ignore[attr-defined]
    world.send_all()
    assert world.sms.accepted == []
    assert (world.message().status.value, world.message().reason) == ("SUPPRESSED", "no-such-programme")


def test_an_import_is_of_its_programme(world: World) -> None:
    kept = {"vendor": "Other Corp", "consent_kinds": "promotional"}
    imported = Event(
        id="imported-1",
        time=world.clock.time,
        kind=Kind.IMPORTED,
        programme="news",
        source=OptOutSource.IMPORT,
        details=kept,
    )
    for _ in range(2):
        world.tables["news"].change(NUMBER, always(Change(events=(imported,))))
    assert both(world) == ["NONE", "OPTED_IN"]
    assert projected(world) == [None, "OPTED_IN"]
    world.send_all()
    assert world.sms.accepted == []
