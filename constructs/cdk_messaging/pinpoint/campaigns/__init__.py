"""Campaigns: messages to segments, once, again and again, or whenever something happens."""

from __future__ import annotations

from .campaign import Campaign, ICampaign
from .email_message import EmailMessage
from .event_filter import EventFilter
from .limits import CampaignLimits
from .messages import CampaignMessages
from .push_message import PushAction, PushMessage
from .schedule import Frequency, Schedule
from .sms_message import SmsMessage
from .template_reference import CampaignTemplates, TemplateReference
from .treatment import Treatment
from .utc_offset import UtcOffset

__all__ = [
    "Campaign",
    "CampaignLimits",
    "CampaignMessages",
    "CampaignTemplates",
    "EmailMessage",
    "EventFilter",
    "Frequency",
    "ICampaign",
    "PushAction",
    "PushMessage",
    "Schedule",
    "SmsMessage",
    "TemplateReference",
    "Treatment",
    "UtcOffset",
]
