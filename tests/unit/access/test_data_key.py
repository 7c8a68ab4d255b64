"""The key that the services around messaging may use."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk.assertions import Template

from cdk_messaging.access.data_key import DataKey

ACCOUNT = {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}
TOPIC_AND_QUEUE_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey*"]


def key_of(stack: cdk.Stack) -> Any:
    (key,) = Template.from_stack(stack).find_resources("AWS::KMS::Key").values()
    return key


def arn_of(service: str, resource: str) -> Any:
    pieces = ["arn:", {"Ref": "AWS::Partition"}, f":{service}:", {"Ref": "AWS::Region"}, ":", {"Ref": "AWS::AccountId"}]
    return {"Fn::Join": ["", [*pieces, f":{resource}"]]}


@pytest.fixture
def key(stack: cdk.Stack) -> Any:
    DataKey(stack, "Key")
    return key_of(stack)


def statement_for(key: Any, service: str) -> Any:
    (found,) = [
        each
        for each in key["Properties"]["KeyPolicy"]["Statement"]
        if each["Principal"].get("Service") == f"{service}.amazonaws.com"
    ]
    return found


def test_the_key_rotates_and_outlives_its_stack(key: Any) -> None:
    assert key["Properties"]["EnableKeyRotation"] is True
    assert key["DeletionPolicy"] == "Retain"


def test_the_removal_policy_is_the_users(stack: cdk.Stack) -> None:
    DataKey(stack, "Key", removal_policy=cdk.RemovalPolicy.DESTROY)
    assert key_of(stack)["DeletionPolicy"] == "Delete"


def test_what_it_is_for_can_be_said(stack: cdk.Stack) -> None:
    DataKey(stack, "Key", description="Encrypts the archive")
    assert key_of(stack)["Properties"]["Description"] == "Encrypts the archive"


@pytest.mark.parametrize("service", ["cloudwatch", "sms-voice"])
def test_alarms_and_the_service_publish_to_encrypted_topics_for_this_account_only(key: Any, service: str) -> None:
    statement = statement_for(key, service)
    assert statement["Action"] == TOPIC_AND_QUEUE_ACTIONS
    assert statement["Condition"] == ACCOUNT


def test_topics_of_this_account_deliver_to_encrypted_queues(key: Any) -> None:
    statement = statement_for(key, "sns")
    assert statement["Action"] == TOPIC_AND_QUEUE_ACTIONS
    assert statement["Condition"] == {"ArnLike": {"aws:SourceArn": arn_of("sns", "*")}}


def test_log_groups_of_this_account_are_encrypted_by_the_service_of_the_region(tokyo: cdk.Stack) -> None:
    DataKey(tokyo, "Key")
    statement = statement_for(key_of(tokyo), "logs.ap-northeast-1")
    assert statement["Action"] == [
        "kms:Decrypt*",
        "kms:Describe*",
        "kms:Encrypt*",
        "kms:GenerateDataKey*",
        "kms:ReEncrypt*",
    ]
    ((context, pattern),) = statement["Condition"]["ArnLike"].items()
    assert context == "kms:EncryptionContext:aws:logs:arn"
    assert pattern["Fn::Join"][1][-1] == ":logs:ap-northeast-1:111122223333:log-group:*"


def test_only_the_account_itself_has_the_whole_key(key: Any) -> None:
    (own,) = [each for each in key["Properties"]["KeyPolicy"]["Statement"] if "AWS" in each["Principal"]]
    account = ["arn:", {"Ref": "AWS::Partition"}, ":iam::", {"Ref": "AWS::AccountId"}, ":root"]
    assert own["Principal"] == {"AWS": {"Fn::Join": ["", account]}}
    assert own["Action"] == "kms:*"


def test_no_other_principal_may_use_it(tokyo: cdk.Stack) -> None:
    DataKey(tokyo, "Key")
    statements = key_of(tokyo)["Properties"]["KeyPolicy"]["Statement"]
    services = {each["Principal"]["Service"] for each in statements if "Service" in each["Principal"]}
    assert services == {
        "cloudwatch.amazonaws.com",
        "logs.ap-northeast-1.amazonaws.com",
        "sms-voice.amazonaws.com",
        "sns.amazonaws.com",
    }
    assert len(statements) == 1 + len(services)


def test_no_service_may_use_the_key_without_a_condition(key: Any) -> None:
    statements = key["Properties"]["KeyPolicy"]["Statement"]
    assert [each for each in statements if "Service" in each["Principal"] and not each.get("Condition")] == []


def test_it_names_no_resource_that_uses_it_so_that_nothing_depends_in_a_circle(stack: cdk.Stack) -> None:
    DataKey(stack, "Key")
    references = str(key_of(stack))
    assert "Fn::GetAtt" not in references


def test_two_in_one_stack_do_not_collide(stack: cdk.Stack) -> None:
    DataKey(stack, "First")
    DataKey(stack, "Second")
    Template.from_stack(stack).resource_count_is("AWS::KMS::Key", 2)
