"""What import jobs have in common, whether they make a segment or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from ...checks import check_member
from ...observability import LogOptions
from ..endpoint_files import FileFormat
from ..project import IProject
from ..provided import Permission, provide
from ..retirement import CUSTOM_RESOURCES, warn_retired
from .import_role import ImportRole
from .place import Place
from .running import check_max_failures, check_timeout


@dataclass(frozen=True, kw_only=True)
class Import:
    """Arguments that both take, checked.

    :raises InvalidArgument: if one is not valid
    """

    project: IProject
    bucket: s3.IBucket
    key_prefix: str
    file_format: FileFormat
    role: iam.IRole | None
    max_failures: int
    revision: str
    timeout: cdk.Duration
    log_options: LogOptions | None

    def __post_init__(self) -> None:
        Place(self.bucket, self.key_prefix, may_be_object=True)
        check_member("file_format", self.file_format, FileFormat)
        check_max_failures(self.max_failures)
        check_timeout(self.timeout)

    def define(
        self,
        scope: Construct,
        name: str,
        *,
        value: Mapping[str, Any],
        permissions: Sequence[Permission] = (),
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
    ) -> tuple[cdk.CustomResource, iam.IRole]:
        """Define the custom resource, and the role if none was given.

        :param name: name of the construct's class
        """
        resource_type = f"Custom::Pinpoint{name}"
        warn_retired(scope, name, str(CUSTOM_RESOURCES[resource_type].replacement))
        role = self.role
        if role is None:
            role = ImportRole(scope, "Role", project=self.project, bucket=self.bucket, key_prefix=self.key_prefix)
        resource = provide(
            scope,
            resource_type=resource_type,
            key={"ProjectId": self.project.project_id},
            value={
                "Format": FileFormat(self.file_format).value,
                "MaxFailures": self.max_failures,
                "Revision": self.revision,
                "RoleArn": role.role_arn,
                "S3Url": Place(self.bucket, self.key_prefix, may_be_object=True).url,
                "TimeoutSeconds": self.timeout.to_seconds(),
                **value,
            },
            permissions=[
                Permission(("CreateImportJob", "GetImportJobs"), self.project.project_arn),
                Permission(("GetImportJob",), self.project.arn_of("jobs/import/*")),
                *permissions,
            ],
            remembers=False,
            passed_roles=[role],
            removal_policy=removal_policy,
            log_options=self.log_options,
            service_timeout=self.timeout,
        )
        if isinstance(role, ImportRole):
            role.permissions.apply_before(resource)
        return resource, role
