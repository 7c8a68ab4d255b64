"""Amazon SNS notifications as a queue hands them over, with the envelope that holds the only time there is. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from . import clock


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
    try:
        number = str(message["originationNumber"])
        return Inbound(
            id=str(message["inboundMessageId"]),
            number=number if number.startswith("+") else f"+{number}",
            time=notification.time,
            text=str(message["messageBody"]),
            keyword=message.get("messageKeyword"),
            recipient=message.get("destinationNumber"),
        )
    except KeyError as problem:
        raise ValueError(f"the notification is no inbound text: {problem!r}") from problem
