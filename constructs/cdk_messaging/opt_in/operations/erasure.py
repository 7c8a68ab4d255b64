"""What an erasure removes of a number, what stays and why. Pure.

Removed are the profiles, the sign-ups that nobody confirmed and the texts that were to be sent for them. The proof of
a confirmed sign-up stays, because whoever sends must be able to prove it; the opt-out stays, because without it the
person would be asked again. With the proof removed as well, only the opt-out that is in force stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..runtime import clock
from ..runtime.changes import Snapshot
from ..runtime.consent import Consent
from ..runtime.events import EVERY_PROGRAMME, NUMBER_WIDE, Event, Kind, OptOutSource
from ..runtime.ledger_items import PROFILE, event_key, is_proof

RESTORABLE = timedelta(days=36)
"""As long as a restore could bring back what was erased (35 days): the least that the note of an erasure is kept."""
_PROOF = "proof of consent: whoever sends texts has to be able to show it (GDPR art. 7(1) and 17(3)(e), TCPA)"
_OPT_OUT = "the opt-out: without it the person could be asked again (GDPR art. 21(3), 47 CFR 64.1200)"
_NOTE = "the note of the erasure: it keeps a restore of the table from bringing the data back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What is to be done.

    :param attempts: the sign-ups that it is about.
    :param profiles: sort keys to remove.
    :param entries: entries of the ledger to remove.
    :param texts: outbox ids to remove.
    :param kept: entries that stay, each with the reason.
    """

    attempts: frozenset[str]
    profiles: tuple[str, ...]
    entries: tuple[Event, ...]
    texts: tuple[str, ...]
    kept: tuple[tuple[Event, str], ...]
    with_proof: bool

    @property
    def empty(self) -> bool:
        """Whether there is nothing to erase."""
        return not (self.profiles or self.entries or self.texts)

    @property
    def remaining(self) -> tuple[Event, ...]:
        """The ledger afterwards."""
        return tuple(event for event, _ in self.kept)

    def note(self, identifier: str, at: datetime) -> Event:
        """The entry that tells of it."""
        return Event(
            id=f"erased-{identifier}",
            time=at,
            kind=Kind.ERASED,
            programme=EVERY_PROGRAMME,
            source=OptOutSource.OPERATOR,
            details={"with_proof": "yes" if self.with_proof else "no", "attempts": " ".join(sorted(self.attempts))},
        )

    def note_expires_at(self, at: datetime) -> datetime | None:
        """Beside proof it stays as long; alone only while a restore could undo the erasure."""
        alone = all(event.kind is Kind.ERASED for event in self.remaining)
        return at + RESTORABLE if alone else None


def erasure(snapshot: Snapshot, *, attempts: frozenset[str] | None, with_proof: bool) -> Erasure:
    """What an erasure comes to.

    :param snapshot: of the number.
    :param attempts: only these sign-ups. Default: - all
    :param with_proof: whether proof is removed too.
    """
    chosen = _attempts(snapshot) if attempts is None else attempts
    removed, kept = [], []
    for event in snapshot.everything:
        reason = _why_it_stays(event, snapshot, chosen, everything=attempts is None, with_proof=with_proof)
        if reason is None:
            removed.append(event)
        else:
            kept.append((event, reason))
    return Erasure(
        attempts=chosen,
        profiles=tuple(key for key in snapshot.profiles if key.removeprefix(PROFILE) in chosen),
        entries=tuple(removed),
        texts=tuple(sorted(_texts(removed, chosen))),
        kept=tuple(kept),
        with_proof=with_proof,
    )


def _attempts(snapshot: Snapshot) -> frozenset[str]:
    told = {event.attempt for event in snapshot.everything if event.attempt is not None}
    return frozenset(told | {key.removeprefix(PROFILE) for key in snapshot.profiles})


def _why_it_stays(
    event: Event, snapshot: Snapshot, chosen: frozenset[str], *, everything: bool, with_proof: bool
) -> str | None:
    if event.kind is Kind.ERASED:
        return _NOTE
    if event.kind in NUMBER_WIDE:
        return _OPT_OUT if not (with_proof and everything) or _in_force(event, snapshot) else None
    if is_proof(event, snapshot.consents.get(event.programme, Consent())):
        mine = everything or event.attempt in chosen
        return None if with_proof and mine else _PROOF
    if everything or event.attempt in chosen:
        return None
    return "of another sign-up"


def _in_force(event: Event, snapshot: Snapshot) -> bool:
    """Whether it makes that the number is opted out now."""
    since = snapshot.consent.opted_out_at
    return since is not None and event.kind is Kind.OPTED_OUT and event.time >= since


def _texts(removed: Iterable[Event], chosen: frozenset[str]) -> set[str]:
    """Ids of texts; those that wait have no entry yet, but their ids follow from the sign-up."""
    told = {event.outbox for event in removed if event.outbox is not None}
    return told | {f"{kind}-{attempt}" for attempt in chosen for kind in ("confirm", "notice")}


def described(erased: Erasure) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """What is erased and what stays, item by item, for the answer to the person."""
    gone = [
        *({"what": "profile", "sign_up": key.removeprefix(PROFILE)} for key in erased.profiles),
        *(_entry(event) for event in erased.entries),
        *({"what": "outgoing text", "id": text} for text in erased.texts),
    ]
    stays = [_entry(event) | {"why": reason} for event, reason in erased.kept]
    return gone, stays


def _entry(event: Event) -> dict[str, str]:
    told = {"what": f"ledger entry {event.kind.value}", "time": clock.iso(event.time), "key": event_key(event)}
    return told | ({} if event.attempt is None else {"sign_up": event.attempt})
