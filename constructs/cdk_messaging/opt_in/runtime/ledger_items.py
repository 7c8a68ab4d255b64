"""Ledger events, consents and profiles as items of the table. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from . import clock
from .consent import Attempt, Consent, Outcome, State
from .events import Event, Kind

LEDGER = "LEDGER#"
CONSENT = "CONSENT#"
PROFILE = "PROFILE#"
CLAIMS = "CLAIMS"  # sorts before everything else of a number, so that whoever reads all of it reads this first
CLAIM = "claim:"  # attribute of the item of claims: a confirmation that is being sent at this moment, since when


def number_key(number: str) -> str:
    """Partition key of a number."""
    return f"NUMBER#{number}"


def consent_key(programme: str) -> str:
    """Sort key of a number's consent to a programme."""
    return f"{CONSENT}{programme}"


def event_key(event: Event) -> str:
    """Sort key of an event: by time, then id."""
    return f"{LEDGER}{clock.iso(event.time)}#{event.id}"


def consent_status(programme: str, state: State) -> str:
    """Key of the status index for the consents in a state."""
    return f"{CONSENT}{programme}#{state}"


def event_item(number: str, event: Event, expires_at: datetime | None) -> dict[str, Any]:
    """An event as an item.

    :param expires_at: when it may be forgotten; None for what is kept as proof.
    """
    return {
        "pk": number_key(number),
        "sk": event_key(event),
        "id": event.id,
        "kind": event.kind.value,
        "time": clock.iso(event.time),
        "programme": event.programme,
        "attempt": event.attempt,
        "outbox": event.outbox,
        "message_id": event.message_id,
        "reason": event.reason,
        "source": event.source,
        "deadline": None if event.deadline is None else clock.iso(event.deadline),
        "details": dict(event.details) or None,
        "expires_at": None if expires_at is None else clock.epoch_seconds(expires_at),
    }


def profile_item(
    number: str, attempt: str, profile: Mapping[str, str | bool], *, programme: str, expires_at: datetime | None
) -> dict[str, Any]:
    """What is known of a person besides, as an item.

    :param attempt: the sign-up or the import that it came with.
    :param expires_at: when it may be forgotten; None for what is kept.
    """
    return {
        "pk": number_key(number),
        "sk": f"{PROFILE}{attempt}",
        **profile,
        "programme": programme,
        "expires_at": None if expires_at is None else clock.epoch_seconds(expires_at),
    }


def read_event(item: Mapping[str, Any]) -> Event:
    """An event from its item."""
    deadline = item.get("deadline")
    return Event(
        id=item["id"],
        kind=Kind(item["kind"]),
        time=clock.parse(item["time"]),
        programme=item["programme"],
        attempt=item.get("attempt"),
        outbox=item.get("outbox"),
        message_id=item.get("message_id"),
        reason=item.get("reason"),
        source=item.get("source"),
        deadline=None if deadline is None else clock.parse(deadline),
        details=item.get("details", {}),
    )


def is_proof(event: Event, consent: Consent) -> bool:
    """Whether an event is kept: it tells of an opt-out, a return or a confirmed attempt, not of an unanswered one."""
    if event.kind is Kind.CONFIRMED:
        return event.id in consent.confirmations
    if event.attempt is None:
        return True
    attempt = consent.attempts.get(event.attempt)
    return attempt is not None and attempt.confirmed_at is not None


def expiry_of(event: Event, consent: Consent, retention: timedelta) -> datetime | None:
    """When an event may be forgotten, or None when it is kept. All events of an attempt go at the same time."""
    if is_proof(event, consent):
        return None
    attempt = consent.attempts.get(event.attempt or "")
    return (event.time if attempt is None else attempt.requested_at) + retention


def claims_item(
    number: str, *, revision: int, claims: Mapping[str, datetime], now: datetime, retention: timedelta
) -> dict[str, Any]:
    """The item that every writer to a number writes anew, so that of two that read the same one has to read again.

    :param revision: number of the write.
    :param claims: confirmations that are being sent at this moment.
    :param retention: after which it may be forgotten: long after whoever read it is gone.
    """
    return {
        "pk": number_key(number),
        "sk": CLAIMS,
        "revision": revision,
        "expires_at": clock.epoch_seconds(now + retention),
        **{f"{CLAIM}{key}": clock.iso(time) for key, time in claims.items()},
    }


def consent_item(
    number: str, programme: str, consent: Consent, *, now: datetime, feedback_expiry: timedelta, retention: timedelta
) -> dict[str, Any]:
    """A consent as an item: what the fold says, for people and for the status index. Rules read the ledger."""
    state = consent.state
    attempt = telling_attempt(consent)
    item: dict[str, Any] = {
        "pk": number_key(number),
        "sk": consent_key(programme),
        "programme": programme,
        "updated_at": clock.iso(now),
        "opted_out_at": _iso(consent.opted_out_at),
        "opted_out_source": consent.opted_out_source,
        "on_list": consent.on_list or None,
        "reached_at": _iso(consent.reached_at),
        "kinds": " ".join(sorted(consent.kinds)) or None,
    }
    if attempt is not None:
        item |= {
            "attempt": attempt.id,
            "consent_version": attempt.consent_version,
            "requested_at": _iso(attempt.requested_at),
            "sent_at": _iso(attempt.sent_at),
            "confirmed_at": _iso(attempt.confirmed_at),
        }
    if state is State.NONE:
        item["expires_at"] = clock.epoch_seconds(now + retention)
    else:
        item["state"] = state.value
        item["status_key"] = consent_status(programme, state)
        item["status_at"] = clock.iso(_status_at(consent, feedback_expiry) or now)
    return item


def telling_attempt(consent: Consent) -> Attempt | None:
    """The sign-up that the state rests on, else one that still counts, else the newest; None when there is none."""
    chosen = consent.attempts.get(consent.subscription or consent.paused or "")
    if chosen is not None or not consent.attempts:
        return chosen
    return max(consent.attempts.values(), key=lambda attempt: (attempt.live, attempt.requested_at, attempt.id))


def _status_at(consent: Consent, feedback_expiry: timedelta) -> datetime | None:
    """For a pending consent when it has to be looked at next, else since when the state holds."""
    if consent.state is State.OPTED_OUT:
        return consent.opted_out_at
    if consent.state is State.OPTED_IN:
        return consent.subscribed_at
    moments = [attempt.deadline for attempt in consent.attempts.values() if attempt.live]
    moments += [
        attempt.sent_at + feedback_expiry
        for attempt in consent.attempts.values()
        if attempt.live and attempt.outcome is Outcome.SENT and attempt.feedback is None and attempt.sent_at is not None
    ]
    return min(moments, default=None)


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else clock.iso(moment)
