"""How messages are sent and where their events land."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from cdk_messaging import sms_voice
from cdk_messaging.events import EventArchive
from cdk_messaging.observability import create_log_group
from cdk_messaging.sms_voice import EventDestination, EventType
from stacks.environment import Environment
from stacks.removal import log_options, removal_policy

# What a person should look into: refusals that hint at spam, abuse or a rule of ours, not a phone that was off.
OPERATOR_EVENTS = (
    EventType.TEXT_BLOCKED,
    EventType.TEXT_CARRIER_BLOCKED,
    EventType.TEXT_INVALID_MESSAGE,
    EventType.TEXT_PROTECT_BLOCKED,
    EventType.TEXT_SPAM,
)


class MessagingStack(cdk.Stack):
    """The configuration set, whom it may text, and its four event destinations.

    * ``archive``: everything, by Firehose into the bucket
    * ``failures``: what did not arrive, into a log group
    * ``operator``: what a person must see, to the topic that alarms go to as well
    * ``settlement``: all events of text messages, to the topic that the opt-in's functions listen to
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        environment: Environment,
        key: kms.IKey,
        archive: EventArchive,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, construct_id, **kwargs)
        logs = log_options(environment, key)
        self._protect = sms_voice.ProtectConfiguration.allow_only(
            self,
            "AllowedCountries",
            countries=environment.allowed_countries,
            removal_policy=removal_policy(environment),
        )
        self._configuration_set = sms_voice.ConfigurationSet(
            self, "ConfigurationSet", message_feedback_enabled=True, protect_configuration=self._protect
        )
        failures = create_log_group(self, "Failures", logs)
        self._event_topic = _topic(self, "Events", key)
        self._operator_topic = _topic(self, "Operator", key)
        if environment.alarms.email is not None:
            self._operator_topic.add_subscription(subscriptions.EmailSubscription(environment.alarms.email))
        add = self._configuration_set.add_event_destination
        add(
            "archive",
            EventDestination.delivery_stream(archive.delivery_stream),
            event_types=[EventType.ALL],
        )
        add("failures", EventDestination.log_group(failures), event_types=sms_voice.TEXT_FAILURES)
        add("operator", EventDestination.topic(self._operator_topic), event_types=OPERATOR_EVENTS)
        add("settlement", EventDestination.topic(self._event_topic), event_types=[EventType.TEXT_ALL])
        cdk.CfnOutput(self, "ConfigurationSetName", value=self._configuration_set.configuration_set_name)
        cdk.CfnOutput(self, "FailuresLogGroupName", value=failures.log_group_name)
        cdk.CfnOutput(self, "OperatorTopicArn", value=self._operator_topic.topic_arn)

    @property
    def configuration_set(self) -> sms_voice.ConfigurationSet:
        """The set that every message is sent with."""
        return self._configuration_set

    @property
    def event_topic(self) -> sns.Topic:
        """Gets all events of text messages."""
        return self._event_topic

    @property
    def operator_topic(self) -> sns.Topic:
        """What a person must see: alarms, and refusals that hint at abuse."""
        return self._operator_topic


def _topic(scope: Construct, construct_id: str, key: kms.IKey) -> sns.Topic:
    return sns.Topic(scope, construct_id, enforce_ssl=True, master_key=key)
