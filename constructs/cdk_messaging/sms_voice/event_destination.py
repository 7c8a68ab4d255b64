"""Where the events of messages are sent."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kinesisfirehose as firehose
from aws_cdk import aws_logs as logs
from aws_cdk import aws_smsvoice as smsvoice
from aws_cdk import aws_sns as sns
from constructs import Construct

from ..access import allow_publish, service_principal
from ..acknowledge import OWN_POLICY, acknowledge
from ..checks import is_known
from ..errors import InvalidArgument
from .topic_access import check_topic
from .two_way import SERVICE

_Cfn = smsvoice.CfnConfigurationSet
_LOG_ACTIONS = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]


@dataclass(frozen=True)
class BoundDestination:
    """A destination that may be written to.

    :param properties: arguments of the CloudFormation property ``EventDestination`` that name the target
    :param role: role that the service writes with, None for a topic
    """

    properties: dict[str, Any]
    role: iam.IRole | None

    @property
    def as_request(self) -> dict[str, Any]:
        """The target as the API names it, in both of its versions."""
        ((kind, given),) = self.properties.items()
        if kind == "cloud_watch_logs_destination":
            return {"CloudWatchLogsDestination": {"IamRoleArn": given.iam_role_arn, "LogGroupArn": given.log_group_arn}}
        if kind == "kinesis_firehose_destination":
            return {
                "KinesisFirehoseDestination": {
                    "IamRoleArn": given.iam_role_arn,
                    "DeliveryStreamArn": given.delivery_stream_arn,
                }
            }
        return {"SnsDestination": {"TopicArn": given.topic_arn}}


class EventDestination(ABC):
    """A log group, delivery stream or topic that gets a configuration set's events.

    It must be in the account of the set. Source:
    https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-destinations.html
    """

    @staticmethod
    def log_group(log_group: logs.ILogGroup, *, role: iam.IRole | None = None) -> EventDestination:
        """Write each event to a CloudWatch Logs log group, as one JSON document.

        :param log_group: log group
        :param role: role to write with; it must trust ``sms-voice.amazonaws.com`` and is granted what it needs.
            Default: - a role is created that this configuration set alone can use
        """
        return _LogGroup(log_group, role)

    @staticmethod
    def delivery_stream(
        delivery_stream: firehose.IDeliveryStream, *, role: iam.IRole | None = None
    ) -> EventDestination:
        """Put each event into an Amazon Data Firehose stream, one record an event.

        The service ends no record with a line break; let the stream do that
        (processor ``AppendDelimiterToRecord``) if what reads the archive needs lines.

        :param delivery_stream: delivery stream
        :param role: role to write with; it must trust ``sms-voice.amazonaws.com`` and is granted what it needs.
            Default: - a role is created that this configuration set alone can use
        """
        return _DeliveryStream(delivery_stream, role)

    @staticmethod
    def topic(topic: sns.ITopic) -> EventDestination:
        """Publish each event to a standard SNS topic.

        The policies of the topic and of its key let the service in for this configuration set only.

        :param topic: topic, with or without a customer managed key
        :raises InvalidArgument: if the topic is FIFO or encrypted with the key that AWS manages
        """
        check_topic(topic)
        return _Topic(topic)

    @abstractmethod
    def bind(self, scope: Construct, resource: Construct, source_arn: str | None) -> BoundDestination:
        """Permit the service to write, before the resource is made, and return the target.

        :param scope: construct to make a role in
        :param resource: the configuration set's resource
        :param source_arn: ARN of the configuration set, from its literal name; None where a set has no ARN, so that
            the account alone is asked for
        """


def _role(scope: Construct, source_arn: str | None) -> iam.Role:
    role = iam.Role(
        scope,
        "Role",
        assumed_by=service_principal(scope, SERVICE, source_arn=source_arn),
        description="Lets a configuration set write events",
    )
    acknowledge(role, OWN_POLICY)
    return role


def _check_account(scope: Construct, target: cdk.IResource) -> None:
    account, mine = target.env.account, cdk.Stack.of(scope).account
    if is_known(account) and is_known(mine) and account != mine:
        raise InvalidArgument(
            f"event destination {target.node.path!r} is in account {account}, the configuration set in {mine}: "
            "the service writes to destinations in its own account only"
        )


@dataclass(frozen=True)
class _LogGroup(EventDestination):
    target: logs.ILogGroup
    role: iam.IRole | None

    def bind(self, scope: Construct, resource: Construct, source_arn: str | None) -> BoundDestination:
        _check_account(scope, self.target)
        role = self.role if self.role is not None else _role(scope, source_arn)
        # To the role only: the log group's own grant can add a resource policy, of which a Region has ten.
        iam.Grant.add_to_principal(
            grantee=role, actions=_LOG_ACTIONS, resource_arns=[self.target.log_group_arn]
        ).apply_before(resource)
        # The log group's own ARN attribute ends in ":*", which the service doesn't take.
        arn = cdk.Stack.of(self.target).format_arn(
            service="logs",
            resource="log-group",
            resource_name=self.target.log_group_name,
            arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
            account=self.target.env.account,
            region=self.target.env.region,
        )
        return BoundDestination(
            {
                "cloud_watch_logs_destination": _Cfn.CloudWatchLogsDestinationProperty(
                    iam_role_arn=role.role_arn, log_group_arn=arn
                )
            },
            role,
        )


@dataclass(frozen=True)
class _DeliveryStream(EventDestination):
    target: firehose.IDeliveryStream
    role: iam.IRole | None

    def bind(self, scope: Construct, resource: Construct, source_arn: str | None) -> BoundDestination:
        _check_account(scope, self.target)
        role = self.role if self.role is not None else _role(scope, source_arn)
        self.target.grant(role, "firehose:PutRecord").apply_before(resource)
        return BoundDestination(
            {
                "kinesis_firehose_destination": _Cfn.KinesisFirehoseDestinationProperty(
                    iam_role_arn=role.role_arn, delivery_stream_arn=self.target.delivery_stream_arn
                )
            },
            role,
        )


@dataclass(frozen=True)
class _Topic(EventDestination):
    target: sns.ITopic

    def bind(self, scope: Construct, resource: Construct, source_arn: str | None) -> BoundDestination:
        _check_account(scope, self.target)
        principal = service_principal(scope, SERVICE, source_arn=source_arn)
        resource.node.add_dependency(*allow_publish(scope, self.target, principal))
        return BoundDestination({"sns_destination": _Cfn.SnsDestinationProperty(topic_arn=self.target.topic_arn)}, None)
