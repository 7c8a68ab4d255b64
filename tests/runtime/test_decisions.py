from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cdk_messaging.opt_in.runtime.consent import Consent, fold
from cdk_messaging.opt_in.runtime.decisions import (
    Limits,
    MessageKind,
    Reason,
    Texts,
    help_answer,
    join_lookup,
    notices,
    obstacle,
    split_lookup,
    stop_answer,
)
from cdk_messaging.opt_in.runtime.events import Event, Kind, OptOutSource

START = datetime(2026, 11, 22, 9, tzinfo=UTC)
LIMITS = Limits(
    cool_down=timedelta(minutes=10),
    daily_cap=3,
    refused_number_types=frozenset({"LANDLINE"}),
    countries=frozenset({"US"}),
    prefix_limit=0,
    prefix_digits=3,
    prefix_window=timedelta(hours=1),
)
TEXTS = Texts(subscribed="You get alerts.", help="Help is near.", stop="No more.")
GERMAN = Texts(subscribed="Sie bekommen Hinweise.", help="Hilfe ist nah.", stop="Schluss.")


def at(minute: float) -> datetime:
    return START + timedelta(minutes=minute)


def event(kind: Kind, minute: float, attempt: str | None = None, **members: Any) -> Event:
    if kind is Kind.REQUESTED:
        members.setdefault("deadline", at(minute) + timedelta(days=1))
    return Event(id=f"{kind}-{attempt}-{minute}", time=at(minute), kind=kind, programme="p", attempt=attempt, **members)


def requested(minute: float, attempt: str, lookup: str | None = "MOBILE US") -> Event:
    return event(Kind.REQUESTED, minute, attempt, reason=lookup)


def why_not(
    *events: Event,
    attempt: str = "a",
    minute: float = 1,
    kind: MessageKind = MessageKind.CONFIRMATION,
    deadline: datetime | None = None,
    claims: dict[str, datetime] | None = None,
    elsewhere: Consent | None = None,
) -> Reason | None:
    return obstacle(
        fold(events),
        message_id=f"confirm-{attempt}",
        kind=kind,
        attempt_id=attempt,
        deadline=START + timedelta(days=1) if deadline is None else deadline,
        now=at(minute),
        limits=LIMITS,
        claims=claims or {},
        elsewhere=() if elsewhere is None else (elsewhere,),
    )


def test_a_first_request_is_confirmed() -> None:
    assert why_not(requested(0, "a")) is None


def test_no_confirmation_to_who_opted_out() -> None:
    stop = event(Kind.OPTED_OUT, -5, source=OptOutSource.KEYWORD)
    assert why_not(stop, requested(0, "a")) is Reason.OPTED_OUT


def test_no_confirmation_to_a_request_from_before_a_stop_even_after_start() -> None:
    stop = event(Kind.OPTED_OUT, 0.2, source=OptOutSource.KEYWORD)
    assert why_not(requested(0, "a"), stop, event(Kind.RETURNED, 0.3)) is Reason.OPTED_OUT


def test_no_confirmation_to_a_subscriber() -> None:
    subscribed = [requested(-60, "z"), event(Kind.SENT, -59, "z"), event(Kind.CONFIRMED, -58)]
    assert why_not(*subscribed, requested(0, "a")) is Reason.ALREADY_SUBSCRIBED


def test_a_confirmation_to_a_subscriber_who_asks_for_further_kinds_of_texts() -> None:
    subscribed = [requested(-60, "z"), event(Kind.SENT, -59, "z"), event(Kind.CONFIRMED, -58)]
    more = event(Kind.REQUESTED, 0, "a", reason="MOBILE US", details={"consent_kinds": "promotional transactional"})
    assert why_not(*subscribed, more) is None


def test_no_confirmation_that_would_outlive_its_deadline() -> None:
    assert why_not(requested(0, "a"), deadline=at(1) + timedelta(seconds=5)) is None
    assert why_not(requested(0, "a"), deadline=at(1) + timedelta(seconds=4.9)) is Reason.EXPIRED


