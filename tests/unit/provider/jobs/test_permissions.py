"""Least privilege, both ways: what the provider does for a job is allowed, and nothing more is."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_s3 as s3
from ministack.core.iam_evaluator import fnmatch_iam_cs

from cdk_messaging import pinpoint as library
from cdk_messaging.observability import LogOptions
from cdk_messaging.provider import Provider
from tests.unit.provider.jobs.job_requests import EXPORT, IMPORT, SEGMENT, Deployment
from tests.unit.provider.jobs.pinpoint_account import ACCOUNT, PROJECT, REGION
from tests.unit.reading import Reading, listed

Granted = set[tuple[str, str]]


def granted(kind: str) -> Granted:
    """What the provider's role may do with the service, for one job."""
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
    provider = Provider.of(stack, log_options=LogOptions())
    return {
        (action, resolved(resource))
        for actions, resources in Reading(stack).allowed(provider.role)
        for action in actions
        for resource in listed(resources)
        if action.startswith("mobiletargeting:")
    }


def resolved(value: Any) -> str:
    match value:
        case {"Fn::Join": [separator, parts]}:
            return str(separator).join(resolved(part) for part in parts)
        case {"Ref": "AWS::Partition"}:
            return "aws"
        case str():
            return value
    raise AssertionError(value)


def matches(use: tuple[str, str], grant: tuple[str, str]) -> bool:
    return use[0] == grant[0] and bool(fnmatch_iam_cs(use[1], grant[1]))


@pytest.mark.parametrize("kind", [IMPORT, EXPORT, SEGMENT])
def test_a_job_may_do_what_it_does_and_nothing_else(deployment: Deployment, kind: str) -> None:
    made = deployment.create(kind)
    deployment.ends(kind)
    changed = deployment.ask("Update", kind, request="2", physical=made["PhysicalResourceId"], Revision="2")
    deployment.ends(kind)
    again = deployment.ask("Update", kind, request="3", physical=changed["PhysicalResourceId"])
    deployment.ask("Delete", kind, physical=again["PhysicalResourceId"])
    used, allowed = deployment.pinpoint.judged, granted(kind)
    assert [use for use in used if not any(matches(use, grant) for grant in allowed)] == []
    assert [grant for grant in allowed if not any(matches(use, grant) for use in used)] == []
