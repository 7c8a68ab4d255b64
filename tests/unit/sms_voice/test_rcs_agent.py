"""RCS agents."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import IRcsAgent, OptOutList, RcsAgent, RcsMedia, TwoWay

from .helpers import allowed, arn, guard, only, properties, resources, trust, warnings

TYPE = "AWS::SMSVOICE::RcsAgent"


def two_way(stack: cdk.Stack) -> TwoWay:
    return TwoWay.topic(sns.Topic(stack, "Inbound"))


def test_an_agent_renders_nothing_that_was_not_asked_for(stack: cdk.Stack) -> None:
    agent = RcsAgent(stack, "Agent")
    assert properties(stack, TYPE) == {"DeletionProtectionEnabled": True}
    assert only(stack, TYPE)["DeletionPolicy"] == "Retain"
    assert (agent.two_way_role, agent.media_role) == (None, None)


def test_every_property_can_be_set(stack: cdk.Stack) -> None:
    bucket = s3.Bucket.from_bucket_name(stack, "Files", "files")
    inbound = sns.Topic(stack, "Inbound")
    agent = RcsAgent(
        stack,
        "Agent",
        two_way=TwoWay.topic(inbound),
        media=RcsMedia(bucket=bucket, key_prefix="rcs/"),
        rcs_events=["ALL"],
        opt_out_list=OptOutList.from_opt_out_list_name(stack, "List", "alerts"),
        self_managed_opt_outs=True,
        removal_policy=cdk.RemovalPolicy.DESTROY,
    )
    assert agent.media_role is not None
    assert properties(stack, TYPE) == {
        "DeletionProtectionEnabled": False,
        "OptOutListName": "alerts",
        "SelfManagedOptOutsEnabled": True,
        "TwoWayChannelArn": stack.resolve(inbound.topic_arn),
        "TwoWayEnabled": True,
        "TwoWayMediaS3BucketName": "files",
        "TwoWayMediaS3KeyPrefix": "rcs/",
        "TwoWayMediaS3Role": stack.resolve(agent.media_role.role_arn),
        "TwoWayRcsEventsEnabled": ["ALL"],
    }
    assert only(stack, TYPE)["DeletionPolicy"] == "Delete"


def test_a_role_may_put_objects_under_the_prefix_and_do_nothing_else(stack: cdk.Stack) -> None:
    bucket = s3.Bucket.from_bucket_name(stack, "Files", "files")
    RcsAgent(stack, "Agent", two_way=two_way(stack), media=RcsMedia(bucket=bucket, key_prefix="rcs/"))
    ((action, resource),) = allowed(stack)
    assert action == "s3:PutObject"
    assert resource["Fn::Join"][1][-1] == ":s3:::files/rcs/*"
    (made,) = resources(stack, "AWS::IAM::Role").values()
    assert made["Properties"]["AssumeRolePolicyDocument"] == trust(guard(None))


def test_an_encrypted_bucket_lets_the_role_encrypt(stack: cdk.Stack) -> None:
    bucket = s3.Bucket(stack, "Files", encryption_key=kms.Key(stack, "Key"))
    RcsAgent(stack, "Agent", two_way=two_way(stack), media=RcsMedia(bucket=bucket))
    assert [actions for actions, _ in allowed(stack)] == [
        "s3:PutObject",
        ["kms:Decrypt", "kms:GenerateDataKey"],
    ]


def test_an_own_role_is_granted_what_it_needs(stack: cdk.Stack) -> None:
    own = iam.Role(stack, "Own", assumed_by=iam.ServicePrincipal("sms-voice.amazonaws.com"))
    bucket = s3.Bucket.from_bucket_name(stack, "Files", "files")
    RcsAgent(stack, "Agent", two_way=two_way(stack), media=RcsMedia(bucket=bucket, role=own))
    assert len(resources(stack, "AWS::IAM::Role")) == 1
    assert [actions for actions, _ in allowed(stack)] == ["s3:PutObject"]


def test_a_role_for_two_way_is_its_channel_role(stack: cdk.Stack) -> None:
    own = iam.Role(stack, "Own", assumed_by=iam.ServicePrincipal("sms-voice.amazonaws.com"))
    agent = RcsAgent(stack, "Agent", two_way=TwoWay.topic(sns.Topic(stack, "Inbound"), role=own))
    assert agent.two_way_role is own
    assert properties(stack, TYPE)["TwoWayChannelRole"] == stack.resolve(own.role_arn)


@pytest.mark.parametrize("name", ["media", "rcs_events", "self_managed_opt_outs"])
def test_fails_for_what_needs_two_way(stack: cdk.Stack, name: str) -> None:
    values: dict[str, Any] = {
        "media": RcsMedia(bucket=s3.Bucket.from_bucket_name(stack, "Files", "files")),
        "rcs_events": ["ALL"],
        "self_managed_opt_outs": True,
    }
    with pytest.raises(InvalidArgument) as error:
        RcsAgent(stack, "Agent", **{name: values[name]})
    assert str(error.value) == f"{name} needs two_way: set two_way=TwoWay.topic(...), or leave {name} out"


@pytest.mark.parametrize(
    ("events", "message"),
    [
        (["ALL", "TYPING"], "rcs event 'ALL' stands for all of them: give it alone"),
        (["TYPING", "TYPING"], "rcs event 'TYPING' is given twice: give each one once"),
        ([""], "rcs event '' is not valid: use 1 to 50 characters"),
        ([str(number) for number in range(101)], "101 rcs events are too many: use at most 100"),
    ],
)
def test_fails_for_events_that_are_not_valid(stack: cdk.Stack, events: list[str], message: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        RcsAgent(stack, "Agent", two_way=two_way(stack), rcs_events=events)
    assert str(error.value) == message


def test_no_event_at_all_can_be_asked_for(stack: cdk.Stack) -> None:
    RcsAgent(stack, "Agent", two_way=two_way(stack), rcs_events=[])
    assert properties(stack, TYPE)["TwoWayRcsEventsEnabled"] == []


def test_fails_for_a_prefix_with_spaces(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        RcsMedia(bucket=s3.Bucket.from_bucket_name(stack, "Files", "files"), key_prefix="my files/")
    assert str(error.value) == ("key_prefix 'my files/' is not valid: use 1 to 1024 characters without spaces")


def test_a_warning_says_that_it_has_to_be_launched(stack: cdk.Stack) -> None:
    RcsAgent(stack, "Agent")
    (warning,) = warnings(stack)
    assert warning.startswith("an RCS agent sends nothing before it is registered and launched in a country")


def test_a_region_without_the_type_is_warned_of(tokyo: cdk.Stack) -> None:
    RcsAgent(tokyo, "Agent")
    assert any(
        warning.startswith("AWS::SMSVOICE::RcsAgent was not in region 'ap-northeast-1' as of October 2026: ")
        for warning in warnings(tokyo)
    )


def test_values_are_those_of_the_resource(stack: cdk.Stack) -> None:
    made = RcsAgent(stack, "Agent")
    ((logical_id, _),) = resources(stack, TYPE).items()
    values = (made.rcs_agent_id, made.rcs_agent_arn, made.status, made.pool_id)
    assert [stack.resolve(value) for value in values] == [
        {"Fn::GetAtt": [logical_id, attribute]} for attribute in ("RcsAgentId", "RcsAgentArn", "Status", "PoolId")
    ]


def test_it_is_imported_by_its_id(stack: cdk.Stack) -> None:
    imported: IRcsAgent = RcsAgent.from_rcs_agent_id(stack, "Agent", "rcs-1")
    assert imported.rcs_agent_id == "rcs-1"
    assert stack.resolve(imported.rcs_agent_arn) == arn("rcs-agent/rcs-1")


def test_it_is_imported_by_an_arn_that_is_known_at_deployment_only(stack: cdk.Stack) -> None:
    imported = RcsAgent.from_rcs_agent_arn(stack, "Agent", cdk.Fn.import_value("Arn"))
    assert "Fn::Select" in stack.resolve(imported.rcs_agent_id)
