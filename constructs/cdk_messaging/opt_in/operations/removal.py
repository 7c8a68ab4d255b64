"""Carries out an erasure: everything in transactions that fail if somebody else writes to the number meanwhile."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..runtime import clock, expressions
from ..runtime.changes import Contention, Snapshot
from ..runtime.consent import State, fold
from ..runtime.events import EVERY_PROGRAMME, Event, of_programme
from ..runtime.items import TRIES, pause
from ..runtime.ledger_items import claims_item, consent_item, consent_key, event_item, event_key, number_key
from ..runtime.outbox_items import SORT_KEY, Status, message_key
from ..runtime.writes import Part, Write, put_new
from .account import Account
from .erasure import RESTORABLE, Erasure, erasure
from .ledger import SETTINGS, ledger
from .problems import Problem
from .reading import get_many

TOMBSTONE = "ERASED"
"""Sort key of the note that a contact was erased."""
_BATCH = 80  # removals of one transaction, which has room for 100 writes


class BeingSent(Problem):
    """A text to the number is being sent at this moment."""


class Removal:
    """The erasure of one number.

    :param attempts: only these sign-ups. Default: - all
    :param with_proof: whether proof is removed too.
    """

    def __init__(self, account: Account, number: str, *, attempts: frozenset[str] | None, with_proof: bool) -> None:
        self._items = account.items
        self._table = ledger(account, EVERY_PROGRAMME)
        self._number, self._attempts, self._with_proof = number, attempts, with_proof
        self._id = uuid.uuid4().hex

    def plan(self) -> Erasure:
        """What there is to erase now.

        :raises BeingSent: a text is under way, and what it comes to has to be recorded first.
        """
        return self._plan(self._table.snapshot(self._number))

    def carry_out(self) -> Erasure:
        """Erase; returns what was erased.

        :raises BeingSent: as above.
        :raises Contention: others wrote to the number all the time.
        """
        for attempt in range(TRIES):
            snapshot = self._table.snapshot(self._number)
            plan = self._plan(snapshot)
            if self._remove(snapshot, plan):
                return plan
            pause(attempt)
        raise Problem("others write to the number all the time; try again later") from Contention()

    def _plan(self, snapshot: Snapshot) -> Erasure:
        found = erasure(snapshot, attempts=self._attempts, with_proof=self._with_proof)
        texts = list(get_many(self._items, ((message_key(text), SORT_KEY) for text in found.texts)))
        if any(text["status"] == Status.CLAIMED for text in texts):
            raise BeingSent("a text to the number is being sent at this moment; try again in some minutes")
        return replace(found, texts=tuple(sorted(text["id"] for text in texts)))

    def _remove(self, snapshot: Snapshot, plan: Erasure) -> bool:
        """False when somebody else wrote to the number since it was read."""
        now = clock.now()
        removals = list(_removals(self._number, plan))
        batches = [removals[start : start + _BATCH] for start in range(0, len(removals), _BATCH)] or [[]]
        for index, batch in enumerate(batches):
            claims = claims_item(
                self._number,
                revision=snapshot.revision + 1 + index,
                claims=snapshot.claims,
                now=now,
                retention=SETTINGS.pending_retention,
            )
            writes = [expressions.put_claims(claims, revision=snapshot.revision + index), *batch]
            if index == len(batches) - 1:
                writes += self._conclusion(snapshot, plan, now)
            if self._items.transact(writes):
                return False
        return True

    def _conclusion(self, snapshot: Snapshot, plan: Erasure, now: datetime) -> Iterator[Write]:
        """The projections folded anew, and the note."""
        for programme in snapshot.known:
            yield _projection(self._number, programme, plan.remaining, now)
        note = plan.note(self._id, now)
        yield put_new(event_item(self._number, note, plan.note_expires_at(now)), part=Part.EVENT)


def _removals(number: str, plan: Erasure) -> Iterator[Write]:
    """Texts first, entries last: what tells of the rest must be there when an interrupted erasure is repeated."""
    for text in plan.texts:
        yield Write(
            part=Part.NUMBER,  # it was claimed since: read again
            operation="Delete",
            target={"pk": message_key(text), "sk": SORT_KEY},
            condition="attribute_not_exists(#status) OR #status <> :claimed",
            names=("status",),
            values={":claimed": Status.CLAIMED.value},
        )
    for key in (*plan.profiles, *map(event_key, plan.entries)):
        yield _delete({"pk": number_key(number), "sk": key})


def _projection(number: str, programme: str, remaining: tuple[Event, ...], now: datetime) -> Write:
    consent = fold(of_programme(remaining, programme))
    if consent.state is State.NONE and not consent.attempts:
        return _delete({"pk": number_key(number), "sk": consent_key(programme)})
    item = consent_item(
        number,
        programme,
        consent,
        now=now,
        feedback_expiry=SETTINGS.feedback_expiry,
        retention=SETTINGS.pending_retention,
    )
    return expressions.put_consent(item)


def _delete(key: Mapping[str, Any]) -> Write:
    return Write(part=Part.CONFLICT, operation="Delete", target=key)


def remove_contacts(account: Account, contacts: list[dict[str, Any]]) -> None:
    """Erase contacts, and note it for as long as a restore could bring them back."""
    now = clock.now()
    for contact in contacts:
        note = {
            "pk": contact["pk"],
            "sk": TOMBSTONE,
            "erased_at": clock.iso(now),
            "expires_at": clock.epoch_seconds(now + RESTORABLE),
        }
        removal = _delete({"pk": contact["pk"], "sk": contact["sk"]})
        account.items.transact_or_moved([removal, Write(part=Part.EVENT, operation="Put", target=note)])
