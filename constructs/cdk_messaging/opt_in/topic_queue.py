"""From a topic to a queue, nothing lost on the way."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk_messaging.access import service_principal
from cdk_messaging.opt_in.queues import DeadLetterQueue, RedrivenQueue


class TopicQueue(Construct):
    """A queue subscribed to a topic, with the notification's envelope kept: it holds the only time there is.

    What Amazon SNS cannot deliver to the queue lies in a dead-letter queue of the subscription.

    :param topic: the topic to subscribe to.
    :param encryption_key: encrypts the queues; its policy must let Amazon SNS use it, as ``DataKey``'s does.
    :param visibility_timeout: of the queue.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        topic: sns.ITopic,
        encryption_key: kms.IKey,
        visibility_timeout: cdk.Duration,
    ) -> None:
        super().__init__(scope, construct_id)
        self._queue = RedrivenQueue(self, "Queue", encryption_key=encryption_key, visibility_timeout=visibility_timeout)
        self._undelivered = DeadLetterQueue(self, "Undelivered", encryption_key=encryption_key)
        for queue in (self._queue.queue, self._undelivered.queue):
            queue.add_to_resource_policy(
                iam.PolicyStatement(
                    actions=["sqs:SendMessage"],
                    resources=[queue.queue_arn],
                    principals=[service_principal(self, "sns.amazonaws.com", source_arn=topic.topic_arn)],
                )
            )
        # The L2 would open the dead-letter queue to every topic; the statements above name this one.
        self._subscription = sns.CfnSubscription(
            self,
            "Resource",
            topic_arn=topic.topic_arn,
            protocol="sqs",
            endpoint=self._queue.queue.queue_arn,
            raw_message_delivery=False,
            redrive_policy={"deadLetterTargetArn": self._undelivered.queue.queue_arn},
        )

    @property
    def queue(self) -> RedrivenQueue:
        """The queue to work through, with its dead letters."""
        return self._queue

    @property
    def undelivered(self) -> DeadLetterQueue:
        """What the topic could not deliver to the queue."""
        return self._undelivered

    @property
    def subscription(self) -> sns.CfnSubscription:
        """The queue's subscription."""
        return self._subscription
