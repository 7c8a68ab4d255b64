"""Names that recipients see instead of a number."""

from __future__ import annotations

from ..checks import check_pattern

_PATTERN = r"(?=.{1,11}$)(?=.*[A-Za-z])[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?"


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
