"""What a writer wants to be written, and what came of it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .consent import Consent
from .decisions import Draft
from .events import Event, of_programme
from .outbox_items import Message, Status
from .velocity import Counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All items of a number at one moment, folded.

    :param programme: whose view it is.
    :param everything: all events of the number.
    :param consents: by programme: of each that knows the number, and of ``programme`` itself.
    :param known: the programmes that know the number, with their consent items.
    :param revision: of the claims; 0 when there are none.
    :param claims: confirmations that are being sent at this moment: outbox id and time of the claim.
    :param expiring: sort keys of items that will be forgotten, with the event or the attempt that they tell of.
    :param profiles: sort keys of the profiles.
    """

    number: str
    programme: str
    everything: tuple[Event, ...]
    consents: Mapping[str, Consent]
    known: Mapping[str, Mapping[str, Any]]
    revision: int
    claims: Mapping[str, datetime]
    expiring: Mapping[str, Event | str]
    profiles: tuple[str, ...] = ()

    @property
    def consent(self) -> Consent:
        """What the number has with the programme."""
        return self.consents[self.programme]

    @property
    def elsewhere(self) -> tuple[Consent, ...]:
        """What the number has with other programmes."""
        return tuple(consent for key, consent in self.consents.items() if key != self.programme)

    @property
    def events(self) -> tuple[Event, ...]:
        """The events that count for the programme."""
        return of_programme(self.everything, self.programme)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Take a text to send it: from then on nobody else does.

    :param token: tells this claim from every other.
    :param until: when the claimant is surely gone.
    :param counter: where it counts, up to a limit. Default: - nowhere
    """

    message: Message
    token: str
    at: datetime
    until: datetime
    counter: Counter | None = None


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
class Forget:
    """Keep proof no longer, because its time is over.

    :param keys: sort keys of items of the number.
    :param at: from when on they may go.
    :param all: whether this is all that there is.
    """

    keys: tuple[str, ...]
    at: datetime
    all: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What to write in one transaction. Events that are recorded already are left out.

    :param events: ledger events to add.
    :param profile: what is known besides of whoever opts in by the first of the events, which is an import. Default:
        - nothing
    :param move: what happens to a text. Default: - nothing
    :param refresh: write the consent item anew even if nothing happened, because its place in the index is outdated.
    :param forget: sort keys of items of the number that need not be kept any more. Default: - none
    """

    events: tuple[Event, ...] = ()
    profile: Mapping[str, str | bool] = field(default_factory=dict)
    move: Claim | Settle | None = None
    refresh: bool = False
    forget: Forget | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What was written.

    :param before: what the number had with the programme.
    :param after: what it has now.
    :param everywhere: before and after, by programme, for each that the change concerns.
    :param events: the events that were new.
    :param drafts: the texts that follow from them and were put into the outbox.
    :param change: as the plan had it; None when there was nothing to write.
    """

    before: Consent
    after: Consent
    everywhere: Mapping[str, tuple[Consent, Consent]] = field(default_factory=dict)
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


class Stopped(Exception):
    """Sending is stopped: nothing can be claimed."""


class OverLimit(Exception):
    """As much is claimed as may be in this window of time."""


class Contention(Exception):
    """Others wrote to the same number all the time; try again later."""
