"""The outbox queue: delays, receive counts and a dead-letter queue, by the fake clock."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.runtime.fakes.aws import Reply, json_reply
from tests.runtime.fakes.clock import FakeClock

MAX_RECEIVES = 3


@dataclass
class Queued:
    body: str
    visible_at: datetime
    id: str
    receives: int = 0

    def record(self) -> dict[str, Any]:
        """As Lambda's event source mapping hands it over."""
        return {
            "messageId": self.id,
            "body": self.body,
            "attributes": {"ApproximateReceiveCount": str(self.receives)},
            "eventSource": "aws:sqs",
        }


@dataclass
class FakeQueue:
    clock: FakeClock
    messages: list[Queued] = field(default_factory=list)
    dead: list[Queued] = field(default_factory=list)
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def put(self, body: str, delay: float = 0) -> None:
        visible_at = self.clock.time + timedelta(seconds=delay)
        self.messages.append(Queued(body=body, visible_at=visible_at, id=f"queued-{next(self._ids)}"))

    def answer(self, operation: str, body: Mapping[str, Any]) -> Reply:
        if operation == "SendMessage":
            self.put(body["MessageBody"], body.get("DelaySeconds", 0))
            return json_reply({"MessageId": "m", "MD5OfMessageBody": "0" * 32})
        assert operation == "SendMessageBatch", operation
        for entry in body["Entries"]:
            self.put(entry["MessageBody"], entry.get("DelaySeconds", 0))
        successful = [{"Id": e["Id"], "MessageId": "m", "MD5OfMessageBody": "0" * 32} for e in body["Entries"]]
        return json_reply({"Successful": successful, "Failed": []})

    def receive(self, most: int = 10) -> list[Queued]:
        """Take what is visible; it is hidden, not deleted, until it is deleted or set aside."""
        taken = [message for message in self.messages if message.visible_at <= self.clock.time][:most]
        for message in taken:
            message.receives += 1
            message.visible_at = self.clock.time + timedelta(seconds=360)
        return taken

    def finish(self, taken: list[Queued], failed: set[str]) -> None:
        """What Lambda does after an invocation: delete the done, set aside what failed too often."""
        for message in taken:
            if message.id not in failed:
                self.messages.remove(message)
            elif message.receives >= MAX_RECEIVES:
                self.messages.remove(message)
                self.dead.append(message)
            else:
                message.visible_at = self.clock.time

    def redrive(self) -> None:
        for message in self.dead:
            self.put(message.body)
        self.dead.clear()
