"""Let a function work through a queue, failed messages one by one."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sqs as sqs

from cdk_messaging.functions import MessagingFunction
from cdk_messaging.opt_in.grants import grant_receive

VISIBILITY_TO_TIMEOUT = 6
"""Queue visibility over function timeout, as AWS Lambda recommends for Amazon SQS event sources."""


def visibility_for(timeout: cdk.Duration) -> cdk.Duration:
    """The visibility timeout of a queue whose function has this timeout."""
    return cdk.Duration.seconds(timeout.to_seconds() * VISIBILITY_TO_TIMEOUT)


def consume(
    function: MessagingFunction,
    queue: sqs.IQueue,
    *,
    batch_size: int = 10,
    max_concurrency: int | None = None,
) -> lambda_.EventSourceMapping:
    """Invoke the function with batches of the queue; it answers with the messages that failed.

    :param batch_size: messages of one invocation at most. Default: 10
    :param max_concurrency: invocations at a time at most; at least 2. Default: - no limit but the account's
    """
    granted = grant_receive(function.role, queue)
    mapping = lambda_.EventSourceMapping(
        function,
        "Queue",
        target=function.function,
        event_source_arn=queue.queue_arn,
        batch_size=batch_size,
        max_concurrency=max_concurrency,
        report_batch_item_failures=True,
    )
    granted.apply_before(mapping)
    return mapping
