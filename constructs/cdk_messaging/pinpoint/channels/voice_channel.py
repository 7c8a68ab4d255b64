"""Voice messages of a project."""

from __future__ import annotations

from typing import ClassVar, Final

from aws_cdk import aws_pinpoint as pinpoint
from constructs import Construct

from ..channel_type import ChannelType
from ..project import IProject
from ..regions import Feature, warn_of_feature
from ..retirement import acknowledge_shutdown
from .channel import Channel


class VoiceChannel(Channel):
    """Lets ``SendMessages`` of a project call people and read a text out.

    Without a project, use ``sms_voice.senders.VoiceSender``.

    :param project: the project
    :param enabled: whether the channel sends. Default: - it does
    :raises InvalidArgument: if the project has the channel already

    Source: AWS::Pinpoint::VoiceChannel
    """

    channel_type: ClassVar = ChannelType.VOICE

    def __init__(self, scope: Construct, construct_id: str, *, project: IProject, enabled: bool = True) -> None:
        super().__init__(scope, construct_id, project)
        self.resource: Final = pinpoint.CfnVoiceChannel(
            self, "Resource", application_id=project.project_id, enabled=enabled
        )
        acknowledge_shutdown(self)
        warn_of_feature(self, "VoiceChannel", Feature.VOICE)
