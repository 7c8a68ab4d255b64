"""Push notifications to Android."""

from __future__ import annotations

from typing import ClassVar, Final

import aws_cdk as cdk
from aws_cdk import aws_pinpoint as pinpoint
from constructs import Construct

from ...errors import InvalidArgument
from ..channel_type import ChannelType
from ..project import IProject
from ..retirement import acknowledge_shutdown
from .channel import Channel
from .credentials import template_value


class GcmChannel(Channel):
    """Push notifications through Firebase Cloud Messaging, which AWS still calls Google Cloud Messaging.

    :param project: the project
    :param service_json: key of a service account, the JSON file that Firebase gives. Default: - ``api_key`` is used
    :param api_key: server key of the legacy API, which Google turned off in 2024: only to read stacks that have one; a
        warning (``cdk_messaging:GcmChannel.apiKey``) says so. Default: - ``service_json`` is used
    :param enabled: whether the channel sends. Default: - it does
    :raises InvalidArgument: if a credential would be in the template, there is not exactly one, or the project has
        the channel already

    Source: AWS::Pinpoint::GCMChannel
    """

    channel_type: ClassVar = ChannelType.GCM

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        project: IProject,
        service_json: cdk.SecretValue | None = None,
        api_key: cdk.SecretValue | None = None,
        enabled: bool = True,
    ) -> None:
        super().__init__(scope, construct_id, project)
        if (service_json is None) == (api_key is None):
            given = "missing" if service_json is None else "both given"
            raise InvalidArgument(f"service_json and api_key are {given}: use service_json, which Firebase takes today")
        self.resource: Final = pinpoint.CfnGCMChannel(
            self,
            "Resource",
            application_id=project.project_id,
            enabled=enabled,
            service_json=None if service_json is None else template_value(self, "service_json", service_json),
            api_key=None if api_key is None else template_value(self, "api_key", api_key),
            default_authentication_method="KEY" if service_json is None else "TOKEN",
        )
        acknowledge_shutdown(self)
        if api_key is not None:
            cdk.Annotations.of(self).add_warning_v2(
                "cdk_messaging:GcmChannel.apiKey",
                "Google turned off the API that takes an api_key in 2024, so nothing is sent: use service_json",
            )
