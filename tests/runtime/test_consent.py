from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdk_messaging.opt_in.runtime.consent import Outcome, State, fold
from cdk_messaging.opt_in.runtime.events import Event, Kind, OptOutSource

START = datetime(2026, 11, 22, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def event(kind: Kind, minute: float, **members: Any) -> Event:
    time = START + timedelta(minutes=minute)
    if kind is Kind.REQUESTED:
        members.setdefault("deadline", time + DAY)
    members.setdefault("id", f"{kind.value}-{members.get('attempt', '')}-{minute}")
    return Event(time=time, kind=kind, programme="alerts", **members)


def requested(minute: float = 0, attempt: str = "a") -> Event:
    return event(Kind.REQUESTED, minute, attempt=attempt)


def sent(minute: float = 1, attempt: str = "a") -> Event:
    return event(Kind.SENT, minute, attempt=attempt, message_id=f"m-{attempt}")


def yes(minute: float = 2) -> Event:
    return event(Kind.CONFIRMED, minute)


def stop(minute: float = 3, source: OptOutSource = OptOutSource.KEYWORD) -> Event:
    return event(Kind.OPTED_OUT, minute, source=source)


def start(minute: float = 4) -> Event:
    return event(Kind.RETURNED, minute)


def removed(minute: float = 4) -> Event:
    return event(Kind.LIST_REMOVED, minute)


def state_of(*events: Event) -> State:
    return fold(events).state


def test_a_number_of_which_nothing_is_known_has_no_state() -> None:
    assert state_of() is State.NONE


def test_a_request_makes_it_pending() -> None:
    assert state_of(requested()) is State.PENDING


def test_a_sent_confirmation_leaves_it_pending() -> None:
    assert state_of(requested(), sent()) is State.PENDING


def test_yes_after_a_sent_confirmation_opts_in() -> None:
    consent = fold([requested(), sent(), yes()])
    assert consent.state is State.OPTED_IN
    assert consent.subscription == "a"
    assert consent.attempts["a"].confirmed_at == START + timedelta(minutes=2)


def test_yes_without_a_request_changes_nothing() -> None:
    assert state_of(yes()) is State.NONE


def test_yes_to_a_request_whose_confirmation_was_not_sent_changes_nothing() -> None:
    assert state_of(requested(), yes()) is State.PENDING


def test_yes_before_the_confirmation_was_sent_changes_nothing() -> None:
    assert state_of(requested(0), yes(1), sent(2)) is State.PENDING


def test_yes_may_be_stamped_by_a_clock_a_little_behind_the_sender() -> None:
    assert state_of(requested(0), yes(1), sent(1 + 2 / 60)) is State.OPTED_IN
    assert state_of(requested(0), yes(1), sent(1 + 2.01 / 60)) is State.PENDING


def test_yes_counts_once_the_record_of_the_earlier_send_arrives() -> None:
    events = [requested(), yes()]
    assert state_of(*events) is State.PENDING
    assert state_of(*events, sent()) is State.OPTED_IN


def test_yes_to_a_confirmation_in_doubt_counts_only_when_the_doubt_is_settled() -> None:
    doubtful = event(Kind.IN_DOUBT, 1, attempt="a")
    assert state_of(requested(), doubtful, yes()) is State.PENDING
    assert state_of(requested(), doubtful, yes(), sent(1)) is State.OPTED_IN


def test_yes_after_the_deadline_changes_nothing_even_if_the_expiry_is_not_recorded() -> None:
    assert state_of(requested(), sent(), yes(24 * 60 + 1)) is State.PENDING


def test_yes_before_the_deadline_counts_even_if_it_is_recorded_after_the_expiry() -> None:
    expired = event(Kind.EXPIRED, 24 * 60, attempt="a")
    assert state_of(requested(), sent(), expired) is State.NONE
    assert state_of(requested(), sent(), expired, yes()) is State.OPTED_IN


def test_an_expired_attempt_leaves_no_state() -> None:
    assert state_of(requested(), event(Kind.EXPIRED, 1440, attempt="a")) is State.NONE


@pytest.mark.parametrize("kind", [Kind.SUPPRESSED, Kind.FAILED])
def test_a_confirmation_that_did_not_go_out_leaves_no_state(kind: Kind) -> None:
    assert state_of(requested(), event(kind, 1, attempt="a", reason="cool-down")) is State.NONE


def test_a_suppressed_repeat_leaves_the_first_attempt_pending() -> None:
    repeat = [requested(2, "b"), event(Kind.SUPPRESSED, 3, attempt="b", reason="cool-down")]
    assert state_of(requested(), sent(), *repeat) is State.PENDING


def test_stop_opts_out_whoever_sends_it() -> None:
    assert state_of(stop()) is State.OPTED_OUT
    assert state_of(requested(), sent(), yes(), stop()) is State.OPTED_OUT


def test_yes_does_not_bring_back_who_opted_out() -> None:
    assert state_of(requested(), sent(), stop(3), yes(5)) is State.OPTED_OUT


def test_a_new_request_does_not_bring_back_who_opted_out() -> None:
    assert state_of(requested(), sent(), yes(), stop(), requested(5, "b"), sent(6, "b"), yes(7)) is State.OPTED_OUT


def test_start_brings_a_subscription_back() -> None:
    consent = fold([requested(), sent(), yes(), stop(), start()])
    assert consent.state is State.OPTED_IN
    assert consent.subscription == "a"


def test_start_makes_no_subscription_of_an_unconfirmed_attempt() -> None:
    assert state_of(requested(), sent(), stop(), start()) is State.NONE


def test_an_attempt_from_before_the_stop_cannot_be_confirmed_after_start() -> None:
    assert state_of(requested(), sent(), stop(3), start(4), yes(5)) is State.NONE


def test_removal_from_the_list_ends_the_subscription_and_allows_a_new_one() -> None:
    gone = [requested(), sent(), yes(), stop(3, OptOutSource.LIST), removed(4)]
    assert state_of(*gone) is State.NONE
    assert state_of(*gone, yes(5)) is State.NONE
    assert state_of(*gone, requested(5, "b"), sent(6, "b"), yes(7)) is State.OPTED_IN


def test_start_after_removal_from_the_list_brings_nothing_back() -> None:
    assert state_of(requested(), sent(), yes(), stop(3, OptOutSource.LIST), removed(4), start(5)) is State.NONE


def test_an_opt_out_wins_over_a_return_at_the_same_moment() -> None:
    together = [
        event(Kind.OPTED_OUT, 3, id="a", source=OptOutSource.KEYWORD),
        event(Kind.RETURNED, 3, id="b"),
    ]
    assert state_of(*together) is State.OPTED_OUT


@pytest.mark.parametrize(
    ("source", "on_list"),
    [
        (OptOutSource.KEYWORD, False),
        (OptOutSource.LIST, True),
        (OptOutSource.REFUSED, True),
        (OptOutSource.IMPORT, False),
        (OptOutSource.OPERATOR, False),
    ],
)
def test_the_consent_knows_whether_the_opt_out_is_on_the_list(source: OptOutSource, on_list: bool) -> None:
    assert fold([stop(3, source)]).on_list is on_list


def test_an_opt_out_by_keyword_that_is_found_on_the_list_keeps_its_time_and_source() -> None:
    consent = fold([stop(3), stop(5, OptOutSource.LIST)])
    assert (consent.opted_out_at, consent.opted_out_source, consent.on_list) == (
        START + timedelta(minutes=3),
        OptOutSource.KEYWORD,
        True,
    )


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        (Kind.FAILED, Kind.SUPPRESSED),
        (Kind.FAILED, Kind.IN_DOUBT),
        (Kind.IN_DOUBT, Kind.SENT),
        (Kind.FAILED, Kind.SENT),
    ],
)
@pytest.mark.parametrize("minutes", [(1, 2), (2, 1)])
def test_the_surer_outcome_wins_in_any_order(weaker: Kind, stronger: Kind, minutes: tuple[int, int]) -> None:
    events = [event(weaker, minutes[0], attempt="a"), event(stronger, minutes[1], attempt="a")]
    assert fold([requested(), *events]).attempts["a"].outcome is Outcome(stronger.value)


