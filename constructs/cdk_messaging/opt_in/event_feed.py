"""Where the pipeline learns what became of its messages."""

from __future__ import annotations

from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk_messaging import sms_voice
from cdk_messaging.errors import InvalidArgument


class EventFeed(Construct):
    """A configuration set whose text events reach a topic.

    Give both and nothing is made; give a set of this app and a topic becomes its destination; give neither and both
    are made. An imported set needs its topic with it, because CloudFormation cannot add a destination to it.

    :param configuration_set: the set that messages are sent with.
    :param event_topic: the topic that gets its events already.
    :param encryption_key: encrypts a new topic; its policy must let the service use it, as ``DataKey``'s does.
    :raises InvalidArgument: for a topic without a set, or an imported set without a topic.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        configuration_set: sms_voice.IConfigurationSet | None,
        event_topic: sns.ITopic | None,
        encryption_key: kms.IKey,
    ) -> None:
        super().__init__(scope, construct_id)
        if configuration_set is None:
            if event_topic is not None:
                raise InvalidArgument(
                    "event_topic is given without configuration_set; name the set whose events it gets, or give neither"
                )
            configuration_set = sms_voice.ConfigurationSet(self, "ConfigurationSet", message_feedback_enabled=True)
        if event_topic is None:
            if not isinstance(configuration_set, sms_voice.ConfigurationSet):
                raise InvalidArgument(
                    f"configuration_set {configuration_set.configuration_set_name!r} is imported and event_topic is "
                    "missing; give the topic that is a destination of its text events"
                )
            event_topic = sns.Topic(self, "Topic", enforce_ssl=True, master_key=encryption_key)
            configuration_set.add_event_destination(
                "opt-in-settlement",
                sms_voice.EventDestination.topic(event_topic),
                event_types=[sms_voice.EventType.TEXT_ALL],
            )
        self._configuration_set = configuration_set
        self._topic = event_topic

    @property
    def configuration_set(self) -> sms_voice.IConfigurationSet:
        """The set that messages are sent with."""
        return self._configuration_set

    @property
    def topic(self) -> sns.ITopic:
        """The topic that gets its text events."""
        return self._topic
