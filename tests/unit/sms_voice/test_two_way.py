"""Where incoming messages go."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns

from cdk_messaging.sms_voice import PhoneNumber, Pool, TwoWay

from .helpers import TEXTS, allowed, guard, only, properties, resources, simulator, trust

NUMBER = "AWS::SMSVOICE::PhoneNumber"
POOL = "AWS::SMSVOICE::Pool"


def connected(stack: cdk.Stack, **arguments: Any) -> Pool:
    number = PhoneNumber.from_phone_number_id(stack, "Existing", "phone-1")
    return Pool(stack, "Pool", phone_numbers=[number], mandatory_keywords=TEXTS, two_way=TwoWay.connect(**arguments))


def test_a_topic_lets_the_service_in_for_this_accounts_resources_only(stack: cdk.Stack) -> None:
    simulator(stack, two_way=TwoWay.topic(sns.Topic(stack, "Inbound")))
    (topic_id,) = resources(stack, "AWS::SNS::Topic")
    assert properties(stack, "AWS::SNS::TopicPolicy")["PolicyDocument"]["Statement"] == [
        {
            "Action": "sns:Publish",
            "Condition": guard("*") | {"ArnLike": {"aws:SourceArn": any_resource()}},
            "Effect": "Allow",
            "Principal": {"Service": "sms-voice.amazonaws.com"},
            "Resource": {"Ref": topic_id},
            "Sid": "0",
        }
    ]


def any_resource() -> Any:
    start = ["arn:", {"Ref": "AWS::Partition"}, ":sms-voice:", {"Ref": "AWS::Region"}, ":", {"Ref": "AWS::AccountId"}]
    return {"Fn::Join": ["", [*start, ":*"]]}


def test_the_key_of_a_topic_lets_the_service_in_for_this_accounts_resources_only(stack: cdk.Stack) -> None:
    simulator(stack, two_way=TwoWay.topic(sns.Topic(stack, "Inbound", master_key=kms.Key(stack, "Key"))))
    (statement,) = properties(stack, "AWS::KMS::Key")["KeyPolicy"]["Statement"][1:]
    assert statement["Action"] == ["kms:Decrypt", "kms:GenerateDataKey*"]
    assert statement["Principal"] == {"Service": "sms-voice.amazonaws.com"}
    assert statement["Condition"]["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    assert statement["Condition"]["ArnLike"] == {"aws:SourceArn": any_resource()}


def test_the_number_waits_for_the_policy_of_the_topic(stack: cdk.Stack) -> None:
    simulator(stack, two_way=TwoWay.topic(sns.Topic(stack, "Inbound")))
    assert only(stack, NUMBER)["DependsOn"] == list(resources(stack, "AWS::SNS::TopicPolicy"))


def test_an_own_role_publishes_instead_of_the_service(stack: cdk.Stack) -> None:
    own = iam.Role(stack, "Own", assumed_by=iam.AccountRootPrincipal())
    topic = sns.Topic(stack, "Inbound", master_key=kms.Key(stack, "Key"))
    simulator(stack, two_way=TwoWay.topic(topic, role=own))
    (topic_id,) = resources(stack, "AWS::SNS::Topic")
    (key_id,) = resources(stack, "AWS::KMS::Key")
    (role_id,) = resources(stack, "AWS::IAM::Role")
    assert properties(stack, NUMBER)["TwoWay"] == {
        "ChannelArn": {"Ref": topic_id},
        "ChannelRole": {"Fn::GetAtt": [role_id, "Arn"]},
        "Enabled": True,
    }
    assert allowed(stack) == [
        ("sns:Publish", {"Ref": topic_id}),
        (["kms:Decrypt", "kms:GenerateDataKey*"], {"Fn::GetAtt": [key_id, "Arn"]}),
    ]
    assert only(stack, NUMBER)["DependsOn"] == list(resources(stack, "AWS::IAM::Policy"))


def test_with_an_own_role_the_service_itself_gets_nothing(stack: cdk.Stack) -> None:
    own = iam.Role(stack, "Own", assumed_by=iam.AccountRootPrincipal())
    simulator(stack, two_way=TwoWay.topic(sns.Topic(stack, "Inbound"), role=own))
    assert resources(stack, "AWS::SNS::TopicPolicy") == {}


def test_a_topic_can_be_opened_for_numbers_that_are_set_up_elsewhere(stack: cdk.Stack) -> None:
    (dependable,) = TwoWay.topic(sns.Topic(stack, "Inbound")).permit(stack)
    assert dependable is not None
    (statement,) = properties(stack, "AWS::SNS::TopicPolicy")["PolicyDocument"]["Statement"]
    assert statement["Condition"]["ArnLike"] == {"aws:SourceArn": any_resource()}


def test_amazon_connect_needs_no_opening(stack: cdk.Stack) -> None:
    assert TwoWay.connect().permit(stack) == []


def test_amazon_connect_gets_a_role_that_this_account_alone_can_use(stack: cdk.Stack) -> None:
    connected(stack)
    (role_id,) = resources(stack, "AWS::IAM::Role")
    assert properties(stack, POOL)["TwoWay"] == {
        "ChannelArn": {"Fn::Join": ["", ["connect.", {"Ref": "AWS::Region"}, ".amazonaws.com"]]},
        "ChannelRole": {"Fn::GetAtt": [role_id, "Arn"]},
        "Enabled": True,
    }
    assert properties(stack, "AWS::IAM::Role")["AssumeRolePolicyDocument"] == trust(guard(None))


def test_the_role_is_public(stack: cdk.Stack) -> None:
    assert isinstance(connected(stack).two_way_role, iam.Role)
    own = iam.Role.from_role_arn(stack, "Own", "arn:aws:iam::111122223333:role/inbound")
    topic = sns.Topic(stack, "Inbound")
    assert simulator(stack, "One", two_way=TwoWay.topic(topic, role=own)).two_way_role is own
    assert simulator(stack, "Two", two_way=TwoWay.topic(topic)).two_way_role is None


def test_the_role_for_amazon_connect_may_hand_over_messages_and_nothing_else(stack: cdk.Stack) -> None:
    connected(stack)
    assert allowed(stack) == [("connect:SendChatIntegrationEvent", "*")]
    assert only(stack, POOL)["DependsOn"] == list(resources(stack, "AWS::IAM::Policy"))


def test_amazon_connect_takes_an_own_role(stack: cdk.Stack) -> None:
    connected(stack, role=iam.Role.from_role_arn(stack, "Own", "arn:aws:iam::111122223333:role/connect"))
    assert resources(stack, "AWS::IAM::Role") == {}
    assert properties(stack, POOL)["TwoWay"]["ChannelRole"] == "arn:aws:iam::111122223333:role/connect"


@pytest.mark.parametrize("same", [True, False])
def test_settings_are_the_same_if_topic_and_role_are(stack: cdk.Stack, same: bool) -> None:
    topic, other = sns.Topic(stack, "One"), sns.Topic(stack, "Two")
    assert (TwoWay.topic(topic).identity == TwoWay.topic(topic if same else other).identity) is same


def acknowledged(role: iam.IRole | None) -> str:
    assert role is not None
    return str([each.data for each in role.node.metadata if each.type == "aws:cdk:acknowledged-rules"])


def test_the_role_for_connect_says_why_no_arn_narrows_it(stack: cdk.Stack) -> None:
    bound = TwoWay.connect().bind(stack, simulator(stack))
    assert "AwsSolutions-IAM5[Resource::*]" in acknowledged(bound.role)


def test_findings_of_an_own_role_are_its_owners_to_judge(stack: cdk.Stack) -> None:
    own = iam.Role(stack, "Own", assumed_by=iam.AccountRootPrincipal())
    assert acknowledged(TwoWay.connect(role=own).bind(stack, simulator(stack)).role) == "[]"
