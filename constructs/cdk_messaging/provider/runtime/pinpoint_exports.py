"""``Custom::PinpointExportJob``: writes the endpoints of a project or segment into a folder of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import pinpoint_jobs as jobs
from .continuing import Event, LongWork, Outcome, Remaining
from .pinpoint_jobs import client

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
        made: Json = client().create_export_job(**request)["ExportJobResponse"]
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
    folder = f"{properties['S3UrlPrefix']}{_mark(event)}/"
    definition: dict[str, Any] = {"S3UrlPrefix": folder, "RoleArn": properties["RoleArn"]}
    if "SegmentId" in properties:
        definition["SegmentId"] = properties["SegmentId"]
    if "SegmentVersion" in properties:
        definition["SegmentVersion"] = int(properties["SegmentVersion"])
    job = jobs.finish(Export(properties["ProjectId"], definition), event, remaining)
    return job["Id"], {"S3UrlPrefix": folder, **jobs.counts(job)}


def _mark(event: Event) -> str:
    request = "|".join(event[name] for name in ("StackId", "LogicalResourceId", "RequestId"))
    return hashlib.sha256(request.encode()).hexdigest()[:16]


RESOURCES: Mapping[str, LongWork] = {"Custom::PinpointExportJob": export_job}
