"""Where the messages go that people send to a number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from constructs import Construct, IDependable

from ..access import allow_publish, any_sms_voice_arn, service_principal
from ..acknowledge import OWN_POLICY, acknowledge
from .topic_access import check_topic

SERVICE = "sms-voice.amazonaws.com"


@dataclass(frozen=True)
class BoundTwoWay:
    """A channel that the service may use.

    :param channel_arn: ARN of the topic, or the endpoint of Amazon Connect
    :param role: role that the service uses, None where a topic's policy lets it in
    """

    channel_arn: str
    role: iam.IRole | None

    @property
    def properties(self) -> dict[str, Any]:
        """Arguments of the CloudFormation property ``TwoWay``."""
        role = {} if self.role is None else {"channel_role": self.role.role_arn}
        return {"enabled": True, "channel_arn": self.channel_arn, **role}


@dataclass(frozen=True)
class TwoWay:
    """Two-way messaging: incoming messages are published to an SNS topic or to Amazon Connect.

    Use the same object for a pool and for its numbers. Make one with ``TwoWay.topic`` or ``TwoWay.connect``.

    Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms.html
    """

    sns_topic: sns.ITopic | None = field(default=None, kw_only=True)
    role: iam.IRole | None = field(default=None, kw_only=True)

    @staticmethod
    def topic(topic: sns.ITopic, *, role: iam.IRole | None = None) -> TwoWay:
        """Publish incoming messages to a standard SNS topic, at least once each and in any order.

        :param topic: topic, with or without a customer managed key
        :param role: role to publish with; it must trust ``sms-voice.amazonaws.com`` and is granted what it needs.
            Default: - no role; the policies of the topic and its key let the service in for this account's
            resources only
        :raises InvalidArgument: if the topic is FIFO or encrypted with the key that AWS manages
        """
        check_topic(topic)
        return TwoWay(sns_topic=topic, role=role)

    @staticmethod
    def connect(*, role: iam.IRole | None = None) -> TwoWay:
        """Send incoming messages to the Amazon Connect instances of the Region (pools only).

        :param role: role to send with; it must trust ``sms-voice.amazonaws.com`` and is granted what it needs.
            Default: - a role is created

        Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-connect-iam-policy.html
        """
        return TwoWay(role=role)

    @property
    def is_connect(self) -> bool:
        """Whether messages go to Amazon Connect."""
        return self.sns_topic is None

    @property
    def identity(self) -> tuple[str | None, str | None]:
        """What two settings must have in common to be the same for the service: topic and role."""
        return (
            None if self.sns_topic is None else self.sns_topic.topic_arn,
            None if self.role is None else self.role.role_arn,
        )

    def bind(self, scope: Construct, resource: Construct) -> BoundTwoWay:
        """Permit what the setting needs, before the resource is made, and return what is set."""
        if self.sns_topic is None:
            return self._bind_connect(scope, resource)
        channel_arn = self.sns_topic.topic_arn
        if self.role is not None:
            self.sns_topic.grant_publish(self.role).apply_before(resource)
            return BoundTwoWay(channel_arn, self.role)
        resource.node.add_dependency(*self.permit(scope))
        return BoundTwoWay(channel_arn, None)

    def permit(self, scope: Construct) -> list[IDependable]:
        """Let the service publish to the topic without a number of this app, for numbers that are set up elsewhere.

        :param scope: construct that gets a warning when a policy isn't part of this app
        :returns: what must be deployed before the service tries
        """
        if self.sns_topic is None:
            return []
        # The id of a number would be circular (the number waits for this policy), so: any of this account.
        principal = service_principal(scope, SERVICE, source_arn=any_sms_voice_arn(scope))
        return allow_publish(scope, self.sns_topic, principal)

    def _bind_connect(self, scope: Construct, resource: Construct) -> BoundTwoWay:
        role = self.role
        if role is None:
            role = iam.Role(
                scope,
                "TwoWayRole",
                assumed_by=service_principal(scope, SERVICE),
                description="Lets incoming SMS into Amazon Connect",
            )
            reason = "The action has no resource type, and AWS lets this service alone call it."
            acknowledge(role, {**OWN_POLICY, "AwsSolutions-IAM5[Resource::*]": reason})
        # No ARN and no condition key can narrow the action.
        iam.Grant.add_to_principal(
            grantee=role, actions=["connect:SendChatIntegrationEvent"], resource_arns=["*"]
        ).apply_before(resource)
        return BoundTwoWay(f"connect.{cdk.Stack.of(scope).region}.amazonaws.com", role)
