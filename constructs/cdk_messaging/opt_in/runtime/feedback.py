"""Message feedback: telling the service whether a confirmation was answered, so that it can see fraud patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import aws, clock, logs
from .changes import Change, always
from .consent import Attempt, Consent
from .events import Event, Kind

if TYPE_CHECKING:
    from .table import ConsentTable

RECEIVED = "RECEIVED"
FAILED = "FAILED"
_FINAL_REFUSALS = frozenset({"ResourceNotFoundException", "ValidationException"})


def report_received(table: ConsentTable, number: str, consent: Consent) -> None:
    """Report the confirmations that are answered. A failure is logged and costs nothing: the consent is recorded."""
    for attempt in consent.confirmed().values():
        if attempt.message_id is not None and attempt.feedback != RECEIVED:
            report(table, number, attempt, RECEIVED)


def report(table: ConsentTable, number: str, attempt: Attempt, status: str) -> bool:
    """Report one confirmation and note it in the ledger, so that it is reported once.

    :param status: ``RECEIVED`` or ``FAILED``.
    :returns: whether it is done with: reported, or refused for good.
    """
    if attempt.message_id is None:
        return True
    try:
        aws.sms().put_message_feedback(
            MessageId=attempt.message_id,
            MessageFeedbackStatus=status,  # type: ignore[arg-type]
        )
    except Exception as problem:  # noqa: BLE001 - the consent counts, not the report of it
        logs.error("feedback_failed", problem, attempt=attempt.id, status=status)
        logs.metric("FeedbackFailed")
        code = getattr(problem, "response", {}).get("Error", {}).get("Code", "")
        if code not in _FINAL_REFUSALS:
            return False
    event = Event(
        id=f"feedback-{attempt.id}-{status.lower()}",
        time=clock.now(),
        kind=Kind.FEEDBACK,
        programme=table.programme,
        attempt=attempt.id,
        message_id=attempt.message_id,
        reason=status,
    )
    try:
        table.change(number, always(Change(events=(event,))))
    except Exception as problem:  # noqa: BLE001 - as above
        logs.error("feedback_not_noted", problem, attempt=attempt.id)
        return False
    return True
