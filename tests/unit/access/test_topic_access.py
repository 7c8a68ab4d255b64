"""Topics that a service of AWS is let into."""

from __future__ import annotations

import aws_cdk as cdk
import pytest
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns

from cdk_messaging.access import allow_publish, service_principal
from tests.unit.sms_voice.helpers import resources, warnings

KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd"
TOPIC_ARN = "arn:aws:sns:us-east-1:111122223333:events"


def test_permission_that_two_ask_for_is_given_once(stack: cdk.Stack) -> None:
    topic = sns.Topic(stack, "Topic", master_key=kms.Key(stack, "Key"))
    principal = service_principal(stack, "sms-voice.amazonaws.com")
    allow_publish(stack, topic, principal)
    allow_publish(stack, topic, principal)
    (policy,) = resources(stack, "AWS::SNS::TopicPolicy").values()
    (key,) = resources(stack, "AWS::KMS::Key").values()
    assert len(policy["Properties"]["PolicyDocument"]["Statement"]) == 1
    assert len(key["Properties"]["KeyPolicy"]["Statement"]) == 2


def test_what_comes_first_is_the_policy_of_the_topic(stack: cdk.Stack) -> None:
    topic = sns.Topic(stack, "Topic")
    assert len(allow_publish(stack, topic, service_principal(stack, "sms-voice.amazonaws.com"))) == 1
    assert warnings(stack) == []


def test_an_imported_key_is_asked_to_let_the_service_in(stack: cdk.Stack) -> None:
    topic = sns.Topic(stack, "Topic", master_key=kms.Key.from_key_arn(stack, "Key", KEY_ARN))
    allow_publish(stack, topic, service_principal(stack, "sms-voice.amazonaws.com"))
    assert warnings(stack) == [
        (
            "the policy of the key of topic 'Stack/Topic' is not part of this app: allow sms-voice.amazonaws.com "
            "kms:Decrypt and kms:GenerateDataKey* there yourself [ack: cdk_messaging:sms_voice.keyPolicy]"
        )
    ]


@pytest.mark.parametrize(
    ("service", "owner"), [("sms-voice.amazonaws.com", "sms_voice"), ("cloudwatch.amazonaws.com", "cloudwatch")]
)
def test_an_imported_topic_is_asked_to_let_the_service_in(stack: cdk.Stack, service: str, owner: str) -> None:
    topic = sns.Topic.from_topic_arn(stack, "Topic", TOPIC_ARN)
    assert allow_publish(stack, topic, service_principal(stack, service)) == []
    assert warnings(stack) == [
        (
            f"the policy of topic 'Stack/Topic' is not part of this app: allow {service} sns:Publish there yourself "
            f"[ack: cdk_messaging:{owner}.topicPolicy]"
        )
    ]
