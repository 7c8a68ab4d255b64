"""Metrics of MMS that the service keeps.

Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/monitoring-cloudwatch.html
"""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch

from .metrics import MessageFeedbackStatus, by_country, metric


def metric_media_message_parts_sent(
    *, iso_country_code: str | None = None, period: cdk.Duration | None = None
) -> cloudwatch.Metric:
    """MMS sent, without those that a protect configuration or a limit stopped.

    :param iso_country_code: country of the recipients. Default: - all together
    """
    return metric("NumberOfMediaMessagePartsSent", dimensions=by_country(iso_country_code), period=period)


def metric_media_message_parts_delivered(
    *, iso_country_code: str | None = None, period: cdk.Duration | None = None
) -> cloudwatch.Metric:
    """MMS delivered. A carrier can confirm one twice, so there can be more than were sent.

    :param iso_country_code: country of the recipients. Default: - all together
    """
    return metric("NumberOfMediaMessagePartsDelivered", dimensions=by_country(iso_country_code), period=period)


def metric_media_messages_expecting_feedback(
    *, iso_country_code: str | None = None, period: cdk.Duration | None = None
) -> cloudwatch.Metric:
    """MMS sent with message feedback enabled.

    :param iso_country_code: country of the recipients. Default: - all together
    """
    return metric("NumberOfMediaMessagesExpectingFeedback", dimensions=by_country(iso_country_code), period=period)


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
    dimensions = dict(by_country(iso_country_code) or {})
    if status is not None:
        dimensions["MessageFeedbackStatus"] = status.value
    return metric("NumberOfMediaMessagesWithFeedback", dimensions=dimensions or None, period=period)


def metric_media_messages_blocked_by_protect(
    *, iso_country_code: str | None = None, period: cdk.Duration | None = None
) -> cloudwatch.Metric:
    """MMS that a country rule blocked.

    :param iso_country_code: country of the recipients. Default: - all together
    """
    return metric("MediaMessagesBlockedByProtect", dimensions=by_country(iso_country_code), period=period)
