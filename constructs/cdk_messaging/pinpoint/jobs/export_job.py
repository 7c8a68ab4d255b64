"""Export jobs that a deployment runs."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from ...checks import is_known
from ...errors import InvalidArgument
from ...observability import LogOptions
from ..project import IProject
from ..provided import Permission, provide
from ..retirement import CUSTOM_RESOURCES, warn_retired
from ..segments import ISegment
from .export_role import ExportRole
from .place import Place
from .running import LONGEST, check_max_failures, check_timeout

_TYPE = "Custom::PinpointExportJob"


class ExportJob(Construct):
    """Writes all endpoints of a project, or those of a segment, into a bucket, once in the deployment that makes it.

    The files are gzip, of JSON lines, in a folder that each run has for itself (``s3_url_prefix``); they hold personal
    data. ``python -m cdk_messaging.pinpoint endpoint-ids`` lists the ids in them, and ``migrate`` takes consents over.
    A changed property exports again, but for ``max_failures`` and ``timeout``. Deleting this deletes no file.

    :param project: whose endpoints
    :param bucket: where the files go
    :param key_prefix: how the keys of the files begin, with ``/`` at its end
    :param segment: only the endpoints of this segment. Default: - all endpoints of the project
    :param segment_version: version of the segment, from 1. Default: - the newest
    :param role: role that the service writes with. Default: - a new ``ExportRole``, for this place only
    :param max_failures: how many entries may fail. Default: 0
    :param revision: any text; another one exports again. Default: - 1
    :param timeout: how long the deployment waits, 5 minutes to an hour; the job goes on after that. Default: 1 hour
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if an argument is not valid

    Source: https://docs.aws.amazon.com/pinpoint/latest/developerguide/audience-data-export.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        project: IProject,
        bucket: s3.IBucket,
        key_prefix: str,
        segment: ISegment | None = None,
        segment_version: int | None = None,
        role: iam.IRole | None = None,
        max_failures: int = 0,
        revision: str = "1",
        timeout: cdk.Duration = LONGEST,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        place = Place(bucket, key_prefix)
        _check_segment(project, segment, segment_version)
        check_max_failures(max_failures)
        check_timeout(timeout)
        warn_retired(self, "ExportJob", str(CUSTOM_RESOURCES[_TYPE].replacement))
        if role is None:
            role = ExportRole(self, "Role", project=project, bucket=bucket, key_prefix=key_prefix)
        self._role = role
        self._resource = provide(
            self,
            resource_type=_TYPE,
            key={"ProjectId": project.project_id},
            value={
                "MaxFailures": max_failures,
                "Revision": revision,
                "RoleArn": role.role_arn,
                "S3UrlPrefix": place.url,
                "TimeoutSeconds": timeout.to_seconds(),
                **({} if segment is None else {"SegmentId": segment.segment_id}),
                **({} if segment_version is None else {"SegmentVersion": segment_version}),
            },
            permissions=[
                Permission(("CreateExportJob", "GetExportJobs"), project.arn_of("jobs/export")),
                Permission(("CreateExportJob", "GetExportJobs"), project.project_arn),
                Permission(("GetExportJob",), project.arn_of("jobs/export/*")),
            ],
            remembers=False,
            passed_roles=[role],
            log_options=log_options,
            service_timeout=timeout,
        )
        if isinstance(role, ExportRole):
            role.permissions.apply_before(self._resource)

    @property
    def resource(self) -> cdk.CustomResource:
        """The custom resource that runs it."""
        return self._resource

    @property
    def role(self) -> iam.IRole:
        """The role that the service writes with."""
        return self._role

    @property
    def job_id(self) -> str:
        """Id of the job that ran last."""
        return self._resource.get_att_string("JobId")

    @property
    def s3_url_prefix(self) -> str:
        """Address of the folder with the files of the last run: ``s3://bucket/prefix/<run>/``."""
        return self._resource.get_att_string("S3UrlPrefix")

    @property
    def total_processed(self) -> str:
        """How many endpoints were written."""
        return self._resource.get_att_string("TotalProcessed")


def _check_segment(project: IProject, segment: ISegment | None, version: int | None) -> None:
    if segment is None:
        if version is not None:
            raise InvalidArgument(
                f"segment_version is {version!r} without a segment: give the segment, or leave it out"
            )
        return
    if segment.project is not project:
        raise InvalidArgument(
            f"segment {segment.node.path!r} belongs to project {segment.project.node.path!r}: export it from there"
        )
    if version is not None and is_known(version) and (type(version) is not int or version < 1):
        raise InvalidArgument(f"segment_version is {version!r}: give a whole number from 1")
