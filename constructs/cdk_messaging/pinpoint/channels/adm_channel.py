"""Push notifications to devices of Amazon."""

from __future__ import annotations

from typing import ClassVar, Final

import aws_cdk as cdk
from aws_cdk import aws_pinpoint as pinpoint
from constructs import Construct

from ..channel_type import ChannelType
from ..project import IProject
from ..retirement import acknowledge_shutdown
from .channel import Channel
from .credentials import template_value


class AdmChannel(Channel):
    """Push notifications through Amazon Device Messaging.

    :param project: the project
    :param client_id: client id of the security profile
    :param client_secret: client secret of the security profile
    :param enabled: whether the channel sends. Default: - it does
    :raises InvalidArgument: if a credential would be in the template, or the project has the channel already

    Source: AWS::Pinpoint::ADMChannel
    """

    channel_type: ClassVar = ChannelType.ADM

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        project: IProject,
        client_id: cdk.SecretValue,
        client_secret: cdk.SecretValue,
        enabled: bool = True,
    ) -> None:
        super().__init__(scope, construct_id, project)
        self.resource: Final = pinpoint.CfnADMChannel(
            self,
            "Resource",
            application_id=project.project_id,
            enabled=enabled,
            client_id=template_value(self, "client_id", client_id),
            client_secret=template_value(self, "client_secret", client_secret),
        )
        acknowledge_shutdown(self)
