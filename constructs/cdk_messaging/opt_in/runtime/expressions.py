"""The single writes that transactions are made of, as DynamoDB expressions. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

from . import clock
from .changes import Claim, Settle, Snapshot
from .codec import Value, encode_item
from .consent import Consent, State
from .events import Event
from .ledger_items import CLAIM, consent_key, consent_status, is_proof, number_key
from .outbox_items import SORT_KEY, Message, Status, message_key, message_status


class Part(Enum):
    """Which part of a transaction a write is: what its failed condition means depends on it."""

    CONSENT = auto()
    EVENT = auto()
    DRAFT = auto()
    MOVE = auto()
    KEEP = auto()
    CONFLICT = auto()  # no write's own: another transaction was at the same item


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One write with its condition. Attribute names are ``#name`` in expressions, so none can be a reserved word."""

    part: Part
    operation: str
    target: Mapping[str, Value]
    condition: str | None = None
    update: str | None = None
    names: tuple[str, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)

    def request(self, table: str) -> dict[str, Any]:
        """As an entry of TransactWriteItems."""
        body: dict[str, Any] = {"TableName": table}
        body["Item" if self.operation == "Put" else "Key"] = encode_item(self.target)
        if self.condition is not None:
            body["ConditionExpression"] = self.condition
        if self.update is not None:
            body["UpdateExpression"] = self.update
        names = {f"#{name}": name for name in self.names} | dict(self.aliases)
        if names:
            body["ExpressionAttributeNames"] = names
        if self.values:
            body["ExpressionAttributeValues"] = encode_item(self.values)
        return {self.operation: body}


def put_new(item: Mapping[str, Value], *, part: Part) -> Write:
    """Put an item that must not be there yet."""
    return Write(part=part, operation="Put", target=item, condition="attribute_not_exists(pk)")


def put_consent(item: Mapping[str, Value], *, revision: int) -> Write:
    """Put the consent, if nobody wrote it since ``revision`` was read (0: there was none)."""
    if revision == 0:
        return put_new(item, part=Part.CONSENT)
    return Write(
        part=Part.CONSENT,
        operation="Put",
        target=item,
        condition="#revision = :revision",
        names=("revision",),
        values={":revision": revision},
    )


def touch_consent(number: str, programme: str, *, now: datetime, look_again_at: datetime) -> Write:
    """Make a consent pending unless it has a state, without reading it; whoever read it before must read again."""
    return Write(
        part=Part.CONFLICT,
        operation="Update",
        target={"pk": number_key(number), "sk": consent_key(programme)},
        update=(
            "SET #programme = :programme, #updated_at = :now, #state = if_not_exists(#state, :state), "
            "#status_key = if_not_exists(#status_key, :status_key), #status_at = if_not_exists(#status_at, :status_at) "
            "REMOVE #expires_at ADD #revision :one"
        ),
        names=("programme", "updated_at", "state", "status_key", "status_at", "expires_at", "revision"),
        values={
            ":programme": programme,
            ":now": clock.iso(now),
            ":state": State.PENDING.value,
            ":status_key": consent_status(programme, State.PENDING),
            ":status_at": clock.iso(look_again_at),
            ":one": 1,
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
    gone = [name for name in ("claim", "claimed_until", "status_key", "status_at") if name not in facts]
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


def release_consent(message: Message) -> Write:
    """The consent no longer counts the text as being sent."""
    return Write(
        part=Part.CONFLICT,
        operation="Update",
        target={"pk": number_key(message.number), "sk": consent_key(message.programme)},
        condition="attribute_exists(pk)",
        update="REMOVE #claim_of ADD #revision :one",
        names=("revision",),
        aliases={"#claim_of": f"{CLAIM}{message.id}"},
        values={":one": 1},
    )


def swept(message: Message, *, look_again_at: datetime) -> Write:
    """A waiting text was queued once more; each time it is left alone for longer."""
    return Write(
        part=Part.MOVE,
        operation="Update",
        target=_message(message),
        condition="#status = :pending",
        update="SET #status_at = :later ADD #sweeps :one",
        names=("status", "status_at", "sweeps"),
        values={":pending": Status.PENDING.value, ":later": clock.iso(look_again_at), ":one": 1},
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


def proofs(snapshot: Snapshot, after: Consent) -> Iterator[str]:
    """Sort keys of the items that were to be forgotten and have become proof."""
    confirmed = after.confirmed()
    for key, subject in snapshot.expiring.items():
        if is_proof(subject, after) if isinstance(subject, Event) else subject in confirmed:
            yield key


def _message(message: Message) -> dict[str, Value]:
    return {"pk": message_key(message.id), "sk": SORT_KEY}
