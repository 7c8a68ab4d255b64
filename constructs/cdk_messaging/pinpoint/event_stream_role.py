"""The role of event streams."""

from __future__ import annotations

from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_kinesisfirehose as firehose
from constructs import Construct

from ..access import service_principal
from ..acknowledge import OWN_POLICY, acknowledge
from ..errors import InvalidArgument
from .project import IProject
from .provided import SERVICE


class EventStreamRole(iam.Role):
    """Lets Amazon Pinpoint put the events of one project into one stream, and nothing else.

    Give one of both streams. A delivery stream that is encrypted needs no more: it uses its key by a grant of its own.

    :param project: whose events
    :param stream: a Kinesis data stream. If this app knows its key, the role may encrypt with it, by way of Kinesis
    :param delivery_stream: a delivery stream of Amazon Data Firehose
    :raises InvalidArgument: if not exactly one stream is given

    Source: https://docs.aws.amazon.com/pinpoint/latest/developerguide/permissions-streams.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        project: IProject,
        stream: kinesis.IStream | None = None,
        delivery_stream: firehose.IDeliveryStream | None = None,
    ) -> None:
        arn, actions = destination(stream, delivery_stream)
        super().__init__(
            scope, construct_id, assumed_by=service_principal(scope, SERVICE, source_arn=project.project_arn)
        )
        granted = iam.Grant.add_to_principal(grantee=self, actions=actions, resource_arns=[arn])
        if stream is not None and stream.encryption_key is not None:
            stack = cdk.Stack.of(self)
            key = iam.Grant.add_to_principal(
                grantee=self,
                actions=["kms:GenerateDataKey"],
                resource_arns=[stream.encryption_key.key_arn],
                conditions={"StringEquals": {"kms:ViaService": f"kinesis.{stack.region}.{stack.url_suffix}"}},
            )
            granted = granted.combine(key)
        self.permissions: Final = granted
        """What it may do; an event stream has to wait for it."""
        acknowledge(self, OWN_POLICY)


def destination(
    stream: kinesis.IStream | None, delivery_stream: firehose.IDeliveryStream | None
) -> tuple[str, list[str]]:
    """ARN of the one stream that is given, and what the service does with it.

    :raises InvalidArgument: if not exactly one is given
    """
    if stream is not None and delivery_stream is None:
        return stream.stream_arn, ["kinesis:DescribeStream", "kinesis:PutRecords"]
    if delivery_stream is not None and stream is None:
        return delivery_stream.delivery_stream_arn, ["firehose:DescribeDeliveryStream", "firehose:PutRecordBatch"]
    given = "both stream and delivery_stream are" if stream is not None else "neither stream nor delivery_stream is"
    raise InvalidArgument(f"{given} given: a project has one event stream, so give one of them")
