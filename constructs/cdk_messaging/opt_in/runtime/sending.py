"""One call of SendTextMessage, and what its answer means: nothing is taken for unsent that may have been sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any

from . import aws
from .decisions import SHORTEST_LIFE, MessageKind, Reason
from .outbox_items import Message
from .settings import Settings, variable

_LONGEST_LIFE = 259200  # seconds, limit of TimeToLive
_THROTTLED = frozenset({"ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded"})
_PROTECTED = frozenset(
    {
        "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION",
        "DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE",
    }
)
_OPTED_OUT = "DESTINATION_PHONE_NUMBER_OPTED_OUT"
_NOT_VERIFIED = "DESTINATION_PHONE_NUMBER_NOT_VERIFIED"


class Result(Enum):
    """What became of a send."""

    ACCEPTED = auto()
    """The service took it."""
    THROTTLED = auto()
    """Not sent; later it may be."""
    REFUSED = auto()
    """Not sent, for a reason that somebody has to mend: rights, spending limit, a missing resource."""
    OPTED_OUT = auto()
    """Not sent: the number is on the opt-out list."""
    SUPPRESSED = auto()
    """Not sent, on purpose: a protect configuration."""
    REJECTED = auto()
    """Not sent, and never will be: the message itself is not valid."""
    UNKNOWN = auto()
    """Sent or not, nobody can tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A result with the service's message id or reason."""

    result: Result
    message_id: str | None = None
    reason: str | None = None


def send(message: Message, settings: Settings, *, now: datetime) -> Answer:
    """Send a text, once.

    :param now: the time to count the message's remaining life from.
    """
    request: dict[str, Any] = {
        "DestinationPhoneNumber": message.number,
        "OriginationIdentity": variable("ORIGINATION_IDENTITY"),
        "ConfigurationSetName": variable("CONFIGURATION_SET"),
        "MessageBody": message.body,
        "MessageType": settings.message_type,
        "MaxPrice": settings.max_price,
        "TimeToLive": time_to_live(message, now),
        "Context": {"outbox": message.id},
        "MessageFeedbackEnabled": message.kind is MessageKind.CONFIRMATION,
    }
    client = aws.sms_sender()
    try:
        answer = client.send_text_message(**request)
    except Exception as problem:  # noqa: BLE001 - whatever it is, it decides whether the text may have left
        return _understand(problem)
    return Answer(result=Result.ACCEPTED, message_id=answer.get("MessageId"))


def time_to_live(message: Message, now: datetime) -> int:
    """Seconds for which the service may try to deliver: not beyond the message's deadline."""
    left = int((message.deadline - now).total_seconds())
    return max(int(SHORTEST_LIFE.total_seconds()), min(_LONGEST_LIFE, left))


def _understand(problem: Exception) -> Answer:
    from botocore.exceptions import (  # noqa: PLC0415 - boto3 is loaded late, see aws.session
        ClientError,
        ConnectTimeoutError,
        EndpointConnectionError,
        NoCredentialsError,
        ParamValidationError,
    )

    name = type(problem).__name__
    if isinstance(problem, ClientError):
        return _understand_refusal(problem.response)
    if isinstance(problem, ParamValidationError):
        return Answer(result=Result.REJECTED, reason=name)
    if isinstance(problem, (ConnectTimeoutError, EndpointConnectionError, NoCredentialsError)):
        return Answer(result=Result.REFUSED, reason=name)  # it never left this machine
    return Answer(result=Result.UNKNOWN, reason=name)


def _understand_refusal(response: Mapping[str, Any]) -> Answer:
    code = str(response.get("Error", {}).get("Code", ""))
    status = int(response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
    reason = str(response.get("Reason") or code)
    if code in _THROTTLED or status == 429:
        return Answer(result=Result.THROTTLED, reason=code)
    if status >= 500 or code == "InternalServerException":
        return Answer(result=Result.UNKNOWN, reason=code)
    if code == "ConflictException":
        if reason == _OPTED_OUT:
            return Answer(result=Result.OPTED_OUT, reason=Reason.OPTED_OUT)
        if reason in _PROTECTED:
            return Answer(result=Result.SUPPRESSED, reason=Reason.PROTECTED)
        if reason == _NOT_VERIFIED:
            return Answer(result=Result.REJECTED, reason=reason)
    if code == "ValidationException":
        return Answer(result=Result.REJECTED, reason=reason)
    return Answer(result=Result.REFUSED, reason=reason)
