"""What all channels have in common: one of each kind in a project."""

from __future__ import annotations

from typing import ClassVar

from constructs import Construct

from ...errors import InvalidArgument
from ..channel_type import ChannelType
from ..project import IProject


class Channel(Construct):
    """A channel of a project. AWS has one of each type in a project; a second would overwrite the first."""

    channel_type: ClassVar[ChannelType]
    """What it is in API calls."""

    def __init__(self, scope: Construct, construct_id: str, project: IProject) -> None:
        super().__init__(scope, construct_id)
        self._project = project
        other = project.channels.get(self.channel_type)
        if other is not None:
            raise InvalidArgument(
                f"project {project.node.path!r} has a channel {self.channel_type.value} already, at {other!r}: "
                "a project has one of each, so change that one"
            )
        project.channels[self.channel_type] = self.node.path

    @property
    def project(self) -> IProject:
        """The project that it belongs to."""
        return self._project

    @property
    def channel_arn(self) -> str:
        """ARN of the channel."""
        return self._project.arn_of(f"channels/{self.channel_type.value.lower()}")
