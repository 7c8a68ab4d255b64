"""The role of import jobs."""

from __future__ import annotations

from typing import Final

from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from ...access import service_principal
from ..project import IProject
from ..provided import SERVICE, grant_passing
from .place import Place


class ImportRole(iam.Role):
    """Lets Amazon Pinpoint read files for import jobs of one project: these objects, and nothing else.

    AWS's guide attaches ``AmazonS3ReadOnlyAccess``, by which the service could read every bucket of the account.

    :param project: whose jobs
    :param bucket: where the files are. If this app knows its key, the role may decrypt with it, by way of Amazon S3
    :param key_prefix: how the keys of the files begin, with ``/`` at its end; or the key of one file
    :raises InvalidArgument: if the prefix is not valid

    Source: https://docs.aws.amazon.com/pinpoint/latest/developerguide/permissions-import-segment.html
    """

    def __init__(
        self, scope: Construct, construct_id: str, *, project: IProject, bucket: s3.IBucket, key_prefix: str
    ) -> None:
        place = Place(bucket, key_prefix, may_be_object=True)
        super().__init__(
            scope, construct_id, assumed_by=service_principal(scope, SERVICE, source_arn=project.project_arn)
        )
        self.project: Final = project
        self.place: Final = place
        self.permissions: Final = place.allow(self, self, ["s3:GetObject"], ["kms:Decrypt"])
        """What it may do; a job has to wait for it."""

    def grant_import(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow running import jobs with this role, in its project, and following them."""
        own = self.project.grant(grantee, "mobiletargeting:CreateImportJob", "mobiletargeting:GetImportJobs")
        jobs = self.project.grant(grantee, "mobiletargeting:GetImportJob", paths=("jobs/import/*",))
        return own.combine(jobs).combine(grant_passing(self, grantee))
