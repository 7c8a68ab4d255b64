"""Export jobs: the endpoints of a project or of a segment, into files in Amazon S3."""

from __future__ import annotations

from typing import Any

from sandbox.mobiletargeting import errors, exporting, jobs, listing, membership
from sandbox.mobiletargeting.job_files import Place
from sandbox.mobiletargeting.registry import operation
from sandbox.mobiletargeting.state import Project, State

Json = dict[str, Any]


@operation("CreateExportJob")
def create_export_job(state: State, request: Json) -> Json:
    """Begins to export what there is now."""
    project, definition = state.project(request["ApplicationId"]), dict(request["ExportJobRequest"])
    place = Place.of(state, project, definition["RoleArn"], definition["S3UrlPrefix"])
    job = jobs.new(project, "EXPORT", definition)
    found = list(_endpoints(project, definition).values())
    project.export_jobs[job["Id"]] = job
    jobs.start(state, job, exporting.pieces(job, place, found))
    return jobs.shown(job)


@operation("GetExportJob")
def get_export_job(state: State, request: Json) -> Json:
    """One job."""
    found = state.project(request["ApplicationId"]).export_jobs.get(request["JobId"])
    if found is None:
        raise errors.not_found(f"export job {request['JobId']!r} was not found")
    return jobs.shown(found)


@operation("GetExportJobs")
def get_export_jobs(state: State, request: Json) -> Json:
    """All jobs of a project."""
    found = state.project(request["ApplicationId"]).export_jobs.values()
    return listing.page([jobs.shown(job) for job in found], request)


@operation("GetSegmentExportJobs")
def get_segment_export_jobs(state: State, request: Json) -> Json:
    """All jobs that exported a segment."""
    found = state.project(request["ApplicationId"]).export_jobs.values()
    of_segment = [job for job in found if job["Definition"].get("SegmentId") == request["SegmentId"]]
    return listing.page([jobs.shown(job) for job in of_segment], request)


def _endpoints(project: Project, definition: Json) -> dict[str, Json]:
    if "SegmentId" not in definition:
        return dict(project.endpoints)
    return membership.members(project, definition["SegmentId"], definition.get("SegmentVersion"))
