"""Letting an AWS service publish to an SNS topic, encrypted ones too."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from constructs import IConstruct, IDependable

_KEY_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey*"]


def allow_publish(scope: IConstruct, topic: sns.ITopic, principal: iam.ServicePrincipal) -> list[IDependable]:
    """Let a service publish to a topic by the policies of the topic and of its key.

    A topic with a policy of its own, such as TLS only, lets in nobody whom it doesn't name, and what the service
    publishes would be lost unseen. Policies that aren't part of this app are their owners' to change: a warning
    (``cdk_messaging:sms_voice.topicPolicy``, ``cdk_messaging:cloudwatch.keyPolicy``, ...) says what they have to allow.

    :param scope: construct that gets the warning
    :param topic: topic to publish to
    :param principal: the service, with its conditions
    :returns: what must be deployed before the service tries

    Source: "Example cases for Amazon SNS access control" and "Key management", Amazon SNS developer guide
    """
    result = topic.add_to_resource_policy(
        iam.PolicyStatement(actions=["sns:Publish"], principals=[principal], resources=[topic.topic_arn])
    )
    if not result.statement_added:
        _warn(scope, principal, "topicPolicy", f"the policy of topic {topic.node.path!r}", "sns:Publish")
    key = topic.master_key
    if key is not None:
        key_result = key.add_to_resource_policy(
            iam.PolicyStatement(actions=_KEY_ACTIONS, principals=[principal], resources=["*"])
        )
        if not key_result.statement_added:
            where = f"the policy of the key of topic {topic.node.path!r}"
            _warn(scope, principal, "keyPolicy", where, " and ".join(_KEY_ACTIONS))
    return [] if result.policy_dependable is None else [result.policy_dependable]


def _warn(scope: IConstruct, principal: iam.ServicePrincipal, what: str, where: str, actions: str) -> None:
    service = principal.service
    owner = service.partition(".")[0].replace("-", "_")
    cdk.Annotations.of(scope).add_warning_v2(
        f"cdk_messaging:{owner}.{what}",
        f"{where} is not part of this app: allow {service} {actions} there yourself",
    )
