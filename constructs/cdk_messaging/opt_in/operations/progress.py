"""How far long work is, on standard error: counts only, because a progress line must name nobody."""

from __future__ import annotations

import sys
import time
from types import TracebackType

_PAUSE = 2.0  # seconds between two lines


class Progress:
    """Counts what was done, and says so every other second and at the end. A context manager.

    :param verb: what is being done: ``"read"``.
    :param things: what is counted: ``"consents"``.
    """

    def __init__(self, verb: str, things: str) -> None:
        self._verb, self._things = verb, things
        self._count = 0
        self._said_at = time.monotonic()

    @property
    def count(self) -> int:
        """How many were done."""
        return self._count

    def add(self, number: int = 1) -> None:
        """Note that so many more were done."""
        self._count += number
        if time.monotonic() - self._said_at >= _PAUSE:
            self._say("...")

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._say("" if kind is None else "(not finished)")

    def _say(self, ending: str) -> None:
        self._said_at = time.monotonic()
        say(f"{self._verb}: {self._count:,} {self._things} {ending}".rstrip())


def say(text: str) -> None:
    """A line for the operator, apart from the answer."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
