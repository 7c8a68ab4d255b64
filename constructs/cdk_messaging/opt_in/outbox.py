"""From the consent table to a queue: each message that is to be sent, exactly as long as it takes."""

from __future__ import annotations

import json

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_pipes as pipes
from constructs import Construct

from cdk_messaging.access import service_principal
from cdk_messaging.acknowledge import acknowledge
from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in.grants import grant_key, grant_send
from cdk_messaging.opt_in.queues import DeadLetterQueue, RedrivenQueue

_FILTER = {
    "eventName": ["INSERT"],
    "dynamodb": {"Keys": {"pk": {"S": [{"prefix": "OUTBOX#"}]}, "sk": {"S": ["MESSAGE"]}}},
}
# Quoted, as the service asks for variables that stand for text.
_MESSAGE = '{"outbox_id": "<$.dynamodb.NewImage.id.S>"}'
_PIPE_NAME_LENGTH = 64


class Outbox(Construct):
    """A pipe that puts the id of each new outbox item of the table into a queue.

    A stream forgets after 24 hours; the queue keeps for 14 days, so a backlog may take as long as the pace of the
    sender makes it. The queue holds ids only: what is sent, and to whom, stays in the table.

    :param table: the consent table; it must have a stream with new images.
    :param encryption_key: encrypts the queues.
    :param visibility_timeout: of the queue.
    :raises InvalidArgument: for a table without stream.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        table: dynamodb.ITable,
        encryption_key: kms.IKey,
        visibility_timeout: cdk.Duration,
    ) -> None:
        super().__init__(scope, construct_id)
        if table.table_stream_arn is None:
            raise InvalidArgument(
                f"table {table.node.path!r} has no stream; give one whose stream holds new images (NEW_IMAGE), "
                "or let ConsentTable make it"
            )
        self._queue = RedrivenQueue(self, "Queue", encryption_key=encryption_key, visibility_timeout=visibility_timeout)
        self._dead_letters = DeadLetterQueue(self, "DeadLetters", encryption_key=encryption_key)
        # A literal name, so that the role's trust can name the pipe without depending on it.
        name = cdk.Names.unique_resource_name(self, max_length=_PIPE_NAME_LENGTH, separator="-")
        self._role = self._pipe_role(name, table, table.table_stream_arn)
        self._pipe = self._define_pipe(name, table.table_stream_arn)

    def _pipe_role(self, name: str, table: dynamodb.ITable, stream_arn: str) -> iam.Role:
        pipe_arn = cdk.Stack.of(self).format_arn(service="pipes", resource="pipe", resource_name=name)
        role = iam.Role(
            self, "PipeRole", assumed_by=service_principal(self, "pipes.amazonaws.com", source_arn=pipe_arn)
        )
        iam.Grant.add_to_principal(
            grantee=role,
            actions=["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
            resource_arns=[stream_arn],
        )
        iam.Grant.add_to_principal(grantee=role, actions=["dynamodb:ListStreams"], resource_arns=["*"])
        acknowledge(role, {"AwsSolutions-IAM5[Resource::*]": "ListStreams, which pipes ask for, has no resource type."})
        if table.encryption_key is not None:
            grant_key(role, table.encryption_key, ("kms:Decrypt",), service="dynamodb")
        grant_send(role, self._queue.queue)
        grant_send(role, self._dead_letters.queue)
        return role

    def _define_pipe(self, name: str, stream_arn: str) -> pipes.CfnPipe:
        pipe = pipes.CfnPipe(
            self,
            "Resource",
            name=name,
            role_arn=self._role.role_arn,
            source=stream_arn,
            source_parameters=pipes.CfnPipe.PipeSourceParametersProperty(
                dynamo_db_stream_parameters=pipes.CfnPipe.PipeSourceDynamoDBStreamParametersProperty(
                    starting_position="TRIM_HORIZON",
                    batch_size=10,
                    dead_letter_config=pipes.CfnPipe.DeadLetterConfigProperty(arn=self._dead_letters.queue.queue_arn),
                    on_partial_batch_item_failure="AUTOMATIC_BISECT",
                ),
                filter_criteria=pipes.CfnPipe.FilterCriteriaProperty(
                    filters=[pipes.CfnPipe.FilterProperty(pattern=json.dumps(_FILTER))]
                ),
            ),
            target=self._queue.queue.queue_arn,
            target_parameters=pipes.CfnPipe.PipeTargetParametersProperty(input_template=_MESSAGE),
        )
        # The service checks the role when the pipe is made: its policy has to be there by then.
        pipe.node.add_dependency(self._role)
        return pipe

    @property
    def queue(self) -> RedrivenQueue:
        """The queue of outbox ids, with its dead letters."""
        return self._queue

    @property
    def dead_letters(self) -> DeadLetterQueue:
        """Which stretches of the stream the pipe gave up on. Nothing is lost: the sweeper queues what is unsent."""
        return self._dead_letters

    @property
    def pipe(self) -> pipes.CfnPipe:
        """The pipe from the table's stream to the queue."""
        return self._pipe

    @property
    def pipe_role(self) -> iam.Role:
        """The role of the pipe."""
        return self._role
