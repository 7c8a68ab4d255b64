"""Sharing."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import OptOutList, PhoneNumber, Pool, ResourcePolicy, SenderId

from .helpers import arn, only, properties, resources

TYPE = "AWS::SMSVOICE::ResourcePolicy"


def statement(**arguments: Any) -> iam.PolicyStatement:
    given: dict[str, Any] = {
        "actions": ["sms-voice:SendTextMessage"],
        "principals": [iam.AccountPrincipal("444455556666")],
    }
    return iam.PolicyStatement(**(given | arguments))


def pool(stack: cdk.Stack) -> Any:
    return Pool.from_pool_id(stack, "Pool", "pool-1")


def test_a_pool_is_shared_with_an_account(stack: cdk.Stack) -> None:
    policy = ResourcePolicy(stack, "Policy", resource=pool(stack), statements=[statement()])
    root = ["arn:", {"Ref": "AWS::Partition"}, ":iam::444455556666:root"]
    assert properties(stack, TYPE) == {
        "ResourceArn": arn("pool/pool-1"),
        "PolicyDocument": {
            "Statement": [
                {
                    "Action": "sms-voice:SendTextMessage",
                    "Effect": "Allow",
                    "Principal": {"AWS": {"Fn::Join": ["", root]}},
                    "Resource": arn("pool/pool-1"),
                }
            ],
            "Version": "2012-10-17",
        },
    }
    assert stack.resolve(policy.resource_arn) == arn("pool/pool-1")


def test_a_policy_goes_with_its_stack(stack: cdk.Stack) -> None:
    ResourcePolicy(stack, "Policy", resource=pool(stack), statements=[statement()])
    assert "DeletionPolicy" not in only(stack, TYPE)


def test_numbers_sender_ids_and_lists_are_shared_too(stack: cdk.Stack) -> None:
    shared: list[Any] = [
        PhoneNumber.from_phone_number_id(stack, "Number", "phone-1"),
        SenderId.from_sender_id(stack, "Sender", sender_id="MYCO", iso_country_code="DE"),
        OptOutList.from_opt_out_list_name(stack, "List", "alerts"),
    ]
    for index, resource in enumerate(shared):
        ResourcePolicy(stack, f"Policy{index}", resource=resource, statements=[statement()])
    assert [each["Properties"]["ResourceArn"] for each in resources(stack, TYPE).values()] == [
        arn("phone-number/phone-1"),
        arn("sender-id/MYCO/DE"),
        arn("opt-out-list/alerts"),
    ]


def test_more_can_be_let_in_later(stack: cdk.Stack) -> None:
    policy = ResourcePolicy(stack, "Policy", resource=pool(stack), statements=[statement()])
    policy.add_statements(statement(actions=["sms-voice:DescribePools"]))
    assert len(properties(stack, TYPE)["PolicyDocument"]["Statement"]) == 2


def test_fails_without_a_statement(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        ResourcePolicy(stack, "Policy", resource=pool(stack), statements=[])
    assert str(error.value) == "statements are empty: give at least one, or leave the resource policy out"


def test_fails_for_a_statement_that_lets_nobody_in(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        ResourcePolicy(stack, "Policy", resource=pool(stack), statements=[statement(principals=[])])
    assert str(error.value) == ("a statement of a resource policy has no principal: say who may, with principals=[...]")


def test_fails_for_a_statement_about_something_else(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        ResourcePolicy(stack, "Policy", resource=pool(stack), statements=[statement(resources=["*"])])
    assert str(error.value) == (
        "a statement of a resource policy is about *: leave resources out, they are the shared resource"
    )
