"""Event streams: where a project's events go."""

from __future__ import annotations

from typing import Final

from aws_cdk import aws_iam as iam
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_kinesisfirehose as firehose
from aws_cdk import aws_pinpoint as pinpoint
from constructs import Construct

from ..errors import InvalidArgument
from .event_stream_role import EventStreamRole, destination
from .project import IProject
from .retirement import CLOUDFORMATION_TYPES, warn_retired


class EventStream(Construct):
    """Sends the events of a project (of applications, campaigns, journeys, e-mail, SMS) to a stream.

    A project has one stream at most; one stream may serve several projects. Amazon Pinpoint sends no events of
    transactional push and voice messages. It has no switch for a stream: to disable one, its resource goes, by
    ``enabled=False`` or by leaving out the construct. Events of that time are not sent later.

    Give one of both streams.

    :param project: whose events
    :param stream: a Kinesis data stream. Default: - none
    :param delivery_stream: a delivery stream of Amazon Data Firehose. Default: - none
    :param role: role that the service writes with. Default: - a new ``EventStreamRole``
    :param enabled: whether events are sent; the role stays when they aren't. Default: - they are
    :raises InvalidArgument: if not exactly one stream is given, or the project has an event stream in this app

    Source: AWS::Pinpoint::EventStream
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        project: IProject,
        stream: kinesis.IStream | None = None,
        delivery_stream: firehose.IDeliveryStream | None = None,
        role: iam.IRole | None = None,
        enabled: bool = True,
    ) -> None:
        super().__init__(scope, construct_id)
        arn, _ = destination(stream, delivery_stream)
        if project.event_stream_path is not None:
            raise InvalidArgument(
                f"project {project.node.path!r} has an event stream already, at {project.event_stream_path!r}: "
                "it can have one only"
            )
        project.event_stream_path = self.node.path
        warn_retired(self, "EventStream", str(CLOUDFORMATION_TYPES["AWS::Pinpoint::EventStream"].replacement))
        if role is None:
            role = EventStreamRole(self, "Role", project=project, stream=stream, delivery_stream=delivery_stream)
        self.role: Final = role
        self.resource: Final = self._define(project, arn) if enabled else None

    def _define(self, project: IProject, arn: str) -> pinpoint.CfnEventStream:
        resource = pinpoint.CfnEventStream(
            self,
            "Resource",
            application_id=project.project_id,
            destination_stream_arn=arn,
            role_arn=self.role.role_arn,
        )
        if isinstance(self.role, EventStreamRole):
            # The service tries the role when it is given the stream.
            self.role.permissions.apply_before(resource)
        return resource
