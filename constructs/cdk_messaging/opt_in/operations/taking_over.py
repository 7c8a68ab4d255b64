"""What a row of another vendor's file does to a consent, or would do."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..runtime import clock
from ..runtime.changes import Change, always
from ..runtime.consent import Consent, State, fold
from ..runtime.events import EVERY_PROGRAMME, Event, Kind, OptOutSource, of_programme
from .account import Account
from .ledger import ledger
from .planned import Planned
from .vendor_rows import Action, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What became of a row, or would become of it.

    :param result: ``opted-in``, ``opted-out``, ``recorded``, ``kept-out``, ``known`` or ``refused``.
    :param reason: in words, where the result needs them.
    :param out: whether the person is opted out now.
    """

    result: str
    reason: str = ""
    out: bool = False


class Taking:
    """Takes rows over, one by one.

    :param vendor: whose records they are.
    :param programme: that opt-ins are for.
    :param dry_run: whether nothing is written; what the rows before would have written is then kept in mind.
    """

    def __init__(self, account: Account, *, vendor: str, programme: str, dry_run: bool) -> None:
        self._table = ledger(account, programme)
        self._vendor, self._programme = vendor, programme
        self._planned = Planned() if dry_run else None

    def close(self) -> None:
        """Nothing more is taken."""
        if self._planned is not None:
            self._planned.close()

    def take(self, row: Row) -> Judged:
        """Write one row down."""
        event = self._event(row)
        if self._planned is not None:
            recorded = (*self._table.snapshot(row.number).everything, *self._planned.of(row.number))
            before = fold(of_programme(recorded, self._programme))
            after = fold(of_programme((*recorded, event), self._programme))
            known = event.id in {other.id for other in recorded}
            self._planned.add(row.number, event)
        else:
            applied = self._table.change(row.number, always(Change(events=(event,), profile=row.profile)))
            before, after, known = applied.before, applied.after, not applied.events
        judged = Judged(result="known", reason="imported before") if known else _judge(row, before, after)
        return replace(judged, out=after.state is State.OPTED_OUT)

    def _event(self, row: Row) -> Event:
        identifier = row.identity(vendor=self._vendor, programme=self._programme)
        details = {"vendor": self._vendor} | dict(row.evidence)
        if row.action is Action.OPT_OUT:
            return Event(
                id=f"imported-{identifier}",
                time=row.time or clock.now(),
                kind=Kind.OPTED_OUT,
                programme=EVERY_PROGRAMME,
                source=OptOutSource.IMPORT,
                details=details | ({"text": row.text} if row.text else {}),
            )
        return Event(
            id=f"imported-{identifier}",
            time=row.time or clock.now(),
            kind=Kind.IMPORTED,
            programme=self._programme,
            source=OptOutSource.IMPORT,
            details=details
            | {"consent_text": row.text, "consent_kinds": row.kinds}
            | ({"proof_url": row.proof_url} if row.proof_url else {}),
        )


def _judge(row: Row, before: Consent, after: Consent) -> Judged:
    if row.action is Action.OPT_OUT:
        if after.state is not State.OPTED_OUT and after.state is before.state:
            return Judged(result="recorded", reason="the person has come back since")
        if after.state is not State.OPTED_OUT:
            return Judged(result="opted-out", reason="the person has come back since, but is subscribed no longer")
        if before.state is State.OPTED_OUT:
            return Judged(result="recorded", reason="was opted out already")
        return Judged(result="opted-out")
    if after.state is State.OPTED_OUT and after.opted_out_at is not None:
        return Judged(result="kept-out", reason=f"opted out since {clock.iso(after.opted_out_at)}")
    if before.state is State.OPTED_IN and before.kinds == after.kinds:
        return Judged(result="recorded", reason="was subscribed already")
    if after.state is State.OPTED_IN:
        return Judged(result="opted-in")
    return Judged(result="recorded", reason="it ended in an opt-out that was taken back since")
