"""Reads all that is stored of a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from . import clock
from .changes import Snapshot
from .consent import Consent, fold
from .events import NUMBER_WIDE, Event, of_programme
from .items import Items
from .ledger_items import CLAIM, CLAIMS, CONSENT, LEDGER, PROFILE, number_key, read_event


def read_number(items: Items, number: str, programme: str) -> Snapshot:
    """Read everything of a number, as a programme sees it.

    The claims sort before the rest, so what is read after them is never older than their revision says.
    """
    claims: Mapping[str, Any] = {}
    known: dict[str, Mapping[str, Any]] = {}
    events: list[Event] = []
    profiles: list[str] = []
    expiring: dict[str, Event | str] = {}
    for item in items.partition(number_key(number)):
        key: str = item["sk"]
        if key == CLAIMS:
            claims = item
        elif key.startswith(CONSENT):
            known[item["programme"]] = item
        elif key.startswith(LEDGER):
            events.append(read_event(item))
            if "expires_at" in item:
                expiring[key] = events[-1]
        elif key.startswith(PROFILE):
            profiles.append(key)
            if "expires_at" in item:
                expiring[key] = key.removeprefix(PROFILE)
    return Snapshot(
        number=number,
        programme=programme,
        everything=tuple(events),
        consents=_consents(events, {*known, programme}),
        known=known,
        revision=claims.get("revision", 0),
        claims={k.removeprefix(CLAIM): clock.parse(v) for k, v in claims.items() if k.startswith(CLAIM)},
        expiring=expiring,
        profiles=tuple(profiles),
    )


def _consents(events: Iterable[Event], programmes: Iterable[str]) -> dict[str, Consent]:
    events = tuple(events)
    named = {event.programme for event in events if event.kind not in NUMBER_WIDE}
    return {programme: fold(of_programme(events, programme)) for programme in sorted({*programmes, *named})}
