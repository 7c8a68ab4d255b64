"""Amazon SNS notifications as a queue hands them over, with the envelope that holds the only time there is. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from . import clock

_NUMBER = re.compile(r"\+?[0-9]{3,15}")  # short codes too: a STOP is a STOP


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """A notification.

    :param id: of the notification; another one for a message that is published twice.
    :param time: when it was published.
    :param message: the JSON object that was published.
    """

    id: str
    time: datetime
    message: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """A text from a person.

    :param id: ``inboundMessageId``: the same for every copy of the text.
    :param number: who sent it, E.164.
    :param time: when it was published; the service tells no other time.
    :param keyword: which keyword the service matched. Default: - unknown
    :param recipient: the number it was sent to. Default: - unknown
    """

    id: str
    number: str
    time: datetime
    text: str
    keyword: str | None = None
    recipient: str | None = None


def read(body: str) -> Notification:
    """Read the envelope.

    :param body: of the queue's message.
    :raises ValueError: it is no notification with a JSON object in it.
    """
    try:
        envelope = json.loads(body)
        message = json.loads(envelope["Message"])
        # dict() refuses what is no object, with one of the errors below
        return Notification(id=envelope["MessageId"], time=clock.parse(envelope["Timestamp"]), message=dict(message))
    except (KeyError, TypeError) as problem:
        raise ValueError(f"no notification of Amazon SNS: {problem!r}") from problem


def inbound(notification: Notification) -> Inbound:
    """Read a text from a person.

    :raises ValueError: it is none.
    """
    message = notification.message
    number, identifier = _text(message.get("originationNumber")), _text(message.get("inboundMessageId"))
    text = _text(message.get("messageBody"))
    if number is None or not _NUMBER.fullmatch(number):
        raise ValueError("the notification is no inbound text: it comes from no number")
    if not identifier:
        raise ValueError("the notification is no inbound text: it has no id")
    if text is None:
        raise ValueError("the notification is no inbound text: it says nothing")
    return Inbound(
        id=identifier,
        number=f"+{number.removeprefix('+')}",
        time=notification.time,
        text=text,
        keyword=_text(message.get("messageKeyword")),
        recipient=_text(message.get("destinationNumber")),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
