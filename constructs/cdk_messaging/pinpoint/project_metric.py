"""The metrics that Amazon Pinpoint keeps of a project."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

NAMESPACE: Final = "AWS/Pinpoint"


class ProjectMetric(StrEnum):
    """A metric of a project. Those of campaigns, endpoints, import jobs and events get no new values since 2026-10-30.

    Source: https://docs.aws.amazon.com/pinpoint/latest/userguide/monitoring-metrics.html
    """

    DIRECT_SEND_MESSAGE_PERMANENT_FAILURE = "DirectSendMessagePermanentFailure"
    DIRECT_SEND_MESSAGE_TEMPORARY_FAILURE = "DirectSendMessageTemporaryFailure"
    DIRECT_SEND_MESSAGE_THROTTLED = "DirectSendMessageThrottled"
    CAMPAIGN_SEND_MESSAGE_LATENCY = "CampaignSendMessageLatency"
    CAMPAIGN_SEND_MESSAGE_PERMANENT_FAILURE = "CampaignSendMessagePermanentFailure"
    CAMPAIGN_SEND_MESSAGE_TEMPORARY_FAILURE = "CampaignSendMessageTemporaryFailure"
    CAMPAIGN_SEND_MESSAGE_THROTTLED = "CampaignSendMessageThrottled"
    OTP_VERIFICATION_ATTEMPT = "OTPVerificationAttempt"
    OTP_VERIFICATION_FAILURE = "OTPVerificationFailure"
    OTP_VERIFICATION_FAILURE_FINAL_ATTEMPT = "OTPVerificationFailureFinalAttempt"
    OTP_VERIFICATION_SUCCESS = "OTPVerificationSuccess"
    ENDPOINT_REGISTRATION_FAILURE = "EndpointRegistrationFailure"
    IMPORTED_ENDPOINT_FAILURE = "ImportedEndpointFailure"
    IMPORT_JOB_DURATION = "ImportJobDuration"
    IMPORT_JOB_FAILURE = "ImportJobFailure"
    EXPORTED_EVENTS = "ExportedEvents"
    TOTAL_EVENTS = "TotalEvents"

    @property
    def by_channel(self) -> bool:
        """Whether it is kept for each channel, and in no sum of them."""
        return "SendMessage" in self.value
