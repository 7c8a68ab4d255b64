"""The state of a consent, derived from the set of its ledger events. Pure: no AWS, no clock.

The result depends on the events alone, not on the order in which they were recorded or how often: they are
told apart by id and folded by the time at which they happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from .events import ON_LIST, Event, Kind, OptOutSource, in_order

CLOCK_TOLERANCE = timedelta(seconds=2)
"""How far the clock that stamps replies may be behind the sender's, or how coarse its stamps may be."""
_KIND_OF_OLD_RECORDS = "transactional"


class State(StrEnum):
    """State of a number in a programme."""

    NONE = "NONE"
    PENDING = "PENDING"
    OPTED_IN = "OPTED_IN"
    OPTED_OUT = "OPTED_OUT"


class Outcome(StrEnum):
    """What became of the confirmation of an attempt; every accepted sign-up ends in one of these."""

    SUPPRESSED = "SUPPRESSED"
    FAILED = "FAILED"
    IN_DOUBT = "IN_DOUBT"
    SENT = "SENT"


# The surer knowledge wins whatever came first: a failed send may be repeated and then suppressed, sent or in doubt, a
# doubt may be settled as sent, or by a person as failed, but nothing makes a message unsent.
_STRENGTH = {Outcome.FAILED: 0, Outcome.SUPPRESSED: 1, Outcome.IN_DOUBT: 2, Outcome.SENT: 4}
_STRENGTH_OF_A_PERSONS_WORD = 3
_OUTCOMES = {
    Kind.SUPPRESSED: Outcome.SUPPRESSED,
    Kind.FAILED: Outcome.FAILED,
    Kind.IN_DOUBT: Outcome.IN_DOUBT,
    Kind.SENT: Outcome.SENT,
}


@dataclass(slots=True, kw_only=True)
class Attempt:
    """One sign-up and what became of it, or one import of a consent that was given elsewhere.

    :param kinds: kinds of texts that were agreed to.
    :param locale: of the consent text, BCP 47. Default: - not recorded
    """

    id: str
    requested_at: datetime
    deadline: datetime
    consent_version: str = ""
    kinds: frozenset[str] = frozenset({_KIND_OF_OLD_RECORDS})
    locale: str | None = None
    imported: bool = False
    lookup: str | None = None
    outcome: Outcome | None = None
    reason: str | None = None
    sent_at: datetime | None = None  # when it left or, in doubt, may have left
    message_id: str | None = None
    delivery: Kind | None = None
    feedback: str | None = None
    confirmed_at: datetime | None = None
    expired: bool = False
    withdrawn: bool = False
    sureness: int = -1  # of the outcome

    @property
    def live(self) -> bool:
        """Whether a confirmation may still go out or be answered."""
        over = self.expired or self.withdrawn or self.confirmed_at is not None
        return not over and self.outcome not in (Outcome.SUPPRESSED, Outcome.FAILED)

    def answers(self, moment: datetime) -> bool:
        """Whether a YES at that moment answers this attempt's confirmation."""
        sent = self.outcome is Outcome.SENT and self.sent_at is not None and self.sent_at <= moment + CLOCK_TOLERANCE
        return sent and moment <= self.deadline and not self.withdrawn


@dataclass(slots=True, kw_only=True)
class Consent:
    """All that is known of a number in a programme, as the fold of its events."""

    attempts: dict[str, Attempt] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    confirmations: dict[str, str] = field(default_factory=dict)  # id of the YES -> attempt
    subscription: str | None = None
    widened: list[str] = field(default_factory=list)  # later attempts that added kinds of texts to it
    subscribed_at: datetime | None = None
    paused: str | None = None  # the subscription that an opt-out ended, and that START brings back
    opted_out_at: datetime | None = None
    opted_out_source: str | None = None
    on_list: bool = False
    reached_at: datetime | None = None

    @property
    def state(self) -> State:
        """The state: an opt-out wins over everything."""
        if self.opted_out_at is not None:
            return State.OPTED_OUT
        if self.subscription is not None:
            return State.OPTED_IN
        return State.PENDING if any(attempt.live for attempt in self.attempts.values()) else State.NONE

    @property
    def kinds(self) -> frozenset[str]:
        """Which kinds of texts the subscription covers; none without one."""
        if self.subscription is None:
            return frozenset()
        return frozenset().union(*(self.attempts[key].kinds for key in (self.subscription, *self.widened)))

    @property
    def known(self) -> bool:
        """Whether anything that matters is recorded: a sign-up, an import or an opt-out."""
        return bool(self.attempts) or self.opted_out_at is not None

    def confirmed(self) -> dict[str, Attempt]:
        """The attempts that were confirmed, by id."""
        return {key: attempt for key, attempt in self.attempts.items() if attempt.confirmed_at is not None}


def fold(events: Iterable[Event]) -> Consent:
    """Derive the consent from a set of events in any order, duplicates included.

    :param events: events of one number that count for one programme (see :func:`.events.of_programme`).
    """
    unique: dict[str, Event] = {}
    for event in events:
        known = unique.get(event.id)
        if known is None or event.time < known.time:
            unique[event.id] = event
    ordered = sorted(unique.values(), key=in_order)
    consent = Consent(ids=set(unique), attempts=_attempts(ordered))
    for event in ordered:
        _collect(consent, event)
    for event in ordered:
        _transition(consent, event)
    return consent


