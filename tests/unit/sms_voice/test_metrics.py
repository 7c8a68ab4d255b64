"""Metrics of the service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_cloudwatch as cloudwatch

from cdk_messaging import sms_voice
from cdk_messaging.sms_voice import MessageFeedbackStatus, OriginationIdentityType, ProtectConfiguration, metric

Maker = Callable[..., cloudwatch.Metric]


@pytest.mark.parametrize(
    ("make", "name", "statistic"),
    [
        (sms_voice.metric_text_message_monthly_spend, "TextMessageMonthlySpend", "Maximum"),
        (sms_voice.metric_voice_message_monthly_spend, "VoiceMessageMonthlySpend", "Maximum"),
        (sms_voice.metric_media_message_monthly_spend, "MediaMessageMonthlySpend", "Maximum"),
        (sms_voice.metric_text_message_parts_sent, "NumberOfTextMessagePartsSent", "Sum"),
        (sms_voice.metric_text_message_parts_delivered, "NumberOfTextMessagePartsDelivered", "Sum"),
        (sms_voice.metric_text_messages_expecting_feedback, "NumberOfTextMessagesExpectingFeedback", "Sum"),
        (sms_voice.metric_text_messages_with_feedback, "NumberOfTextMessagesWithFeedback", "Sum"),
        (sms_voice.metric_text_messages_blocked_by_protect, "TextMessagesBlockedByProtect", "Sum"),
        (sms_voice.metric_messages_received, "NumberOfMessagesReceived", "Sum"),
        (sms_voice.metric_media_message_parts_sent, "NumberOfMediaMessagePartsSent", "Sum"),
        (sms_voice.metric_media_message_parts_delivered, "NumberOfMediaMessagePartsDelivered", "Sum"),
        (sms_voice.metric_media_messages_expecting_feedback, "NumberOfMediaMessagesExpectingFeedback", "Sum"),
        (sms_voice.metric_media_messages_with_feedback, "NumberOfMediaMessagesWithFeedback", "Sum"),
        (sms_voice.metric_media_messages_blocked_by_protect, "MediaMessagesBlockedByProtect", "Sum"),
        (sms_voice.metric_rcs_messages_sent, "RCS.MessagesSent", "Sum"),
        (sms_voice.metric_rcs_messages_delivered, "RCS.MessagesDelivered", "Sum"),
        (sms_voice.metric_rcs_messages_fallen_back_to_sms, "RCS.MessagesFallenBackToSMS", "Sum"),
    ],
)
def test_a_metric_is_the_accounts_unless_narrowed(make: Maker, name: str, statistic: str) -> None:
    made = make()
    assert (made.namespace, made.metric_name, made.statistic) == ("AWS/SMSVoice", name, statistic)
    assert not made.dimensions
    assert made.period.to_seconds() == 300


@pytest.mark.parametrize(
    "make",
    [
        sms_voice.metric_text_message_parts_sent,
        sms_voice.metric_text_message_parts_delivered,
        sms_voice.metric_text_messages_expecting_feedback,
        sms_voice.metric_text_messages_with_feedback,
        sms_voice.metric_text_messages_blocked_by_protect,
        sms_voice.metric_media_message_parts_sent,
        sms_voice.metric_media_message_parts_delivered,
        sms_voice.metric_media_messages_expecting_feedback,
        sms_voice.metric_media_messages_with_feedback,
        sms_voice.metric_media_messages_blocked_by_protect,
    ],
)
def test_a_metric_can_be_of_one_country(make: Maker) -> None:
    assert make(iso_country_code="GB").dimensions == {"IsoCountryCode": "GB"}


@pytest.mark.parametrize(
    "make", [sms_voice.metric_text_messages_with_feedback, sms_voice.metric_media_messages_with_feedback]
)
def test_feedback_can_be_counted_by_what_it_said(make: Maker) -> None:
    made = make(status=MessageFeedbackStatus.RECEIVED, iso_country_code="GB")
    assert made.dimensions == {"IsoCountryCode": "GB", "MessageFeedbackStatus": "RECEIVED"}


def test_incoming_messages_can_be_counted_by_what_they_were_sent_to() -> None:
    made = sms_voice.metric_messages_received(origination_type=OriginationIdentityType.RCS_AGENT)
    assert made.dimensions == {"OriginationIdentityType": "RCS_AGENT"}


def test_the_period_is_the_users() -> None:
    made = sms_voice.metric_text_message_monthly_spend(period=cdk.Duration.hours(1))
    assert made.period.to_seconds() == 3600


def test_any_documented_metric_can_be_had() -> None:
    made = metric("NumberOfMessagesReceived", dimensions={"IsoCountryCode": "US"}, statistic="Average")
    assert (made.metric_name, made.statistic, made.dimensions) == (
        "NumberOfMessagesReceived",
        "Average",
        {"IsoCountryCode": "US"},
    )


@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("metric_text_messages_blocked", "TextMessagesBlockedByProtect"),
        ("metric_media_messages_blocked", "MediaMessagesBlockedByProtect"),
    ],
)
@pytest.mark.parametrize(
    ("country", "dimensions"),
    [(None, {}), ("GB", {"IsoCountryCode": "GB"})],
)
def test_a_protect_configuration_counts_what_it_blocked(
    stack: cdk.Stack, method: str, name: str, country: str | None, dimensions: dict[str, Any]
) -> None:
    protect = ProtectConfiguration.from_protect_configuration_id(stack, "Protect", "protect-1")
    made = getattr(protect, method)(iso_country_code=country)
    assert made.metric_name == name
    assert made.dimensions == {"ProtectConfigurationId": "protect-1"} | dimensions
