"""How many confirmations go to numbers that differ in their last digits only: who tries one number after another to
make money with the texts is stopped by it, whatever address the sign-ups come from. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from . import clock
from .decisions import Limits
from .writes import Part, Write

SORT_KEY = "COUNT"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A count of a window of time.

    :param what: what is counted: ``PREFIX#+1206555`` or ``ADDRESS#203.0.113.7``.
    :param since: when the window began.
    :param window: how long it is.
    :param limit: the most that it counts.
    """

    what: str
    since: datetime
    window: timedelta
    limit: int

    @property
    def key(self) -> dict[str, str]:
        """Key of its item in the table."""
        return {"pk": f"VELOCITY#{self.what}#{clock.iso(self.since)}", "sk": SORT_KEY}


def counter(what: str, *, at: datetime, window: timedelta, limit: int) -> Counter:
    """The count of the window that a moment lies in; windows begin at multiples of their length."""
    return Counter(what=what, since=at - (at - _EPOCH) % window, window=window, limit=limit)


def of_prefix(number: str, *, at: datetime, limits: Limits) -> Counter | None:
    """Where a confirmation to a number counts; None when prefixes are not counted.

    :param number: E.164.
    :param at: when the confirmation is claimed.
    """
    if limits.prefix_limit == 0:
        return None
    prefix = number[: len(number) - limits.prefix_digits]
    return counter(f"PREFIX#{prefix}", at=at, window=limits.prefix_window, limit=limits.prefix_limit)


def count(counted: Counter) -> Write:
    """Count one more, unless there are as many as there may be."""
    return Write(
        part=Part.VELOCITY,
        operation="Update",
        target=counted.key,
        condition="attribute_not_exists(#count) OR #count < :limit",
        update="SET #expires_at = :expires_at ADD #count :one",
        names=("count", "expires_at"),
        values={":limit": counted.limit, ":expires_at": _expires_at(counted), ":one": 1},
    )


def give_back(counted: Counter) -> Write:
    """Count one less: what was counted did not happen."""
    return Write(
        part=Part.CONFLICT,
        operation="Update",
        target=counted.key,
        update="SET #expires_at = :expires_at ADD #count :less",
        names=("count", "expires_at"),
        values={":expires_at": _expires_at(counted), ":less": -1},
    )


def _expires_at(counted: Counter) -> int:
    return clock.epoch_seconds(counted.since + 2 * counted.window)
