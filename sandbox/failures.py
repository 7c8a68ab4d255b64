"""Functions that fail at random, as they do when a machine or a network under them gives up.

Half of the failures come before the function's code runs and half after it has run: then all its effects are there and
its answer is lost, which is what callers and queues have to cope with. Which invocations fail depends on the seed, the
function's name and how many of its invocations there were, so the same run fails in the same places.
"""

from __future__ import annotations

import enum
import fnmatch
import random
import threading
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from sandbox import seam
from sandbox.settings import Settings

Json = dict[str, Any]


class When(enum.Enum):
    """When an invocation fails."""

    NEVER = "never"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What fails. The members are those of ``sandbox.settings.Settings``.

    :raises ValueError: the probability is none.
    """

    probability: float = 0.0
    functions: str = "*"
    seed: float = 0.0
    retry: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.probability <= 1 or self.retry < 0:
            raise ValueError(
                f"the probability is {self.probability:g} and the retry {self.retry:g}; "
                "a probability is 0 to 1, a number of seconds 0 or more"
            )


class Failures:
    """Decides which invocations fail, and counts them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._plan = Plan()
        self._invocations: Counter[str] = Counter()
        self._failed: Counter[When] = Counter()

    def install(self, settings: Settings) -> None:
        """From now on each invocation is asked about."""
        self.follow(
            Plan(
                probability=settings.failures,
                functions=settings.failing_functions,
                seed=settings.failure_seed,
                retry=settings.failure_retry,
            )
        )
        seam.surround_invocations(self._surround)

    def follow(self, plan: Plan) -> None:
        """Change what fails, and count anew."""
        with self._lock:
            self._plan = plan
            self._invocations.clear()
            self._failed.clear()

    def change(self, request: Json) -> Json:
        """Change what a request names: ``probability``, ``functions``, ``seed``, ``retry``; the rest stays.

        :raises ValueError: a member is unknown or no such value.
        """
        known = {"probability": float, "functions": str, "seed": float, "retry": float}
        unknown = sorted(set(request) - set(known))
        if unknown:
            raise ValueError(f"{unknown[0]!r} is unknown; known: {', '.join(known)}")
        try:
            given: Json = {name: known[name](value) for name, value in request.items()}
        except (TypeError, ValueError):
            raise ValueError("probability, seed and retry are numbers, functions is a pattern of names") from None
        self.follow(replace(self._plan, **given))
        return self.to_json()

    def to_json(self) -> Json:
        """The plan, and how many invocations failed since it was given."""
        with self._lock:
            return {
                "probability": self._plan.probability,
                "functions": self._plan.functions,
                "seed": self._plan.seed,
                "retry": self._plan.retry,
                "invocations": self._invocations.total(),
                "failedBefore": self._failed[When.BEFORE],
                "failedAfter": self._failed[When.AFTER],
            }

    def decide(self, function: str) -> When:
        """What becomes of the next invocation of a function."""
        with self._lock:
            plan = self._plan
            if not plan.probability or not fnmatch.fnmatchcase(function, plan.functions):
                return When.NEVER
            self._invocations[function] += 1
            chance = random.Random(f"{plan.seed:g}/{function}/{self._invocations[function]}").random()  # noqa: S311
            if chance >= plan.probability:
                return When.NEVER
            when = When.BEFORE if chance < plan.probability / 2 else When.AFTER
            self._failed[when] += 1
            return when

    def _surround(self, function: str, event: Any, run: seam.Run) -> Json | None:
        """What the invocation ends in, None for a failure."""
        when = self.decide(function)
        if when is When.NEVER:
            return run()
        if when is When.AFTER:
            run()
        if self._plan.retry:
            _bring_back(event, self._plan.retry)
        return None


def _bring_back(event: Any, seconds: float) -> None:
    records = event.get("Records", []) if isinstance(event, dict) else []
    for record in records:
        if isinstance(record, dict) and record.get("eventSource") == "aws:sqs":
            seam.show_again(record["eventSourceARN"], record["receiptHandle"], seconds)


failures = Failures()
"""The failures of this process."""
