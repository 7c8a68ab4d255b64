"""Push notifications to Android in China."""

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


class BaiduChannel(Channel):
    """Push notifications through Baidu Cloud Push.

    :param project: the project
    :param api_key: API key of the Baidu project
    :param secret_key: secret key of the Baidu project
    :param enabled: whether the channel sends. Default: - it does
    :raises InvalidArgument: if a credential would be in the template, or the project has the channel already

    Source: AWS::Pinpoint::BaiduChannel
    """

    channel_type: ClassVar = ChannelType.BAIDU

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        project: IProject,
        api_key: cdk.SecretValue,
        secret_key: cdk.SecretValue,
        enabled: bool = True,
    ) -> None:
        super().__init__(scope, construct_id, project)
        self.resource: Final = pinpoint.CfnBaiduChannel(
            self,
            "Resource",
            application_id=project.project_id,
            enabled=enabled,
            api_key=template_value(self, "api_key", api_key),
            secret_key=template_value(self, "secret_key", secret_key),
        )
        acknowledge_shutdown(self)
