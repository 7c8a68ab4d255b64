"""Alarms that reach somebody."""

from __future__ import annotations

from collections.abc import Iterable

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as cloudwatch_actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns

from cdk_messaging.access import service_principal

_SERVICE = "cloudwatch.amazonaws.com"
_KEY_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey*"]


def notify(topic: sns.ITopic, alarms: Iterable[cloudwatch.Alarm]) -> None:
    """Let alarms publish to a topic when they go off.

    The policies of the topic and of its key let CloudWatch in for this account: a topic with a policy of its own,
    such as TLS only, lets in nobody whom it doesn't name, and the alarm's action would fail unseen. The policies of
    an imported topic are its owner's.

    :param topic: who hears of them.
    :param alarms: what is to be heard of.

    Source: "Example cases for Amazon SNS access control", Amazon SNS developer guide
    """
    principal = service_principal(topic, _SERVICE)
    topic.add_to_resource_policy(
        iam.PolicyStatement(actions=["sns:Publish"], principals=[principal], resources=[topic.topic_arn])
    )
    if topic.master_key is not None:
        topic.master_key.add_to_resource_policy(
            iam.PolicyStatement(actions=_KEY_ACTIONS, principals=[principal], resources=["*"])
        )
    action = cloudwatch_actions.SnsAction(topic)
    for alarm in alarms:
        alarm.add_alarm_action(action)