def _attempts(events: Iterable[Event]) -> dict[str, Attempt]:
    """The sign-ups. They come first, because the clock of a sender may be behind the clock that took the request."""
    return {
        event.attempt: Attempt(
            id=event.attempt,
            requested_at=event.time,
            deadline=event.deadline or event.time,
            consent_version=event.details.get("consent_version", ""),
            kinds=_kinds(event),
            locale=event.details.get("consent_locale"),
            lookup=event.reason,
        )
        for event in events
        if event.kind is Kind.REQUESTED and event.attempt is not None
    }


def _kinds(event: Event) -> frozenset[str]:
    return frozenset(event.details.get("consent_kinds", _KIND_OF_OLD_RECORDS).split())


def _collect(consent: Consent, event: Event) -> None:
    """First pass: facts about attempts that hold whenever they were learned."""
    attempt = consent.attempts.get(event.attempt or "")
    if attempt is None:
        return
    if event.kind in _OUTCOMES:
        _settle(attempt, event, _OUTCOMES[event.kind])
    elif event.kind is Kind.LOOKED_UP:
        attempt.lookup = event.reason
    elif event.kind is Kind.FEEDBACK:
        attempt.feedback = event.reason
    elif event.kind in (Kind.DELIVERED, Kind.UNDELIVERED):
        attempt.delivery = event.kind


def _settle(attempt: Attempt, event: Event, outcome: Outcome) -> None:
    by_hand = outcome is Outcome.FAILED and event.source == OptOutSource.OPERATOR
    sureness = _STRENGTH_OF_A_PERSONS_WORD if by_hand else _STRENGTH[outcome]
    if sureness < attempt.sureness:
        return
    attempt.sureness = sureness
    attempt.outcome = outcome
    attempt.reason = event.reason
    if outcome in (Outcome.SENT, Outcome.IN_DOUBT):
        attempt.sent_at = event.time
    if event.message_id is not None:
        attempt.message_id = event.message_id


def _transition(consent: Consent, event: Event) -> None:
    """Second pass, in time order: what changes the state."""
    if event.kind is Kind.OPTED_OUT:
        _opt_out(consent, event)
    elif event.kind is Kind.CONFIRMED:
        _confirm(consent, event)
    elif event.kind is Kind.IMPORTED:
        _import(consent, event)
    elif event.kind is Kind.RETURNED:
        consent.reached_at = event.time
        if consent.opted_out_at is not None:
            consent.subscription = consent.paused
            _lift(consent)
    elif event.kind is Kind.LIST_REMOVED and consent.opted_out_at is not None:
        _lift(consent)
    elif event.kind is Kind.EXPIRED:
        attempt = consent.attempts.get(event.attempt or "")
        if attempt is not None:
            attempt.expired = True


def _opt_out(consent: Consent, event: Event) -> None:
    for attempt in consent.attempts.values():
        if attempt.requested_at <= event.time:
            attempt.withdrawn = True
    if event.source == OptOutSource.KEYWORD:
        consent.reached_at = event.time
    elif event.source in ON_LIST:
        consent.on_list = True
    if consent.opted_out_at is None:
        consent.opted_out_at = event.time
        consent.opted_out_source = event.source
        consent.paused, consent.subscription = consent.subscription, None


def _lift(consent: Consent) -> None:
    consent.opted_out_at = None
    consent.opted_out_source = None
    consent.paused = None
    consent.on_list = False


def _confirm(consent: Consent, event: Event) -> None:
    consent.reached_at = event.time
    if consent.opted_out_at is not None:
        return
    answered = [a for a in consent.attempts.values() if a.answers(event.time) and _adds(consent, a)]
    if not answered:
        return
    attempt = max(answered, key=lambda candidate: (candidate.sent_at or event.time, candidate.id))
    attempt.confirmed_at = event.time
    consent.confirmations[event.id] = attempt.id
    _subscribe(consent, attempt, event.time)


def _import(consent: Consent, event: Event) -> None:
    """A consent that was given elsewhere. Whoever has opted out stays out."""
    attempt = Attempt(
        id=event.id,
        requested_at=event.time,
        deadline=event.time,
        kinds=_kinds(event),
        locale=event.details.get("consent_locale"),
        imported=True,
        confirmed_at=event.time,
    )
    if consent.opted_out_at is None and _adds(consent, attempt):
        consent.attempts[attempt.id] = attempt
        _subscribe(consent, attempt, event.time)


def _adds(consent: Consent, attempt: Attempt) -> bool:
    """Whether an answer to this attempt says anything new: to who is subscribed, further kinds of texts, asked for
    since."""
    if consent.subscription is None or consent.subscribed_at is None:
        return True
    return attempt.requested_at > consent.subscribed_at and not attempt.kinds <= consent.kinds


def _subscribe(consent: Consent, attempt: Attempt, time: datetime) -> None:
    if consent.subscription is None:
        consent.subscription, consent.subscribed_at, consent.widened = attempt.id, time, []
    else:
        consent.widened.append(attempt.id)
