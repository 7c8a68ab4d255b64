"""Push notifications to devices of Apple."""

from __future__ import annotations

from typing import ClassVar

from aws_cdk import aws_pinpoint as pinpoint

from ..channel_type import ChannelType
from .apns import BaseApnsChannel


class ApnsChannel(BaseApnsChannel):
    """Push notifications to apps from Apple's store. The parameters are those of ``BaseApnsChannel``.

    Source: AWS::Pinpoint::APNSChannel
    """

    channel_type: ClassVar = ChannelType.APNS
    _make: ClassVar = pinpoint.CfnAPNSChannel
