"""Least privilege, both ways: what the provider does for a job is allowed, and nothing more is."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_s3 as s3

from cdk_messaging import pinpoint as library
from tests.unit.provider.granting import check, granted
from tests.unit.provider.jobs.job_requests import EXPORT, IMPORT, SEGMENT, Deployment
from tests.unit.provider.jobs.pinpoint_account import ACCOUNT, PROJECT, REGION


def stack_with(kind: str) -> cdk.Stack:
    """A stack with one job."""
    stack = cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(account=ACCOUNT, region=REGION))
    common: dict[str, Any] = {
        "project": library.Project.from_project_id(stack, "Project", PROJECT),
        "bucket": s3.Bucket.from_bucket_name(stack, "Bucket", "bucket"),
        "key_prefix": "in/",
    }
    files = {**common, "file_format": library.FileFormat.JSON}
    if kind == EXPORT:
        library.ExportJob(stack, "Job", **common)
    else:
        (library.ImportJob if kind == IMPORT else library.ImportedSegment)(stack, "Job", **files)
    return stack


@pytest.mark.parametrize("kind", [IMPORT, EXPORT, SEGMENT])
def test_a_job_may_do_what_it_does_and_nothing_else(deployment: Deployment, kind: str) -> None:
    made = deployment.create(kind)
    deployment.ends(kind)
    changed = deployment.ask("Update", kind, request="2", physical=made["PhysicalResourceId"], Revision="2")
    deployment.ends(kind)
    again = deployment.ask("Update", kind, request="3", physical=changed["PhysicalResourceId"])
    deployment.ask("Delete", kind, physical=again["PhysicalResourceId"])
    check(deployment.pinpoint.judged, granted(stack_with(kind), "mobiletargeting"))
