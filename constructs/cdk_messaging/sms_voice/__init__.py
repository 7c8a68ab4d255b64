"""AWS End User Messaging SMS and Voice v2: numbers, pools, opt-outs, rules and events."""

from __future__ import annotations

from .configuration_set import ConfigurationSet, IConfigurationSet
from .event_destination import EventDestination
from .event_type import TEXT_DELIVERIES, TEXT_FAILURES, TEXT_PROGRESS, EventType
from .grants import grant_carrier_lookup, grant_message_feedback, grant_phone_number_validate
from .keyword import Keyword, KeywordAction, MandatoryKeywords
from .metrics import (
    MessageFeedbackStatus,
    metric,
    metric_media_message_monthly_spend,
    metric_text_message_monthly_spend,
    metric_text_message_parts_delivered,
    metric_text_message_parts_sent,
    metric_text_messages_blocked_by_protect,
    metric_text_messages_expecting_feedback,
    metric_text_messages_with_feedback,
    metric_voice_message_monthly_spend,
)
from .number_rules import NumberCapability, NumberType
from .opt_out_list import IOptOutList, OptOutList
from .phone_number import IPhoneNumber, PhoneNumber
from .pool import IPool, Pool
from .protect_configuration import IProtectConfiguration, ProtectConfiguration, ProtectStatus
from .text import TextEncoding, TextParts, text_parts
from .two_way import TwoWay

__all__ = [
    "TEXT_DELIVERIES",
    "TEXT_FAILURES",
    "TEXT_PROGRESS",
    "ConfigurationSet",
    "EventDestination",
    "EventType",
    "IConfigurationSet",
    "IOptOutList",
    "IPhoneNumber",
    "IPool",
    "IProtectConfiguration",
    "Keyword",
    "KeywordAction",
    "MandatoryKeywords",
    "MessageFeedbackStatus",
    "NumberCapability",
    "NumberType",
    "OptOutList",
    "PhoneNumber",
    "Pool",
    "ProtectConfiguration",
    "ProtectStatus",
    "TextEncoding",
    "TextParts",
    "TwoWay",
    "grant_carrier_lookup",
    "grant_message_feedback",
    "grant_phone_number_validate",
    "metric",
    "metric_media_message_monthly_spend",
    "metric_text_message_monthly_spend",
    "metric_text_message_parts_delivered",
    "metric_text_message_parts_sent",
    "metric_text_messages_blocked_by_protect",
    "metric_text_messages_expecting_feedback",
    "metric_text_messages_with_feedback",
    "metric_voice_message_monthly_spend",
    "text_parts",
]
