"""What people decide about texts: that one is tried once more, and what became of one in doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from . import outcomes
from .changes import Applied, Change, Settle, always
from .decisions import MessageKind
from .events import OptOutSource
from .outbox_items import Message, Status
from .table import ConsentTable


def requeue(table: ConsentTable, message: Message) -> None:
    """Let a text that failed without having been sent be tried once more; the next sweep queues it.

    :param table: of the text's programme.
    :raises Moved: it is no such text, or is none any more.
    """
    table.requeue(message)


def settle_by_hand(table: ConsentTable, message: Message, *, sent: bool, by: str, time: datetime) -> Applied | None:
    """Write down what a person found out about a text in doubt. It is never sent again, whatever they found; a
    delivery event that proves the opposite of "not sent" still counts.

    :param table: of the text's programme.
    :param sent: whether it was sent.
    :param by: who says so.
    :param time: when they say so.
    :returns: what was written in the ledger, or None for a text that belongs to no ledger (an answer to HELP).
    :raises Moved: it is in doubt no longer.
    """
    status = Status.SENT if sent else Status.FAILED
    move = Settle(message=message, status=status, expected=(Status.IN_DOUBT,), reason=_REASON)
    if message.kind is MessageKind.HELP:
        table.move(move)
        return None
    # A text that was sent was sent when it was claimed: a YES since then answers it.
    known = outcomes.event_of(message, status, time=(message.claimed_at or time) if sent else time, reason=_REASON)
    event = replace(
        known,
        id=f"by-hand-{message.id}",
        source=OptOutSource.OPERATOR,
        details={**known.details, "by": by},
    )
    return table.change(message.number, always(Change(events=(event,), move=move)))


_REASON = "settled-by-hand"
