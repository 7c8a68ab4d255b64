"""The topic that a number or pool publishes to when somebody texts it."""

from __future__ import annotations

from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk_messaging.access import allow_publish, any_sms_voice_arn, service_principal


class InboundTopic(Construct):
    """An encrypted topic, TLS only, for ``TwoWay.topic``.

    Its policy lets AWS End User Messaging publish for any number of this account, so it also serves numbers and
    pools that were set up elsewhere. It stands beside the number, not beside the functions: numbers outlive what
    listens to them.

    :param encryption_key: its policy must let AWS End User Messaging and Amazon SNS use it, as ``DataKey``'s does.
    """

    def __init__(self, scope: Construct, construct_id: str, *, encryption_key: kms.IKey) -> None:
        super().__init__(scope, construct_id)
        self._topic = sns.Topic(self, "Resource", enforce_ssl=True, master_key=encryption_key)
        service = service_principal(self, "sms-voice.amazonaws.com", source_arn=any_sms_voice_arn(self))
        allow_publish(self, self._topic, service)

    @property
    def topic(self) -> sns.Topic:
        """The topic."""
        return self._topic
