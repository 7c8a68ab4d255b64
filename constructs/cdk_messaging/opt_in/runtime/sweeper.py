"""Looks for texts that were left behind: queued once more if unsent, in doubt if their sender is gone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from . import aws, clock, logs, outcomes
from .changes import Moved
from .outbox_items import Message, Status, message_status
from .settings import Settings, load, variable
from .table import ConsentTable

_LEFT_BEHIND_AFTER = timedelta(minutes=10)
_LONGEST_PAUSE = timedelta(hours=12)
_MOST_AT_ONCE = 1000
_BATCH = 10  # limit of SendMessageBatch


def handler(_event: Mapping[str, Any], _context: object) -> dict[str, int]:
    """Sweep once; tells how many texts were queued and how many are now in doubt."""
    swept = Sweeper(load(), _table()).sweep()
    logs.info("swept", **swept)
    return swept


@cache
def _table() -> ConsentTable:
    return ConsentTable(load())


class Sweeper:
    """Finds texts by the status index."""

    def __init__(self, settings: Settings, table: ConsentTable) -> None:
        self._settings = settings
        self._table = table

    def sweep(self) -> dict[str, int]:
        """Queue what waits for long, settle what was claimed and never settled."""
        return {"in_doubt": self._settle_abandoned(), "queued": self._queue_waiting()}

    def _settle_abandoned(self) -> int:
        settled = 0
        for message in self._found(Status.CLAIMED, timedelta()):
            if message.status is not Status.CLAIMED:
                continue
            try:
                outcomes.in_doubt(self._table, message, "claimant-gone")
                settled += 1
            except Moved:
                continue  # its sender or a delivery event settled it just now
        return settled

    def _queue_waiting(self) -> int:
        """Each time a text is queued once more it is left alone for longer, so that a long queue does not swell."""
        waiting: list[Message] = []
        for message in self._found(Status.PENDING, _LEFT_BEHIND_AFTER):
            if message.status is not Status.PENDING:
                continue
            waiting.append(message)
            if len(waiting) == _MOST_AT_ONCE:
                break
        queued = 0
        for start in range(0, len(waiting), _BATCH):
            queued += self._queue(waiting[start : start + _BATCH])
        if queued:
            logs.metric("Swept", queued)
        return queued

    def _queue(self, messages: list[Message]) -> int:
        answer = aws.sqs().send_message_batch(
            QueueUrl=variable("OUTBOX_QUEUE_URL"),
            Entries=[
                {"Id": str(index), "MessageBody": json.dumps({"outbox_id": message.id})}
                for index, message in enumerate(messages)
            ],
        )
        done = [messages[int(entry["Id"])] for entry in answer.get("Successful", [])]
        for message in done:
            pause = min(_LONGEST_PAUSE, _LEFT_BEHIND_AFTER * 2 ** min(message.sweeps, 10))
            try:
                self._table.swept(message, look_again_at=clock.now() + pause)
            except Moved:
                continue  # it is being sent already
        return len(done)

    def _found(self, status: Status, age: timedelta) -> list[Message]:
        key = message_status(self._settings.programme, status)
        found = []
        for pk, _ in self._table.with_status(key, until=clock.now() - age):
            message = self._table.message(pk.removeprefix("OUTBOX#"))
            if message is not None:
                found.append(message)
            if len(found) == _MOST_AT_ONCE:
                break
        return found
