"""A function in the place of a pipe, from the consent table's stream to a queue."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from cdk_messaging.acknowledge import acknowledge
from cdk_messaging.functions import MessagingFunction
from cdk_messaging.observability import LogOptions
from cdk_messaging.opt_in.grants import grant_key, grant_send

STREAM_ACTIONS = ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator")
"""What reads a stream needs on it, beside ``dynamodb:ListStreams``, which has no resource type."""

_TIMEOUT = cdk.Duration.seconds(30)
_BATCH = 10  # as many as one call puts into a queue
_RETRIES = 10  # the sweeper finds what is given up on


class StreamRelay(Construct):
    """Does what a pipe does, where AWS has none: puts the ids of new outbox items into the queue.

    :param code: the functions' code, with the module ``relay``.
    :param table: the consent table; it must have a stream with new images.
    :param stream_filter: which records are passed on, a pattern of Amazon EventBridge.
    :param queue: where their ids go.
    :param dead_letters: where it is noted which stretch of the stream was given up on.
    :param log_options: of the function's log.

    Source: AWS::Lambda::EventSourceMapping
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        code: lambda_.Code,
        table: dynamodb.ITable,
        stream_filter: Mapping[str, Any],
        queue: sqs.IQueue,
        dead_letters: sqs.IQueue,
        log_options: LogOptions,
    ) -> None:
        super().__init__(scope, construct_id)
        self._function = MessagingFunction(
            self,
            "Function",
            code=code,
            module="relay",
            description="Queues what is new in the outbox",
            timeout=_TIMEOUT,
            environment={"OUTBOX_QUEUE_URL": queue.queue_url},
            log_options=log_options,
        )
        granted = self._grant(table)
        for target in (queue, dead_letters):
            granted = granted.combine(grant_send(self._function.role, target))
        self._mapping = lambda_.CfnEventSourceMapping(
            self,
            "Resource",
            function_name=self._function.function.function_name,
            event_source_arn=table.table_stream_arn,
            starting_position="TRIM_HORIZON",
            batch_size=_BATCH,
            bisect_batch_on_function_error=True,
            maximum_retry_attempts=_RETRIES,
            function_response_types=["ReportBatchItemFailures"],
            filter_criteria=lambda_.CfnEventSourceMapping.FilterCriteriaProperty(
                filters=[lambda_.CfnEventSourceMapping.FilterProperty(pattern=json.dumps(dict(stream_filter)))]
            ),
            destination_config=lambda_.CfnEventSourceMapping.DestinationConfigProperty(
                on_failure=lambda_.CfnEventSourceMapping.OnFailureProperty(destination=dead_letters.queue_arn)
            ),
        )
        granted.apply_before(self._mapping)

    def _grant(self, table: dynamodb.ITable) -> iam.Grant:
        role = self._function.role
        granted = iam.Grant.add_to_principal(
            grantee=role, actions=list(STREAM_ACTIONS), resource_arns=[str(table.table_stream_arn)]
        )
        listed = iam.Grant.add_to_principal(grantee=role, actions=["dynamodb:ListStreams"], resource_arns=["*"])
        acknowledge(role, {"AwsSolutions-IAM5[Resource::*]": "ListStreams has no resource type."})
        granted = granted.combine(listed)
        if table.encryption_key is None:
            return granted
        return granted.combine(grant_key(role, table.encryption_key, ("kms:Decrypt",), service="dynamodb"))

    @property
    def function(self) -> MessagingFunction:
        """The function, with its role, its log group and its alarm."""
        return self._function

    @property
    def mapping(self) -> lambda_.CfnEventSourceMapping:
        """What invokes it with the records of the stream."""
        return self._mapping
