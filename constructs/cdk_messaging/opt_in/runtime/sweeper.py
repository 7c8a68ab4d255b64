"""Looks for texts that were left behind: queued once more if unsent, in doubt if their sender is gone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from . import aws, clock, logs, outcomes, switch
from .changes import Moved
from .outbox_items import LEFT_BEHIND_AFTER, Message, Status, message_status
from .settings import load, variable
from .table import ConsentTable

_LONGEST_PAUSE = timedelta(hours=12)
_MOST_AT_ONCE = 1000
_BATCH = 10  # limit of SendMessageBatch


def handler(_event: Mapping[str, Any], _context: object) -> dict[str, int]:
    """Sweep once; tells how many texts were queued, how many are now in doubt, and whether sending is stopped."""
    swept = Sweeper(_tables()).sweep()
    logs.info("swept", **swept)
    return swept


@cache
def _tables() -> Mapping[str, ConsentTable]:
    return ConsentTable.all(load())


class Sweeper:
    """Finds texts by the status index, of one programme after the other."""

    def __init__(self, tables: Mapping[str, ConsentTable]) -> None:
        self._tables = tables

    def sweep(self) -> dict[str, int]:
        """Queue what waits for long, settle what was claimed and never settled. While sending is stopped nothing is
        queued: what waits in the queue waits there, and the rest is found afterwards."""
        done = {"in_doubt": 0, "queued": 0, "stopped": 0}
        for table in self._tables.values():
            done["in_doubt"] += self._settle_abandoned(table)
        if switch.read(next(iter(self._tables.values())).items).stopped:
            logs.metric("SendingStopped")
            return {**done, "stopped": 1}
        for table in self._tables.values():
            done["queued"] += self._queue_waiting(table)
        return done

    def _settle_abandoned(self, table: ConsentTable) -> int:
        settled = 0
        for message in self._found(table, Status.CLAIMED, timedelta()):
            if message.status is not Status.CLAIMED:
                continue
            try:
                outcomes.in_doubt(table, message, "claimant-gone")
                settled += 1
            except Moved:
                continue  # its sender or a delivery event settled it just now
        return settled

    def _queue_waiting(self, table: ConsentTable) -> int:
        """Each time a text is queued once more it is left alone for longer, so that a long queue does not swell."""
        waiting: list[Message] = []
        for message in self._found(table, Status.PENDING, LEFT_BEHIND_AFTER):
            if not message.sendable:
                continue
            waiting.append(message)
            if len(waiting) == _MOST_AT_ONCE:
                break
        queued = 0
        for start in range(0, len(waiting), _BATCH):
            queued += self._queue(table, waiting[start : start + _BATCH])
        if queued:
            logs.metric("Swept", queued, Programme=table.programme)
        return queued

    @staticmethod
    def _queue(table: ConsentTable, messages: list[Message]) -> int:
        answer = aws.sqs().send_message_batch(
            QueueUrl=variable("OUTBOX_QUEUE_URL"),
            Entries=[
                {"Id": str(index), "MessageBody": json.dumps({"outbox_id": message.id})}
                for index, message in enumerate(messages)
            ],
        )
        done = [messages[int(entry["Id"])] for entry in answer.get("Successful", [])]
        for message in done:
            pause = min(_LONGEST_PAUSE, LEFT_BEHIND_AFTER * 2 ** min(message.sweeps, 10))
            try:
                table.swept(message, look_again_at=clock.now() + pause)
            except Moved:
                continue  # it is being sent already
        return len(done)

    @staticmethod
    def _found(table: ConsentTable, status: Status, age: timedelta) -> list[Message]:
        key = message_status(table.programme, status)
        found = []
        for pk, _ in table.with_status(key, until=clock.now() - age):
            message = table.message(pk.removeprefix("OUTBOX#"))
            if message is not None:
                found.append(message)
            if len(found) == _MOST_AT_ONCE:
                break
        return found