def test_a_send_recorded_with_a_clock_behind_the_request_still_counts() -> None:
    assert state_of(requested(1), sent(0.999), yes(2)) is State.OPTED_IN


def test_of_two_open_attempts_yes_confirms_the_one_asked_last() -> None:
    consent = fold([requested(0, "a"), sent(1, "a"), requested(20, "b"), sent(21, "b"), yes(22)])
    assert list(consent.confirmed()) == ["b"]


def test_an_event_told_twice_with_another_time_counts_at_its_first() -> None:
    first, second = event(Kind.CONFIRMED, 2, id="yes"), event(Kind.CONFIRMED, 5, id="yes")
    assert fold([requested(), sent(), second, first]).subscribed_at == first.time


# -- kinds of texts


def of_kinds(minute: float, attempt: str, kinds: str) -> Event:
    return event(Kind.REQUESTED, minute, attempt=attempt, details={"consent_kinds": kinds})


def test_a_subscription_covers_the_kinds_that_were_ticked() -> None:
    assert fold([of_kinds(0, "a", "promotional"), sent(), yes()]).kinds == {"promotional"}


def test_a_record_without_kinds_is_of_a_transactional_programme() -> None:
    assert fold([requested(), sent(), yes()]).kinds == {"transactional"}


def test_what_is_not_confirmed_covers_nothing() -> None:
    assert fold([of_kinds(0, "a", "promotional"), sent()]).kinds == set()


def test_an_opt_out_ends_all_kinds_and_start_brings_them_back() -> None:
    subscribed = [of_kinds(0, "a", "promotional transactional"), sent(), yes()]
    assert fold([*subscribed, stop()]).kinds == set()
    assert fold([*subscribed, stop(), start()]).kinds == {"promotional", "transactional"}


