"""Letting the service publish to an SNS topic, encrypted ones too."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from constructs import Construct, IDependable

from ..errors import InvalidArgument

_MANAGED_KEY = "alias/aws/sns"
_KEY_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey*"]


def check_topic(topic: sns.ITopic) -> None:
    """Refuse a topic that the service can't publish to.

    :raises InvalidArgument: if it is FIFO, or encrypted with the key that AWS manages

    Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-iam-policy-auto.html
    """
    if topic.fifo:
        raise InvalidArgument(
            f"topic {topic.node.path!r} is fifo, which the service can't publish to: use a standard topic"
        )
    if topic.master_key is not None:
        key = topic.master_key.key_id
    else:
        resource = topic.node.default_child
        key = (resource.kms_master_key_id or "") if isinstance(resource, sns.CfnTopic) else ""
    if key.endswith(_MANAGED_KEY):
        raise InvalidArgument(
            f"topic {topic.node.path!r} is encrypted with {_MANAGED_KEY}, whose policy nobody can change, "
            "so the service can't publish to it: use a customer managed key"
        )


def allow_publish(scope: Construct, topic: sns.ITopic, principal: iam.IPrincipal) -> list[IDependable]:
    """Let a service publish to a topic by the policies of the topic and of its key.

    :param scope: construct that gets a warning when a policy isn't part of this app
    :param topic: topic to publish to
    :param principal: the service, with its conditions
    :returns: what must be deployed before the service tries
    """
    result = topic.add_to_resource_policy(
        iam.PolicyStatement(actions=["sns:Publish"], principals=[principal], resources=[topic.topic_arn])
    )
    if not result.statement_added:
        _warn(scope, "topicPolicy", f"the policy of topic {topic.node.path!r}", "sns:Publish")
    if topic.master_key is not None:
        key_result = topic.master_key.add_to_resource_policy(
            iam.PolicyStatement(actions=_KEY_ACTIONS, principals=[principal], resources=["*"])
        )
        if not key_result.statement_added:
            _warn(scope, "keyPolicy", f"the policy of the key of topic {topic.node.path!r}", " and ".join(_KEY_ACTIONS))
    return [] if result.policy_dependable is None else [result.policy_dependable]


def _warn(scope: Construct, what: str, where: str, actions: str) -> None:
    cdk.Annotations.of(scope).add_warning_v2(
        f"cdk_messaging:sms_voice.{what}",
        f"{where} is not part of this app: allow sms-voice.amazonaws.com {actions} there yourself",
    )
