"""Reads what a stack becomes."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
from aws_cdk.assertions import Template
from constructs import Construct


class Reading:
    """The template of a stack, taken once: what is added to the stack later is not in it."""

    def __init__(self, stack: cdk.Stack) -> None:
        self._stack = stack
        self.resources: dict[str, Any] = Template.from_stack(stack).to_json().get("Resources", {})

    def all(self, cfn_type: str) -> dict[str, Any]:
        """The resources of a type, by logical id."""
        return {name: each for name, each in self.resources.items() if each["Type"] == cfn_type}

    def only(self, cfn_type: str) -> Any:
        """The only resource of a type."""
        (resource,) = self.all(cfn_type).values()
        return resource

    def id(self, cfn_type: str) -> str:
        """The logical id of the only resource of a type."""
        (name,) = self.all(cfn_type)
        return name

    def properties(self, cfn_type: str) -> Any:
        """The properties of the only resource of a type."""
        return self.only(cfn_type).get("Properties", {})

    def id_of(self, construct: Construct) -> str:
        """The logical id of a construct's own resource."""
        resource = construct if isinstance(construct, cdk.CfnElement) else construct.node.default_child
        assert isinstance(resource, cdk.CfnElement)
        return str(self._stack.get_logical_id(resource))

    def of(self, construct: Construct) -> Any:
        """The properties of a construct's own resource."""
        return self.resources[self.id_of(construct)]["Properties"]

    def trust(self, role: Construct) -> Any:
        """The only statement that says who may assume a role."""
        (statement,) = self.of(role)["AssumeRolePolicyDocument"]["Statement"]
        return statement

    def allowed(self, role: Construct) -> list[tuple[list[str], Any]]:
        """Actions and resource of each statement in the policies of a role."""
        return [
            (listed(statement["Action"]), statement["Resource"])
            for policy in self.all("AWS::IAM::Policy").values()
            if {"Ref": self.id_of(role)} in policy["Properties"]["Roles"]
            for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        ]

    def actions(self, role: Construct) -> set[str]:
        """Every action that the policies of a role allow."""
        return {action for actions, _ in self.allowed(role) for action in actions}


def listed(value: Any) -> list[Any]:
    """A value of a policy as a list, which it may be or not."""
    return value if isinstance(value, list) else [value]


def arn(logical_id: str) -> dict[str, Any]:
    """A reference to the ARN of a resource of the same stack."""
    return {"Fn::GetAtt": [logical_id, "Arn"]}
