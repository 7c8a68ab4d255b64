"""Writing down what became of a text: in the ledger of its number, at the text itself, and as a metric."""

from __future__ import annotations

from datetime import datetime

from . import clock, feedback, logs
from .changes import Applied, Change, Settle, always
from .consent import Consent, State
from .decisions import MessageKind, Reason
from .events import Event, Kind, OptOutSource
from .outbox_items import Message, Status
from .table import ConsentTable

_KINDS = {
    Status.SENT: (Kind.SENT, Kind.NOTICE_SENT),
    Status.FAILED: (Kind.FAILED, Kind.NOTICE_FAILED),
    Status.IN_DOUBT: (Kind.IN_DOUBT, Kind.NOTICE_IN_DOUBT),
    Status.SUPPRESSED: (Kind.SUPPRESSED, Kind.NOTICE_SUPPRESSED),
}
_METRICS = {
    Status.SENT: "Sent",
    Status.FAILED: "Failed",
    Status.IN_DOUBT: "InDoubt",
    Status.SUPPRESSED: "Suppressed",
}


def event_of(
    message: Message, status: Status, *, time: datetime, message_id: str | None = None, reason: str | None = None
) -> Event:
    """The ledger event that tells of an outcome. The same outcome of the same text has the same id."""
    kind = _KINDS[status][0 if message.kind is MessageKind.CONFIRMATION else 1]
    return Event(
        id=f"{status.value.lower().replace('_', '-')}-{message.id}",
        time=time,
        kind=kind,
        programme=message.programme,
        attempt=message.attempt,
        outbox=message.id,
        message_id=message_id,
        reason=reason,
        details={"text": message.body} if status in (Status.SENT, Status.IN_DOUBT) else {},
    )


def settle(
    table: ConsentTable, message: Message, move: Settle, *, time: datetime, extra: tuple[Event, ...] = ()
) -> Applied | None:
    """Write down an outcome with all that follows from it.

    :param move: the outcome at the text itself.
    :param time: when it happened: for a sent or doubtful text the moment of the claim.
    :param extra: more events that were learned at the same time.
    :returns: what was written, or None for a text that belongs to no ledger.
    :raises Moved: somebody else settled the text meanwhile.
    """
    applied = None
    if message.kind is MessageKind.HELP:
        table.move(move)
    else:
        event = event_of(message, move.status, time=time, message_id=move.message_id, reason=move.reason)
        change = Change(events=(event, *extra), move=move)
        applied = table.change(message.number, always(change))
        announce(message.number, applied)
        if move.status is Status.SENT:  # a YES may have overtaken this record
            feedback.report_received(table, message.number, applied.after)
    count(message, move.status, move.reason)
    return applied


def count(message: Message, status: Status, reason: str | None) -> None:
    """Log and measure an outcome."""
    logs.info(
        "text_settled",
        outbox=message.id,
        kind=message.kind.value,
        status=status.value,
        reason=reason,
        number=logs.reference(message.number),
    )
    dimensions = {"Programme": message.programme, "Kind": message.kind.value}
    if status is Status.SUPPRESSED and reason is not None:
        dimensions["Reason"] = reason
    logs.metric(_METRICS[status], 1, **dimensions)
    if reason == Reason.PREFIX_VELOCITY:
        logs.metric("PrefixVelocity", Programme=message.programme)


def announce(number: str, applied: Applied) -> None:
    """Log and measure what a change did to the state."""
    for programme, (before, after) in applied.everywhere.items():
        _announce_subscription(number, programme, before, after)
    before, after = applied.before, applied.after
    if after.state is State.OPTED_OUT and before.state is not State.OPTED_OUT:
        source = after.opted_out_source or OptOutSource.KEYWORD
        logs.info("opted_out", source=source, number=logs.reference(number))
        logs.metric("OptedOut", Source=source)


def _announce_subscription(number: str, programme: str, before: Consent, after: Consent) -> None:
    if after.state is not State.OPTED_IN:
        return
    for key in after.confirmed().keys() - before.confirmed().keys():
        attempt = after.attempts[key]
        logs.info("imported" if attempt.imported else "confirmed", attempt=key, number=logs.reference(number))
        logs.metric("Imported" if attempt.imported else "Confirmed", Programme=programme)
        if attempt.feedback is None and not attempt.imported:
            logs.metric("Conversion", 100, unit="Percent", Programme=programme)
    if before.state is not State.OPTED_IN and after.subscription in before.confirmed():
        logs.metric("Returned", Programme=programme)


def in_doubt(table: ConsentTable, message: Message, reason: str) -> None:
    """Write down that nobody knows whether a claimed text was sent.

    :raises Moved: it is known after all.
    """
    move = Settle(message=message, status=Status.IN_DOUBT, claim=message.claim, reason=reason)
    settle(table, message, move, time=message.claimed_at or clock.now())
