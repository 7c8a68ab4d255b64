"""Jobs of Amazon Pinpoint, begun once and watched to their end, however long they take."""

from __future__ import annotations

import hashlib
import json
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
from botocore.exceptions import ClientError, ConnectionClosedError, ConnectTimeoutError, ReadTimeoutError

from .continuing import PROGRESS, Event, Remaining, Unfinished
from .pinpoint import SERVICE, is_gone, refused
from .sms_voice import Refused, refusal

Json = Mapping[str, Any]

LONGEST_PAUSE_SECONDS = 10.0
RESERVE_SECONDS = 90.0
"""What an invocation keeps to look once more, and to hand over or to answer."""
ANSWER_SECONDS = 90.0
"""How long before CloudFormation gives up the job is given up, so that the reason is this function's."""
RECENT_SECONDS = 3600.0
"""The longest that CloudFormation waits, and so the oldest a job can be that a repeated request began."""
SHOWN_FAILURES = 100
_NAMED_IN_REASON = 3
_ENDED_BADLY = frozenset({"FAILING", "FAILED"})
_PASSING = frozenset({"InternalServerErrorException", "TooManyRequestsException"})
_LOST = (ConnectionClosedError, ConnectTimeoutError, ReadTimeoutError)
_PERSONAL = re.compile(r"\+?\d(?:[ ().-]{0,2}\d){5,}|[^\s@\"'<>]+@[^\s@\"'<>]+")
_BESIDE = frozenset({"KeepsReplaced", "MaxFailures", "ServiceTimeout", "ServiceToken", "TimeoutSeconds"})
"""Properties that say nothing of what a job does: only how it is waited for and judged, and what becomes of others."""

# Time is watched between requests, so none may take long by itself.
_HASTE: Any = Config(retries={"mode": "standard", "total_max_attempts": 3}, connect_timeout=5, read_timeout=15)
# An answer may be lost after a job has begun: to ask again would begin another one.
_ONCE: Any = Config(retries={"mode": "standard", "total_max_attempts": 1}, connect_timeout=5, read_timeout=30)

_logger = logging.getLogger(__name__)
_logger.setLevel(logging.INFO)


@cache
def client() -> Any:
    """The service's client."""
    session: Any = boto3.Session()
    return session.client(SERVICE, config=_HASTE)


@cache
def beginning() -> Any:
    """The client that begins jobs."""
    session: Any = boto3.Session()
    return session.client(SERVICE, config=_ONCE)


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
    limits = Limits.of(event["ResourceProperties"])
    progress = event.get(PROGRESS, {})
    since, job_id = float(progress.get("Since", time.time())), progress.get("JobId")
    job: Json = {"Id": job_id, "Definition": {}}
    while True:
        problem = ""
        try:
            job = work.look(job_id) if job_id is not None else _begun(work, limits) or work.begin()
        except (ClientError, *_LOST) as raised:
            problem = _passing(raised, event["ResourceType"])
            _logger.info("%s job: it is tried again: %s", work.noun, problem)
        else:
            job_id = job["Id"]
            _say(work, job)
            if job["JobStatus"] in ("COMPLETED", "FAILED"):
                return _judged(work, job, limits)
        waited = time.time() - since
        if waited > limits.seconds - ANSWER_SECONDS:
            raise _overdue(work, job, limits, problem)
        if remaining() < RESERVE_SECONDS:
            raise Unfinished({"Since": since, "JobId": job_id})
        time.sleep(min(1 + waited / 10, LONGEST_PAUSE_SECONDS))


def _begun(work: Work, limits: Limits) -> Json | None:
    """The job that this request has begun already; one that is over and wasn't good enough was another request's."""
    job = work.find()
    is_over = job is not None and job["JobStatus"] == "COMPLETED"
    return None if job is None or (is_over and _falls_short(job, limits)) else job


def _passing(problem: Exception, resource_type: str) -> str:
    """What is wrong for now, as where the account runs as many jobs as it may.

    :raises Refused: if it doesn't pass
    """
    if not isinstance(problem, ClientError):
        return str(problem)
    if problem.response["Error"]["Code"] not in _PASSING:
        raise refused(problem, resource_type) from None
    return str(refusal(problem))


def _falls_short(job: Json, limits: Limits) -> bool:
    return job["JobStatus"] == "FAILED" or int(job.get("TotalFailures", 0)) > limits.failures


def _judged(work: Work, job: Json, limits: Limits) -> Json:
    if not _falls_short(job, limits):
        return job
    said = [_PERSONAL.sub("(left out)", text) for text in job.get("Failures", [])[:SHOWN_FAILURES]]
    for text in said:
        _logger.error("%s job %s: %s", work.noun, job["Id"], text)
    first = "; ".join(said[:_NAMED_IN_REASON])
    entries = f"{job.get('TotalFailures', 0)} of {job.get('TotalProcessed', 0)} entries"
    raise JobFailed(
        f"{work.noun} job {job['Id']} ended {job['JobStatus']}: {entries} failed, where {limits.failures} may; "
        f"{job.get('FailedPieces', 0)} of {job.get('TotalPieces', 0)} pieces"
        + (f". The first: {first}. The log has up to {SHOWN_FAILURES}" if first else ""),
        job,
    )


def _overdue(work: Work, job: Json, limits: Limits, problem: str) -> Refused:
    minutes = f"{limits.seconds / 60:g} minutes"
    if job["Id"] is None:
        return Refused(f"no {work.noun} job could begin in {minutes}: deploy later. The last refusal: {problem}")
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


# -- what was made


def physical_id(event: Event, *made: str) -> str:
    """Ids of what was made, and a mark of what it was made of, by which a request that changes nothing is known.

    Such is also that of a rollback from an update that failed: to do it again would fail for the same reason.
    """
    return ":".join((*made, _mark(event)))


def made_before(event: Event) -> tuple[str, ...]:
    """The ids that an earlier request made; none in an id of CloudFormation's own, for a creation that timed out."""
    return tuple(event.get("PhysicalResourceId", "").split(":")[:-1])


def is_made(event: Event) -> bool:
    """Whether the resource is what it is asked to be."""
    return event["RequestType"] == "Update" and str(event["PhysicalResourceId"]).endswith(f":{_mark(event)}")


def _mark(event: Event) -> str:
    properties = event["ResourceProperties"]
    said = {name: value for name, value in properties.items() if name not in _BESIDE}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def last_seen(work: Work, job_id: str) -> Json:
    """A job that is over; no more than its id where the service knows it no more."""
    try:
        return work.look(job_id)
    except ClientError as problem:
        if is_gone(problem):
            return {"Id": job_id}
        raise refusal(problem) from None


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
