"""The channels of a project. Push, SMS and voice live on; e-mail has ended."""

from __future__ import annotations

from .adm_channel import AdmChannel
from .apns import BaseApnsChannel
from .apns_channel import ApnsChannel
from .apns_sandbox_channel import ApnsSandboxChannel
from .apns_voip_channel import ApnsVoipChannel
from .apns_voip_sandbox_channel import ApnsVoipSandboxChannel
from .baidu_channel import BaiduChannel
from .channel import Channel
from .email_channel import EmailChannel
from .gcm_channel import GcmChannel
from .sms_channel import SmsChannel
from .voice_channel import VoiceChannel

__all__ = [
    "AdmChannel",
    "ApnsChannel",
    "ApnsSandboxChannel",
    "ApnsVoipChannel",
    "ApnsVoipSandboxChannel",
    "BaiduChannel",
    "BaseApnsChannel",
    "Channel",
    "EmailChannel",
    "GcmChannel",
    "SmsChannel",
    "VoiceChannel",
]
