"""The sandbox's own time: the present, and what is to happen later.

Deliveries, expiries and the 30 days of the opt-out lists read this clock, so that a test can move it forward instead
of waiting. The emulator's other services keep the machine's time.
"""

from __future__ import annotations

import contextvars
import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable

logger = logging.getLogger("sandbox.clock")


class Clock:
    """A clock with timers that run on one background thread."""

    def __init__(self) -> None:
        self._offset = 0.0
        self._heap: list[tuple[float, int, contextvars.Context, Callable[[], None]]] = []
        self._order = itertools.count()
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None

    def now(self) -> float:
        """Seconds since 1970, plus whatever the clock was advanced by."""
        return time.time() + self._offset

    def after(self, delay: float, action: Callable[[], None]) -> None:
        """Runs ``action`` in ``delay`` seconds, in the caller's account and Region."""
        context = contextvars.copy_context()
        with self._wake:
            heapq.heappush(self._heap, (self.now() + delay, next(self._order), context, action))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="sandbox-clock", daemon=True)
                self._thread.start()
            self._wake.notify()

    def advance(self, seconds: float) -> None:
        """Moves the clock forward; what falls due runs at once."""
        if seconds < 0:
            raise ValueError(f"the clock cannot go back ({seconds} seconds)")
        with self._wake:
            self._offset += seconds
            self._wake.notify()

    def _run(self) -> None:
        while True:
            with self._wake:
                while not self._heap or self._heap[0][0] > self.now():
                    self._wake.wait(self._heap[0][0] - self.now() if self._heap else None)
                _, _, context, action = heapq.heappop(self._heap)
            try:
                context.run(action)
            except Exception:
                logger.exception("a timer failed")


clock = Clock()
