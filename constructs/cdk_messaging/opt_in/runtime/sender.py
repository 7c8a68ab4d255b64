"""Sends the texts of the outbox: one at a time, at the origination's pace, each at most once.

A text is claimed in the table before it is sent. From the claim on only evidence settles what became of it: the
answer of the service, a delivery event, or, without either, the verdict "in doubt".
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Protocol

from . import aws, claiming, clock, logs, outcomes, pace, switch
from .changes import Change, Moved, Settle, Snapshot, Stopped, always
from .decisions import MessageKind, Reason
from .events import EVERY_PROGRAMME, Event, Kind, OptOutSource
from .lookup import UNAVAILABLE, look_up
from .outbox_items import Message, Status
from .segments import parts
from .sending import Answer, Result, send
from .settings import Settings, load, variable
from .table import ConsentTable

_SENDING_TAKES = aws.SEND_CONNECT_SECONDS + aws.SEND_READ_SECONDS + 5.0  # seconds, with what has to be written after
_LONGEST_WAIT = 20.0  # seconds to wait for a moment to send within the function; beyond, the queue waits
_LONGEST_DELAY = 900  # seconds, limit of Amazon SQS
_LOOKUP_PATIENCE = 3  # nobody waits at a screen here: the look-up may take this many times as long as at sign-up
_MARGIN = 1.05  # at exactly the quota, texts that travel for different times are throttled, which costs seconds each
_THROTTLED_DELAY = (3, 10)  # seconds
_GONE_AFTER = timedelta(seconds=30)  # after the end of its time a claimant is surely gone


class Context(Protocol):
    """What the function needs of Lambda's context."""

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the function is stopped."""


class Refused(Exception):
    """The text was surely not sent, and somebody has to mend something before it can be.

    :param reason: code and reason of the service; it names nobody, so that logs may hold it.
    """

    def __init__(self, reason: str | None) -> None:
        super().__init__(reason)
        self.operation_name = "SendTextMessage"
        self.reason = reason


def handler(event: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """Work through a batch of the outbox queue; answers with the messages that failed."""
    for name in ("ORIGINATION_IDENTITY", "CONFIGURATION_SET", "OUTBOX_QUEUE_URL", "OUTBOX_MAX_RECEIVES"):
        variable(name)  # a wrong deployment must be noticed before anything is claimed
    sender = Sender(load(), _tables(), context)
    failed = [record["messageId"] for record in event["Records"] if not sender.work(record)]
    return {"batchItemFailures": [{"itemIdentifier": identifier} for identifier in failed]}


@cache
def _tables() -> Mapping[str, ConsentTable]:
    return ConsentTable.all(load())


class Sender:
    """Sends what queue records name.

    :param context: tells how much time is left.
    """

    def __init__(self, settings: Settings, tables: Mapping[str, ConsentTable], context: Context) -> None:
        self._settings = settings
        self._tables = tables
        self._context = context

    def work(self, record: Mapping[str, Any]) -> bool:
        """Deal with one record. False when it has to come again."""
        last = int(record["attributes"]["ApproximateReceiveCount"]) >= int(variable("OUTBOX_MAX_RECEIVES"))
        message: Message | None = None
        try:
            message = self._default_table().message(_outbox_id(record["body"]))
            if message is None:
                logs.info("text_unknown")
                return True
            self._deal_with(message)
        except Moved:
            logs.info("text_moved")  # somebody else deals with it
        except Exception as problem:  # noqa: BLE001 - the queue brings it again, the others of the batch are done
            logs.error("text_not_sent", problem, outbox=None if message is None else message.id, last=last)
            if message is not None and last:
                self._give_up(message, problem)
            return False
        return True

    def _default_table(self) -> ConsentTable:
        return self._tables[self._settings.default_programme.id]

    def _table(self, message: Message) -> ConsentTable:
        """The table as the text's programme sees it, even if there is no such programme any more."""
        return self._tables.get(message.programme) or ConsentTable(self._settings, message.programme)

    def _deal_with(self, message: Message) -> None:
        table = self._table(message)
        if message.status is Status.CLAIMED and (message.claimed_until or message.created_at) < clock.now():
            outcomes.in_doubt(table, message, "claimant-gone")
        elif not message.sendable:
            return  # a repeat of the queue's, of the sweeper's, or of a function that was cut off
        elif message.programme not in self._tables:
            outcomes.settle(table, message, claiming.suppressed(message, Reason.PROGRAMME), time=clock.now())
        elif self._seconds_left() < _SENDING_TAKES:
            self._later(message, 1)
        else:
            self._try(table, message)

    def _try(self, table: ConsentTable, message: Message) -> None:
        """Send it, if there is nothing against it."""
        snapshot = None if message.kind is MessageKind.HELP else table.snapshot(message.number)
        if claiming.obstacle_to(message, snapshot, self._settings) is None:
            if switch.read(table.items).stopped:
                self._hold(message)
                return
            if snapshot is not None and self._needs_lookup(message, snapshot):
                snapshot = self._look_up(message)
            if not self._wait_for_turn(message):
                return
        try:
            claimed = claiming.claim(table, message, snapshot, self._settings, until=self._gone_at(clock.now()))
        except Stopped:
            self._hold(message)
            return
        if claimed is not None:
            self._settle(claimed, send(claimed, self._settings, now=clock.now()))

    # -- before the claim

    @staticmethod
    def _needs_lookup(message: Message, snapshot: Snapshot) -> bool:
        attempt = snapshot.consent.attempts.get(message.attempt or "")
        return message.kind is MessageKind.CONFIRMATION and attempt is not None and attempt.lookup is None

    def _look_up(self, message: Message) -> Snapshot:
        """Ask again what the sign-up could not wait for, and write down the answer, or that there was none."""
        timeout = self._settings.lookup_timeout * _LOOKUP_PATIENCE
        found = look_up(message.number, method=self._settings.number_validation, timeout=timeout)
        event = Event(
            id=f"lookup-{message.attempt}",
            time=clock.now(),
            kind=Kind.LOOKED_UP,
            programme=message.programme,
            attempt=message.attempt,
            reason=UNAVAILABLE if found is None else found.summary,
        )
        table = self._table(message)
        table.change(message.number, always(Change(events=(event,))))
        return table.snapshot(message.number)

    def _wait_for_turn(self, message: Message) -> bool:
        """Wait until the origination is free. False when that takes too long: then the queue waits."""
        patience = min(_LONGEST_WAIT, self._seconds_left() - _SENDING_TAKES)
        moment, wait = pace.reserve(
            variable("ORIGINATION_IDENTITY"),
            interval=timedelta(seconds=_MARGIN * parts(message.body) / self._settings.messages_per_second),
            patience=timedelta(seconds=max(0.0, patience)),
        )
        if moment is None:
            self._later(message, round(wait.total_seconds()))
            return False
        if wait > timedelta():
            clock.sleep(wait.total_seconds())
        return True

    def _later(self, message: Message, seconds: int) -> None:
        """Queue the text anew: waiting is no failure, so it must not count as a failed receive."""
        aws.sqs().send_message(
            QueueUrl=variable("OUTBOX_QUEUE_URL"),
            MessageBody=json.dumps({"outbox_id": message.id}),
            DelaySeconds=max(1, min(_LONGEST_DELAY, seconds)),
        )
        logs.info("text_delayed", outbox=message.id, seconds=seconds)
        logs.metric("Delayed")

    def _hold(self, message: Message) -> None:
        """Sending is stopped: the text waits, and nothing is lost."""
        logs.metric("SendingStopped")
        self._later(message, switch.DELAY_SECONDS)

    def _gone_at(self, now: datetime) -> datetime:
        return now + timedelta(seconds=self._seconds_left()) + _GONE_AFTER

    # -- after the send

    def _settle(self, message: Message, answer: Answer) -> None:
        at = message.claimed_at or clock.now()
        if answer.result is Result.ACCEPTED:
            self._write_down(message, Status.SENT, time=at, message_id=answer.message_id)
        elif answer.result is Result.UNKNOWN:
            self._write_down(message, Status.IN_DOUBT, time=at, reason=answer.reason)
        elif answer.result is Result.OPTED_OUT:
            refused = Event(
                id=f"refused-{message.id}",
                time=at,
                kind=Kind.OPTED_OUT,
                programme=EVERY_PROGRAMME,
                outbox=message.id,
                source=OptOutSource.REFUSED,
            )
            self._write_down(message, Status.SUPPRESSED, time=clock.now(), reason=answer.reason, extra=(refused,))
        elif answer.result is Result.SUPPRESSED:
            self._write_down(message, Status.SUPPRESSED, time=clock.now(), reason=answer.reason)
        elif answer.result is Result.REJECTED:
            self._write_down(message, Status.FAILED, time=clock.now(), reason=answer.reason)
        else:
            self._table(message).release(message)
            if answer.result is Result.REFUSED:
                raise Refused(answer.reason)
            logs.metric("Throttled")
            self._later(message, random.randint(*_THROTTLED_DELAY))  # noqa: S311 - to spread, not to hide

    def _write_down(
        self,
        message: Message,
        status: Status,
        *,
        time: datetime,
        message_id: str | None = None,
        reason: str | None = None,
        extra: tuple[Event, ...] = (),
    ) -> None:
        move = Settle(message=message, status=status, claim=message.claim, message_id=message_id, reason=reason)
        outcomes.settle(self._table(message), message, move, time=time, extra=extra)

    def _give_up(self, message: Message, problem: Exception) -> None:
        """Before the queue sets the record aside: the outcome is failed, and surely not sent, so it may be redriven."""
        reason = str(problem) if isinstance(problem, Refused) else type(problem).__name__
        waiting = (Status.PENDING, Status.FAILED)
        move = Settle(message=message, status=Status.FAILED, expected=waiting, reason=reason, may_be_sent=True)
        try:
            outcomes.settle(self._table(message), message, move, time=clock.now())
        except Moved:
            logs.info("text_moved", outbox=message.id)  # claimed: the sweeper settles it
        except Exception as failure:  # noqa: BLE001 - it goes to the dead letters all the same
            logs.error("failure_not_noted", failure, outbox=message.id)  # the sweeper queues it once more

    def _seconds_left(self) -> float:
        return self._context.get_remaining_time_in_millis() / 1000


def _outbox_id(body: str) -> str:
    identifier = json.loads(body)["outbox_id"]
    if not isinstance(identifier, str):
        raise TypeError("the queue's message names no text")
    return identifier
