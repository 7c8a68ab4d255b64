from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cdk_messaging.opt_in.runtime.events import EVERY_PROGRAMME, NUMBER_WIDE, Event, Kind, last_dealt_with, of_programme

START = datetime(2026, 11, 22, 9, tzinfo=UTC)


def event(kind: Kind, minute: float, programme: str, **members: Any) -> Event:
    time = START + timedelta(minutes=minute)
    return Event(id=f"{kind}-{programme}-{minute}", time=time, kind=kind, programme=programme, **members)


def requested(minute: float, programme: str, locale: str | None = None) -> Event:
    details = {} if locale is None else {"consent_locale": locale}
    return event(Kind.REQUESTED, minute, programme, details=details)


@pytest.mark.parametrize("kind", sorted(NUMBER_WIDE))
def test_what_holds_for_the_number_counts_for_every_programme(kind: Kind) -> None:
    whole = event(kind, 0, EVERY_PROGRAMME)
    assert of_programme([whole], "alerts") == of_programme([whole], "news") == (whole,)


def test_an_opt_out_counts_for_every_programme_whatever_it_is_filed_under() -> None:
    stop = event(Kind.OPTED_OUT, 0, "alerts")
    assert of_programme([stop], "news") == (stop,)


def test_everything_else_counts_for_its_own_programme() -> None:
    own, other = requested(0, "alerts"), requested(1, "news")
    assert of_programme([own, other], "alerts") == (own,)


def test_a_stranger_dealt_with_nobody() -> None:
    assert last_dealt_with([]) is None
    assert last_dealt_with([event(Kind.OPTED_OUT, 0, EVERY_PROGRAMME)]) is None


def test_a_number_last_dealt_with_the_programme_of_its_newest_sign_up_answer_or_text() -> None:
    history = [requested(0, "alerts", "de-DE"), requested(1, "news", "en-US")]
    assert last_dealt_with(history) == ("news", "en-US")
    assert last_dealt_with([*history, event(Kind.CONFIRMED, 2, "alerts")]) == ("alerts", "de-DE")
    assert last_dealt_with([*history, event(Kind.NOTICE_SENT, 2, "alerts")]) == ("alerts", "de-DE")


def test_what_only_our_records_deal_with_does_not_count() -> None:
    history = [requested(0, "alerts"), requested(1, "news"), event(Kind.EXPIRED, 9, "alerts")]
    assert last_dealt_with([*history, event(Kind.FEEDBACK, 10, "alerts")]) == ("news", None)


def test_the_language_is_that_of_the_newest_sign_up_for_the_programme() -> None:
    history = [requested(0, "alerts", "de-DE"), requested(1, "alerts", "fr-FR"), requested(2, "news", "en-US")]
    assert last_dealt_with([*history, event(Kind.SENT, 3, "alerts")]) == ("alerts", "fr-FR")
