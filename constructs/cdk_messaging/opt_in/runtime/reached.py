"""How far a run got that goes on where the last one ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How far one got among the consents of a state. It names nobody, and goes on also where more consents than a run
    has time for are in the index under the very same moment, as those of an import may be.

    :param since: the moment of the last.
    :param passed: how many are done of those under that moment.
    """

    since: str = ""
    passed: int = 0

    @classmethod
    def read(cls, cursor: Mapping[str, Any]) -> Self:
        """What a cursor says; the beginning if it says nothing."""
        return cls(since=cursor.get("since", ""), passed=int(cursor.get("passed", 0)))

    def written(self) -> dict[str, Any]:
        """For a cursor."""
        return {"since": self.since, "passed": self.passed}

    def after(self, moments: Sequence[str]) -> Reached:
        """After some more, by their moments, of those that are still to be passed by."""
        if not moments:
            return self
        last = moments[-1]
        return Reached(since=last, passed=moments.count(last) + (self.passed if last == self.since else 0))
