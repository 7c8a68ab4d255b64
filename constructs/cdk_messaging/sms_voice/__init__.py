"""AWS End User Messaging SMS and Voice v2: numbers, pools, opt-outs, rules and events.

Constructs are imported when they are first used, so that the runtime code and the command line of this package
never load the CDK.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_messaging.lazy import lazily

if TYPE_CHECKING:
    from .configuration_set import ConfigurationSet, IConfigurationSet
    from .event_destination import EventDestination
    from .event_type import TEXT_DELIVERIES, TEXT_FAILURES, TEXT_PROGRESS, EventType
    from .expected_peak import expect_peak
    from .grants import (
        grant_carrier_lookup,
        grant_message_feedback,
        grant_phone_number_validate,
        grant_send_one_time_password,
        grant_send_verification_code,
        grant_set_spend_limits,
        grant_verify_one_time_password,
    )
    from .keyword import Keyword, KeywordAction, MandatoryKeywords
    from .metrics import (
        MessageFeedbackStatus,
        OriginationIdentityType,
        metric,
        metric_media_message_monthly_spend,
        metric_media_message_parts_delivered,
        metric_media_message_parts_sent,
        metric_media_messages_blocked_by_protect,
        metric_media_messages_expecting_feedback,
        metric_media_messages_with_feedback,
        metric_messages_received,
        metric_text_message_monthly_spend,
        metric_text_message_parts_delivered,
        metric_text_message_parts_sent,
        metric_text_messages_blocked_by_protect,
        metric_text_messages_expecting_feedback,
        metric_text_messages_with_feedback,
        metric_voice_message_monthly_spend,
    )
    from .notify_configuration import INotifyConfiguration, NotifyChannel, NotifyConfiguration, NotifyUseCase
    from .number_rules import NumberCapability, NumberType
    from .opt_out_list import IOptOutList, OptOutList
    from .phone_number import IPhoneNumber, PhoneNumber
    from .pool import IPool, Pool
    from .protect_configuration import IProtectConfiguration, ProtectConfiguration, ProtectStatus
    from .quotas import Quota, raise_quotas
    from .rcs_agent import IRcsAgent, RcsAgent
    from .rcs_media import RcsMedia
    from .rcs_metrics import (
        metric_rcs_messages_delivered,
        metric_rcs_messages_fallen_back_to_sms,
        metric_rcs_messages_sent,
    )
    from .registration import IRegistration, Registration, RegistrationType
    from .registration_attachment import IRegistrationAttachment, RegistrationAttachment
    from .resource_policy import ResourcePolicy
    from .sender_id import ISenderId, SenderId
    from .text import TextEncoding, TextParts, text_parts
    from .throughput import Backlog, Sender, SenderKind, backlog
    from .two_way import TwoWay
    from .verified_destination_number import IVerifiedDestinationNumber, VerifiedDestinationNumber

_MODULES = {
    "Backlog": "throughput",
    "ConfigurationSet": "configuration_set",
    "EventDestination": "event_destination",
    "EventType": "event_type",
    "IConfigurationSet": "configuration_set",
    "INotifyConfiguration": "notify_configuration",
    "IOptOutList": "opt_out_list",
    "IPhoneNumber": "phone_number",
    "IPool": "pool",
    "IProtectConfiguration": "protect_configuration",
    "IRcsAgent": "rcs_agent",
    "IRegistration": "registration",
    "IRegistrationAttachment": "registration_attachment",
    "ISenderId": "sender_id",
    "IVerifiedDestinationNumber": "verified_destination_number",
    "Keyword": "keyword",
    "KeywordAction": "keyword",
    "MandatoryKeywords": "keyword",
    "MessageFeedbackStatus": "metrics",
    "NotifyChannel": "notify_configuration",
    "NotifyConfiguration": "notify_configuration",
    "NotifyUseCase": "notify_configuration",
    "NumberCapability": "number_rules",
    "NumberType": "number_rules",
    "OptOutList": "opt_out_list",
    "OriginationIdentityType": "metrics",
    "PhoneNumber": "phone_number",
    "Pool": "pool",
    "ProtectConfiguration": "protect_configuration",
    "ProtectStatus": "protect_configuration",
    "Quota": "quotas",
    "RcsAgent": "rcs_agent",
    "RcsMedia": "rcs_media",
    "Registration": "registration",
    "RegistrationAttachment": "registration_attachment",
    "RegistrationType": "registration",
    "ResourcePolicy": "resource_policy",
    "Sender": "throughput",
    "SenderId": "sender_id",
    "SenderKind": "throughput",
    "TEXT_DELIVERIES": "event_type",
    "TEXT_FAILURES": "event_type",
    "TEXT_PROGRESS": "event_type",
    "TextEncoding": "text",
    "TextParts": "text",
    "TwoWay": "two_way",
    "VerifiedDestinationNumber": "verified_destination_number",
    "backlog": "throughput",
    "expect_peak": "expected_peak",
    "grant_carrier_lookup": "grants",
    "grant_message_feedback": "grants",
    "grant_phone_number_validate": "grants",
    "grant_send_one_time_password": "grants",
    "grant_send_verification_code": "grants",
    "grant_set_spend_limits": "grants",
    "grant_verify_one_time_password": "grants",
    "metric": "metrics",
    "metric_media_message_monthly_spend": "metrics",
    "metric_media_message_parts_delivered": "metrics",
    "metric_media_message_parts_sent": "metrics",
    "metric_media_messages_blocked_by_protect": "metrics",
    "metric_media_messages_expecting_feedback": "metrics",
    "metric_media_messages_with_feedback": "metrics",
    "metric_messages_received": "metrics",
    "metric_rcs_messages_delivered": "rcs_metrics",
    "metric_rcs_messages_fallen_back_to_sms": "rcs_metrics",
    "metric_rcs_messages_sent": "rcs_metrics",
    "metric_text_message_monthly_spend": "metrics",
    "metric_text_message_parts_delivered": "metrics",
    "metric_text_message_parts_sent": "metrics",
    "metric_text_messages_blocked_by_protect": "metrics",
    "metric_text_messages_expecting_feedback": "metrics",
    "metric_text_messages_with_feedback": "metrics",
    "metric_voice_message_monthly_spend": "metrics",
    "raise_quotas": "quotas",
    "text_parts": "text",
}

__all__ = [
    "TEXT_DELIVERIES",
    "TEXT_FAILURES",
    "TEXT_PROGRESS",
    "Backlog",
    "ConfigurationSet",
    "EventDestination",
    "EventType",
    "IConfigurationSet",
    "INotifyConfiguration",
    "IOptOutList",
    "IPhoneNumber",
    "IPool",
    "IProtectConfiguration",
    "IRcsAgent",
    "IRegistration",
    "IRegistrationAttachment",
    "ISenderId",
    "IVerifiedDestinationNumber",
    "Keyword",
    "KeywordAction",
    "MandatoryKeywords",
    "MessageFeedbackStatus",
    "NotifyChannel",
    "NotifyConfiguration",
    "NotifyUseCase",
    "NumberCapability",
    "NumberType",
    "OptOutList",
    "OriginationIdentityType",
    "PhoneNumber",
    "Pool",
    "ProtectConfiguration",
    "ProtectStatus",
    "Quota",
    "RcsAgent",
    "RcsMedia",
    "Registration",
    "RegistrationAttachment",
    "RegistrationType",
    "ResourcePolicy",
    "Sender",
    "SenderId",
    "SenderKind",
    "TextEncoding",
    "TextParts",
    "TwoWay",
    "VerifiedDestinationNumber",
    "backlog",
    "expect_peak",
    "grant_carrier_lookup",
    "grant_message_feedback",
    "grant_phone_number_validate",
    "grant_send_one_time_password",
    "grant_send_verification_code",
    "grant_set_spend_limits",
    "grant_verify_one_time_password",
    "metric",
    "metric_media_message_monthly_spend",
    "metric_media_message_parts_delivered",
    "metric_media_message_parts_sent",
    "metric_media_messages_blocked_by_protect",
    "metric_media_messages_expecting_feedback",
    "metric_media_messages_with_feedback",
    "metric_messages_received",
    "metric_rcs_messages_delivered",
    "metric_rcs_messages_fallen_back_to_sms",
    "metric_rcs_messages_sent",
    "metric_text_message_monthly_spend",
    "metric_text_message_parts_delivered",
    "metric_text_message_parts_sent",
    "metric_text_messages_blocked_by_protect",
    "metric_text_messages_expecting_feedback",
    "metric_text_messages_with_feedback",
    "metric_voice_message_monthly_spend",
    "raise_quotas",
    "text_parts",
]

__getattr__ = lazily(__name__, _MODULES)
