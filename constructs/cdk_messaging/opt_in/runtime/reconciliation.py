"""Compares the ledger with the service's opt-out list, both ways.

With managed opt-outs the service answers STOP by itself and tells nobody: this is how the ledger learns of it, and
how it learns that an operator took a number off the list. With self-managed opt-outs the ledger comes first, and
what it knows is put on the list for other senders of the account to respect.

The list may be of any length: a run goes on where the last one ended, and repeating a part does no harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice, takewhile
from typing import Any, Protocol

from . import aws, clock, logs, outcomes
from .changes import Change, Plan, Snapshot, always
from .consent import State
from .events import EVERY_PROGRAMME, Event, Kind, OptOutSource
from .ledger_items import consent_status
from .reached import Reached
from .settings import Settings, load, variable
from .table import ConsentTable

_ENOUGH_SECONDS = 20.0
_PACE_SECONDS = 1.0  # default quota of DescribeOptedOutNumbers: one request a second
_PAGE = 100
_NUMBERS_A_CALL = 5  # limit of DescribeOptedOutNumbers
_MIRROR_AFTER = timedelta(minutes=10)  # by then the answer to STOP is sent; the list would refuse it
_LIST, _CHECK = "LIST", "CHECK"
_PARTITION = "RECONCILIATION"


class Context(Protocol):
    """What the function needs of Lambda's context."""

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the function is stopped."""


class _OutOfTime(Exception):
    """The rest is for the next run."""


def handler(_event: Mapping[str, Any], context: Context) -> dict[str, int]:
    """Go on comparing; tells what was learned, and whether the comparison is complete."""
    done = Reconciliation(load(), _tables(), context).run()
    logs.info("reconciled", **done)
    return done


@cache
def _tables() -> Mapping[str, ConsentTable]:
    return ConsentTable.all(load())


class Reconciliation:
    """First reads the list, then asks for the numbers that should be on it, one programme after the other."""

    def __init__(self, settings: Settings, tables: Mapping[str, ConsentTable], context: Context) -> None:
        self._settings = settings
        self._tables = tables
        self._table = tables[settings.default_programme.id]  # for what holds for every programme
        self._context = context
        self._list = variable("OPT_OUT_LIST")
        self._done = {"listed": 0, "opted_out": 0, "removed": 0, "mirrored": 0, "complete": 0}

    def run(self) -> dict[str, int]:
        """Compare as much as there is time for."""
        at = self._table.read(_PARTITION, "CURSOR") or {}
        try:
            if at.get("phase", _LIST) == _LIST:
                self._read_list(at.get("token"))
                at = {}
            self._check_all(at.get("programme"), Reached.read(at))
        except _OutOfTime:
            return self._done
        self._remember(phase=_LIST)
        self._done["complete"] = 1
        return self._done

    # -- what is on the list and not in the ledger

    def _read_list(self, token: str | None) -> None:
        client = aws.sms()
        while True:
            self._need_time(phase=_LIST, token=token)
            request: dict[str, Any] = {"OptOutListName": self._list, "MaxResults": _PAGE}
            if token is not None:
                request["NextToken"] = token
            try:
                answer = client.describe_opted_out_numbers(**request)
            except client.exceptions.ValidationException:
                if token is None:
                    raise
                token = None  # the list's pages don't keep for ever: begin again
                continue
            self._learn({_e164(row["OptedOutNumber"]): row["OptedOutTimestamp"] for row in answer["OptedOutNumbers"]})
            token = answer.get("NextToken")
            clock.sleep(_PACE_SECONDS)
            if token is None:
                self._remember(phase=_CHECK)
                return

    def _learn(self, listed: Mapping[str, datetime]) -> None:
        self._done["listed"] += len(listed)
        unaware = {
            number
            for table in self._tables.values()
            for number, consent in table.consents(listed).items()
            if not (consent.get("state") == State.OPTED_OUT and consent.get("on_list"))
        }
        for number in sorted(unaware):
            self._record_listed(number, listed[number])

    def _record_listed(self, number: str, since: datetime) -> None:
        event = self._event(Kind.OPTED_OUT, f"listed-{int(since.timestamp() * 1000)}", since, OptOutSource.LIST)
        applied = self._table.change(number, always(Change(events=(event,))))
        outcomes.announce(number, applied)
        if applied.before.state is not State.OPTED_OUT and applied.after.state is State.OPTED_OUT:
            self._done["opted_out"] += 1

    # -- what is in the ledger and not on the list

    def _check_all(self, programme: str | None, reached: Reached) -> None:
        """Go on with a programme, or with the first one if that is no more."""
        programmes = list(self._tables)
        begin, reached = (programmes.index(programme), reached) if programme in programmes else (0, Reached())
        for later in programmes[begin:]:
            self._check(later, reached)
            reached = Reached()

    def _check(self, programme: str, reached: Reached) -> None:
        position: dict[str, Any] = {"phase": _CHECK, "programme": programme}
        opted_out = self._opted_out(programme, reached)
        while batch := list(islice(opted_out, _PAGE)):
            self._need_time(**position, **reached.written())
            consents = self._not_checked_before(programme, [number for number, _ in batch])
            known = [n for n, c in consents.items() if c.get("state") == State.OPTED_OUT and c.get("on_list")]
            gone: set[str] = set()
            for start in range(0, len(known), _NUMBERS_A_CALL):
                self._need_time(**position, **reached.written())
                gone |= self._check_listed(known[start : start + _NUMBERS_A_CALL])
                clock.sleep(_PACE_SECONDS)
            if self._settings.self_managed_opt_outs:
                self._mirror(consents)
            # Who was removed is no longer among the opted out, and so not among those to pass by.
            reached = reached.after([status_at for number, status_at in batch if number not in gone])

    def _not_checked_before(self, programme: str, numbers: list[str]) -> Mapping[str, Mapping[str, Any]]:
        """The consents of numbers that no earlier programme knows: an opt-out is of the number, and asked for once."""
        consents = dict(self._tables[programme].consents(numbers))
        for earlier in takewhile(lambda name: name != programme, self._tables):
            for number in self._tables[earlier].consents(consents):
                del consents[number]
        return consents

    def _opted_out(self, programme: str, reached: Reached) -> Iterator[tuple[str, str]]:
        key = consent_status(programme, State.OPTED_OUT)
        found = self._table.with_status(key, since=reached.since, passed=reached.passed, until=clock.now())
        for pk, status_at in found:
            yield pk.removeprefix("NUMBER#"), status_at

    def _check_listed(self, numbers: list[str]) -> set[str]:
        """Who is on the list no more."""
        asked_at = clock.now()
        gone = set(numbers) - self._still_listed(numbers)
        for number in gone:
            applied = self._table.change(number, self._removal(asked_at))
            if applied.events:
                logs.info("list_removed", number=logs.reference(number))
                logs.metric("ListRemoved")
                self._done["removed"] += 1
        return gone

    def _still_listed(self, numbers: list[str]) -> set[str]:
        """Which are on the list. The service refuses a question about several when one is not: then one by one."""
        client = aws.sms()
        try:
            answer = client.describe_opted_out_numbers(OptOutListName=self._list, OptedOutNumbers=numbers)
        except client.exceptions.ResourceNotFoundException:
            if len(numbers) == 1:
                return set()
            found: set[str] = set()
            for number in numbers:
                clock.sleep(_PACE_SECONDS)
                found |= self._still_listed([number])
            return found
        return {_e164(row["OptedOutNumber"]) for row in answer["OptedOutNumbers"]}

    def _removal(self, asked_at: datetime) -> Plan:
        def plan(snapshot: Snapshot) -> Change:
            opted_out_at = snapshot.consent.opted_out_at
            if opted_out_at is None or not snapshot.consent.on_list:
                return Change()
            identifier = f"unlisted-{int(opted_out_at.timestamp() * 1000)}"
            return Change(events=(self._event(Kind.LIST_REMOVED, identifier, asked_at),))

        return plan

    # -- our own opt-outs, for others to respect

    def _mirror(self, consents: Mapping[str, Mapping[str, Any]]) -> None:
        for number, consent in consents.items():
            if consent.get("state") != State.OPTED_OUT or consent.get("on_list"):
                continue
            opted_out_at = clock.parse(consent["opted_out_at"])
            if clock.now() - opted_out_at < _MIRROR_AFTER:
                continue
            aws.sms().put_opted_out_number(OptOutListName=self._list, OptedOutNumber=number)
            # The time is the opt-out's own, so that a START after it still counts.
            event = self._event(
                Kind.OPTED_OUT, f"mirrored-{int(opted_out_at.timestamp() * 1000)}", opted_out_at, OptOutSource.LIST
            )
            self._table.change(number, _while_opted_out(event))
            self._done["mirrored"] += 1

    # -- within

    def _event(self, kind: Kind, identifier: str, time: datetime, source: OptOutSource | None = None) -> Event:
        return Event(
            id=identifier,
            time=time.astimezone(UTC),
            kind=kind,
            programme=EVERY_PROGRAMME,
            source=source,
        )

    def _need_time(self, **position: Any) -> None:
        if self._context.get_remaining_time_in_millis() < _ENOUGH_SECONDS * 1000:
            self._remember(**position)
            raise _OutOfTime

    def _remember(self, **position: Any) -> None:
        self._table.write({"pk": _PARTITION, "sk": "CURSOR", **position})


def _while_opted_out(event: Event) -> Plan:
    def plan(snapshot: Snapshot) -> Change:
        return Change(events=(event,)) if snapshot.consent.state is State.OPTED_OUT else Change()

    return plan


def _e164(number: str) -> str:
    return number if number.startswith("+") else f"+{number}"
