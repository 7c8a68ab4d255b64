"""Takes the texts that people send: YES, STOP and its like, START, HELP.

Only a whole text that is a known word means anything, and a YES counts only for a number that was asked, in the
programme whose word it is. A STOP is recorded whoever sends it, for every programme. With managed opt-outs the service
itself answers HELP and its opt-out words and publishes neither; with self-managed ones both are answered here, through
the outbox.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from . import aws, feedback, logs, notifications, outcomes, writing
from .changes import Change, Plan, Snapshot, always
from .decisions import help_answer
from .events import EVERY_PROGRAMME, Event, Kind, OptOutSource
from .keywords import Keywords, Meaning, meaning, normalise
from .notifications import Inbound
from .settings import Settings, load, variable
from .table import ConsentTable

_LONGEST_TEXT = 1600


def handler(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """Work through a batch of the inbound queue; answers with the messages that failed."""
    replies = Replies(load(), _tables())
    failed = [record["messageId"] for record in event["Records"] if not replies.work(record)]
    return {"batchItemFailures": [{"itemIdentifier": identifier} for identifier in failed]}


@cache
def _tables() -> Mapping[str, ConsentTable]:
    return ConsentTable.all(load())


class Replies:
    """Takes replies, each independently of what else is in its batch."""

    def __init__(self, settings: Settings, tables: Mapping[str, ConsentTable]) -> None:
        self._settings = settings
        self._tables = tables
        self._table = tables[settings.default_programme.id]  # for what holds for every programme
        self._keywords = Keywords.union(programme.keywords for programme in settings.programmes.values())

    def work(self, record: Mapping[str, Any]) -> bool:
        """Deal with one record. False when it has to come again."""
        try:
            text = notifications.inbound(notifications.read(record["body"]))
            self._take(text)
        except Exception as problem:  # noqa: BLE001 - the queue brings it again, the others of the batch are done
            logs.error("reply_failed", problem)
            logs.metric("RepliesFailed")
            return False
        return True

    def _take(self, text: Inbound) -> None:
        wanted = meaning(text.text, self._keywords, matched=text.keyword)
        logs.info("reply", meaning=wanted.value, inbound=logs.reference(text.id), number=logs.reference(text.number))
        logs.metric("Replies", Meaning=wanted.value)
        if wanted is Meaning.OPT_OUT:
            self._opt_out(text)
        elif wanted is Meaning.CONFIRM:
            self._confirm(text)
        elif wanted is Meaning.OPT_IN:
            self._come_back(text)
        elif wanted is Meaning.HELP and self._settings.self_managed_opt_outs:
            self._help(text)

    def _opt_out(self, text: Inbound) -> None:
        event = self._event(text, Kind.OPTED_OUT, source=OptOutSource.KEYWORD)
        applied = self._table.change(text.number, always(Change(events=(event,))))
        outcomes.announce(text.number, applied)

    def _confirm(self, text: Inbound) -> None:
        word = normalise(text.text)
        table = next(self._tables[p.id] for p in self._settings.programmes.values() if word in p.keywords.confirm)
        event = self._event(text, Kind.CONFIRMED, programme=table.programme)
        applied = table.change(text.number, _if_asked(event))
        if not applied.after.attempts:
            logs.metric("Strangers")
        outcomes.announce(text.number, applied)
        feedback.report_received(table, text.number, applied.after)

    def _come_back(self, text: Inbound) -> None:
        event = self._event(text, Kind.RETURNED)
        snapshot = self._table.snapshot(text.number)
        if not _is_known(snapshot):
            logs.metric("Strangers")
            return
        if self._settings.self_managed_opt_outs and writing.new_events(snapshot, Change(events=(event,))):
            self._take_off_the_list(text)
        applied = self._table.change(text.number, _if_known(event), snapshot=snapshot)
        outcomes.announce(text.number, applied)

    def _help(self, text: Inbound) -> None:
        """Answered as the programme, and in the language, that the person last dealt with."""
        programme, texts = writing.answering(self._table.snapshot(text.number).everything, self._settings)
        self._table.add_message(help_answer(text.id, texts, text.time, programme), number=text.number)

    def _take_off_the_list(self, text: Inbound) -> None:
        """With self-managed opt-outs our own mirror put the number there. AWS removes a number once in 30 days; if
        it refuses, the ledger says that the person came back, and the next send that they did not."""
        client = aws.sms()
        try:
            client.delete_opted_out_number(OptOutListName=variable("OPT_OUT_LIST"), OptedOutNumber=text.number)
        except client.exceptions.ResourceNotFoundException:
            return  # it is not on the list
        except (client.exceptions.ValidationException, client.exceptions.ConflictException) as problem:
            logs.error("list_removal_refused", problem, number=logs.reference(text.number))
            logs.metric("ListRemovalsRefused")

    @staticmethod
    def _event(text: Inbound, kind: Kind, *, programme: str = EVERY_PROGRAMME, source: str | None = None) -> Event:
        details = {"text": text.text[:_LONGEST_TEXT]}
        if text.recipient is not None:
            details["recipient"] = text.recipient
        return Event(
            id=f"inbound-{text.id}",
            time=text.time,
            kind=kind,
            programme=programme,
            message_id=text.id,
            source=source,
            details=details,
        )


def _if_asked(event: Event) -> Plan:
    """A stranger's YES leaves no trace."""

    def plan(snapshot: Snapshot) -> Change:
        return Change(events=(event,)) if snapshot.consent.attempts else Change()

    return plan


def _if_known(event: Event) -> Plan:
    def plan(snapshot: Snapshot) -> Change:
        return Change(events=(event,)) if _is_known(snapshot) else Change()

    return plan


def _is_known(snapshot: Snapshot) -> bool:
    """Whether any programme knows the number."""
    return any(consent.known for consent in snapshot.consents.values())
