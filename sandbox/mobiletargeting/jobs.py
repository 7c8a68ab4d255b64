"""Import and export jobs: made at once, then worked on piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.clock import clock
from sandbox.mobiletargeting.job_files import Failed
from sandbox.mobiletargeting.state import Project, State, new_id, now

Json = dict[str, Any]

STEP_SECONDS = 0.15
"""How long each piece takes, and the beginning."""
MOST_FAILURES = 100
"""How many failures a job tells; it counts all."""
_OVER = ("COMPLETED", "FAILED")


def new(project: Project, kind: str, definition: Json) -> Json:
    """A job that has not begun.

    :param kind: ``IMPORT`` or ``EXPORT``
    """
    return {
        "ApplicationId": project.id,
        "CompletedPieces": 0,
        "CreationDate": now(),
        "Definition": definition,
        "FailedPieces": 0,
        "Failures": [],
        "Id": new_id(),
        "JobStatus": "CREATED",
        "TotalFailures": 0,
        "TotalPieces": 0,
        "TotalProcessed": 0,
        "Type": kind,
    }


def start(state: State, job: Json, pieces: Iterator[None]) -> None:
    """Works on a job in the background.

    :param pieces: does a piece of the work each time it is asked for the next; raises ``Failed`` when the job fails
    """

    def step() -> None:
        with state.lock:
            try:
                next(pieces)
            except StopIteration:
                _end(job, "COMPLETED")
            except Failed as problem:
                fail(job, str(problem))
                _end(job, "FAILED")
            else:
                job["JobStatus"] = "PROCESSING"
                clock.after(STEP_SECONDS, step)

    clock.after(STEP_SECONDS, step)


def fail(job: Json, reason: str) -> None:
    """Notes that an entry failed."""
    job["TotalFailures"] += 1
    if len(job["Failures"]) < MOST_FAILURES:
        job["Failures"].append(reason)


def active(found: dict[str, Json]) -> int:
    """How many of these jobs are not over."""
    return sum(job["JobStatus"] not in _OVER for job in found.values())


def shown(job: Json) -> Json:
    """A job as it is at this moment."""
    return job | {"Failures": list(job["Failures"]), "Definition": dict(job["Definition"])}


def _end(job: Json, status: str) -> None:
    job |= {"JobStatus": status, "CompletionDate": now()}
