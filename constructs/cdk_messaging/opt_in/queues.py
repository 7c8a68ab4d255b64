"""Queues as the pattern uses them: encrypted, TLS only, each with a dead-letter queue and an alarm on it."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from cdk_messaging.acknowledge import acknowledge
from cdk_messaging.observability import alarm_on_any

_ALARM_PERIOD = cdk.Duration.minutes(1)
RETENTION = cdk.Duration.days(14)
"""The longest that Amazon SQS keeps a message."""


class DeadLetterQueue(Construct):
    """A queue for what could not be processed, with an alarm while it holds anything.

    :param encryption_key: encrypts it.
    :param of_queue: whether a queue sets messages aside here, rather than a service. Default: False
    """

    def __init__(
        self, scope: Construct, construct_id: str, *, encryption_key: kms.IKey, of_queue: bool = False
    ) -> None:
        super().__init__(scope, construct_id)
        self._queue = _queue(self, "Resource", encryption_key)
        if not of_queue:  # the rule knows those of queues by itself
            acknowledge(self, {"AwsSolutions-SQS3": "It is the dead-letter queue itself; an alarm watches it."})
        self._alarm = alarm_on_any(
            self,
            "Alarm",
            meaning="Messages that could not be processed wait in a dead-letter queue.",
            section="dead-letters",
            metric=self._queue.metric_approximate_number_of_messages_visible(period=_ALARM_PERIOD, statistic="Maximum"),
        )

    @property
    def queue(self) -> sqs.Queue:
        """The queue."""
        return self._queue

    @property
    def alarm(self) -> cloudwatch.Alarm:
        """In alarm while the queue holds anything."""
        return self._alarm


class RedrivenQueue(Construct):
    """A queue whose messages are set aside after ``max_receive_count`` failed receives.

    :param encryption_key: encrypts both queues.
    :param visibility_timeout: how long a received message is hidden; six times its function's timeout is what
        AWS Lambda recommends.
    :param max_receive_count: failed receives before a message is set aside. Default: 5
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        encryption_key: kms.IKey,
        visibility_timeout: cdk.Duration,
        max_receive_count: int = 5,
    ) -> None:
        super().__init__(scope, construct_id)
        self._dead_letters = DeadLetterQueue(self, "DeadLetters", encryption_key=encryption_key, of_queue=True)
        self._queue = _queue(
            self,
            "Resource",
            encryption_key,
            visibility_timeout=visibility_timeout,
            dead_letter_queue=sqs.DeadLetterQueue(queue=self._dead_letters.queue, max_receive_count=max_receive_count),
        )
        self._max_receive_count = max_receive_count

    @property
    def queue(self) -> sqs.Queue:
        """The queue to work through."""
        return self._queue

    @property
    def dead_letters(self) -> DeadLetterQueue:
        """Where messages lie that failed too often."""
        return self._dead_letters

    @property
    def max_receive_count(self) -> int:
        """Failed receives before a message is set aside."""
        return self._max_receive_count


def _queue(
    scope: Construct,
    construct_id: str,
    encryption_key: kms.IKey,
    *,
    visibility_timeout: cdk.Duration | None = None,
    dead_letter_queue: sqs.DeadLetterQueue | None = None,
) -> sqs.Queue:
    return sqs.Queue(
        scope,
        construct_id,
        encryption=sqs.QueueEncryption.KMS,
        encryption_master_key=encryption_key,
        enforce_ssl=True,
        retention_period=RETENTION,
        visibility_timeout=visibility_timeout,
        dead_letter_queue=dead_letter_queue,
    )