def test_no_confirmation_to_an_expired_or_forgotten_request() -> None:
    assert why_not(requested(0, "a"), event(Kind.EXPIRED, 0.5, "a")) is Reason.EXPIRED
    assert why_not() is Reason.EXPIRED


@pytest.mark.parametrize("kind", [Kind.SENT, Kind.IN_DOUBT])
def test_no_second_confirmation_within_the_cool_down(kind: Kind) -> None:
    before = [requested(-10, "z"), event(kind, -9, "z")]
    assert why_not(*before, requested(0, "a"), minute=0.9) is Reason.COOL_DOWN
    assert why_not(*before, requested(0, "a"), minute=1) is None


def test_a_text_that_is_being_sent_counts_for_the_cool_down() -> None:
    assert why_not(requested(0, "a"), claims={"confirm-z": at(0)}) is Reason.COOL_DOWN


def test_a_text_does_not_stand_in_its_own_way() -> None:
    assert why_not(requested(0, "a"), claims={"confirm-a": at(0)}) is None


def test_a_confirmation_of_another_programme_counts_for_the_cool_down() -> None:
    other = fold([requested(-5, "z"), event(Kind.SENT, -4, "z")])
    assert why_not(requested(0, "a"), elsewhere=other) is Reason.COOL_DOWN


def test_a_subscription_to_another_programme_is_no_obstacle() -> None:
    other = fold([requested(-60, "z"), event(Kind.SENT, -59, "z"), event(Kind.CONFIRMED, -58)])
    assert why_not(requested(0, "a"), elsewhere=other) is None


def test_a_failed_confirmation_does_not_count_for_the_cool_down() -> None:
    assert why_not(requested(-1, "z"), event(Kind.FAILED, -0.5, "z"), requested(0, "a")) is None


def test_no_more_confirmations_in_a_day_than_the_cap() -> None:
    earlier = [
        e for hour in (1, 2, 3) for e in (requested(-60 * hour, f"{hour}"), event(Kind.SENT, -60 * hour, f"{hour}"))
    ]
    assert why_not(*earlier, requested(0, "a")) is Reason.DAILY_CAP
    assert why_not(*earlier[2:], requested(0, "a")) is None


def test_the_cap_counts_24_hours_back() -> None:
    earlier = [
        e for hour in (22, 23, 24) for e in (requested(-60 * hour, f"{hour}"), event(Kind.SENT, -60 * hour, f"{hour}"))
    ]
    assert why_not(*earlier, requested(0, "a"), minute=-0.1) is Reason.DAILY_CAP
    assert why_not(*earlier, requested(0, "a"), minute=0) is None


def test_no_confirmation_to_a_number_whose_deferred_look_up_says_landline() -> None:
    found = event(Kind.LOOKED_UP, 0.5, "a", reason="LANDLINE US")
    assert why_not(requested(0, "a", None), found) is Reason.NUMBER_TYPE


def test_no_confirmation_to_a_number_whose_deferred_look_up_says_another_country() -> None:
    found = event(Kind.LOOKED_UP, 0.5, "a", reason="MOBILE CA")
    assert why_not(requested(0, "a", None), found) is Reason.COUNTRY


@pytest.mark.parametrize("answer", ["UNAVAILABLE", "VOIP US", "SOMETHING-NEW", "UNKNOWN"])
def test_an_unknown_number_type_is_no_reason_to_refuse(answer: str) -> None:
    assert why_not(requested(0, "a", None), event(Kind.LOOKED_UP, 0.5, "a", reason=answer)) is None


def test_the_notice_is_for_subscribers_only() -> None:
    asked = [requested(-3, "a"), event(Kind.SENT, -2, "a")]
    assert why_not(*asked, kind=MessageKind.NOTICE) is Reason.STATE_CHANGED
    assert why_not(*asked, event(Kind.CONFIRMED, -1), kind=MessageKind.NOTICE) is None


