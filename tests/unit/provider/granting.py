"""What the provider's role was granted, compared with what was done."""

from __future__ import annotations

import re
from typing import Any

import aws_cdk as cdk
from ministack.core.iam_evaluator import fnmatch_iam_cs

from cdk_messaging.observability import LogOptions
from cdk_messaging.provider import Provider
from tests.unit.reading import Reading, listed

Granted = set[tuple[str, str]]
OTHERWISE = {
    "mobiletargeting:CreateExportJob": ("/jobs/export$", ""),
    "mobiletargeting:CreateRecommenderConfiguration": (":recommenders$", ":recommenders/*"),
    "mobiletargeting:GetExportJobs": ("/jobs/export$", ""),
    "mobiletargeting:GetRecommenderConfigurations": (":recommenders$", ":recommenders/*"),
    "mobiletargeting:ListJourneys": ("/journeys$", ""),
    "mobiletargeting:UpdateJourneyState": ("/state$", ""),
}
"""Where the service authorization reference names another resource than the guide, which the sandbox follows."""


def granted(stack: cdk.Stack, service: str) -> Granted:
    """What the provider's role may do with a service: actions, each with a resource."""
    provider = Provider.of(stack, log_options=LogOptions())
    return {
        (action, _resolved(resource))
        for actions, resources in Reading(stack).allowed(provider.role)
        for action in actions
        for resource in listed(resources)
        if action.startswith(f"{service}:")
    }


def check(used: Granted, allowed: Granted) -> None:
    """All that was done is allowed, on each resource that AWS names for it, and all that is allowed was done."""
    used = used | {(action, re.sub(*OTHERWISE[action], arn)) for action, arn in used if action in OTHERWISE}
    refused = [each for each in used if not any(_matches(each, grant) for grant in allowed)]
    unused = [grant for grant in allowed if not any(_matches(each, grant) for each in used)]
    assert (refused, unused) == ([], [])


def _matches(use: tuple[str, str], grant: tuple[str, str]) -> bool:
    return use[0] == grant[0] and bool(fnmatch_iam_cs(use[1], grant[1]))


def _resolved(value: Any) -> str:
    match value:
        case {"Fn::Join": [separator, parts]}:
            return str(separator).join(_resolved(part) for part in parts)
        case {"Ref": "AWS::Partition"}:
            return "aws"
        case str():
            return value
    raise AssertionError(value)
