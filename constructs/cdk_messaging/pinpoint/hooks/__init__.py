"""Functions and webhooks that take part in campaigns: as filters of their segments, and as channels of your own."""

from __future__ import annotations

from .campaign_hook import BoundHook, CampaignHook
from .custom_channel_function import CustomChannelFunction, CustomChannelMetric
from .custom_delivery import CustomDelivery
from .function_code import hook_files
from .permission import allow_invocation
from .segment_filter import SegmentFilter

__all__ = [
    "BoundHook",
    "CampaignHook",
    "CustomChannelFunction",
    "CustomChannelMetric",
    "CustomDelivery",
    "SegmentFilter",
    "allow_invocation",
    "hook_files",
]
