"""Import jobs: endpoints, and segments of them, out of files in Amazon S3."""

from __future__ import annotations

from typing import Any

from sandbox.mobiletargeting import errors, importing, jobs, listing
from sandbox.mobiletargeting.job_files import Place
from sandbox.mobiletargeting.registry import operation
from sandbox.mobiletargeting.state import State, new_id

Json = dict[str, Any]

MOST_ACTIVE = 10
"""Of an account. The guide also says two; its table of quotas says ten."""


def _project(state: State, request: Json) -> list[str]:
    return [state.arn(f"apps/{request['ApplicationId']}")]


def _segment(state: State, request: Json) -> list[str]:
    return [state.arn(f"apps/{request['ApplicationId']}/segments/{request['SegmentId']}")]


@operation("CreateImportJob", resources=_project)
def create_import_job(state: State, request: Json) -> Json:
    """Begins to import."""
    project = state.project(request["ApplicationId"])
    definition = {"DefineSegment": False, "RegisterEndpoints": False} | request["ImportJobRequest"]
    if not definition["DefineSegment"] and not definition["RegisterEndpoints"]:
        raise errors.bad_request("RegisterEndpoints and DefineSegment are both false; one of them must be true")
    place = Place.of(state, project, definition["RoleArn"], definition["S3Url"])
    if sum(jobs.active(each.import_jobs) for each in state.projects.values()) >= MOST_ACTIVE:
        raise errors.too_many_requests(f"the account runs {MOST_ACTIVE} import jobs, the most that it may")
    if definition["DefineSegment"]:
        definition.setdefault("SegmentId", new_id())
    job = jobs.new(project, "IMPORT", definition)
    project.import_jobs[job["Id"]] = job
    jobs.start(state, job, importing.pieces(job, place))
    return jobs.shown(job)


@operation("GetImportJob")
def get_import_job(state: State, request: Json) -> Json:
    """One job."""
    found = state.project(request["ApplicationId"]).import_jobs.get(request["JobId"])
    if found is None:
        raise errors.not_found(f"import job {request['JobId']!r} was not found")
    return jobs.shown(found)


@operation("GetImportJobs", resources=_project)
def get_import_jobs(state: State, request: Json) -> Json:
    """All jobs of a project."""
    found = state.project(request["ApplicationId"]).import_jobs.values()
    return listing.page([jobs.shown(job) for job in found], request)


@operation("GetSegmentImportJobs", resources=_segment)
def get_segment_import_jobs(state: State, request: Json) -> Json:
    """All jobs that imported into a segment."""
    found = state.project(request["ApplicationId"]).import_jobs.values()
    of_segment = [job for job in found if job["Definition"].get("SegmentId") == request["SegmentId"]]
    return listing.page([jobs.shown(job) for job in of_segment], request)
