"""What a writer wants to be written, and what came of it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .consent import Consent
from .decisions import Draft
from .events import Event
from .outbox_items import Message, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All items of a number at one moment, folded.

    :param revision: of the consent item; 0 when there is none.
    :param claims: texts that are being sent at this moment: outbox id and time of the claim.
    :param expiring: sort keys of items that will be forgotten, with the event or the attempt that they tell of.
    """

    number: str
    consent: Consent
    events: tuple[Event, ...]
    revision: int
    claims: Mapping[str, datetime]
    expiring: Mapping[str, Event | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Take a text to send it: from then on nobody else does.

    :param token: tells this claim from every other.
    :param until: when the claimant is surely gone.
    """

    message: Message
    token: str
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """Write down what became of a text.

    :param status: the new status.
    :param claim: only if this claim still holds. Default: - see ``expected``
    :param expected: only if it still has one of these. Default: - see ``claim``
    """

    message: Message
    status: Status
    claim: str | None = None
    expected: tuple[Status, ...] = ()
    message_id: str | None = None
    reason: str | None = None
    may_be_sent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What to write in one transaction. Events that are recorded already are left out.

    :param events: ledger events to add.
    :param move: what happens to a text. Default: - nothing
    :param refresh: write the consent item anew even if nothing happened, because its place in the index is outdated.
    """

    events: tuple[Event, ...] = ()
    move: Claim | Settle | None = None
    refresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What was written.

    :param events: the events that were new.
    :param drafts: the texts that follow from them and were put into the outbox.
    :param change: as the plan had it; None when there was nothing to write.
    """

    before: Consent
    after: Consent
    events: tuple[Event, ...] = ()
    drafts: tuple[Draft, ...] = field(default=())
    change: Change | None = None


Plan = Callable[[Snapshot], Change]
"""Decides by a snapshot what to write. It may be asked again, when somebody else wrote in between."""


def always(change: Change) -> Plan:
    """A plan that wants the same whatever is there."""
    return lambda _: change


class Moved(Exception):
    """The text is no longer where the plan took it to be: somebody else moved it."""


class Contention(Exception):
    """Others wrote to the same number all the time; try again later."""
