"""The events that a message can cause, as the API names them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from ..checks import check_member, check_unique
from ..errors import InvalidArgument


class EventType(StrEnum):
    """Event of a message, or a group of events (``ALL`` and the members ending in ``_ALL``).

    Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-types.html
    """

    ALL = "ALL"

    TEXT_ALL = "TEXT_ALL"
    TEXT_SENT = "TEXT_SENT"
    """In the API's list, but the service doesn't match it: ``add_event_destination`` refuses it."""
    TEXT_PENDING = "TEXT_PENDING"
    TEXT_QUEUED = "TEXT_QUEUED"
    TEXT_SUCCESSFUL = "TEXT_SUCCESSFUL"
    """A carrier took the message. For some countries this is the last event, for others ``TEXT_DELIVERED`` is."""
    TEXT_DELIVERED = "TEXT_DELIVERED"
    TEXT_INVALID = "TEXT_INVALID"
    TEXT_INVALID_MESSAGE = "TEXT_INVALID_MESSAGE"
    TEXT_UNREACHABLE = "TEXT_UNREACHABLE"
    TEXT_CARRIER_UNREACHABLE = "TEXT_CARRIER_UNREACHABLE"
    TEXT_BLOCKED = "TEXT_BLOCKED"
    TEXT_CARRIER_BLOCKED = "TEXT_CARRIER_BLOCKED"
    TEXT_SPAM = "TEXT_SPAM"
    TEXT_UNKNOWN = "TEXT_UNKNOWN"
    TEXT_TTL_EXPIRED = "TEXT_TTL_EXPIRED"
    TEXT_PROTECT_BLOCKED = "TEXT_PROTECT_BLOCKED"

    VOICE_ALL = "VOICE_ALL"
    VOICE_INITIATED = "VOICE_INITIATED"
    VOICE_RINGING = "VOICE_RINGING"
    VOICE_ANSWERED = "VOICE_ANSWERED"
    VOICE_COMPLETED = "VOICE_COMPLETED"
    VOICE_BUSY = "VOICE_BUSY"
    VOICE_NO_ANSWER = "VOICE_NO_ANSWER"
    VOICE_FAILED = "VOICE_FAILED"
    VOICE_TTL_EXPIRED = "VOICE_TTL_EXPIRED"

    MEDIA_ALL = "MEDIA_ALL"
    MEDIA_PENDING = "MEDIA_PENDING"
    MEDIA_QUEUED = "MEDIA_QUEUED"
    MEDIA_SUCCESSFUL = "MEDIA_SUCCESSFUL"
    MEDIA_DELIVERED = "MEDIA_DELIVERED"
    MEDIA_INVALID = "MEDIA_INVALID"
    MEDIA_INVALID_MESSAGE = "MEDIA_INVALID_MESSAGE"
    MEDIA_UNREACHABLE = "MEDIA_UNREACHABLE"
    MEDIA_CARRIER_UNREACHABLE = "MEDIA_CARRIER_UNREACHABLE"
    MEDIA_BLOCKED = "MEDIA_BLOCKED"
    MEDIA_CARRIER_BLOCKED = "MEDIA_CARRIER_BLOCKED"
    MEDIA_SPAM = "MEDIA_SPAM"
    MEDIA_UNKNOWN = "MEDIA_UNKNOWN"
    MEDIA_TTL_EXPIRED = "MEDIA_TTL_EXPIRED"
    MEDIA_FILE_INACCESSIBLE = "MEDIA_FILE_INACCESSIBLE"
    MEDIA_FILE_TYPE_UNSUPPORTED = "MEDIA_FILE_TYPE_UNSUPPORTED"
    MEDIA_FILE_SIZE_EXCEEDED = "MEDIA_FILE_SIZE_EXCEEDED"

    RCS_ALL = "RCS_ALL"
    RCS_QUEUED = "RCS_QUEUED"
    RCS_SENT = "RCS_SENT"
    RCS_DELIVERED = "RCS_DELIVERED"
    RCS_READ = "RCS_READ"
    RCS_FAILED = "RCS_FAILED"
    RCS_TTL_EXPIRED = "RCS_TTL_EXPIRED"
    RCS_PROTECT_BLOCKED = "RCS_PROTECT_BLOCKED"
    RCS_FALLEN_BACK_TO_SMS = "RCS_FALLEN_BACK_TO_SMS"


TEXT_PROGRESS: tuple[EventType, ...] = (EventType.TEXT_PENDING, EventType.TEXT_QUEUED)
"""Events of an SMS that is on its way."""

TEXT_DELIVERIES: tuple[EventType, ...] = (EventType.TEXT_SUCCESSFUL, EventType.TEXT_DELIVERED)
"""Events of an SMS that arrived, as far as the carrier tells."""

TEXT_FAILURES: tuple[EventType, ...] = (
    EventType.TEXT_INVALID,
    EventType.TEXT_INVALID_MESSAGE,
    EventType.TEXT_UNREACHABLE,
    EventType.TEXT_CARRIER_UNREACHABLE,
    EventType.TEXT_BLOCKED,
    EventType.TEXT_CARRIER_BLOCKED,
    EventType.TEXT_SPAM,
    EventType.TEXT_UNKNOWN,
    EventType.TEXT_TTL_EXPIRED,
    EventType.TEXT_PROTECT_BLOCKED,
)
"""Events of an SMS that didn't arrive, or of which nobody knows."""


def check_event_types(event_types: Sequence[EventType | str]) -> list[str]:
    """Return the event types as the API spells them.

    :raises InvalidArgument: if there are none, or one is unknown, given twice, or not matched by the service
    """
    if not event_types:
        raise InvalidArgument("event types are empty: give at least one, for example EventType.TEXT_ALL")
    known = [check_member("event type", event_type, EventType) for event_type in event_types]
    check_unique("event type", known)
    if EventType.TEXT_SENT in known:
        raise InvalidArgument(
            "event type 'TEXT_SENT' is not supported by the service: "
            "use TEXT_SUCCESSFUL and TEXT_DELIVERED to learn that a message arrived"
        )
    return [event_type.value for event_type in known]
