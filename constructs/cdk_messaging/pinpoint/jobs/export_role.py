"""The role of export jobs."""

from __future__ import annotations

from typing import Final

from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from ...access import service_principal
from ..project import IProject
from ..provided import SERVICE, grant_passing
from .place import Place


class ExportRole(iam.Role):
    """Lets Amazon Pinpoint write the files of export jobs of one project below a prefix, and nothing else.

    AWS's guide allows ``s3:*`` on the folder and listing all buckets of the account; to write, neither is needed. With
    this role the service can neither read nor delete what was written.

    :param project: whose jobs
    :param bucket: where the files go. If this app knows its key, the role may encrypt with it, by way of Amazon S3
    :param key_prefix: how the keys of the files begin, with ``/`` at its end
    :raises InvalidArgument: if the prefix is not valid

    Source: https://docs.aws.amazon.com/pinpoint/latest/developerguide/permissions-export-endpoints.html
    """

    def __init__(
        self, scope: Construct, construct_id: str, *, project: IProject, bucket: s3.IBucket, key_prefix: str
    ) -> None:
        place = Place(bucket, key_prefix)
        super().__init__(
            scope, construct_id, assumed_by=service_principal(scope, SERVICE, source_arn=project.project_arn)
        )
        self.project: Final = project
        self.place: Final = place
        # A large object is written in parts, which are encrypted with a key that is decrypted for each.
        self.permissions: Final = place.allow(
            self,
            self,
            ["s3:AbortMultipartUpload", "s3:PutObject"],
            ["kms:Decrypt", "kms:GenerateDataKey"],
            listed=key_prefix,
        )
        """What it may do; a job has to wait for it."""

    def grant_export(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow running export jobs with this role, in its project, and following them."""
        begin = ("mobiletargeting:CreateExportJob", "mobiletargeting:GetExportJobs")
        # AWS's guide names the jobs here, its service authorization reference the project.
        own = self.project.grant(grantee, *begin, paths=("jobs/export",)).combine(self.project.grant(grantee, *begin))
        jobs = self.project.grant(grantee, "mobiletargeting:GetExportJob", paths=("jobs/export/*",))
        return own.combine(jobs).combine(grant_passing(self, grantee))
