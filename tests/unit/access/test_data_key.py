"""The key that the services around messaging may use."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
from aws_cdk.assertions import Template

from cdk_messaging.access.data_key import DataKey


def key_of(stack: cdk.Stack) -> Any:
    (key,) = Template.from_stack(stack).find_resources("AWS::KMS::Key").values()
    return key


def test_the_key_rotates_and_outlives_its_stack(stack: cdk.Stack) -> None:
    DataKey(stack, "Key")
    assert key_of(stack)["Properties"]["EnableKeyRotation"] is True
    assert key_of(stack)["DeletionPolicy"] == "Retain"


def test_no_service_may_use_the_key_without_a_condition(stack: cdk.Stack) -> None:
    DataKey(stack, "Key")
    statements = key_of(stack)["Properties"]["KeyPolicy"]["Statement"]
    services = {
        str(statement["Principal"]["Service"]): "Condition" in statement
        for statement in statements
        if "Service" in statement["Principal"]
    }
    assert len(services) == 4
    assert all(services.values())


def test_the_removal_policy_is_the_users(stack: cdk.Stack) -> None:
    DataKey(stack, "Key", removal_policy=cdk.RemovalPolicy.DESTROY)
    assert key_of(stack)["DeletionPolicy"] == "Delete"
