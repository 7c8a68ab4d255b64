"""Asks Amazon Pinpoint whether a code is the one that it sent."""

from __future__ import annotations

import os

from . import aws
from .fields import Fields
from .outcomes import Answer, answered, understand


def handler(event: object, _context: object) -> Answer:
    """Verify the code of the event; see ``PinpointOneTimePasswords``."""
    return answered("verify_password", lambda: _verify(event))


def _verify(event: object) -> Answer:
    fields = Fields(event, ("code", "destination", "reference"))
    asked = {
        "DestinationIdentity": fields.number(),
        "ReferenceId": fields.reference(),
        "Otp": fields.code(5, 8),
    }
    fields.check()
    try:
        answer = aws.pinpoint().verify_otp_message(
            ApplicationId=os.environ["APPLICATION_ID"],
            VerifyOTPMessageRequestParameters=asked,  # type: ignore[arg-type]
        )
    except Exception as problem:  # noqa: BLE001 - no answer is not a yes
        return {"outcome": "unavailable", "valid": False, "reason": understand(problem)["reason"]}
    return {"outcome": "checked", "valid": answer["VerificationResponse"].get("Valid") is True}
