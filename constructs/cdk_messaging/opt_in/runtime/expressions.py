"""The single writes that transactions are made of, as DynamoDB expressions. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from . import clock
from .changes import Claim, Settle, Snapshot
from .codec import Value
from .consent import Consent, State
from .events import NUMBER_WIDE, Event
from .ledger_items import CLAIM, CLAIMS, consent_key, consent_status, is_proof, number_key
from .outbox_items import LEFT_BEHIND_AFTER, SORT_KEY, Message, Status, message_key, message_status
from .writes import Part, Write, put_new


def put_consent(item: Mapping[str, Value]) -> Write:
    """Put a consent. Only beside :func:`put_claims`, which sees to it that nobody else writes it."""
    return Write(part=Part.CONFLICT, operation="Put", target=item)


def put_claims(item: Mapping[str, Value], *, revision: int) -> Write:
    """Put the claims of a number, if nobody wrote to the number since ``revision`` was read (0: there were none)."""
    if revision == 0:
        return put_new(item, part=Part.NUMBER)
    return Write(
        part=Part.NUMBER,
        operation="Put",
        target=item,
        condition="#revision = :revision",
        names=("revision",),
        values={":revision": revision},
    )


def touch_number(number: str, *, now: datetime, retention: timedelta) -> Write:
    """Whoever read anything of the number before must read again. It needs no knowledge of the number."""
    return Write(
        part=Part.CONFLICT,
        operation="Update",
        target={"pk": number_key(number), "sk": CLAIMS},
        update="SET #expires_at = :expires_at ADD #revision :one",
        names=("expires_at", "revision"),
        values={":expires_at": clock.epoch_seconds(now + retention), ":one": 1},
    )


def touch_consent(number: str, programme: str, *, now: datetime, look_again_at: datetime) -> Write:
    """Make a consent pending unless it has a state, without reading it. Only beside :func:`touch_number`."""
    return Write(
        part=Part.CONFLICT,
        operation="Update",
        target={"pk": number_key(number), "sk": consent_key(programme)},
        update=(
            "SET #programme = :programme, #updated_at = :now, #state = if_not_exists(#state, :state), "
            "#status_key = if_not_exists(#status_key, :status_key), #status_at = if_not_exists(#status_at, :status_at) "
            "REMOVE #expires_at"
        ),
        names=("programme", "updated_at", "state", "status_key", "status_at", "expires_at"),
        values={
            ":programme": programme,
            ":now": clock.iso(now),
            ":state": State.PENDING.value,
            ":status_key": consent_status(programme, State.PENDING),
            ":status_at": clock.iso(look_again_at),
        },
    )


def move(change: Claim | Settle, *, now: datetime, retention: timedelta) -> Write:
    """Claim or settle a text."""
    return _claim(change) if isinstance(change, Claim) else _settle(change, now, retention)


def _claim(change: Claim) -> Write:
    return Write(
        part=Part.MOVE,
        operation="Update",
        target=_message(change.message),
        condition="#status = :pending OR (#status = :failed AND #may_be_sent = :yes)",
        update=(
            "SET #status = :claimed, #claim = :claim, #claimed_at = :at, #claimed_until = :until, "
            "#status_key = :status_key, #status_at = :until REMOVE #expires_at, #may_be_sent, #reason"
        ),
        names=(
            "status", "claim", "claimed_at", "claimed_until", "status_key", "status_at", "expires_at",
            "may_be_sent", "reason",
        ),
        values={
            ":pending": Status.PENDING.value,
            ":failed": Status.FAILED.value,
            ":yes": True,
            ":claimed": Status.CLAIMED.value,
            ":claim": change.token,
            ":at": clock.iso(change.at),
            ":until": clock.iso(change.until),
            ":status_key": message_status(change.message.programme, Status.CLAIMED),
        },
    )  # fmt: skip


def _settle(change: Settle, now: datetime, retention: timedelta) -> Write:
    message = change.message
    facts: dict[str, Value] = {
        "status": change.status.value,
        "message_id": change.message_id,
        "reason": change.reason,
        "may_be_sent": change.may_be_sent or None,
        "expires_at": clock.epoch_seconds(now + retention),
    }
    if change.status is Status.IN_DOUBT:  # stays in the index, for the evidence and for people to find it
        facts["status_key"] = message_status(message.programme, Status.IN_DOUBT)
        facts["status_at"] = clock.iso(message.claimed_at or now)
    gone = [
        name for name in ("claim", "claimed_until", "status_key", "status_at", "may_be_sent") if not facts.get(name)
    ]
    given = {name: value for name, value in facts.items() if value is not None}
    expected = {f":expected{index}": status.value for index, status in enumerate(change.expected)}
    conditions = [f"#status IN ({', '.join(expected)})"] if expected else []
    if change.claim is not None:
        conditions.append("#claim = :claim")
    return Write(
        part=Part.MOVE,
        operation="Update",
        target=_message(message),
        condition=" AND ".join(conditions),
        update=f"SET {', '.join(f'#{n} = :{n}' for n in given)} REMOVE {', '.join(f'#{n}' for n in gone)}",
        names=tuple(dict.fromkeys((*given, *gone, *(["claim"] if change.claim else [])))),
        values={f":{n}": v for n, v in given.items()} | expected | ({":claim": change.claim} if change.claim else {}),
    )


def release_message(message: Message, *, now: datetime) -> Write:
    """A claimed text waits again."""
    return Write(
        part=Part.MOVE,
        operation="Update",
        target=_message(message),
        condition="#status = :claimed AND #claim = :claim",
        update=(
            "SET #status = :pending, #status_key = :status_key, #status_at = :now "
            "REMOVE #claim, #claimed_at, #claimed_until"
        ),
        names=("status", "claim", "claimed_at", "claimed_until", "status_key", "status_at"),
        values={
            ":claimed": Status.CLAIMED.value,
            ":claim": message.claim,
            ":pending": Status.PENDING.value,
            ":status_key": message_status(message.programme, Status.PENDING),
            ":now": clock.iso(now),
        },
    )


def release_claim(message: Message, *, now: datetime, retention: timedelta) -> Write:
    """The number no longer counts the text as being sent."""
    return Write(
        part=Part.CONFLICT,
        operation="Update",
        target={"pk": number_key(message.number), "sk": CLAIMS},
        update="SET #expires_at = :expires_at REMOVE #claim_of ADD #revision :one",
        names=("expires_at", "revision"),
        aliases={"#claim_of": f"{CLAIM}{message.id}"},
        values={":expires_at": clock.epoch_seconds(now + retention), ":one": 1},
    )


def swept(message: Message, *, look_again_at: datetime) -> Write:
    """A waiting text was queued once more; each time it is left alone for longer."""
    return Write(
        part=Part.MOVE,
        operation="Update",
        target=_message(message),
        condition="#status = :pending OR (#status = :failed AND #may_be_sent = :yes)",
        update="SET #status_at = :later ADD #sweeps :one",
        names=("status", "may_be_sent", "status_at", "sweeps"),
        values={
            ":pending": Status.PENDING.value,
            ":failed": Status.FAILED.value,
            ":yes": True,
            ":later": clock.iso(look_again_at),
            ":one": 1,
        },
    )


def requeue(message: Message, *, now: datetime) -> Write:
    """A text that failed without having been sent is found by the next sweep, as one that waits."""
    return Write(
        part=Part.MOVE,
        operation="Update",
        target=_message(message),
        condition="#status = :failed AND #may_be_sent = :yes",
        update="SET #status_key = :status_key, #status_at = :due REMOVE #sweeps",
        names=("status", "may_be_sent", "status_key", "status_at", "sweeps"),
        values={
            ":failed": Status.FAILED.value,
            ":yes": True,
            ":status_key": message_status(message.programme, Status.PENDING),
            ":due": clock.iso(now - LEFT_BEHIND_AFTER),
        },
    )


def keep(number: str, key: str) -> Write:
    """Keep for good what was to be forgotten."""
    return Write(
        part=Part.KEEP,
        operation="Update",
        target={"pk": number_key(number), "sk": key},
        condition="attribute_exists(pk)",
        update="REMOVE #expires_at",
        names=("expires_at",),
    )


def forget(number: str, key: str, *, at: datetime) -> Write:
    """Keep no longer what was to be kept."""
    return Write(
        part=Part.KEEP,
        operation="Update",
        target={"pk": number_key(number), "sk": key},
        condition="attribute_exists(pk)",
        update="SET #expires_at = :expires_at",
        names=("expires_at",),
        values={":expires_at": clock.epoch_seconds(at)},
    )


def proofs(snapshot: Snapshot, after: Mapping[str, Consent]) -> Iterator[str]:
    """Sort keys of the items that were to be forgotten and have become proof.

    :param after: consents by programme.
    """
    confirmed = {attempt for consent in after.values() for attempt in consent.confirmed()}
    for key, subject in snapshot.expiring.items():
        if isinstance(subject, Event):
            kept = subject.kind in NUMBER_WIDE or is_proof(subject, after.get(subject.programme, Consent()))
        else:
            kept = subject in confirmed
        if kept:
            yield key


def _message(message: Message) -> dict[str, Value]:
    return {"pk": message_key(message.id), "sk": SORT_KEY}
