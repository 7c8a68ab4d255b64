"""Metrics of RCS that the service keeps, of the whole account in a Region.

Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/rcs-monitoring.html
"""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch

from .metrics import metric


def metric_rcs_messages_sent(*, period: cdk.Duration | None = None) -> cloudwatch.Metric:
    """RCS messages sent, without those that a protect configuration or a limit stopped."""
    return metric("RCS.MessagesSent", period=period)


def metric_rcs_messages_delivered(*, period: cdk.Duration | None = None) -> cloudwatch.Metric:
    """RCS messages that reached the recipient's device."""
    return metric("RCS.MessagesDelivered", period=period)


def metric_rcs_messages_fallen_back_to_sms(*, period: cdk.Duration | None = None) -> cloudwatch.Metric:
    """RCS messages that were sent as SMS in the end."""
    return metric("RCS.MessagesFallenBackToSMS", period=period)
