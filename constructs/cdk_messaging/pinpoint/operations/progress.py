"""How far long work is, on standard error: counts only, because a progress line must name nobody."""

from __future__ import annotations

import sys
import time

_PAUSE = 2.0  # seconds between two lines


class Progress:
    """Says every other second how much of the files is read.

    :param verb: what is being done: ``"checked"``.
    :param total: bytes of all files.
    """

    def __init__(self, verb: str, total: int) -> None:
        self._verb, self._total = verb, total
        self._said_at = time.monotonic()

    def __call__(self, read: int, endpoints: int) -> None:
        """Note how far it is."""
        if time.monotonic() - self._said_at >= _PAUSE:
            self._said_at = time.monotonic()
            part = 100 * read // self._total if self._total else 100
            say(f"{self._verb}: {part} % of {self._total / 1e6:,.1f} MB, {endpoints:,} endpoints ...")


def say(text: str) -> None:
    """A line for the operator, apart from the answer."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
