"""``Custom::PinpointImportJob`` and ``Custom::PinpointImportedSegment``.

Nothing in a request for a job can carry a mark of the request that began it. So a job is known by its definition, which
holds the role that is the resource's own, and by when it began.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from . import pinpoint
from . import pinpoint_jobs as jobs
from .continuing import Event, LongWork, Outcome, Remaining
from .pinpoint_jobs import beginning, client
from .sms_voice import Refused, is_missing

Json = Mapping[str, Any]

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Import:
    """An import of endpoints.

    :param project: id of the project.
    :param definition: what the request for the job says.
    :param before: the job that this one follows.
    """

    project: str
    definition: Json
    before: str | None
    noun: str = "import"

    def candidates(self) -> list[Json]:
        """Jobs with the same definition, the newest first."""
        known = jobs.listed(client().get_import_jobs, "ImportJobsResponse", ApplicationId=self.project)
        return sorted(jobs.alike(known, self.definition), key=jobs.begun_at, reverse=True)

    def find(self) -> Json | None:
        """The job that this request has begun already."""
        if self.before is None:
            return next(filter(jobs.is_recent, self.candidates()), None)
        try:
            earlier = self.look(self.before)
        except ClientError as problem:
            if not is_missing(problem):
                raise
            return next(filter(jobs.is_recent, self.candidates()), None)
        return next((job for job in self.candidates() if jobs.begun_at(job) > jobs.begun_at(earlier)), None)

    def begin(self) -> Json:
        """Begin it."""
        request = {"ApplicationId": self.project, "ImportJobRequest": dict(self.definition)}
        made: Json = beginning().create_import_job(**request)["ImportJobResponse"]
        return made

    def look(self, job_id: str) -> Json:
        """How far it is."""
        found: Json = client().get_import_job(ApplicationId=self.project, JobId=job_id)["ImportJobResponse"]
        return found


@dataclass(frozen=True)
class SegmentImport(Import):
    """An import that makes a segment; ``before`` is the job of the one that it replaces."""

    comes_back: bool = True
    """Whether segments that were replaced are deleted, so that one that is there is the one of before a rollback."""

    def find(self) -> Json | None:
        """The job whose segment is there, and isn't the one to be replaced.

        A rollback so comes back to the segment of before, which is not deleted yet.
        """
        if self.before is None or not self.comes_back:
            found = super().find()
            return found if found is not None and self._serves(found) else None
        return next((job for job in self.candidates() if job["Id"] != self.before and self._serves(job)), None)

    def _serves(self, job: Json) -> bool:
        return job["JobStatus"] != "COMPLETED" or self._is_there(job["Definition"]["SegmentId"])

    def _is_there(self, segment: str) -> bool:
        try:
            client().get_segment(ApplicationId=self.project, SegmentId=segment)
        except ClientError as problem:
            if is_missing(problem):
                return False
            raise
        return True


def import_job(event: Event, remaining: Remaining) -> Outcome:
    """Import; a change imports again. Deleting stops and deletes nothing."""
    if event["RequestType"] == "Delete":
        return event["PhysicalResourceId"], {}
    properties = event["ResourceProperties"]
    before = next(iter(jobs.made_before(event)), None)
    definition = _definition(properties) | {"RegisterEndpoints": True, "DefineSegment": False}
    work = Import(properties["ProjectId"], definition, before)
    if before is not None and jobs.is_made(event):
        return event["PhysicalResourceId"], jobs.counts(jobs.last_seen(work, before))
    job = jobs.finish(work, event, remaining)
    return jobs.physical_id(event, job["Id"]), jobs.counts(job)


def imported_segment(event: Event, remaining: Remaining) -> Outcome:
    """Make a segment of what is imported; a change makes another one, and CloudFormation deletes this one."""
    properties = event["ResourceProperties"]
    segment, before = jobs.made_before(event) or (None, None)
    if event["RequestType"] == "Delete":
        if segment is not None:
            _delete_segment(properties["ProjectId"], segment)
        return event["PhysicalResourceId"], {}
    definition = _definition(properties) | {
        "RegisterEndpoints": properties["RegisterEndpoints"] == "true",
        "DefineSegment": True,
        "SegmentName": properties["SegmentName"],
    }
    work = SegmentImport(properties["ProjectId"], definition, before, comes_back=properties["KeepsReplaced"] == "false")
    if segment is not None and before is not None and jobs.is_made(event):
        return event["PhysicalResourceId"], _attributes(segment, jobs.last_seen(work, before))
    try:
        job = jobs.finish(work, event, remaining)
    except jobs.JobFailed as problem:
        _delete_segment_of(work.project, problem.job)
        raise
    made = str(job["Definition"]["SegmentId"])
    return jobs.physical_id(event, made, job["Id"]), _attributes(made, job)


def _attributes(segment: str, job: Json) -> dict[str, str]:
    return {"SegmentId": segment, **jobs.counts(job)}


def _definition(properties: Json) -> dict[str, Any]:
    return {name: properties[name] for name in ("Format", "RoleArn", "S3Url")}


def _delete_segment_of(project: str, job: Json) -> None:
    """CloudFormation never hears of a segment whose import failed, so it goes now, if there is one."""
    segment = job["Definition"].get("SegmentId")
    if segment is None:
        return
    try:
        _delete_segment(project, segment)
    except Refused:
        _logger.exception("segment %s of an import that failed is left", segment)


def _delete_segment(project: str, segment: str) -> None:
    with pinpoint.unless_gone():
        pinpoint.client().delete_segment(ApplicationId=project, SegmentId=segment)


RESOURCES: Mapping[str, LongWork] = {
    "Custom::PinpointImportJob": import_job,
    "Custom::PinpointImportedSegment": imported_segment,
}
