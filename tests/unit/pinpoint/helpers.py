"""What tests of segments and campaigns share."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Annotations, Match

from cdk_messaging.pinpoint import CampaignMessages, IProject, ISegment, Project, PushMessage, Segment

PROJECT_ID = "0123456789abcdef0123456789abcdef"
OTHER_ID = "fedcba9876543210fedcba9876543210"
HELLO = CampaignMessages(default=PushMessage(body="Hello."))


def imported_project(stack: cdk.Stack, construct_id: str = "Project") -> IProject:
    return Project.from_project_id(stack, construct_id, PROJECT_ID)


def imported_segment(project: IProject, **arguments: Any) -> ISegment:
    stack = cdk.Stack.of(project)
    return Segment.from_segment_id(stack, "ImportedSegment", OTHER_ID, project=project, **arguments)


def arn(path: str) -> dict[str, Any]:
    """The ARN of something in the imported project, as a template has it."""
    parts: list[Any] = ["arn:", {"Ref": "AWS::Partition"}, ":mobiletargeting:", {"Ref": "AWS::Region"}, ":"]
    return {"Fn::Join": ["", [*parts, {"Ref": "AWS::AccountId"}, f":apps/{PROJECT_ID}/{path}"]]}


def function(scope: cdk.Stack, construct_id: str = "Function", **arguments: Any) -> lambda_.Function:
    return lambda_.Function(
        scope, construct_id, runtime=lambda_.Runtime.PYTHON_3_14, handler="index.handler",
        code=lambda_.Code.from_inline("def handler(event, context): ..."), **arguments,
    )  # fmt: skip


def warnings(stack: cdk.Stack) -> list[str]:
    return [str(each.entry.data) for each in Annotations.from_stack(stack).find_warning("*", Match.any_value())]
