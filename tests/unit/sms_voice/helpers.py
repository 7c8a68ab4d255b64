"""What the construct tests share: readers of templates, and the arguments that every test needs."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Annotations, Match, Template

from cdk_messaging.sms_voice import MandatoryKeywords, NumberCapability, NumberType, PhoneNumber

TEXTS = MandatoryKeywords(help="Example Corp alerts. Help: example.com/help", stop="You get no more messages.")


def simulator(stack: cdk.Stack, construct_id: str = "Number", **arguments: Any) -> PhoneNumber:
    """A number of the plainest kind, with the arguments under test."""
    plain: dict[str, Any] = {
        "iso_country_code": "US",
        "number_type": NumberType.SIMULATOR,
        "capabilities": [NumberCapability.SMS],
        "mandatory_keywords": TEXTS,
    }
    return PhoneNumber(stack, construct_id, **(plain | arguments))


def resources(stack: cdk.Stack, cfn_type: str) -> dict[str, Any]:
    """The resources of a type, by logical id."""
    return dict(Template.from_stack(stack).find_resources(cfn_type))


def only(stack: cdk.Stack, cfn_type: str) -> Any:
    """The only resource of a type."""
    (resource,) = resources(stack, cfn_type).values()
    return resource


def properties(stack: cdk.Stack, cfn_type: str) -> Any:
    """The properties of the only resource of a type."""
    return only(stack, cfn_type).get("Properties", {})


def role(stack: cdk.Stack, construct_id: str = "Role") -> iam.Role:
    """A role that something else assumes."""
    return iam.Role(stack, construct_id, assumed_by=iam.AccountRootPrincipal())


def allowed(stack: cdk.Stack) -> list[tuple[Any, Any]]:
    """Actions and resources of every statement of every role's policy, in order."""
    return [
        (statement["Action"], statement["Resource"])
        for policy in resources(stack, "AWS::IAM::Policy").values()
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
    ]


def arn(resource: str) -> Any:
    """The ARN of a resource of the service, in a stack that knows neither account nor Region."""
    pieces = ["arn:", {"Ref": "AWS::Partition"}, ":sms-voice:", {"Ref": "AWS::Region"}, ":", {"Ref": "AWS::AccountId"}]
    return {"Fn::Join": ["", [*pieces, f":{resource}"]]}


def guard(resource: str | None) -> Any:
    """The conditions on a service that acts for one resource of this account, or for any."""
    account = {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}
    return account if resource is None else account | {"ArnLike": {"aws:SourceArn": arn(resource)}}


def trust(conditions: Any) -> Any:
    """The trust policy of a role that the service alone may assume."""
    statement = {
        "Action": "sts:AssumeRole",
        "Condition": conditions,
        "Effect": "Allow",
        "Principal": {"Service": "sms-voice.amazonaws.com"},
    }
    return {"Statement": [statement], "Version": "2012-10-17"}


def warnings(stack: cdk.Stack) -> list[str]:
    """The warnings that a synthesis shows."""
    found = Annotations.from_stack(stack).find_warning("*", Match.any_value())
    return [str(message.entry.data) for message in found]
