"""Lets proof go when its time is over: the subscription ended by an opt-out, and long enough ago. The opt-out itself
stays for good, because it has to be honoured for good.

Once a day it goes through the old opt-outs, as far as there is time; a run goes on where the last one ended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from . import clock, logs
from .changes import Change, Forget, Snapshot
from .consent import State
from .events import Event, Kind
from .ledger_items import consent_status, event_key
from .reached import Reached
from .table import ConsentTable

_AGAIN_AFTER = timedelta(days=1)
_BATCH = 100
_MOST_AT_ONCE = 80  # items of a number in one transaction
_USES = frozenset(
    {
        Kind.SENT, Kind.IN_DOUBT, Kind.NOTICE_SENT, Kind.NOTICE_IN_DOUBT, Kind.CONFIRMED, Kind.IMPORTED, Kind.RETURNED,
        Kind.OPTED_OUT,
    }
)  # fmt: skip


class Retention:
    """Marks what may go.

    :param retention: how long proof is kept after the last use of the consent.
    :param tables: by programme.
    :param has_time: whether there is time for one more number.
    """

    def __init__(self, retention: timedelta, tables: Mapping[str, ConsentTable], has_time: Callable[[], bool]) -> None:
        self._retention = retention
        self._tables = tables
        self._has_time = has_time

    def run(self) -> int:
        """Go on; the number of phone numbers whose proof may go now."""
        return sum(self._go_on(table) for table in self._tables.values())

    def _go_on(self, table: ConsentTable) -> int:
        cursor = table.items.get(self._key(table), "CURSOR") or {}
        if cursor.get("again_at", "") > clock.iso(clock.now()):
            return 0
        status, until = consent_status(table.programme, State.OPTED_OUT), clock.now() - self._retention
        reached = Reached.read(cursor)
        old = table.with_status(status, since=reached.since, passed=reached.passed, until=until)
        marked = 0
        while batch := list(islice(old, _BATCH)):
            consents = table.consents(pk.removeprefix("NUMBER#") for pk, _ in batch)
            for number, consent in consents.items():
                if not self._has_time():
                    return marked
                marked += "forgotten_at" not in consent and self._forget(table, number)
            reached = reached.after([status_at for _, status_at in batch])
            self._remember(table, **reached.written())
        self._remember(table, again_at=clock.iso(clock.now() + _AGAIN_AFTER))
        return marked

    def _forget(self, table: ConsentTable, number: str) -> bool:
        """Whether all of the number's proof may go now."""
        try:
            while (change := table.change(number, self._plan).change) is not None:
                if change.forget is not None and change.forget.all:
                    logs.info("proof_forgotten", number=logs.reference(number))
                    return True
        except Exception as problem:  # noqa: BLE001 - one number must not keep the others from their turn
            logs.error("proof_not_forgotten", problem)
        return False

    def _plan(self, snapshot: Snapshot) -> Change:
        opted_out_at, now = snapshot.consent.opted_out_at, clock.now()
        if opted_out_at is None or _last_use(snapshot, opted_out_at) + self._retention > now:
            return Change()
        ledger = [event_key(event) for event in snapshot.everything if not _is_the_opt_out(event, opted_out_at)]
        keys = [key for key in (*ledger, *snapshot.profiles) if key not in snapshot.expiring]
        return Change(forget=Forget(keys=tuple(keys[:_MOST_AT_ONCE]), at=now, all=len(keys) <= _MOST_AT_ONCE))

    def _remember(self, table: ConsentTable, **position: Any) -> None:
        table.items.put({"pk": self._key(table), "sk": "CURSOR", **position})

    @staticmethod
    def _key(table: ConsentTable) -> str:
        return f"RETENTION#{table.programme}"


def _last_use(snapshot: Snapshot, opted_out_at: datetime) -> datetime:
    return max((event.time for event in snapshot.everything if event.kind in _USES), default=opted_out_at)


def _is_the_opt_out(event: Event, opted_out_at: datetime) -> bool:
    """What keeps the number opted out: its opt-out, and those that repeated it."""
    return event.kind is Kind.OPTED_OUT and event.time >= opted_out_at
