"""The rules of consent, checked against everything in the table and everything that the service took."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cdk_messaging.opt_in.runtime.codec import decode_item
from cdk_messaging.opt_in.runtime.consent import CLOCK_TOLERANCE, Consent, Outcome, State, fold
from cdk_messaging.opt_in.runtime.events import Event, Kind
from cdk_messaging.opt_in.runtime.ledger_items import CLAIM, read_event
from cdk_messaging.opt_in.runtime.outbox_items import Message, Status, read_message
from tests.runtime.fakes.aws import scan
from tests.runtime.fakes.sms import Accepted
from tests.runtime.world import TABLE

_ANSWERS = ("stop-", "help-")
_COARSE = timedelta(milliseconds=1)  # what a notification's time is cut to
_SETTLED = {Status.SENT, Status.SUPPRESSED, Status.FAILED, Status.IN_DOUBT}


@dataclass(frozen=True)
class Picture:
    """All that is recorded at a moment."""

    events: Mapping[str, Sequence[Event]]  # by number
    consents: Mapping[str, Consent]
    messages: Mapping[str, Message]
    claims: Sequence[str]


def picture(numbers: Sequence[str]) -> Picture:
    """Read the whole table at once."""
    items = [decode_item(item) for item in scan(TABLE)]
    events: dict[str, list[Event]] = {number: [] for number in numbers}
    for item in items:
        if item["sk"].startswith("LEDGER#"):
            events[item["pk"].removeprefix("NUMBER#")].append(read_event(item))
    return Picture(
        events=events,
        consents={number: fold(of_number) for number, of_number in events.items()},
        messages={item["id"]: read_message(item) for item in items if item["sk"] == "MESSAGE"},
        claims=[key for item in items for key in item if key.startswith(CLAIM)],
    )


def no_text_is_sent_twice(accepted: Sequence[Accepted]) -> None:
    repeated = [outbox for outbox, count in Counter(sent.outbox for sent in accepted).items() if count > 1]
    assert repeated == []


def only_who_asked_and_was_asked_and_said_yes_is_opted_in(
    seen: Picture, accepted: Sequence[Accepted], said: Mapping[str, Sequence[tuple[datetime, str]]]
) -> None:
    for number, consent in seen.consents.items():
        for attempt in consent.confirmed().values():
            assert [sent.number for sent in accepted if sent.outbox == f"confirm-{attempt.id}"] == [number]
            assert attempt.sent_at is not None
            since = attempt.sent_at - CLOCK_TOLERANCE - _COARSE
            assert any(time >= since for time, word in said[number] if word in {"YES", "yes!"})
        if consent.state is State.OPTED_IN:
            assert consent.subscription in consent.confirmed()


def nothing_but_an_answer_is_sent_to_who_was_known_to_have_opted_out(
    seen: Picture, accepted: Sequence[Accepted], known_at_claim: Mapping[str, set[str]]
) -> None:
    for sent in accepted:
        if not sent.outbox.startswith(_ANSWERS):
            known = [event for event in seen.events[sent.number] if event.id in known_at_claim[sent.outbox]]
            assert fold(known).state is not State.OPTED_OUT


def the_state_does_not_depend_on_order_or_repetition(seen: Picture) -> None:
    for number, consent in seen.consents.items():
        events = list(seen.events[number])
        random.Random(len(events)).shuffle(events)
        assert fold([*events, *events[::2]]) == consent


def every_sign_up_has_its_one_outcome(seen: Picture, accepted: Sequence[Accepted], sign_ups: int) -> None:
    """Once all is over."""
    attempts = [attempt for consent in seen.consents.values() for attempt in consent.attempts.values()]
    assert len(attempts) >= sign_ups
    taken = Counter(sent.outbox for sent in accepted)
    for attempt in attempts:
        message = seen.messages[f"confirm-{attempt.id}"]
        assert attempt.outcome is not None
        assert message.status.value == attempt.outcome.value
        if attempt.outcome is Outcome.SENT:
            assert taken[message.id] == 1
        elif attempt.outcome is not Outcome.IN_DOUBT:
            assert taken[message.id] == 0
    assert {message.status for message in seen.messages.values()} <= _SETTLED
    assert seen.claims == []
    assert State.PENDING not in {consent.state for consent in seen.consents.values()}


def every_subscription_has_its_notice(seen: Picture) -> None:
    """Once all is over: the ledger says what became of the notice of each subscription, once."""
    for number, consent in seen.consents.items():
        told = Counter(
            event.outbox
            for event in seen.events[number]
            if event.kind in (Kind.NOTICE_SENT, Kind.NOTICE_SUPPRESSED, Kind.NOTICE_IN_DOUBT, Kind.NOTICE_FAILED)
        )
        if consent.subscription is not None:
            assert any(outbox is not None and outbox.startswith("notice-") for outbox in told)
