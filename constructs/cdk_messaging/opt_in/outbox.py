"""From the consent table to a queue: each message that is to be sent, exactly as long as it takes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_pipes as pipes
from constructs import Construct

from cdk_messaging.access import service_principal
from cdk_messaging.acknowledge import OWN_POLICY, acknowledge
from cdk_messaging.errors import InvalidArgument
from cdk_messaging.observability import LogOptions
from cdk_messaging.opt_in.grants import grant_key, grant_send
from cdk_messaging.opt_in.partitions import is_govcloud
from cdk_messaging.opt_in.queues import DeadLetterQueue, RedrivenQueue
from cdk_messaging.opt_in.stream_relay import STREAM_ACTIONS, StreamRelay

_PIPE_NAME_LENGTH = 64


class Outbox(Construct):
    """A pipe that puts the id of each new outbox item of the table into a queue; in AWS GovCloud a function does.

    A stream forgets after 24 hours; the queue keeps for 14 days, so a backlog may take as long as the pace of the
    sender makes it. The queue holds ids only: what is sent, and to whom, stays in the table.

    :param table: the consent table; it must have a stream with new images.
    :param encryption_key: encrypts the queues.
    :param visibility_timeout: of the queue.
    :param code: the functions' code, which AWS GovCloud needs for want of Amazon EventBridge Pipes. Default: - none
    :param log_options: of that function's log. Default: - six months, AWS's key, retained
    :raises InvalidArgument: for a table without stream, or no code in AWS GovCloud.
    """

    _filter: ClassVar[Mapping[str, Any]] = {
        "eventName": ["INSERT"],
        "dynamodb": {"Keys": {"pk": {"S": [{"prefix": "OUTBOX#"}]}, "sk": {"S": ["MESSAGE"]}}},
    }
    # Quoted, as the service asks for variables that stand for text.
    _message: ClassVar[str] = '{"outbox_id": "<$.dynamodb.NewImage.id.S>"}'

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        table: dynamodb.ITable,
        encryption_key: kms.IKey,
        visibility_timeout: cdk.Duration,
        code: lambda_.Code | None = None,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        if table.table_stream_arn is None:
            raise InvalidArgument(
                f"table {table.node.path!r} has no stream; give one whose stream holds new images (NEW_IMAGE), "
                "or let ConsentTable make it"
            )
        self._queue = RedrivenQueue(self, "Queue", encryption_key=encryption_key, visibility_timeout=visibility_timeout)
        self._dead_letters = DeadLetterQueue(self, "DeadLetters", encryption_key=encryption_key)
        self._pipe: pipes.CfnPipe | None = None
        self._role: iam.Role | None = None
        self._relay: StreamRelay | None = None
        if is_govcloud(self):
            self._relay = self._define_relay(table, code, LogOptions() if log_options is None else log_options)
            return
        # A literal name, so that the role's trust can name the pipe without depending on it.
        name = cdk.Names.unique_resource_name(self, max_length=_PIPE_NAME_LENGTH, separator="-")
        self._role = self._pipe_role(name, table, table.table_stream_arn)
        self._pipe = self._define_pipe(name, self._role, table.table_stream_arn)

    def _define_relay(self, table: dynamodb.ITable, code: lambda_.Code | None, log_options: LogOptions) -> StreamRelay:
        if code is None:
            raise InvalidArgument(
                f"code is missing, and Region {cdk.Stack.of(self).region!r} has no Amazon EventBridge Pipes; give the "
                "functions' code, as ConsentPipeline does"
            )
        return StreamRelay(
            self,
            "Relay",
            code=code,
            table=table,
            stream_filter=self._filter,
            queue=self._queue.queue,
            dead_letters=self._dead_letters.queue,
            log_options=log_options,
        )

    def _pipe_role(self, name: str, table: dynamodb.ITable, stream_arn: str) -> iam.Role:
        pipe_arn = cdk.Stack.of(self).format_arn(service="pipes", resource="pipe", resource_name=name)
        role = iam.Role(
            self, "PipeRole", assumed_by=service_principal(self, "pipes.amazonaws.com", source_arn=pipe_arn)
        )
        iam.Grant.add_to_principal(
            grantee=role,
            actions=list(STREAM_ACTIONS),
            resource_arns=[stream_arn],
        )
        iam.Grant.add_to_principal(grantee=role, actions=["dynamodb:ListStreams"], resource_arns=["*"])
        acknowledge(
            role,
            {
                **OWN_POLICY,
                "AwsSolutions-IAM5[Resource::*]": "ListStreams, which pipes ask for, has no resource type.",
            },
        )
        if table.encryption_key is not None:
            grant_key(role, table.encryption_key, ("kms:Decrypt",), service="dynamodb")
        grant_send(role, self._queue.queue)
        grant_send(role, self._dead_letters.queue)
        return role

    def _define_pipe(self, name: str, role: iam.Role, stream_arn: str) -> pipes.CfnPipe:
        pipe = pipes.CfnPipe(
            self,
            "Resource",
            name=name,
            role_arn=role.role_arn,
            source=stream_arn,
            source_parameters=pipes.CfnPipe.PipeSourceParametersProperty(
                dynamo_db_stream_parameters=pipes.CfnPipe.PipeSourceDynamoDBStreamParametersProperty(
                    starting_position="TRIM_HORIZON",
                    batch_size=10,
                    dead_letter_config=pipes.CfnPipe.DeadLetterConfigProperty(arn=self._dead_letters.queue.queue_arn),
                    on_partial_batch_item_failure="AUTOMATIC_BISECT",
                ),
                filter_criteria=pipes.CfnPipe.FilterCriteriaProperty(
                    filters=[pipes.CfnPipe.FilterProperty(pattern=json.dumps(self._filter))]
                ),
            ),
            target=self._queue.queue.queue_arn,
            target_parameters=pipes.CfnPipe.PipeTargetParametersProperty(input_template=self._message),
        )
        # The service checks the role when the pipe is made: its policy has to be there by then.
        pipe.node.add_dependency(role)
        return pipe

    @property
    def queue(self) -> RedrivenQueue:
        """The queue of outbox ids, with its dead letters."""
        return self._queue

    @property
    def dead_letters(self) -> DeadLetterQueue:
        """Which stretches of the stream were given up on. Nothing is lost: the sweeper queues what is unsent."""
        return self._dead_letters

    @property
    def pipe(self) -> pipes.CfnPipe | None:
        """The pipe from the table's stream to the queue; none in AWS GovCloud."""
        return self._pipe

    @property
    def pipe_role(self) -> iam.Role | None:
        """The role of the pipe."""
        return self._role

    @property
    def relay(self) -> StreamRelay | None:
        """The function in the pipe's place, in AWS GovCloud."""
        return self._relay
