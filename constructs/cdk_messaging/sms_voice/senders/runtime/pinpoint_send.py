"""Sends a one-time password with Amazon Pinpoint's operation, which makes and keeps the code."""

from __future__ import annotations

import os
from typing import Any

from . import aws
from .fields import Fields
from .outcomes import Answer, answered, understand

LANGUAGES = (
    "de-DE", "en-GB", "en-US", "es-419", "es-ES", "fr-CA", "fr-FR", "it-IT", "ja-JP", "ko-KR", "pt-BR", "zh-CN",
    "zh-TW",
)  # fmt: skip
"""Languages of the message. Source: "Generate one-time passwords (OTPs)", Amazon Pinpoint developer guide."""

OUTCOMES = {
    "SUCCESSFUL": "sent",
    "OPT_OUT": "opted_out",
    "TEMPORARY_FAILURE": "try_later",  # Amazon Pinpoint itself won't
    "THROTTLED": "try_later",
    "UNKNOWN_FAILURE": "unknown",
}
"""What a delivery status means; every other one is a refusal."""
_OPTIONS = {
    "BRAND_NAME": "BrandName",
    "ENTITY_ID": "EntityId",
    "LANGUAGE": "Language",
    "ORIGINATION_NUMBER": "OriginationIdentity",
    "TEMPLATE_ID": "TemplateId",
}
_NUMBERS = {
    "ALLOWED_ATTEMPTS": "AllowedAttempts",
    "CODE_LENGTH": "CodeLength",
    "VALIDITY_MINUTES": "ValidityPeriod",
}


def handler(event: object, _context: object) -> Answer:
    """Send a code to the number of the event; see ``PinpointOneTimePasswords``."""
    return answered("send_password", lambda: _send(event))


def _send(event: object) -> Answer:
    fields = Fields(event, ("destination", "language", "reference"))
    number, language = fields.number(), fields.choice("language", LANGUAGES)
    asked: dict[str, Any] = {"Channel": "SMS", "DestinationIdentity": number, "ReferenceId": fields.reference()}
    fields.check()
    asked |= {member: os.environ[name] for name, member in _OPTIONS.items() if name in os.environ}
    asked |= {member: int(os.environ[name]) for name, member in _NUMBERS.items()}
    asked |= {} if language is None else {"Language": language}
    try:
        answer: Any = aws.pinpoint().send_otp_message(
            ApplicationId=os.environ["APPLICATION_ID"],
            SendOTPMessageRequestParameters=asked,  # type: ignore[arg-type]
        )
    except Exception as problem:  # noqa: BLE001 - whatever it is, it decides whether the message may have left
        return understand(problem)
    result = answer["MessageResponse"].get("Result", {}).get(number, {})
    status = str(result.get("DeliveryStatus", "UNKNOWN_FAILURE"))
    outcome = OUTCOMES.get(status, "refused")
    if outcome == "sent":
        return {"outcome": outcome, "message_id": result.get("MessageId")}
    return {"outcome": outcome, "reason": status}
