"""Ids that were seen before, kept on the disk, because there can be millions. Only their hashes are kept."""

from __future__ import annotations

import hashlib
import sqlite3
from types import TracebackType

_TABLES = """
    CREATE TABLE ids (hash BLOB PRIMARY KEY, file INTEGER, line INTEGER) WITHOUT ROWID;
    CREATE TABLE users (hash BLOB PRIMARY KEY, endpoints INTEGER) WITHOUT ROWID;
"""
_PRAGMAS = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -2048", "temp_store = FILE")


class Seen:
    """Ids of endpoints and users of a run. A context manager; nothing is left of it."""

    def __init__(self) -> None:
        # An empty name is a file of SQLite's own, which has no name on the disk and goes with the connection.
        self._base = sqlite3.connect("", isolation_level=None)
        for pragma in _PRAGMAS:
            self._base.execute(f"PRAGMA {pragma}")
        self._base.executescript(_TABLES)
        self._base.execute("BEGIN")  # and never committed: nobody else looks, and it is gone at the end

    def first(self, identity: str, file: int, line: int) -> tuple[int, int] | None:
        """Where an endpoint's id was seen before: number of the file, and line. None where it wasn't."""
        key = _hash(identity)
        added = self._base.execute("INSERT OR IGNORE INTO ids VALUES (?, ?, ?)", (key, file, line))
        if added.rowcount:
            return None
        found: tuple[int, int] = self._base.execute("SELECT file, line FROM ids WHERE hash = ?", (key,)).fetchone()
        return found

    def count_of_user(self, identity: str) -> int:
        """How many endpoints the user has with this one."""
        counted = self._base.execute(
            "INSERT INTO users VALUES (?, 1) ON CONFLICT (hash) DO UPDATE SET endpoints = endpoints + 1 "
            "RETURNING endpoints",
            (_hash(identity),),
        )
        return int(counted.fetchone()[0])

    def __enter__(self) -> Seen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()


def _hash(identity: str) -> bytes:
    return hashlib.blake2b(identity.encode(errors="replace"), digest_size=16).digest()
