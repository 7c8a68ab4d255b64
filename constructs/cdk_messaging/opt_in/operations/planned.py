"""What a dry run would have written: in a temporary file, because there may be millions of rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from threading import Lock
from typing import Any

from ..runtime.events import Event
from ..runtime.ledger_items import event_item, read_event

_TEMPORARY = ""  # SQLite's name for a private file that spills to the disk, and goes with the connection


class Planned:
    """Events by number. Several threads may use it."""

    def __init__(self) -> None:
        self._file = sqlite3.connect(_TEMPORARY, check_same_thread=False, isolation_level=None)
        self._file.execute("PRAGMA journal_mode = OFF")  # nothing of it outlives the run
        self._file.execute("CREATE TABLE planned (number TEXT NOT NULL, event TEXT NOT NULL)")
        self._file.execute("CREATE INDEX by_number ON planned (number)")
        self._lock = Lock()

    def add(self, number: str, event: Event) -> None:
        """Keep in mind what would have been written of a number."""
        known = {name: value for name, value in event_item(number, event, None).items() if value is not None}
        with self._lock:
            self._file.execute("INSERT INTO planned VALUES (?, ?)", (number, json.dumps(known)))

    def of(self, number: str) -> tuple[Event, ...]:
        """What would have been written of a number, oldest first."""
        with self._lock:
            rows = self._file.execute("SELECT event FROM planned WHERE number = ? ORDER BY rowid", (number,)).fetchall()
        return tuple(read_event(_item(text)) for (text,) in rows)

    def close(self) -> None:
        """Let the file go."""
        self._file.close()


def _item(text: str) -> Mapping[str, Any]:
    item: Mapping[str, Any] = json.loads(text)
    return item
