"""Event destinations of a configuration set, and what the service may do there."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kinesisfirehose as firehose
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import ConfigurationSet, EventDestination, EventType

from .helpers import allowed, guard, only, properties, resources, trust, warnings

SET = "AWS::SMSVOICE::ConfigurationSet"
STREAM_ARN = "arn:aws:firehose:us-east-1:111122223333:deliverystream/events"


def send_to(stack: cdk.Stack, *destinations: EventDestination) -> ConfigurationSet:
    created = ConfigurationSet(stack, "Set", configuration_set_name="alerts")
    for number, destination in enumerate(destinations):
        created.add_event_destination(f"to{number}", destination, event_types=[EventType.ALL])
    return created


def rendered(stack: cdk.Stack) -> Any:
    (destination,) = properties(stack, SET)["EventDestinations"]
    return destination


def stream(stack: cdk.Stack) -> firehose.IDeliveryStream:
    return firehose.DeliveryStream.from_delivery_stream_arn(stack, "Stream", STREAM_ARN)


def test_a_log_group_is_named_without_the_star_that_its_arn_ends_in(stack: cdk.Stack) -> None:
    send_to(stack, EventDestination.log_group(logs.LogGroup(stack, "Logs")))
    (role_id,) = resources(stack, "AWS::IAM::Role")
    (log_group_id,) = resources(stack, "AWS::Logs::LogGroup")
    target = rendered(stack)["CloudWatchLogsDestination"]
    assert target["IamRoleArn"] == {"Fn::GetAtt": [role_id, "Arn"]}
    assert target["LogGroupArn"]["Fn::Join"][1][-2:] == [":log-group:", {"Ref": log_group_id}]


def test_the_role_of_a_log_group_may_write_there_and_nothing_else(stack: cdk.Stack) -> None:
    send_to(stack, EventDestination.log_group(logs.LogGroup(stack, "Logs")))
    (log_group_id,) = resources(stack, "AWS::Logs::LogGroup")
    actions = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    assert allowed(stack) == [(actions, {"Fn::GetAtt": [log_group_id, "Arn"]})]


def test_the_role_of_a_stream_may_put_single_records_and_nothing_else(stack: cdk.Stack) -> None:
    send_to(stack, EventDestination.delivery_stream(stream(stack)))
    assert allowed(stack) == [("firehose:PutRecord", STREAM_ARN)]
    (role_id,) = resources(stack, "AWS::IAM::Role")
    assert rendered(stack)["KinesisFirehoseDestination"] == {
        "DeliveryStreamArn": STREAM_ARN,
        "IamRoleArn": {"Fn::GetAtt": [role_id, "Arn"]},
    }


def test_a_created_role_can_be_used_by_this_configuration_set_only(stack: cdk.Stack) -> None:
    send_to(stack, EventDestination.delivery_stream(stream(stack)))
    assert properties(stack, "AWS::IAM::Role")["AssumeRolePolicyDocument"] == trust(guard("configuration-set/alerts"))


def test_each_destination_has_a_role_of_its_own(stack: cdk.Stack) -> None:
    send_to(
        stack,
        EventDestination.log_group(logs.LogGroup(stack, "Logs")),
        EventDestination.delivery_stream(stream(stack)),
    )
    assert len(resources(stack, "AWS::IAM::Role")) == 2


def test_the_set_waits_for_what_lets_the_service_write(stack: cdk.Stack) -> None:
    send_to(
        stack,
        EventDestination.log_group(logs.LogGroup(stack, "Logs")),
        EventDestination.delivery_stream(stream(stack)),
        EventDestination.topic(sns.Topic(stack, "Topic")),
    )
    policies = [*resources(stack, "AWS::IAM::Policy"), *resources(stack, "AWS::SNS::TopicPolicy")]
    assert only(stack, SET)["DependsOn"] == sorted(policies)


def test_the_roles_are_public(stack: cdk.Stack) -> None:
    own = iam.Role.from_role_arn(stack, "Own", "arn:aws:iam::111122223333:role/events")
    created = send_to(
        stack,
        EventDestination.delivery_stream(stream(stack), role=own),
        EventDestination.topic(sns.Topic(stack, "Topic")),
    )
    assert created.event_destination_roles == {"to0": own}


@pytest.mark.parametrize("kind", ["log_group", "delivery_stream"])
def test_an_own_role_is_used_and_granted_what_it_needs(stack: cdk.Stack, kind: str) -> None:
    own = iam.Role.from_role_arn(stack, "Own", "arn:aws:iam::111122223333:role/events")
    if kind == "log_group":
        send_to(stack, EventDestination.log_group(logs.LogGroup(stack, "Logs"), role=own))
    else:
        send_to(stack, EventDestination.delivery_stream(stream(stack), role=own))
    assert resources(stack, "AWS::IAM::Role") == {}
    assert properties(stack, "AWS::IAM::Policy")["Roles"] == ["events"]
    assert only(stack, SET)["DependsOn"] == list(resources(stack, "AWS::IAM::Policy"))


def test_a_topic_lets_the_service_in_for_this_configuration_set_only(stack: cdk.Stack) -> None:
    send_to(stack, EventDestination.topic(sns.Topic(stack, "Topic")))
    (topic_id,) = resources(stack, "AWS::SNS::Topic")
    assert rendered(stack)["SnsDestination"] == {"TopicArn": {"Ref": topic_id}}
    assert properties(stack, "AWS::SNS::TopicPolicy")["PolicyDocument"]["Statement"] == [
        {
            "Action": "sns:Publish",
            "Condition": guard("configuration-set/alerts"),
            "Effect": "Allow",
            "Principal": {"Service": "sms-voice.amazonaws.com"},
            "Resource": {"Ref": topic_id},
            "Sid": "0",
        }
    ]


def test_a_topic_needs_no_role(stack: cdk.Stack) -> None:
    send_to(stack, EventDestination.topic(sns.Topic(stack, "Topic")))
    assert resources(stack, "AWS::IAM::Role") == {}


def test_the_key_of_a_topic_lets_the_service_in_for_this_configuration_set_only(stack: cdk.Stack) -> None:
    send_to(stack, EventDestination.topic(sns.Topic(stack, "Topic", master_key=kms.Key(stack, "Key"))))
    assert properties(stack, "AWS::KMS::Key")["KeyPolicy"]["Statement"][1:] == [
        {
            "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
            "Condition": guard("configuration-set/alerts"),
            "Effect": "Allow",
            "Principal": {"Service": "sms-voice.amazonaws.com"},
            "Resource": "*",
        }
    ]


def test_a_topic_and_its_key_in_another_stack_are_opened_without_a_circle() -> None:
    app = cdk.App()
    stateful, messaging = cdk.Stack(app, "Stateful"), cdk.Stack(app, "Messaging")
    topic = sns.Topic(stateful, "Topic", master_key=kms.Key(stateful, "Key"))
    send_to(messaging, EventDestination.topic(topic))
    app.synth()
    assert stateful.dependencies == []
    assert messaging.dependencies == [stateful]


@pytest.mark.parametrize("account", ["444455556666", "111122223333"])
def test_a_destination_is_in_the_account_of_its_set(tokyo: cdk.Stack, account: str) -> None:
    topic = sns.Topic.from_topic_arn(tokyo, "Topic", f"arn:aws:sns:ap-northeast-1:{account}:events")
    if account == tokyo.account:
        send_to(tokyo, EventDestination.topic(topic))
        return
    with pytest.raises(InvalidArgument) as error:
        send_to(tokyo, EventDestination.topic(topic))
    assert str(error.value) == (
        "event destination 'Tokyo/Topic' is in account 444455556666, the configuration set in 111122223333: "
        "the service writes to destinations in its own account only"
    )


def test_an_imported_log_group_keeps_its_place(stack: cdk.Stack) -> None:
    its_arn = "arn:aws:logs:eu-west-1:111122223333:log-group:/sms/events"
    send_to(stack, EventDestination.log_group(logs.LogGroup.from_log_group_arn(stack, "Logs", its_arn)))
    assert rendered(stack)["CloudWatchLogsDestination"]["LogGroupArn"] == {
        "Fn::Join": [
            "",
            ["arn:", {"Ref": "AWS::Partition"}, ":logs:eu-west-1:111122223333:log-group:/sms/events"],
        ]
    }


def test_an_imported_topic_is_used_and_its_policy_asked_for(stack: cdk.Stack) -> None:
    send_to(
        stack,
        EventDestination.topic(sns.Topic.from_topic_arn(stack, "Topic", "arn:aws:sns:us-east-1:111122223333:events")),
    )
    assert "DependsOn" not in only(stack, SET)
    assert warnings(stack) == [
        (
            "the policy of topic 'Stack/Topic' is not part of this app: "
            "allow sms-voice.amazonaws.com sns:Publish there yourself [ack: cdk_messaging:sms_voice.topicPolicy]"
        )
    ]
