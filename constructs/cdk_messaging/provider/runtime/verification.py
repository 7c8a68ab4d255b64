"""``Custom::DestinationNumberVerificationCode``: has the code sent that makes a destination number a verified one.

What was sent can't be unsent, and AWS limits how often it sends in a day: so nothing is sent to a number that is
verified, and nothing on deletion.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from .sms_voice import client, reason_of, refusal

_OPTIONAL = ("LanguageCode", "OriginationIdentity", "ConfigurationSetName")


def handle(event: Mapping[str, Any]) -> tuple[str, Mapping[str, str]]:
    """Send the code, unless the number is verified already. Repeated, the last code counts."""
    if event["RequestType"] == "Delete":
        return event["PhysicalResourceId"], {}
    properties = event["ResourceProperties"]
    number = properties["VerifiedDestinationNumberId"]
    try:
        (found,) = client().describe_verified_destination_numbers(VerifiedDestinationNumberIds=[number])[
            "VerifiedDestinationNumbers"
        ]
        if found["Status"] != "VERIFIED":
            _send(properties)
    except ClientError as problem:
        raise refusal(problem) from None
    return f"VerificationCode:{hashlib.sha256(number.encode()).hexdigest()[:16]}", {}


def _send(properties: Mapping[str, Any]) -> None:
    given = {name: properties[name] for name in _OPTIONAL if name in properties}
    try:
        client().send_destination_number_verification_code(
            VerifiedDestinationNumberId=properties["VerifiedDestinationNumberId"],
            VerificationChannel=properties["VerificationChannel"],
            **given,
        )
    except ClientError as problem:
        if reason_of(problem) != "VERIFICATION_ALREADY_COMPLETE":  # somebody entered an earlier code meanwhile
            raise
