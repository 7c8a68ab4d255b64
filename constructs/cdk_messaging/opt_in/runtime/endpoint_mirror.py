"""Keeps the endpoints of an Amazon Pinpoint project in line with the consents, and hears of opt-outs there.

It is told of each consent that changes, by a queue, and now and then goes through all of them, by a schedule. What the
queue brings says only whose consent changed: what it is now is read, so that repeated and reordered messages do no
harm. Endpoints have no conditional writes; instead, whoever wrote looks whether the consent changed meanwhile, and
writes again, so that the last write is never an old one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from itertools import islice
from typing import Any, Protocol

from . import clock, logs, outcomes
from .changes import Change, Contention, Snapshot, always
from .consent import State
from .endpoints import Endpoints, Standing
from .events import EVERY_PROGRAMME, Event, Kind, OptOutSource
from .items import TRIES
from .ledger_items import consent_status, number_key
from .reached import Reached
from .settings import load
from .table import ConsentTable

_ENOUGH_SECONDS = 20.0  # left, to finish one number and end in good order
_BATCH = 100
_STATES = (State.OPTED_IN, State.OPTED_OUT, State.PENDING)  # those that may be opted out elsewhere come first
_ALL_THAT_WAITS = timedelta(days=3650)  # a pending consent is in the index under the moment at which it ends
_PARTITION = "ENDPOINTS"


class Context(Protocol):
    """What the function needs of Lambda's context."""

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the function is stopped."""


def handler(event: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """Work through a batch of the queue, and answer with the messages that failed; or go through all consents."""
    mirror = Mirror(_table(), Endpoints())
    if "Records" in event:
        failed = [record["messageId"] for record in event["Records"] if not mirror.work(record)]
        return {"batchItemFailures": [{"itemIdentifier": identifier} for identifier in failed]}
    done = mirror.go_through(context)
    logs.info("endpoints_compared", **done)
    return done


@cache
def _table() -> ConsentTable:
    settings = load()
    return ConsentTable(settings, settings.default_programme.id)


class Mirror:
    """Brings endpoints in line, one number at a time.

    :param table: of the programme whose consents the endpoints tell of.
    """

    def __init__(self, table: ConsentTable, endpoints: Endpoints) -> None:
        self._table = table
        self._endpoints = endpoints

    def work(self, record: Mapping[str, Any]) -> bool:
        """Deal with one record of the queue. False when it has to come again."""
        try:
            self.bring_in_line(_number(json.loads(record["body"])["pk"]))
        except Exception as problem:  # noqa: BLE001 - the queue brings it again, the others of the batch are done
            logs.error("endpoint_failed", problem)
            logs.metric("EndpointsFailed")
            return False
        return True

    def bring_in_line(self, number: str) -> bool:
        """Make a number's endpoint say what its consent is. Whether there was anything to write.

        :raises Contention: others wrote to the number all the time.
        """
        wrote = False
        for _ in range(TRIES):
            snapshot, standing = self._heard(number)
            if not self._write(snapshot, standing):
                return wrote
            wrote = True
            if self._table.snapshot(number).revision == snapshot.revision:
                return True
        raise Contention("the number found no gap between other writers")

    def _heard(self, number: str) -> tuple[Snapshot, Standing | None]:
        """What is recorded of a number and what its endpoint says, after an opt-out there is written down."""
        standing = self._endpoints.get(number)
        snapshot = self._table.snapshot(number)
        if standing is not None and standing.contradicted and snapshot.consent.state is State.OPTED_IN:
            event = _opted_out(standing, since=snapshot.consent.subscribed_at)
            applied = self._table.change(number, always(Change(events=(event,))), snapshot=snapshot)
            outcomes.announce(number, applied)
            snapshot = self._table.snapshot(number)
        return snapshot, standing

    def _write(self, snapshot: Snapshot, standing: Standing | None) -> bool:
        """Whether anything had to be written. Without a sign-up that counts and without an opt-out, no endpoint is."""
        if snapshot.consent.state is State.NONE:
            if standing is not None:
                self._endpoints.forget(snapshot.number)
            return standing is not None
        if standing is not None and standing.says(snapshot.consent, snapshot.programme):
            return False
        self._endpoints.put(snapshot.number, snapshot.consent, snapshot.programme, before=standing)
        return True

    # -- all of them

    def go_through(self, context: Context) -> dict[str, int]:
        """Compare as many as there is time for; the next run goes on. Tells how many were compared and put right."""
        done = {"compared": 0, "written": 0, "failed": 0, "complete": 0}
        at = self._table.read(_PARTITION, "CURSOR") or {}
        names = [state.value for state in _STATES]
        begin = names.index(at["state"]) if at.get("state") in names else 0
        reached = Reached.read(at)
        for state in _STATES[begin:]:
            if not self._go_through(state, reached, context, done):
                return done
            reached = Reached()
        self._table.write({"pk": _PARTITION, "sk": "CURSOR"})
        return done | {"complete": 1}

    def _go_through(self, state: State, reached: Reached, context: Context, done: dict[str, int]) -> bool:
        """Whether it came to the end."""
        key = consent_status(self._table.programme, state)
        until = clock.now() + _ALL_THAT_WAITS
        found = self._table.with_status(key, since=reached.since, passed=reached.passed, until=until)
        while batch := list(islice(found, _BATCH)):
            for pk, _ in batch:
                if context.get_remaining_time_in_millis() < _ENOUGH_SECONDS * 1000:
                    return False
                self._compare(_number(pk), done)
            reached = reached.after([status_at for _, status_at in batch])
            self._table.write({"pk": _PARTITION, "sk": "CURSOR", "state": state.value, **reached.written()})
        return True

    def _compare(self, number: str, done: dict[str, int]) -> None:
        done["compared"] += 1
        try:
            done["written"] += self.bring_in_line(number)
        except Exception as problem:  # noqa: BLE001 - one number must not keep the others from their turn
            logs.error("endpoint_failed", problem, number=logs.reference(number))
            logs.metric("EndpointsFailed")
            done["failed"] += 1


def _number(pk: str) -> str:
    return pk.removeprefix(number_key(""))


def _opted_out(standing: Standing, *, since: datetime | None) -> Event:
    """The same change of the endpoint is told once; it was made after the opt-in, whatever the clocks say."""
    said = standing.since or clock.now()
    return Event(
        id=f"endpoint-{int(said.timestamp() * 1000)}",
        time=said if since is None else max(said, since),
        kind=Kind.OPTED_OUT,
        programme=EVERY_PROGRAMME,
        source=OptOutSource.ENDPOINT,
    )