def test_a_later_confirmed_sign_up_adds_its_kinds() -> None:
    subscribed = [requested(), sent(), yes(), of_kinds(5, "b", "promotional"), sent(6, "b")]
    assert fold(subscribed).kinds == {"transactional"}
    consent = fold([*subscribed, yes(7)])
    assert consent.kinds == {"promotional", "transactional"}
    assert consent.subscription == "a"
    assert consent.confirmed().keys() == {"a", "b"}


def test_a_second_yes_adds_no_kinds_of_a_sign_up_from_before_the_subscription() -> None:
    asked_twice = [of_kinds(0, "a", "promotional"), sent(1, "a"), requested(20, "b"), sent(21, "b")]
    assert fold([*asked_twice, yes(22), yes(23)]).kinds == {"transactional"}


# -- consents that were given elsewhere


def imported(minute: float, kinds: str = "transactional") -> Event:
    return event(Kind.IMPORTED, minute, details={"consent_kinds": kinds}, source=OptOutSource.IMPORT)


def test_an_imported_consent_is_a_subscription_with_its_kinds() -> None:
    consent = fold([imported(0, "promotional")])
    assert consent.state is State.OPTED_IN
    assert consent.kinds == {"promotional"}
    assert consent.subscribed_at == START


@pytest.mark.parametrize("minute", [1, 5])
def test_an_import_does_not_bring_back_who_opted_out_earlier_or_later(minute: float) -> None:
    assert state_of(imported(minute), stop(3)) is State.OPTED_OUT


def test_start_brings_an_imported_subscription_back_that_a_stop_ended() -> None:
    assert state_of(imported(0), stop(3), start(4)) is State.OPTED_IN


def test_start_makes_no_subscription_of_an_import_from_after_the_opt_out() -> None:
    assert state_of(stop(3), imported(5), start(6)) is State.NONE


def test_an_import_adds_its_kinds_to_a_subscription() -> None:
    assert fold([requested(), sent(), yes(), imported(5, "promotional")]).kinds == {"promotional", "transactional"}


def test_an_import_that_says_nothing_new_changes_nothing() -> None:
    subscribed = [requested(), sent(), yes()]
    assert fold([*subscribed, imported(5)]).attempts == fold(subscribed).attempts


def test_an_imported_consent_leaves_nothing_to_expire() -> None:
    assert [attempt.live for attempt in fold([imported(0)]).attempts.values()] == [False]


def test_an_erasure_changes_no_state() -> None:
    erased = event(Kind.ERASED, 5)
    assert state_of(requested(), sent(), yes(), erased) is State.OPTED_IN
    assert state_of(stop(), erased) is State.OPTED_OUT


# -- settled by hand


def test_a_person_settles_a_doubt_as_not_sent() -> None:
    doubtful = event(Kind.IN_DOUBT, 1, attempt="a")
    by_hand = event(Kind.FAILED, 9, attempt="a", source=OptOutSource.OPERATOR)
    assert fold([requested(), doubtful, by_hand]).attempts["a"].outcome is Outcome.FAILED
    assert fold([requested(), doubtful, by_hand, sent(1)]).attempts["a"].outcome is Outcome.SENT


def test_only_a_person_settles_a_doubt_as_not_sent() -> None:
    events = [event(Kind.IN_DOUBT, 1, attempt="a"), event(Kind.FAILED, 9, attempt="a")]
    assert fold([requested(), *events]).attempts["a"].outcome is Outcome.IN_DOUBT


HISTORY = [
    requested(0, "a"),
    sent(1, "a"),
    event(Kind.DELIVERED, 1.5, attempt="a"),
    yes(2),
    stop(3),
    start(4),
    requested(5, "b"),
    event(Kind.IN_DOUBT, 6, attempt="b"),
    yes(7),
    stop(8, OptOutSource.LIST),
    removed(9),
    requested(10, "c"),
    event(Kind.FAILED, 11, attempt="c"),
    sent(12, "c"),
    event(Kind.EXPIRED, 10 + 1440, attempt="c"),
    imported(12.5, "promotional"),
    of_kinds(13, "d", "promotional transactional"),
    sent(14, "d"),
    yes(15),
    event(Kind.IN_DOUBT, 16, attempt="b"),
    event(Kind.FAILED, 17, attempt="b", source=OptOutSource.OPERATOR),
]


@settings(max_examples=200, deadline=None)
@given(st.permutations(HISTORY), st.lists(st.sampled_from(HISTORY), max_size=6), st.integers(0, len(HISTORY)))
def test_the_consent_depends_neither_on_order_nor_on_repetition(
    shuffled: list[Event], repeated: list[Event], length: int
) -> None:
    known = {e.id for e in shuffled[:length]}
    chosen = [e for e in HISTORY if e.id in known]
    doubled = [*shuffled[:length], *(e for e in repeated if e.id in known)]
    assert fold(doubled) == fold(chosen)


def test_every_order_of_a_short_history_gives_the_same_consent() -> None:
    events = [requested(), sent(), yes(), stop(), start()]
    states = {state_of(*order) for order in itertools.permutations(events)}
    assert states == {State.OPTED_IN}
