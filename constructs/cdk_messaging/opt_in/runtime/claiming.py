"""Takes a text to send it, or writes down why it is not sent.

The claim fails if anything about the number changed since it was decided that the text may be sent, if sending is
stopped, or if too many confirmations go to numbers like this one.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime

from . import clock, outcomes, velocity
from .changes import Change, Claim, OverLimit, Plan, Settle, Snapshot
from .consent import Consent
from .decisions import MessageKind, Reason, obstacle
from .outbox_items import Message, Status
from .settings import Settings
from .table import ConsentTable


def obstacle_to(message: Message, snapshot: Snapshot | None, settings: Settings) -> Reason | None:
    """Why a text may not be sent now, or None when it may.

    :param snapshot: of its number; None for a text that belongs to no ledger (an answer to HELP).
    """
    return obstacle(
        Consent() if snapshot is None else snapshot.consent,
        message_id=message.id,
        kind=message.kind,
        attempt_id=message.attempt,
        deadline=message.deadline,
        now=clock.now(),
        limits=settings.limits,
        claims={} if snapshot is None else snapshot.claims,
        elsewhere=() if snapshot is None else snapshot.elsewhere,
    )


def claim(
    table: ConsentTable, message: Message, snapshot: Snapshot | None, settings: Settings, *, until: datetime
) -> Message | None:
    """Take a text, or write down why it is not sent.

    :param snapshot: as for :func:`obstacle_to`.
    :param until: when the claimant is surely gone.
    :returns: the claimed text; None when it is not to be sent.
    :raises Moved: somebody else took it.
    :raises Stopped: sending is stopped; nothing was written.
    """
    token = uuid.uuid4().hex
    if snapshot is None:
        return _claim_answer(table, message, settings, Claim(message=message, token=token, at=clock.now(), until=until))
    try:
        plan = _plan(message, settings, token=token, until=until)
        applied = table.change(message.number, plan, snapshot=snapshot)
    except OverLimit:
        plan = _plan(message, settings, token=token, until=until, otherwise=Reason.PREFIX_VELOCITY)
        applied = table.change(message.number, plan)
    move = applied.change.move if applied.change is not None else None
    if isinstance(move, Claim):
        return _claimed(move)
    if isinstance(move, Settle) and message.status is not Status.FAILED:
        outcomes.count(message, move.status, move.reason)
    return None


def suppressed(message: Message, reason: Reason) -> Settle:
    """That a waiting text is not sent."""
    return Settle(message=message, status=Status.SUPPRESSED, expected=(Status.PENDING,), reason=reason)


def _plan(
    message: Message, settings: Settings, *, token: str, until: datetime, otherwise: Reason | None = None
) -> Plan:
    def plan(current: Snapshot) -> Change:
        reason = obstacle_to(message, current, settings) or otherwise
        now = clock.now()
        if reason is None:
            return Change(move=_claim(message, settings, token=token, at=now, until=until))
        if message.status is Status.FAILED:
            return Change(move=_still_failed(message, reason))  # it has its outcome already
        event = outcomes.event_of(message, Status.SUPPRESSED, time=now, reason=reason)
        return Change(events=(event,), move=suppressed(message, reason))

    return plan


def _claim(message: Message, settings: Settings, *, token: str, at: datetime, until: datetime) -> Claim:
    asks = message.kind is MessageKind.CONFIRMATION
    counter = velocity.of_prefix(message.number, at=at, limits=settings.limits) if asks else None
    return Claim(message=message, token=token, at=at, until=until, counter=counter)


def _still_failed(message: Message, reason: Reason) -> Settle:
    """Queued once more in vain: it leaves the index of what waits."""
    return Settle(
        message=message,
        status=Status.FAILED,
        expected=(Status.FAILED,),
        reason=message.reason,
        may_be_sent=reason is not Reason.EXPIRED,
    )


def _claim_answer(table: ConsentTable, message: Message, settings: Settings, wanted: Claim) -> Message | None:
    reason = obstacle_to(message, None, settings)
    if reason is None:
        table.move(wanted)
        return _claimed(wanted)
    if message.status is Status.PENDING:
        outcomes.settle(table, message, suppressed(message, reason), time=wanted.at)
    return None


def _claimed(claim: Claim) -> Message:
    return replace(
        claim.message, status=Status.CLAIMED, claim=claim.token, claimed_at=claim.at, claimed_until=claim.until
    )
