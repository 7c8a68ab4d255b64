"""What a sender ID may be, and where."""

from __future__ import annotations

from ..checks import check_pattern, is_known
from ..errors import InvalidArgument
from .countries import (
    SENDER_ID_REGISTRATION_COUNTRIES,
    SENDER_ID_UNSUPPORTED_COUNTRIES,
    SMS_COUNTRIES,
    check_country,
)

_PATTERN = r"(?=.{1,11}$)(?=.*[A-Za-z])[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?"
_BY_COUNTRY = "https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-sms-by-country.html"


def check_sender_id(what: str, sender_id: str) -> None:
    """Refuse a sender ID that the service doesn't take.

    :param what: what it is, for the message
    :raises InvalidArgument: if it isn't valid

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_RequestSenderId.html
    """
    check_pattern(
        what,
        sender_id,
        _PATTERN,
        "1 to 11 letters, digits, _ and -, at least one letter, no - at either end",
    )


def check_requestable(sender_id: str, country: str) -> None:
    """Refuse a sender ID that CloudFormation can't request for a country.

    :raises InvalidArgument: if it can't

    Source: AWS::SMSVOICE::SenderId, and
    https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-sms-by-country.html
    """
    check_sender_id("sender_id", sender_id)
    if is_known(sender_id) and sender_id != sender_id.upper():
        raise InvalidArgument(
            f"sender_id {sender_id!r} has lower-case letters, which CloudFormation refuses: use {sender_id.upper()!r}"
        )
    if not is_known(country):
        return
    check_country("iso_country_code", country)
    if country in SENDER_ID_UNSUPPORTED_COUNTRIES or country not in SMS_COUNTRIES:
        raise InvalidArgument(
            f"sender IDs don't work in country {country!r}: send there from a phone number, see {_BY_COUNTRY}"
        )
    if country in SENDER_ID_REGISTRATION_COUNTRIES:
        raise InvalidArgument(
            f"a sender ID for country {country!r} must be registered and can't be requested: make a Registration, "
            "submit it, and import what comes of it with SenderId.from_sender_id(...)"
        )
    if country == "FR" and is_known(sender_id) and "-" in sender_id:
        raise InvalidArgument(
            f"sender_id {sender_id!r} has a '-', which France forbids: use letters and digits, see {_BY_COUNTRY}"
        )
