"""Metrics that the service keeps, of the whole account in a Region.

AWS documents no dimension for a number, a pool or a configuration set. The metrics exist once the account has the
service-linked role ``AWSServiceRoleForSMSVoice`` and has sent a message.

Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/monitoring-cloudwatch.html
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch

NAMESPACE = "AWS/SMSVoice"


class MessageFeedbackStatus(StrEnum):
    """What the application told the service about a message."""

    RECEIVED = "RECEIVED"
    FAILED = "FAILED"


class OriginationIdentityType(StrEnum):
    """What messages were sent from. Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/rcs-monitoring.html"""

    PHONE_NUMBER = "PHONE_NUMBER"
    SENDER_ID = "SENDER_ID"
    RCS_AGENT = "RCS_AGENT"
    POOL = "POOL"


def metric(
    metric_name: str,
    *,
    dimensions: Mapping[str, str] | None = None,
    statistic: str = cloudwatch.Stats.SUM,
    period: cdk.Duration | None = None,
) -> cloudwatch.Metric:
    """Any metric of the service.

    :param metric_name: name as AWS documents it
    :param dimensions: what to narrow it to. Default: - nothing
    :param statistic: how a data point is made. Default: - the sum
    :param period: length of a data point. Default: - 5 minutes
    """
    return cloudwatch.Metric(
        namespace=NAMESPACE,
        metric_name=metric_name,
        dimensions_map=None if dimensions is None else dict(dimensions),
        statistic=statistic,
        period=period,
    )


def metric_text_message_monthly_spend(*, period: cdk.Duration | None = None) -> cloudwatch.Metric:
    """US dollars spent on SMS since the month began. It only rises within a month, so its maximum is the latest."""
    return metric("TextMessageMonthlySpend", statistic=cloudwatch.Stats.MAXIMUM, period=period)


def metric_voice_message_monthly_spend(*, period: cdk.Duration | None = None) -> cloudwatch.Metric:
    """US dollars spent on voice messages since the month began."""
    return metric("VoiceMessageMonthlySpend", statistic=cloudwatch.Stats.MAXIMUM, period=period)


def metric_media_message_monthly_spend(*, period: cdk.Duration | None = None) -> cloudwatch.Metric:
    """US dollars spent on MMS since the month began."""
    return metric("MediaMessageMonthlySpend", statistic=cloudwatch.Stats.MAXIMUM, period=period)


def metric_text_message_parts_sent(
    *, iso_country_code: str | None = None, period: cdk.Duration | None = None
) -> cloudwatch.Metric:
    """Parts of SMS sent, without those that a protect configuration or a limit stopped.

    :param iso_country_code: country of the recipients. Default: - all together
    """
    return _in_country("NumberOfTextMessagePartsSent", iso_country_code, period)


def metric_text_message_parts_delivered(
    *, iso_country_code: str | None = None, period: cdk.Duration | None = None
) -> cloudwatch.Metric:
    """Parts of SMS delivered. A carrier can confirm a part twice, so there can be more than were sent.

    :param iso_country_code: country of the recipients. Default: - all together
    """
    return _in_country("NumberOfTextMessagePartsDelivered", iso_country_code, period)


def metric_text_messages_expecting_feedback(
    *, iso_country_code: str | None = None, period: cdk.Duration | None = None
) -> cloudwatch.Metric:
    """SMS sent with message feedback enabled.

    :param iso_country_code: country of the recipients. Default: - all together
    """
    return _in_country("NumberOfTextMessagesExpectingFeedback", iso_country_code, period)


def metric_text_messages_with_feedback(
    *,
    status: MessageFeedbackStatus | None = None,
    iso_country_code: str | None = None,
    period: cdk.Duration | None = None,
) -> cloudwatch.Metric:
    """SMS for which feedback was given, or ran out after an hour (which counts as failed).

    :param status: what was told. Default: - either
    :param iso_country_code: country of the recipients. Default: - all together
    """
    return _with_feedback("NumberOfTextMessagesWithFeedback", status, iso_country_code, period)


def metric_text_messages_blocked_by_protect(
    *, iso_country_code: str | None = None, period: cdk.Duration | None = None
) -> cloudwatch.Metric:
    """SMS that a country rule blocked.

    :param iso_country_code: country of the recipients. Default: - all together
    """
    return _in_country("TextMessagesBlockedByProtect", iso_country_code, period)


def metric_media_message_parts_sent(
    *, iso_country_code: str | None = None, period: cdk.Duration | None = None
) -> cloudwatch.Metric:
    """MMS sent, without those that a protect configuration or a limit stopped.

    :param iso_country_code: country of the recipients. Default: - all together
    """
    return _in_country("NumberOfMediaMessagePartsSent", iso_country_code, period)


def metric_media_message_parts_delivered(
    *, iso_country_code: str | None = None, period: cdk.Duration | None = None
) -> cloudwatch.Metric:
    """MMS delivered. A carrier can confirm one twice, so there can be more than were sent.

    :param iso_country_code: country of the recipients. Default: - all together
    """
    return _in_country("NumberOfMediaMessagePartsDelivered", iso_country_code, period)


def metric_media_messages_expecting_feedback(
    *, iso_country_code: str | None = None, period: cdk.Duration | None = None
) -> cloudwatch.Metric:
    """MMS sent with message feedback enabled.

    :param iso_country_code: country of the recipients. Default: - all together
    """
    return _in_country("NumberOfMediaMessagesExpectingFeedback", iso_country_code, period)


def metric_media_messages_with_feedback(
    *,
    status: MessageFeedbackStatus | None = None,
    iso_country_code: str | None = None,
    period: cdk.Duration | None = None,
) -> cloudwatch.Metric:
    """MMS for which feedback was given, or ran out.

    :param status: what was told. Default: - either
    :param iso_country_code: country of the recipients. Default: - all together
    """
    return _with_feedback("NumberOfMediaMessagesWithFeedback", status, iso_country_code, period)


def metric_media_messages_blocked_by_protect(
    *, iso_country_code: str | None = None, period: cdk.Duration | None = None
) -> cloudwatch.Metric:
    """MMS that a country rule blocked.

    :param iso_country_code: country of the recipients. Default: - all together
    """
    return _in_country("MediaMessagesBlockedByProtect", iso_country_code, period)


def metric_messages_received(
    *, origination_type: OriginationIdentityType | None = None, period: cdk.Duration | None = None
) -> cloudwatch.Metric:
    """Messages that people sent.

    :param origination_type: what they were sent to. Default: - all together
    """
    dimensions = None if origination_type is None else {"OriginationIdentityType": origination_type.value}
    return metric("NumberOfMessagesReceived", dimensions=dimensions, period=period)


def by_country(iso_country_code: str | None) -> Mapping[str, str] | None:
    """Return the dimension of a country, or none."""
    return None if iso_country_code is None else {"IsoCountryCode": iso_country_code}


def _in_country(metric_name: str, iso_country_code: str | None, period: cdk.Duration | None) -> cloudwatch.Metric:
    return metric(metric_name, dimensions=by_country(iso_country_code), period=period)


def _with_feedback(
    metric_name: str, status: MessageFeedbackStatus | None, iso_country_code: str | None, period: cdk.Duration | None
) -> cloudwatch.Metric:
    dimensions = dict(by_country(iso_country_code) or {})
    if status is not None:
        dimensions["MessageFeedbackStatus"] = status.value
    return metric(metric_name, dimensions=dimensions or None, period=period)
