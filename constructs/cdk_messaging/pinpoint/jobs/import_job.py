"""Import jobs that a deployment runs."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from ...observability import LogOptions
from ..endpoint_files import FileFormat
from ..project import IProject
from .importing import Import
from .running import LONGEST


class ImportJob(Construct):
    """Adds or changes endpoints of a project from files in Amazon S3, once in the deployment that makes it.

    The deployment waits until the job is over, and fails with the job's own reasons if more entries fail than may. Of
    the files, a job takes 1 GB and 10,000 in all; check them before with
    ``python -m cdk_messaging.pinpoint lint``. A changed property, also one that a rollback puts back after the import
    succeeded, imports again; ``max_failures`` and ``timeout`` change nothing afterwards. Deleting this deletes no
    endpoint. If files are deployed with it, let it depend on that.

    :param project: whose endpoints
    :param bucket: where the files are
    :param key_prefix: how the keys of the files begin, with ``/`` at its end; or the key of one file
    :param file_format: format of the files
    :param role: role that the service reads with. Default: - a new ``ImportRole``, for these files only
    :param max_failures: how many entries may fail. Default: 0
    :param revision: any text; another one imports again. Default: - 1
    :param timeout: how long the deployment waits, 5 minutes to an hour; the job goes on after that. Default: 1 hour
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if an argument is not valid

    Source: https://docs.aws.amazon.com/pinpoint/latest/developerguide/audience-define-import.html
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
        role: iam.IRole | None = None,
        max_failures: int = 0,
        revision: str = "1",
        timeout: cdk.Duration = LONGEST,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
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
        self._resource, self._role = asked.define(self, "ImportJob", value={})

    @property
    def resource(self) -> cdk.CustomResource:
        """The custom resource that runs it."""
        return self._resource

    @property
    def role(self) -> iam.IRole:
        """The role that the service reads with."""
        return self._role

    @property
    def job_id(self) -> str:
        """Id of the job that ran last."""
        return self._resource.get_att_string("JobId")

    @property
    def total_processed(self) -> str:
        """How many entries it read."""
        return self._resource.get_att_string("TotalProcessed")

    @property
    def total_failures(self) -> str:
        """How many of them failed."""
        return self._resource.get_att_string("TotalFailures")
