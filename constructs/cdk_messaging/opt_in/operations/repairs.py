"""What of a number has to be brought back: what the copy of an earlier moment has and the live table lacks. Pure.

The ledger is append-only: entries that are missing or differ are damage, entries that came later are not. What was
erased since stays erased, and what time has run out for stays away. Projections are not brought back: they are folded
anew from the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..runtime import clock
from ..runtime.consent import Consent, State, fold
from ..runtime.events import EVERY_PROGRAMME, Event, Kind, of_programme
from ..runtime.ledger_items import CONSENT, LEDGER, PROFILE, is_proof, read_event

Item = dict[str, Any]

# What stays even when a table is set back exactly: nobody who opted out or was erased comes back by a restore, and
# what became of a text that was on its way is a fact.
_FACTS = frozenset(Kind) - {
    Kind.REQUESTED, Kind.CONFIRMED, Kind.RETURNED, Kind.LIST_REMOVED, Kind.IMPORTED,
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Repair:
    """What is to be written to a number.

    :param back: items that are missing.
    :param mended: items that replace damaged ones.
    :param removed: sort keys of items that came later, if the table is set back exactly.
    :param programmes: whose projections have to be folded anew.
    :param unreadable: sort keys of damaged entries that came later, so that nobody knows what they were.
    :param ledger: the entries of the number afterwards.
    :param erased: items that stay away because the person was erased since.
    :param expired: items that stay away because their time is over.
    """

    back: list[Item] = field(default_factory=list)
    mended: list[Item] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    programmes: set[str] = field(default_factory=set)
    unreadable: list[str] = field(default_factory=list)
    ledger: list[Event] = field(default_factory=list)
    erased: int = 0
    expired: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing is to be written."""
        return not (self.back or self.mended or self.removed or self.programmes)


def repair(
    restored: Iterable[Item], live: Iterable[Item], *, now: datetime, exact_until: datetime | None = None
) -> Repair:
    """Compare what a number had with what it has.

    :param restored: its items at the earlier moment.
    :param live: its items now.
    :param now: what expired by then stays away.
    :param exact_until: also remove what was recorded later than the copy and until this moment. Default: - nothing
    """
    before = {item["sk"]: item for item in restored}
    present = {item["sk"]: item for item in live}
    merged = {**_events(before), **_events(present)}
    comparison = _Comparison(before=_events(before), present=_events(present), consents=_consents(merged.values()))
    found = Repair()
    for key, item in before.items():
        if not key.startswith((LEDGER, PROFILE)):
            continue
        if key not in present:
            _bring_back(found, item, comparison, now)
        elif _told(item) != _told(present[key]):
            found.mended.append(_told(item) | _only(present[key], "expires_at"))
    if exact_until is not None:
        found.removed = [key for key in present if key not in before and _goes(present[key], comparison, exact_until)]
    readable = {*comparison.present, *before}
    found.unreadable = [key for key in present if key.startswith(LEDGER) and key not in readable]
    _conclude(found, present)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comparison:
    """The events of both, and what they come to together."""

    before: Mapping[str, Event]
    present: Mapping[str, Event]
    consents: Mapping[str, Consent]

    @property
    def notes(self) -> list[Event]:
        """The notes of erasures."""
        return [event for event in self.present.values() if event.kind is Kind.ERASED]

    @property
    def attempts_before(self) -> set[str | None]:
        """The sign-ups that were known at the earlier moment."""
        return {event.attempt for event in self.before.values() if event.kind is Kind.REQUESTED}

    def is_proof(self, event: Event) -> bool:
        """Whether an entry is kept for good."""
        return is_proof(event, self.consents.get(event.programme, Consent()))


def _events(items: Mapping[str, Item]) -> dict[str, Event]:
    """The entries that can be read; a damaged one says nothing."""
    events = {}
    for key, item in items.items():
        if key.startswith(LEDGER):
            try:
                events[key] = read_event(item)
            except (AttributeError, KeyError, TypeError, ValueError):
                continue
    return events


def _consents(events: Iterable[Event]) -> dict[str, Consent]:
    events = list(events)
    return {name: fold(of_programme(events, name)) for name in {event.programme for event in events}}


def _told(item: Item) -> Item:
    """An item without what may change: how long it is kept."""
    return {key: value for key, value in item.items() if key != "expires_at"}


def _only(item: Item, key: str) -> Item:
    return {key: item[key]} if key in item else {}


def _bring_back(found: Repair, item: Item, comparison: _Comparison, now: datetime) -> None:
    event = comparison.before.get(item["sk"])
    if _was_erased(item, event, comparison):
        found.erased += 1
    elif event is not None and comparison.is_proof(event):
        found.back.append(_told(item))
    elif "expires_at" in item and item["expires_at"] <= clock.epoch_seconds(now):
        found.expired += 1
    else:
        found.back.append(item)


def _was_erased(item: Item, event: Event | None, comparison: _Comparison) -> bool:
    return any(_is_covered(item, event, note, comparison) for note in comparison.notes)


def _is_covered(item: Item, event: Event | None, note: Event, comparison: _Comparison) -> bool:
    """Whether an erasure removed an item."""
    with_proof = note.details.get("with_proof") == "yes"
    attempts = note.details.get("attempts", "").split()
    if event is None:
        return item["sk"].removeprefix(PROFILE) in attempts
    if event.attempt is not None:
        return event.attempt in attempts and (with_proof or not comparison.is_proof(event))
    if event.time > note.time:
        return False
    return _went_with_the_proof(event, comparison) if with_proof else not comparison.is_proof(event)


def _went_with_the_proof(event: Event, comparison: _Comparison) -> bool:
    """All but the opt-out that was in force."""
    if event.kind is not Kind.OPTED_OUT:
        return True
    since = fold(of_programme(comparison.before.values(), event.programme)).opted_out_at
    return since is None or event.time < since


def _goes(item: Item, comparison: _Comparison, until: datetime) -> bool:
    """Whether an item that came later goes when the table is set back exactly."""
    if item["sk"].startswith(PROFILE):
        return item["sk"].removeprefix(PROFILE) not in comparison.attempts_before
    event = comparison.present.get(item["sk"])
    if event is None or event.time > until:
        return False
    if event.attempt is not None and event.attempt not in comparison.attempts_before:
        return True
    return event.kind not in _FACTS


def _conclude(found: Repair, present: Mapping[str, Item]) -> None:
    """The ledger afterwards, and the programmes whose projection is missing, damaged, or about to be wrong."""
    afterwards = {key: item for key, item in present.items() if key not in found.removed}
    afterwards |= {item["sk"]: item for item in (*found.back, *found.mended)}
    found.ledger = list(_events(afterwards).values())
    projections = {item.get("programme"): item for key, item in present.items() if key.startswith(CONSENT)}
    own = {event.programme for event in found.ledger} - {EVERY_PROGRAMME}
    if found.back or found.mended or found.removed:
        found.programmes = own | {name for name in projections if isinstance(name, str)}
    else:
        consents = _consents(found.ledger)
        found.programmes = {n for n in own if projections.get(n, {}).get("state") != _state(consents[n])}


def _state(consent: Consent) -> str | None:
    return None if consent.state is State.NONE else consent.state.value
