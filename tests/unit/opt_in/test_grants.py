"""Grants on the pattern's parts: single actions, single resources."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sqs as sqs

from cdk_messaging.opt_in.grants import grant_key, grant_receive, grant_send, grant_table
from tests.unit.opt_in.conftest import make_stack
from tests.unit.opt_in.parts import make_key, make_table
from tests.unit.reading import Reading, arn

TABLE_KEY = [
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
]


@pytest.fixture
def stack() -> cdk.Stack:
    return make_stack()


def make_role(stack: cdk.Stack) -> iam.Role:
    return iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())


def statements(stack: cdk.Stack) -> Any:
    return Reading(stack).properties("AWS::IAM::Policy")["PolicyDocument"]["Statement"]


def test_a_table_is_granted_with_its_index_and_its_key(stack: cdk.Stack) -> None:
    role = make_role(stack)
    actions = ["dynamodb:PutItem", "dynamodb:GetItem"]
    grant_table(role, make_table(stack), actions, index_actions=["dynamodb:Query"])
    reading = Reading(stack)
    table = arn(reading.id("AWS::DynamoDB::Table"))
    assert reading.allowed(role) == [
        (["dynamodb:GetItem", "dynamodb:PutItem"], table),
        (["dynamodb:Query"], {"Fn::Join": ["", [table, "/index/by_status"]]}),
        (TABLE_KEY, arn(reading.id("AWS::KMS::Key"))),
    ]


def test_the_index_is_granted_only_to_who_asks_for_it(stack: cdk.Stack) -> None:
    grant_table(make_role(stack), make_table(stack), ["dynamodb:GetItem"])
    assert "/index/" not in str(statements(stack))


def test_a_table_without_a_key_of_its_own_needs_none(stack: cdk.Stack) -> None:
    key = dynamodb.Attribute(name="pk", type=dynamodb.AttributeType.STRING)
    grant_table(make_role(stack), dynamodb.Table(stack, "Table", partition_key=key), ["dynamodb:GetItem"])
    assert "kms:" not in str(statements(stack))


def test_an_imported_table_is_granted_by_its_arn(stack: cdk.Stack) -> None:
    given = "arn:aws:dynamodb:eu-west-1:111122223333:table/consents"
    table = dynamodb.Table.from_table_arn(stack, "Table", given)
    grant_table(make_role(stack), table, ["dynamodb:GetItem"])
    (statement,) = statements(stack)
    assert statement["Resource"] == given


def test_putting_into_a_queue_is_not_taking_from_it(stack: cdk.Stack) -> None:
    role = make_role(stack)
    grant_send(role, sqs.Queue(stack, "Queue"))
    assert Reading(stack).actions(role) == {"sqs:SendMessage"}


def test_taking_from_a_queue_is_not_putting_into_it(stack: cdk.Stack) -> None:
    role = make_role(stack)
    grant_receive(role, sqs.Queue(stack, "Queue"))
    assert Reading(stack).actions(role) == {"sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"}


@pytest.mark.parametrize(
    ("grant", "actions"), [(grant_receive, "kms:Decrypt"), (grant_send, ["kms:Decrypt", "kms:GenerateDataKey"])]
)
def test_an_encrypted_queue_needs_its_key_by_way_of_the_queue(stack: cdk.Stack, grant: Any, actions: Any) -> None:
    grant(make_role(stack), sqs.Queue(stack, "Queue", encryption_master_key=make_key(stack)))
    (statement,) = [each for each in statements(stack) if "kms:" in str(each["Action"])]
    through = statement["Condition"]["StringEquals"]["kms:ViaService"]
    assert statement["Action"] == actions
    assert through == {"Fn::Join": ["", ["sqs.eu-west-1.", {"Ref": "AWS::URLSuffix"}]]}


def test_a_key_is_not_opened_for_a_role_by_its_policy(stack: cdk.Stack) -> None:
    """What the key's policy would name, its stack would depend on."""
    grant_key(make_role(stack), make_key(stack), ["kms:Decrypt"], service="sqs")
    untouched = make_stack()
    make_key(untouched)
    assert Reading(stack).properties("AWS::KMS::Key") == Reading(untouched).properties("AWS::KMS::Key")


def test_an_imported_role_gets_a_policy_of_its_own(stack: cdk.Stack) -> None:
    role = iam.Role.from_role_name(stack, "Role", "theirs")
    grant_send(role, sqs.Queue(stack, "Queue"))
    assert Reading(stack).properties("AWS::IAM::Policy")["Roles"] == ["theirs"]


def test_a_service_cannot_be_granted_anything_because_it_holds_no_policy(stack: cdk.Stack) -> None:
    granted = grant_send(iam.ServicePrincipal("sns.amazonaws.com"), sqs.Queue(stack, "Queue"))
    assert granted.success is False
    assert not Reading(stack).all("AWS::IAM::Policy")
