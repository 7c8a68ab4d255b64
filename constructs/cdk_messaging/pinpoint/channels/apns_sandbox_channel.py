"""Push notifications to apps that are being developed for devices of Apple."""

from __future__ import annotations

from typing import ClassVar

from aws_cdk import aws_pinpoint as pinpoint

from ..channel_type import ChannelType
from .apns import BaseApnsChannel


class ApnsSandboxChannel(BaseApnsChannel):
    """Push notifications to development builds, by Apple's sandbox. The parameters are those of ``BaseApnsChannel``.

    Source: AWS::Pinpoint::APNSSandboxChannel
    """

    channel_type: ClassVar = ChannelType.APNS_SANDBOX
    _make: ClassVar = pinpoint.CfnAPNSSandboxChannel
