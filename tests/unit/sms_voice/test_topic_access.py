"""Topics that the service can publish to."""

from __future__ import annotations

import aws_cdk as cdk
import pytest
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import EventDestination, TwoWay

TAKERS = [EventDestination.topic, TwoWay.topic]


@pytest.mark.parametrize("take", TAKERS)
def test_fails_for_a_fifo_topic(stack: cdk.Stack, take: object) -> None:
    assert callable(take)
    with pytest.raises(InvalidArgument) as error:
        take(sns.Topic(stack, "Topic", fifo=True))
    assert str(error.value) == ("topic 'Stack/Topic' is fifo, which the service can't publish to: use a standard topic")


@pytest.mark.parametrize("take", TAKERS)
def test_fails_for_an_imported_fifo_topic(stack: cdk.Stack, take: object) -> None:
    assert callable(take)
    topic = sns.Topic.from_topic_arn(stack, "Topic", "arn:aws:sns:us-east-1:111122223333:events.fifo")
    with pytest.raises(InvalidArgument, match=r"^topic 'Stack/Topic' is fifo, "):
        take(topic)


@pytest.mark.parametrize("take", TAKERS)
def test_fails_for_a_topic_with_the_key_that_aws_manages(stack: cdk.Stack, take: object) -> None:
    assert callable(take)
    managed = kms.Alias.from_alias_name(stack, "Managed", "alias/aws/sns")
    with pytest.raises(InvalidArgument) as error:
        take(sns.Topic(stack, "Topic", master_key=managed))
    assert str(error.value) == (
        "topic 'Stack/Topic' is encrypted with alias/aws/sns, whose policy nobody can change, "
        "so the service can't publish to it: use a customer managed key"
    )


def test_fails_for_a_topic_whose_managed_key_was_set_on_the_resource(stack: cdk.Stack) -> None:
    topic = sns.Topic(stack, "Topic")
    resource = topic.node.default_child
    assert isinstance(resource, sns.CfnTopic)
    resource.kms_master_key_id = "alias/aws/sns"
    with pytest.raises(InvalidArgument, match=r"^topic 'Stack/Topic' is encrypted with alias/aws/sns, "):
        TwoWay.topic(topic)


def test_an_own_key_of_a_similar_name_is_taken(stack: cdk.Stack) -> None:
    own = kms.Alias(stack, "Own", alias_name="alias/sns", target_key=kms.Key(stack, "Key"))
    TwoWay.topic(sns.Topic(stack, "Topic", master_key=own))
