"""The rules of consent, checked against everything in the table and everything that the service took."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from cdk_messaging.opt_in.runtime.codec import decode_item
from cdk_messaging.opt_in.runtime.consent import CLOCK_TOLERANCE, Consent, Outcome, State, fold
from cdk_messaging.opt_in.runtime.events import NUMBER_WIDE, Event, Kind, in_order, of_programme
from cdk_messaging.opt_in.runtime.ledger_items import CLAIM, CONSENT, LEDGER, read_event
from cdk_messaging.opt_in.runtime.outbox_items import Message, Status, read_message
from tests.runtime.fakes.sms import Accepted

_ANSWERS = ("stop-", "help-")
_COARSE = timedelta(milliseconds=1)  # what a notification's time is cut to
_SETTLED = {Status.SENT, Status.SUPPRESSED, Status.FAILED, Status.IN_DOUBT}
_NOTICES = {Kind.NOTICE_SENT, Kind.NOTICE_SUPPRESSED, Kind.NOTICE_IN_DOUBT, Kind.NOTICE_FAILED}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Picture:
    """All that is recorded at a moment."""

    events: Mapping[str, Sequence[Event]]  # by number
    consents: Mapping[tuple[str, str], Consent]  # by number and programme
    projections: Mapping[tuple[str, str], Mapping[str, Any]]
    messages: Mapping[str, Message]
    claims: Sequence[str]


def picture(
    stored: Iterable[Mapping[str, Any]],
    numbers: Sequence[str],
    programmes: Sequence[str],
    before: Picture | None = None,
) -> Picture:
    """What the table says.

    :param stored: all its items, as DynamoDB has them.
    :param before: an earlier one, of which is taken over what can't have changed.
    """
    items = [decode_item(item) for item in stored]
    events: dict[str, list[Event]] = {number: [] for number in numbers}
    projections = {}
    for item in items:
        number = item["pk"].removeprefix("NUMBER#")
        if item["sk"].startswith(LEDGER):
            events[number].append(read_event(item))
        elif item["sk"].startswith(CONSENT):
            projections[number, item["programme"]] = item
    return Picture(
        events=events,
        consents={
            (number, programme): fold(of_programme(of_number, programme))
            if before is None or before.events[number] != of_number
            else before.consents[number, programme]
            for number, of_number in events.items()
            for programme in programmes
        },
        projections=projections,
        messages={item["id"]: read_message(item) for item in items if item["sk"] == "MESSAGE"},
        claims=[key for item in items for key in item if key.startswith(CLAIM)],
    )


def no_text_is_sent_twice(accepted: Sequence[Accepted]) -> None:
    repeated = [outbox for outbox, count in Counter(sent.outbox for sent in accepted).items() if count > 1]
    assert repeated == []


def only_who_asked_and_was_asked_and_said_yes_is_opted_in(
    seen: Picture,
    accepted: Sequence[Accepted],
    said: Mapping[str, Sequence[tuple[datetime, str]]],
    words: Mapping[str, Set[str]],
    imported: Set[str],
) -> None:
    """
    :param words: the words that confirm, by programme.
    :param imported: ids of the consents that were given elsewhere.
    """
    for (number, programme), consent in seen.consents.items():
        for attempt in consent.confirmed().values():
            if attempt.imported:
                assert attempt.id in imported
                continue
            assert [sent.number for sent in accepted if sent.outbox == f"confirm-{attempt.id}"] == [number]
            assert attempt.sent_at is not None
            since = attempt.sent_at - CLOCK_TOLERANCE - _COARSE
            assert any(time >= since for time, word in said[number] if word in words[programme])
        if consent.state is State.OPTED_IN:
            assert consent.subscription in consent.confirmed()


def whose_last_word_is_an_opt_out_is_opted_out_of_everything(seen: Picture) -> None:
    for number, events in seen.events.items():
        words = sorted((event for event in events if event.kind in NUMBER_WIDE), key=in_order)
        if words and words[-1].kind is Kind.OPTED_OUT:
            states = {consent.state for (of_number, _), consent in seen.consents.items() if of_number == number}
            assert states == {State.OPTED_OUT}


def no_projection_says_opted_in_of_who_is_not(seen: Picture) -> None:
    for key, item in seen.projections.items():
        if item.get("state") == State.OPTED_IN:
            assert seen.consents[key].state is State.OPTED_IN


def nothing_but_an_answer_is_sent_to_who_was_known_to_have_opted_out(
    seen: Picture, accepted: Sequence[Accepted], known_at_claim: Mapping[str, set[str]]
) -> None:
    for sent in accepted:
        if not sent.outbox.startswith(_ANSWERS):
            known = [event for event in seen.events[sent.number] if event.id in known_at_claim[sent.outbox]]
            programme = seen.messages[sent.outbox].programme
            assert fold(of_programme(known, programme)).state is not State.OPTED_OUT


def confirmations_keep_their_distance(
    seen: Picture, accepted: Sequence[Accepted], *, cool_down: timedelta, daily_cap: int, disowned: Set[str]
) -> None:
    """Whatever programme they are of.

    :param disowned: texts of which a person said that they were not sent.
    """
    for number in seen.events:
        times = sorted(time for outbox, time in _confirmations(seen, accepted, number) if outbox not in disowned)
        assert all(later - earlier >= cool_down for earlier, later in pairwise(times))
        day = timedelta(days=1)
        assert all(sum(begin <= time < begin + day for time in times) <= daily_cap for begin in times)


def no_more_confirmations_to_a_prefix_than_the_limit(
    seen: Picture, accepted: Sequence[Accepted], *, limit: int, window: timedelta
) -> None:
    """The numbers of the tests have one prefix."""
    windows = Counter((time - _EPOCH) // window for _, time in _confirmations(seen, accepted))
    assert limit == 0 or all(count <= limit for count in windows.values())


def _confirmations(
    seen: Picture, accepted: Sequence[Accepted], number: str | None = None
) -> Iterator[tuple[str, datetime]]:
    for sent in accepted:
        if sent.outbox.startswith("confirm-") and number in (None, sent.number):
            claimed_at = seen.messages[sent.outbox].claimed_at
            assert claimed_at is not None
            yield sent.outbox, claimed_at


def the_state_does_not_depend_on_order_or_repetition(seen: Picture, before: Picture | None) -> None:
    for (number, programme), consent in seen.consents.items():
        if before is not None and consent is before.consents[number, programme]:
            continue
        events = list(of_programme(seen.events[number], programme))
        random.Random(len(events)).shuffle(events)
        assert fold([*events, *events[::2]]) == consent


def every_sign_up_has_its_one_outcome(
    seen: Picture, accepted: Sequence[Accepted], sign_ups: int, disowned: Set[str]
) -> None:
    """Once all is over."""
    attempts = [a for consent in seen.consents.values() for a in consent.attempts.values() if not a.imported]
    assert len(attempts) >= sign_ups
    taken = Counter(sent.outbox for sent in accepted)
    for attempt in attempts:
        message = seen.messages[f"confirm-{attempt.id}"]
        assert attempt.outcome is not None
        assert message.status.value == attempt.outcome.value
        if attempt.outcome is Outcome.SENT:
            assert taken[message.id] == 1
        elif attempt.outcome is not Outcome.IN_DOUBT and message.id not in disowned:
            assert taken[message.id] == 0
    assert {message.status for message in seen.messages.values()} <= _SETTLED
    assert seen.claims == []
    assert State.PENDING not in {consent.state for consent in seen.consents.values()}


def every_projection_says_what_the_ledger_says(seen: Picture) -> None:
    """Once all is over."""
    for key, item in seen.projections.items():
        assert item.get("state", State.NONE) == seen.consents[key].state


def every_subscription_has_its_notice(seen: Picture) -> None:
    """Once all is over: the ledger says what became of a notice of each subscription. Who was imported gets none, nor
    who came back to a subscription that the ledger learned of while they had opted out."""
    for (number, programme), consent in seen.consents.items():
        own = of_programme(seen.events[number], programme)
        quiet = any(event.kind in (Kind.IMPORTED, Kind.RETURNED) for event in own)
        if consent.subscription is not None and not quiet:
            assert any(event.kind in _NOTICES and (event.outbox or "").startswith("notice-") for event in own)
