"""Notifications of incoming calls to devices of Apple."""

from __future__ import annotations

from typing import ClassVar

from aws_cdk import aws_pinpoint as pinpoint

from ..channel_type import ChannelType
from .apns import BaseApnsChannel


class ApnsVoipChannel(BaseApnsChannel):
    """Notifications of incoming calls over the internet. The parameters are those of ``BaseApnsChannel``.

    Source: AWS::Pinpoint::APNSVoipChannel
    """

    channel_type: ClassVar = ChannelType.APNS_VOIP
    _make: ClassVar = pinpoint.CfnAPNSVoipChannel
