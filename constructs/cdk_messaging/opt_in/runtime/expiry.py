"""Ends the attempts that nobody confirmed in time, reports unanswered confirmations to the service, and lets proof go
whose time is over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Protocol

from . import clock, feedback, logs
from .changes import Change, Snapshot
from .consent import Attempt, Outcome, State
from .events import Event, Kind
from .ledger_items import consent_status
from .retention import Retention
from .settings import Settings, load
from .table import ConsentTable

_ENOUGH_SECONDS = 20.0  # left, to finish one number and end in good order


class Context(Protocol):
    """What the function needs of Lambda's context."""

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the function is stopped."""


def handler(_event: Mapping[str, Any], context: Context) -> dict[str, int]:
    """Look at the consents that are due; tells what was done."""
    settings, tables = load(), _tables()
    done = {"expired": 0, "unanswered": 0, "failed": 0, "forgotten": 0}
    for table in tables.values():
        Expiry(settings, table, context).run(done)
    if settings.proof_retention is not None:
        done["forgotten"] = Retention(settings.proof_retention, tables, _has_time(context)).run()
    logs.info("expiry", **done)
    return done


@cache
def _tables() -> Mapping[str, ConsentTable]:
    return ConsentTable.all(load())


def _has_time(context: Context) -> Callable[[], bool]:
    return lambda: context.get_remaining_time_in_millis() >= _ENOUGH_SECONDS * 1000


class Expiry:
    """Goes through a programme's pending consents, the longest due first; what there is no time for comes next time."""

    def __init__(self, settings: Settings, table: ConsentTable, context: Context) -> None:
        self._settings = settings
        self._table = table
        self._has_time = _has_time(context)

    def run(self, done: dict[str, int]) -> None:
        """Look at every pending consent that is due.

        :param done: what is counted.
        """
        key = consent_status(self._table.programme, State.PENDING)
        for pk, _ in self._table.with_status(key, until=clock.now()):
            if not self._has_time():
                logs.info("expiry_goes_on_next_time")
                break
            try:
                self._look_at(pk.removeprefix("NUMBER#"), done)
            except Exception as problem:  # noqa: BLE001 - one number must not keep the others from their turn
                logs.error("expiry_failed", problem)
                done["failed"] += 1

    def _look_at(self, number: str, done: dict[str, int]) -> None:
        snapshot = self._table.snapshot(number)
        for attempt in snapshot.consent.attempts.values():
            if self._unanswered(attempt) and feedback.report(self._table, number, attempt, feedback.FAILED):
                logs.metric("Conversion", 0, unit="Percent", Programme=self._table.programme)
                done["unanswered"] += 1
        applied = self._table.change(number, self._expire)
        for event in applied.events:
            logs.info("expired", attempt=event.attempt, number=logs.reference(number))
            logs.metric("Expired", Programme=self._table.programme)
            done["expired"] += 1

    def _unanswered(self, attempt: Attempt) -> bool:
        sent = attempt.outcome is Outcome.SENT and attempt.sent_at is not None
        if not sent or not attempt.live or attempt.feedback is not None or attempt.sent_at is None:
            return False
        return clock.now() >= attempt.sent_at + self._settings.feedback_expiry

    def _expire(self, snapshot: Snapshot) -> Change:
        """The time of the event is the deadline, not now: a YES that was in time counts even if it comes late."""
        return Change(
            events=tuple(
                Event(
                    id=f"expired-{attempt.id}",
                    time=attempt.deadline,
                    kind=Kind.EXPIRED,
                    programme=self._table.programme,
                    attempt=attempt.id,
                )
                for attempt in snapshot.consent.attempts.values()
                if attempt.live and attempt.deadline <= clock.now()
            ),
            refresh=True,
        )
