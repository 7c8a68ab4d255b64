"""Outgoing texts as items of the table: one item a text, with what became of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from . import clock
from .decisions import Draft, MessageKind


class Status(StrEnum):
    """Where a text stands. PENDING and CLAIMED are open, IN_DOUBT waits for evidence, the others are settled."""

    PENDING = "PENDING"
    CLAIMED = "CLAIMED"
    IN_DOUBT = "IN_DOUBT"
    SENT = "SENT"
    FAILED = "FAILED"
    SUPPRESSED = "SUPPRESSED"


SORT_KEY = "MESSAGE"
LEFT_BEHIND_AFTER = timedelta(minutes=10)
"""For how long a text may wait before the sweeper queues it once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One outgoing text.

    :param claim: who is sending it; a new value for each claim. Default: - nobody
    :param claimed_at: since when. Default: - not claimed
    :param claimed_until: when the claimant is surely gone. Default: - not claimed
    :param may_be_sent: a FAILED text that surely was not sent, so that it can still be.
    """

    id: str
    number: str
    programme: str
    kind: MessageKind
    body: str
    status: Status
    created_at: datetime
    deadline: datetime
    attempt: str | None = None
    claim: str | None = None
    claimed_at: datetime | None = None
    claimed_until: datetime | None = None
    message_id: str | None = None
    reason: str | None = None
    may_be_sent: bool = False
    sweeps: int = 0

    @property
    def sendable(self) -> bool:
        """Whether it may be claimed: it waits, or failed without having been sent."""
        return self.status is Status.PENDING or (self.status is Status.FAILED and self.may_be_sent)


def message_key(message_id: str) -> str:
    """Partition key of a text."""
    return f"OUTBOX#{message_id}"


def message_status(programme: str, status: Status) -> str:
    """Key of the status index for the texts of a status."""
    return f"OUTBOX#{programme}#{status}"


def new_message_item(draft: Draft, *, number: str, programme: str, now: datetime) -> dict[str, Any]:
    """A text that waits to be sent, as an item."""
    return {
        "pk": message_key(draft.id),
        "sk": SORT_KEY,
        "id": draft.id,
        "number": number,
        "programme": programme,
        "kind": draft.kind.value,
        "body": draft.body,
        "attempt": draft.attempt,
        "status": Status.PENDING.value,
        "created_at": clock.iso(now),
        "deadline": clock.iso(draft.deadline),
        "status_key": message_status(programme, Status.PENDING),
        "status_at": clock.iso(now),
    }


def read_message(item: Mapping[str, Any]) -> Message:
    """A text from its item."""
    return Message(
        id=item["id"],
        number=item["number"],
        programme=item["programme"],
        kind=MessageKind(item["kind"]),
        body=item["body"],
        status=Status(item["status"]),
        created_at=clock.parse(item["created_at"]),
        deadline=clock.parse(item["deadline"]),
        attempt=item.get("attempt"),
        claim=item.get("claim"),
        claimed_at=_moment(item.get("claimed_at")),
        claimed_until=_moment(item.get("claimed_until")),
        message_id=item.get("message_id"),
        reason=item.get("reason"),
        may_be_sent=item.get("may_be_sent", False),
        sweeps=item.get("sweeps", 0),
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else clock.parse(text)
