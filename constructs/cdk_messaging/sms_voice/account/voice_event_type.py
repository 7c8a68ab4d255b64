"""The events that a call can cause, as version 1 of the voice API names them."""

from __future__ import annotations

from enum import StrEnum


class VoiceEventType(StrEnum):
    """Event of a voice message that is sent with version 1 of the API. It has no groups: name each.

    Source: https://docs.aws.amazon.com/pinpoint-sms-voice/latest/APIReference/v1-sms-voice-configuration-sets-configurationsetname-event-destinations.html
    """

    INITIATED_CALL = "INITIATED_CALL"
    RINGING = "RINGING"
    ANSWERED = "ANSWERED"
    COMPLETED_CALL = "COMPLETED_CALL"
    BUSY = "BUSY"
    FAILED = "FAILED"
    NO_ANSWER = "NO_ANSWER"
