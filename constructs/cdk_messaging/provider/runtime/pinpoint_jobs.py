"""Jobs of Amazon Pinpoint, begun once and watched to their end, however long they take."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Protocol

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from .continuing import PROGRESS, Event, Remaining, Unfinished
from .pinpoint import SERVICE, refused
from .sms_voice import Refused

Json = Mapping[str, Any]

LONGEST_PAUSE_SECONDS = 10.0
RESERVE_SECONDS = 60.0
"""What an invocation keeps to hand over or to answer."""
ANSWER_SECONDS = 90.0
"""How long before CloudFormation gives up the job is given up, so that the reason is this function's."""
RECENT_SECONDS = 3600.0
"""The longest that CloudFormation waits, and so the oldest a job can be that a repeated request began."""
SHOWN_FAILURES = 100
_NAMED_IN_REASON = 3
_ENDED_BADLY = frozenset({"FAILING", "FAILED"})
_TOO_MANY = "TooManyRequestsException"
_PERSONAL = re.compile(r"\+?\d{6,}|[^\s@\"'<>]+@[^\s@\"'<>]+")

# Time is watched between requests, so none may take long by itself.
_HASTE: Any = Config(retries={"mode": "standard", "total_max_attempts": 4}, connect_timeout=10, read_timeout=20)

_logger = logging.getLogger(__name__)
_logger.setLevel(logging.INFO)


@cache
def client() -> Any:
    """The service's client."""
    session: Any = boto3.Session()
    return session.client(SERVICE, config=_HASTE)


class JobFailed(Refused):
    """A job that failed, or takes too long.

    :param job: as it was seen last.
    """

    def __init__(self, message: str, job: Json) -> None:
        super().__init__(message)
        self.job = job


class Work(Protocol):
    """One job as a request of CloudFormation asks for it."""

    @property
    def noun(self) -> str:
        """What kind of job it is."""

    def find(self) -> Json | None:
        """The job that this request has begun already, if it has."""

    def begin(self) -> Json:
        """Begin the job."""

    def look(self, job_id: str) -> Json:
        """How far it is."""


@dataclass(frozen=True)
class Limits:
    """When to give up.

    :param seconds: how long CloudFormation waits.
    :param failures: how many entries may fail.
    """

    seconds: float
    failures: int

    @classmethod
    def of(cls, properties: Json) -> Limits:
        """As the properties of the resource say."""
        return cls(float(properties["TimeoutSeconds"]), int(properties.get("MaxFailures", "0")))


def finish(work: Work, event: Event, remaining: Remaining) -> Json:
    """Begin a job unless it is begun, and wait for its end.

    :raises Unfinished: the job goes on, and this invocation ends
    :raises JobFailed: the job failed, or takes too long
    :raises Refused: it could not begin
    """
    properties = event["ResourceProperties"]
    limits = Limits.of(properties)
    progress = event.get(PROGRESS, {})
    since, job_id = float(progress.get("Since", time.time())), progress.get("JobId")
    while True:
        job = _job(work, job_id, properties)
        if job is not None:
            job_id = job["Id"]
            _say(work, job)
            if job["JobStatus"] in ("COMPLETED", "FAILED"):
                return _judged(work, job, limits)
        waited = time.time() - since
        if waited > limits.seconds - ANSWER_SECONDS:
            raise _overdue(work, job, limits)
        if remaining() < RESERVE_SECONDS:
            raise Unfinished({"Since": since, "JobId": job_id})
        time.sleep(min(1 + waited / 10, LONGEST_PAUSE_SECONDS))


def _job(work: Work, job_id: str | None, properties: Json) -> Json | None:
    """The job, begun now if need be; None while the account runs as many as it may."""
    try:
        return work.look(job_id) if job_id is not None else work.find() or work.begin()
    except ClientError as problem:
        if job_id is None and problem.response["Error"]["Code"] == _TOO_MANY:
            _logger.info("%s job: the account runs as many as it may, so it waits", work.noun)
            return None
        raise refused(problem, properties) from None


def _judged(work: Work, job: Json, limits: Limits) -> Json:
    failures = int(job.get("TotalFailures", 0))
    if job["JobStatus"] == "COMPLETED" and failures <= limits.failures:
        return job
    said = [_PERSONAL.sub("(left out)", text) for text in job.get("Failures", [])[:SHOWN_FAILURES]]
    for text in said:
        _logger.error("%s job %s: %s", work.noun, job["Id"], text)
    first = "; ".join(said[:_NAMED_IN_REASON])
    raise JobFailed(
        f"{work.noun} job {job['Id']} ended {job['JobStatus']}: {failures} of {job.get('TotalProcessed', 0)} entries "
        f"failed, where {limits.failures} may; {job.get('FailedPieces', 0)} of {job.get('TotalPieces', 0)} pieces"
        + (f". The first: {first}. The log has up to {SHOWN_FAILURES}" if first else ""),
        job,
    )


def _overdue(work: Work, job: Json | None, limits: Limits) -> Refused:
    minutes = f"{limits.seconds / 60:g} minutes"
    if job is None:
        return Refused(
            f"no {work.noun} job could begin in {minutes}, because the account runs as many as it may: deploy later"
        )
    return JobFailed(
        f"{work.noun} job {job['Id']} isn't done after {minutes}, and a deployment waits no longer. It goes on by "
        "itself: raise the timeout, which is an hour at most, or split what it takes",
        job,
    )


def _say(work: Work, job: Json) -> None:
    """Counts only: what a job is about is people."""
    _logger.info(
        "%s job %s: %s, %s of %s pieces, %s entries, %s failures",
        work.noun, job["Id"], job["JobStatus"], job.get("CompletedPieces", 0), job.get("TotalPieces", 0),
        job.get("TotalProcessed", 0), job.get("TotalFailures", 0),
    )  # fmt: skip


# -- finding jobs


def listed(call: Any, answer: str, **request: Any) -> Iterator[Json]:
    """All jobs that a list operation knows, page by page."""
    token: str | None = None
    while True:
        page = call(**request, **({} if token is None else {"Token": token}))[answer]
        yield from page["Item"]
        token = page.get("NextToken")
        if token is None:
            return


def alike(jobs: Iterable[Json], definition: Json) -> Iterator[Json]:
    """The jobs with the same definition that haven't failed."""
    for job in jobs:
        same = all(job["Definition"].get(name) == value for name, value in definition.items())
        if same and job["JobStatus"] not in _ENDED_BADLY:
            yield job


def begun_at(job: Json) -> datetime:
    """When a job was made."""
    return datetime.fromisoformat(job["CreationDate"])


def is_recent(job: Json) -> bool:
    """Whether a request that CloudFormation still waits for can have begun a job."""
    return (datetime.now(UTC) - begun_at(job)).total_seconds() < RECENT_SECONDS


def counts(job: Json) -> dict[str, str]:
    """What a finished job tells the stack."""
    return {
        "JobId": str(job["Id"]),
        "TotalProcessed": str(job.get("TotalProcessed", 0)),
        "TotalFailures": str(job.get("TotalFailures", 0)),
    }
