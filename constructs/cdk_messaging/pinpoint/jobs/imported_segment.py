"""Segments that are a fixed list of endpoints from files."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from ...checks import check_length
from ...observability import LogOptions
from ..endpoint_files import FileFormat
from ..project import IProject
from ..provided import Permission
from ..segments import ISegment
from .importing import Import
from .running import LONGEST


class ImportedSegment(ISegment):
    """A segment of the endpoints, or of all endpoints of the users, that files in Amazon S3 name.

    The deployment waits until the files are imported, as with ``ImportJob``. A changed property makes another segment,
    and the earlier one is deleted then; a rollback comes back to the earlier one, unless segments that were replaced
    are kept, by ``removal_policy``: then it imports again. ``max_failures`` and ``timeout`` change nothing afterwards.

    :param project: whose endpoints
    :param bucket: where the files are
    :param key_prefix: how the keys of the files begin, with ``/`` at its end; or the key of one file
    :param file_format: format of the files
    :param segment_name: 1 to 64 characters. Default: - the construct's path
    :param register_endpoints: whether endpoints of the files are added to the project, or changed. Default: - they are
    :param role: role that the service reads with. Default: - a new ``ImportRole``, for these files only
    :param max_failures: how many entries may fail. Default: 0
    :param revision: any text; another one imports again. Default: - 1
    :param timeout: how long the deployment waits, 5 minutes to an hour. Default: 1 hour
    :param removal_policy: what happens to the segment when it leaves the stack. Default: - it is deleted; endpoints and
        files are not
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if an argument is not valid

    Source: https://docs.aws.amazon.com/pinpoint/latest/developerguide/segments-importing.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        project: IProject,
        bucket: s3.IBucket,
        key_prefix: str,
        file_format: FileFormat,
        segment_name: str | None = None,
        register_endpoints: bool = True,
        role: iam.IRole | None = None,
        max_failures: int = 0,
        revision: str = "1",
        timeout: cdk.Duration = LONGEST,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        name = cdk.Names.unique_resource_name(self, max_length=64) if segment_name is None else segment_name
        check_length("segment name", name, least=1, most=64)
        asked = Import(
            project=project,
            bucket=bucket,
            key_prefix=key_prefix,
            file_format=file_format,
            role=role,
            max_failures=max_failures,
            revision=revision,
            timeout=timeout,
            log_options=log_options,
        )
        self._resource, self._role = asked.define(
            self,
            "ImportedSegment",
            value={
                "KeepsReplaced": removal_policy != cdk.RemovalPolicy.DESTROY,
                "RegisterEndpoints": register_endpoints,
                "SegmentName": name,
            },
            permissions=[Permission(("DeleteSegment", "GetSegment"), project.arn_of("segments/*"))],
            removal_policy=removal_policy,
        )
        self._project = project
        self._segment_id = self._resource.get_att_string("SegmentId")
        self._imported = True

    @property
    def resource(self) -> cdk.CustomResource:
        """The custom resource that imports it."""
        return self._resource

    @property
    def role(self) -> iam.IRole:
        """The role that the service reads with."""
        return self._role

    @property
    def total_processed(self) -> str:
        """How many entries were read."""
        return self._resource.get_att_string("TotalProcessed")