def test_the_notice_is_not_sent_after_an_opt_out() -> None:
    history = [requested(-3, "a"), event(Kind.SENT, -2, "a"), event(Kind.CONFIRMED, -1)]
    stop = event(Kind.OPTED_OUT, 0, source=OptOutSource.KEYWORD)
    assert why_not(*history, stop, kind=MessageKind.NOTICE) is Reason.OPTED_OUT


def test_the_answer_to_stop_is_for_who_is_still_opted_out() -> None:
    stop = event(Kind.OPTED_OUT, 0, source=OptOutSource.KEYWORD)
    assert why_not(stop, kind=MessageKind.STOP) is None
    assert why_not(stop, event(Kind.RETURNED, 0.5), kind=MessageKind.STOP) is Reason.STATE_CHANGED


def test_help_is_answered_whoever_asks() -> None:
    assert why_not(kind=MessageKind.HELP) is None


def drafts(before: list[Event], new: list[Event]) -> list[str]:
    found = notices(
        before=fold(before),
        after=fold([*before, *new]),
        texts=lambda locale: GERMAN if locale == "de-DE" else TEXTS,
        lifetime=timedelta(days=1),
    )
    return [f"{draft.id}: {draft.body}" for draft in found]


ASKED = [requested(0, "a"), event(Kind.SENT, 1, "a")]
YES = event(Kind.CONFIRMED, 2)
STOP = event(Kind.OPTED_OUT, 3, source=OptOutSource.KEYWORD)


def test_the_write_that_opts_in_causes_the_notice() -> None:
    assert drafts(ASKED, [YES]) == ["notice-a: You get alerts."]


def test_the_notice_is_in_the_language_of_the_sign_up() -> None:
    asked = event(Kind.REQUESTED, 0, "a", details={"consent_locale": "de-DE"})
    assert drafts([asked, ASKED[1]], [YES]) == ["notice-a: Sie bekommen Hinweise."]


def test_the_record_of_a_send_that_a_yes_overtook_causes_the_notice() -> None:
    assert drafts([ASKED[0], YES], [ASKED[1]]) == ["notice-a: You get alerts."]


def test_a_second_yes_causes_no_notice() -> None:
    assert drafts([*ASKED, YES], [event(Kind.CONFIRMED, 4)]) == []


def test_an_earlier_yes_that_arrives_later_causes_no_second_notice() -> None:
    again = [requested(20, "b"), event(Kind.SENT, 21, "b"), event(Kind.CONFIRMED, 22)]
    assert drafts([*ASKED, *again], [YES]) == []


def test_a_return_causes_no_notice() -> None:
    assert drafts([*ASKED, YES, STOP], [event(Kind.RETURNED, 4)]) == []


def test_further_kinds_of_texts_cause_a_notice_of_their_own() -> None:
    more = event(Kind.REQUESTED, 5, "b", details={"consent_kinds": "promotional"})
    assert drafts([*ASKED, YES, more, event(Kind.SENT, 6, "b")], [event(Kind.CONFIRMED, 7)]) == [
        "notice-b: You get alerts."
    ]


def test_an_import_causes_no_notice() -> None:
    assert drafts([], [event(Kind.IMPORTED, 0)]) == []


def test_answers_name_the_programme_that_they_speak_for() -> None:
    assert stop_answer(STOP, TEXTS, "p").programme == "p"
    assert help_answer("in-1", TEXTS, START, "p").programme == "p"


@pytest.mark.parametrize(("number_type", "country"), [("MOBILE", "US"), ("MOBILE", None)])
def test_a_look_up_is_stored_so_that_it_can_be_read_again(number_type: str, country: str | None) -> None:
    assert split_lookup(join_lookup(number_type, country)) == (number_type, country or "")


def test_an_empty_consent_is_unknown() -> None:
    assert not Consent().known
