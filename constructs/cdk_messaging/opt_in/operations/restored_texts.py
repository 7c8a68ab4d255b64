"""Outgoing texts that the copy has and the live table lacks: how they come back without being sent. Pure.

A new outbox item goes through the table's stream into the queue, and the sender would send it if it waited. So what
waited, or was being sent, comes back as in doubt: the sender leaves such texts alone, and a delivery event or a person
settles them. Nor does a failed text come back as one that may be tried again, because it may have been since.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ..runtime import clock, outcomes
from ..runtime.decisions import MessageKind
from ..runtime.events import Event, Kind, OptOutSource
from ..runtime.outbox_items import Status, message_status, read_message

REASON = "restored"
_IMMUTABLE = ("pk", "sk", "id", "number", "programme", "kind", "body", "attempt", "created_at", "deadline")
_TOLD = {
    Kind.SENT: Status.SENT,
    Kind.NOTICE_SENT: Status.SENT,
    Kind.FAILED: Status.FAILED,
    Kind.NOTICE_FAILED: Status.FAILED,
    Kind.IN_DOUBT: Status.IN_DOUBT,
    Kind.NOTICE_IN_DOUBT: Status.IN_DOUBT,
    Kind.SUPPRESSED: Status.SUPPRESSED,
    Kind.NOTICE_SUPPRESSED: Status.SUPPRESSED,
}
_SURENESS = (Status.SUPPRESSED, Status.FAILED, Status.IN_DOUBT, Status.SENT)
_SETTLED = frozenset({Status.SENT, Status.FAILED, Status.SUPPRESSED, Status.IN_DOUBT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning:
    """How a text comes back.

    :param item: what is put into the outbox.
    :param event: what the ledger has to learn first. Default: - nothing
    """

    item: dict[str, Any]
    event: Event | None = None


def damaged(item: dict[str, Any], restored: dict[str, Any]) -> bool:
    """Whether a text of the live table cannot be right."""
    try:
        read_message(item)
    except (KeyError, TypeError, ValueError):
        return True
    return any(item.get(name) != restored.get(name) for name in _IMMUTABLE)


def returning(
    restored: dict[str, Any], ledger: Iterable[Event], *, now: datetime, retention: timedelta
) -> Returning | None:
    """How a text comes back; None when it stays away, because its time or its sign-up is over, or it was erased.

    :param restored: the item of the copy.
    :param ledger: all entries of the number.
    :param retention: of settled texts.
    """
    message = read_message(restored)
    ledger = list(ledger)
    if restored.get("expires_at", clock.epoch_seconds(now) + 1) <= clock.epoch_seconds(now):
        return None
    if message.attempt is not None and not _is_known(message.attempt, ledger):
        return None
    expires_at = restored.get("expires_at") or clock.epoch_seconds(now + retention)
    told = _told(message.id, ledger)
    if told is not None:
        return Returning(item=_item(restored, _TOLD[told.kind], told) | {"expires_at": expires_at})
    if message.status in _SETTLED:
        return Returning(item=_item(restored, message.status, None) | {"expires_at": expires_at})
    since = message.claimed_at or message.created_at
    event = outcomes.event_of(message, Status.IN_DOUBT, time=since, reason=REASON)
    item = _item(restored, Status.IN_DOUBT, event) | {"expires_at": expires_at}
    return Returning(item=item, event=None if message.kind is MessageKind.HELP else event)


def _is_known(attempt: str, ledger: Iterable[Event]) -> bool:
    """Whether there is such a sign-up, and it was not erased."""
    known = False
    for event in ledger:
        if event.kind is Kind.ERASED and attempt in event.details.get("attempts", "").split():
            return False
        known = known or attempt in (event.attempt, event.id)
    return known


def _told(text: str, ledger: Iterable[Event]) -> Event | None:
    """What the ledger knows of it: the surest."""
    known = [event for event in ledger if event.outbox == text and event.kind in _TOLD]
    return max(known, key=_sureness, default=None)


def _sureness(event: Event) -> float:
    """A person's word that a text in doubt was not sent counts more than the doubt, and less than the proof."""
    by_hand = event.source == OptOutSource.OPERATOR and _TOLD[event.kind] is Status.FAILED
    return 2.5 if by_hand else _SURENESS.index(_TOLD[event.kind])


def _item(restored: dict[str, Any], status: Status, told: Event | None) -> dict[str, Any]:
    item = {name: restored[name] for name in _IMMUTABLE if name in restored}
    item["status"] = status.value
    item["claimed_at"] = restored.get("claimed_at")
    item["message_id"] = (told and told.message_id) or restored.get("message_id")
    item["reason"] = (told and told.reason) or restored.get("reason")
    if status is Status.IN_DOUBT:  # in the index, for people to find it
        item["status_key"] = message_status(restored["programme"], Status.IN_DOUBT)
        item["status_at"] = restored.get("claimed_at") or restored["created_at"]
    return item
