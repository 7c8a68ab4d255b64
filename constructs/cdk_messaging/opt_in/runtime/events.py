"""What can happen to a consent: the entries of the append-only ledger. Pure: no AWS, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

EVERY_PROGRAMME = "*"
"""Programme of the events that are about a number as such (see :data:`NUMBER_WIDE`)."""


class Kind(StrEnum):
    """Kinds of ledger entries. ``NOTICE_*`` tell of texts other than the confirmation and change no state."""

    REQUESTED = "REQUESTED"
    LOOKED_UP = "LOOKED_UP"
    SUPPRESSED = "SUPPRESSED"
    SENT = "SENT"
    FAILED = "FAILED"
    IN_DOUBT = "IN_DOUBT"
    DELIVERED = "DELIVERED"
    UNDELIVERED = "UNDELIVERED"
    CONFIRMED = "CONFIRMED"
    OPTED_OUT = "OPTED_OUT"
    RETURNED = "RETURNED"
    LIST_REMOVED = "LIST_REMOVED"
    EXPIRED = "EXPIRED"
    IMPORTED = "IMPORTED"
    ERASED = "ERASED"
    FEEDBACK = "FEEDBACK"
    NOTICE_SUPPRESSED = "NOTICE_SUPPRESSED"
    NOTICE_SENT = "NOTICE_SENT"
    NOTICE_FAILED = "NOTICE_FAILED"
    NOTICE_IN_DOUBT = "NOTICE_IN_DOUBT"
    NOTICE_DELIVERED = "NOTICE_DELIVERED"
    NOTICE_UNDELIVERED = "NOTICE_UNDELIVERED"


NUMBER_WIDE = frozenset({Kind.OPTED_OUT, Kind.RETURNED, Kind.LIST_REMOVED})
"""Kinds that hold for every programme of the number: the service keeps one opt-out list for all that it sends."""


class OptOutSource(StrEnum):
    """How the ledger learned of an opt-out."""

    KEYWORD = "keyword"
    LIST = "opt-out-list"
    REFUSED = "send-refused"
    IMPORT = "import"
    OPERATOR = "operator"
    ENDPOINT = "endpoint"


ON_LIST = frozenset({OptOutSource.LIST, OptOutSource.REFUSED})
"""Sources that prove that the number is on the service's list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of the ledger.

    :param id: unique for the number; the same happening told twice has the same id, so that it counts once.
    :param time: when it happened (not when it was recorded), UTC.
    :param programme: id of the programme that it belongs to; :data:`EVERY_PROGRAMME` for what holds for the number.
    :param attempt: id of the sign-up that it belongs to. Default: - none
    :param outbox: id of the outgoing message that it tells of. Default: - none
    :param message_id: the service's id of a message. Default: - none
    :param reason: why, for suppressed, failed and undelivered; the look-up's answer, for requested and looked up.
        Default: - none
    :param source: where a request, an opt-out or an outcome came from. Default: - none
    :param deadline: until when a request can be confirmed, for REQUESTED only. Default: - none
    :param details: further evidence (texts, addresses). Rules read the consent's version, kinds and locale of it, of
        a request or an import. Default: - none
    """

    id: str
    time: datetime
    kind: Kind
    programme: str
    attempt: str | None = None
    outbox: str | None = None
    message_id: str | None = None
    reason: str | None = None
    source: str | None = None
    deadline: datetime | None = None
    details: Mapping[str, str] = field(default_factory=dict)


def in_order(event: Event) -> tuple[datetime, bool, str]:
    """Sort key of the fold: by time, an opt-out last among equals because it wins, then by id."""
    return (event.time, event.kind is Kind.OPTED_OUT, event.id)


def of_programme(events: Iterable[Event], programme: str) -> tuple[Event, ...]:
    """The events that count for a programme: its own and those of the number."""
    return tuple(event for event in events if event.programme == programme or event.kind in NUMBER_WIDE)


def last_dealt_with(events: Iterable[Event]) -> tuple[str, str | None] | None:
    """Programme and locale that a number last dealt with, for answers to what it says; None for a stranger.

    :param events: all events of the number.
    """
    ordered = sorted(events, key=in_order)
    dealings = [event for event in ordered if event.kind in _DEALINGS]
    if not dealings:
        return None
    programme = dealings[-1].programme
    locales = [event.details.get("consent_locale") for event in dealings if event.programme == programme]
    return programme, next((locale for locale in reversed(locales) if locale), None)


_DEALINGS = frozenset({Kind.REQUESTED, Kind.SENT, Kind.CONFIRMED, Kind.NOTICE_SENT, Kind.IMPORTED})
