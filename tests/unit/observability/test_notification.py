"""Alarms that reach somebody."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns

from cdk_messaging.access.data_key import DataKey
from cdk_messaging.observability import notify
from tests.unit.reading import Reading
from tests.unit.sms_voice.helpers import warnings

GUARD = {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}
CLOUDWATCH = {"Service": "cloudwatch.amazonaws.com"}


@pytest.fixture
def stack() -> cdk.Stack:
    return cdk.Stack(cdk.App(), "Stack")


def make_alarm(stack: cdk.Stack, construct_id: str = "Alarm") -> cloudwatch.Alarm:
    metric = cloudwatch.Metric(namespace="Test", metric_name="Trouble")
    return cloudwatch.Alarm(stack, construct_id, metric=metric, threshold=1, evaluation_periods=1)


def statements_for_cloudwatch(policy: Any) -> list[Any]:
    return [each for each in policy["Statement"] if each["Principal"] == CLOUDWATCH]


def test_each_alarm_publishes_to_the_topic(stack: cdk.Stack) -> None:
    topic = sns.Topic(stack, "Topic")
    notify(topic, [make_alarm(stack, "First"), make_alarm(stack, "Second")])
    reading = Reading(stack)
    actions = [each["Properties"]["AlarmActions"] for each in reading.all("AWS::CloudWatch::Alarm").values()]
    assert actions == [[{"Ref": reading.id("AWS::SNS::Topic")}]] * 2


def test_a_topic_that_takes_tls_only_lets_cloudwatch_of_this_account_in(stack: cdk.Stack) -> None:
    topic = sns.Topic(stack, "Topic", enforce_ssl=True)
    notify(topic, [make_alarm(stack)])
    reading = Reading(stack)
    (allowed,) = statements_for_cloudwatch(reading.properties("AWS::SNS::TopicPolicy")["PolicyDocument"])
    assert allowed["Effect"] == "Allow"
    assert allowed["Action"] == "sns:Publish"
    assert allowed["Resource"] == {"Ref": reading.id("AWS::SNS::Topic")}
    assert allowed["Condition"] == GUARD


def test_the_key_of_an_encrypted_topic_lets_cloudwatch_use_it(stack: cdk.Stack) -> None:
    topic = sns.Topic(stack, "Topic", master_key=kms.Key(stack, "Key"))
    notify(topic, [make_alarm(stack)])
    (allowed,) = statements_for_cloudwatch(Reading(stack).properties("AWS::KMS::Key")["KeyPolicy"])
    assert allowed["Action"] == ["kms:Decrypt", "kms:GenerateDataKey*"]
    assert allowed["Condition"] == GUARD


def test_a_key_that_lets_it_already_says_so_once(stack: cdk.Stack) -> None:
    topic = sns.Topic(stack, "Topic", master_key=DataKey(stack, "Key"))
    notify(topic, [make_alarm(stack)])
    assert str(Reading(stack).properties("AWS::KMS::Key")).count("cloudwatch.amazonaws.com") == 1


def test_the_policy_of_an_imported_topic_is_its_owners_which_a_warning_says(stack: cdk.Stack) -> None:
    topic = sns.Topic.from_topic_arn(stack, "Topic", "arn:aws:sns:eu-west-1:111122223333:operators")
    notify(topic, [make_alarm(stack)])
    reading = Reading(stack)
    assert reading.properties("AWS::CloudWatch::Alarm")["AlarmActions"] == [
        "arn:aws:sns:eu-west-1:111122223333:operators"
    ]
    assert not reading.all("AWS::SNS::TopicPolicy")
    assert warnings(stack) == [
        (
            "the policy of topic 'Stack/Topic' is not part of this app: allow cloudwatch.amazonaws.com sns:Publish "
            "there yourself [ack: cdk_messaging:cloudwatch.topicPolicy]"
        )
    ]
