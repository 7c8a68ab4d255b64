"""``Custom::PinpointExportJob``: writes the endpoints of a project or segment into a folder of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import pinpoint_jobs as jobs
from .continuing import Event, LongWork, Outcome, Remaining
from .pinpoint_jobs import beginning, client

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Export:
    """An export. Its folder is named after the request, so that a repeated one finds it."""

    project: str
    definition: Json
    noun: str = "export"

    def find(self) -> Json | None:
        """The job that this request has begun already."""
        listed = jobs.listed(client().get_export_jobs, "ExportJobsResponse", ApplicationId=self.project)
        return next(jobs.alike(listed, self.definition), None)

    def begin(self) -> Json:
        """Begin it."""
        request = {"ApplicationId": self.project, "ExportJobRequest": dict(self.definition)}
        made: Json = beginning().create_export_job(**request)["ExportJobResponse"]
        return made

    def look(self, job_id: str) -> Json:
        """How far it is."""
        found: Json = client().get_export_job(ApplicationId=self.project, JobId=job_id)["ExportJobResponse"]
        return found


def export_job(event: Event, remaining: Remaining) -> Outcome:
    """Export; a change exports again, into another folder. Deleting stops nothing, and what was written stays."""
    if event["RequestType"] == "Delete":
        return event["PhysicalResourceId"], {}
    properties = event["ResourceProperties"]
    if jobs.is_made(event):
        job_id, run = jobs.made_before(event)
        known = jobs.last_seen(Export(properties["ProjectId"], {}), job_id)
        return event["PhysicalResourceId"], _attributes(properties, run, known)
    run = _run(event)
    definition: dict[str, Any] = {"S3UrlPrefix": _folder(properties, run), "RoleArn": properties["RoleArn"]}
    if "SegmentId" in properties:
        definition["SegmentId"] = properties["SegmentId"]
    if "SegmentVersion" in properties:
        definition["SegmentVersion"] = int(properties["SegmentVersion"])
    job = jobs.finish(Export(properties["ProjectId"], definition), event, remaining)
    return jobs.physical_id(event, job["Id"], run), _attributes(properties, run, job)


def _attributes(properties: Json, run: str, job: Json) -> dict[str, str]:
    return {"S3UrlPrefix": _folder(properties, run), **jobs.counts(job)}


def _folder(properties: Json, run: str) -> str:
    return f"{properties['S3UrlPrefix']}{run}/"


def _run(event: Event) -> str:
    request = "|".join(event[name] for name in ("StackId", "LogicalResourceId", "RequestId"))
    return hashlib.sha256(request.encode()).hexdigest()[:16]


RESOURCES: Mapping[str, LongWork] = {"Custom::PinpointExportJob": export_job}
