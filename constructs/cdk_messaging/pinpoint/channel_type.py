"""The ways by which Amazon Pinpoint reaches people."""

from __future__ import annotations

from enum import StrEnum


class ChannelType(StrEnum):
    """A channel, as the API calls it. What was Google Cloud Messaging, and is Firebase today, is still ``GCM``.

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-endpoints.html
    """

    ADM = "ADM"
    APNS = "APNS"
    APNS_SANDBOX = "APNS_SANDBOX"
    APNS_VOIP = "APNS_VOIP"
    APNS_VOIP_SANDBOX = "APNS_VOIP_SANDBOX"
    BAIDU = "BAIDU"
    CUSTOM = "CUSTOM"
    EMAIL = "EMAIL"
    GCM = "GCM"
    IN_APP = "IN_APP"
    PUSH = "PUSH"
    SMS = "SMS"
    VOICE = "VOICE"
