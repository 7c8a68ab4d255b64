"""The telephone network: people's phones, their threads, and the feed of what happened.

It knows nothing of AWS. The messaging services put texts into it and register who answers a number; the virtual phone
reads it and texts back.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sandbox.clock import clock

Json = dict[str, Any]

ON, OFF = "on", "off"
HANDSET_STATES = (
    ON, OFF, "unreachable", "carrier_unreachable", "blocked", "carrier_blocked", "spam", "invalid", "invalid_message",
    "unknown", "suspicious",
)  # fmt: skip


def timestamp(seconds: float) -> str:
    """ISO 8601 in UTC with milliseconds."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(kw_only=True)
class Text:
    """One text in a thread. ``incoming`` is seen from the phone."""

    incoming: bool
    sender: str
    recipient: str
    body: str
    message_id: str
    parts: int
    origin: str
    status: str
    time: float = field(default_factory=clock.now)

    def to_json(self) -> Json:
        """The object that the phone API shows."""
        return {
            "direction": "in" if self.incoming else "out",
            "from": self.sender,
            "to": self.recipient,
            "body": self.body,
            "time": timestamp(self.time),
            "messageId": self.message_id,
            "parts": self.parts,
            "status": self.status,
            "origin": self.origin,
        }


@dataclass
class Handset:
    """A person's phone."""

    number: str
    state: str = ON
    texts: list[Text] = field(default_factory=list)
    waiting: list[Callable[[], None]] = field(default_factory=list)


Answer = Callable[[str, str, str], None]
"""Called with (person's number, text, message id) when a person texts a registered number."""


class Network:
    """All handsets and the feed. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._handsets: dict[str, Handset] = {}
        self._answers: dict[str, Answer] = {}
        self._feed: list[Json] = []

    def register(self, number: str, answer: Answer) -> None:
        """Texts to ``number`` go to ``answer`` from now on."""
        with self._lock:
            self._answers[number] = answer

    def unregister(self, number: str) -> None:
        """Nobody answers ``number`` any more."""
        with self._lock:
            self._answers.pop(number, None)

    def answers(self, number: str) -> bool:
        """Whether somebody answers ``number``."""
        with self._lock:
            return number in self._answers

    def handset(self, number: str) -> Handset:
        """The phone with this number; every number that is used has one."""
        with self._lock:
            return self._handsets.setdefault(number, Handset(number))

    def handsets(self) -> list[Handset]:
        """The phones that have been used, newest activity first."""
        with self._lock:
            used = [handset for handset in self._handsets.values() if handset.texts or handset.state != ON]
        return sorted(used, key=lambda handset: handset.texts[-1].time if handset.texts else 0.0, reverse=True)

    def thread(self, number: str) -> list[Text]:
        """The texts of a phone, oldest first."""
        with self._lock:
            handset = self._handsets.get(number)
            return list(handset.texts) if handset else []

    def set_state(self, number: str, state: str) -> None:
        """Changes how a phone treats messages; one that is switched on gets what waited for it."""
        handset = self.handset(number)
        with self._lock:
            handset.state = state
            waiting, handset.waiting = (handset.waiting, []) if state != OFF else ([], handset.waiting)
        self.record("state", number, state=state)
        for retry in waiting:
            retry()

    def wait_for_handset(self, number: str, retry: Callable[[], None]) -> None:
        """Calls ``retry`` when the phone is no longer off."""
        with self._lock:
            self.handset(number).waiting.append(retry)

    def deliver(self, text: Text) -> None:
        """Puts a text on a person's phone."""
        with self._lock:
            self.handset(text.recipient).texts.append(text)
        self.record("message", text.recipient, message=text.to_json())

    def set_status(self, number: str, message_id: str, status: str) -> None:
        """Updates the status of a text that has arrived already."""
        with self._lock:
            for text in self.handset(number).texts:
                if text.message_id == message_id:
                    text.status = status

    def text_from(self, number: str, recipient: str, body: str) -> Text:
        """A person texts. ``recipient`` has to be registered."""
        with self._lock:
            answer = self._answers[recipient]
            text = Text(
                incoming=False, sender=number, recipient=recipient, body=body, message_id=str(uuid.uuid4()), parts=1,
                origin="person", status="SENT",
            )  # fmt: skip
            self.handset(number).texts.append(text)
        self.record("message", number, message=text.to_json())
        clock.after(0, lambda: answer(number, body, text.message_id))
        return text

    def record(self, kind: str, number: str, **members: Any) -> None:
        """Adds an entry to the feed."""
        with self._lock:
            entry = {"id": len(self._feed) + 1, "time": timestamp(clock.now()), "number": number, "kind": kind}
            self._feed.append({**entry, **members})

    def feed(self, after: int = 0, number: str | None = None) -> list[Json]:
        """The feed's entries behind ``after``, oldest first; only those of one number when it is given."""
        with self._lock:
            entries: Iterable[Json] = self._feed[max(after, 0) :]
        return [entry for entry in entries if number is None or entry["number"] == number]

    def last_entry(self) -> int:
        """The id of the newest entry, 0 when there is none."""
        with self._lock:
            return len(self._feed)


network = Network()
