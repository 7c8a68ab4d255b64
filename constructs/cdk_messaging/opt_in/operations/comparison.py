"""Goes through the copy of an earlier moment, page by page, and brings back what the live table lacks.

First the numbers, because what became of a text is in their ledgers, then the texts; to set back exactly, at last what
only the live table has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..runtime import clock
from ..runtime.codec import decode, decode_item, encode_item
from ..runtime.items import Items
from ..runtime.outbox_items import message_key
from . import restored_texts
from .account import Account
from .ledger import SETTINGS
from .mending import Mending
from .reading import CONTACT, NUMBER, get_many
from .removal import TOMBSTONE
from .repairs import Repair, repair

_OUTBOX = message_key("")
_TEXT = "TEXT#"
# Of the moment only, or kept as it stands now: counters, positions, the pace, the switch.
_LEFT_ALONE = ("PACE#", "RECONCILIATION", "RETENTION", "SENDING", "VELOCITY#")
_CHANGING = frozenset({"expires_at", "published_at", "retired_at"})
_FATES = (
    "brought_back",
    "mended",
    "in_doubt",
    "removed",
    "folded_anew",
    "stayed_erased",
    "expired_since",
    "text_is_over",
    "unreadable",
    "unknown",
)

Fate = tuple[str, str, str]
Phase = Callable[[dict[str, Any] | None], Iterator["Step"]]


@dataclass(slots=True, kw_only=True)
class Step:
    """What a page came to.

    :param items: how many were looked at.
    :param fates: partition key, sort key and fate of what was, or would be, written.
    :param next: where the next page begins; None after the last.
    """

    items: int = 0
    fates: list[Fate] = field(default_factory=list)
    next: dict[str, Any] | None = None


class Comparison:
    """Compares a copy with the live table.

    :param copy: name of the copy.
    :param exact_until: also remove what was recorded later than the copy and until this moment. Default: - nothing
    :param dry_run: whether nothing is written.
    :param counts: of earlier runs.
    """

    def __init__(
        self,
        account: Account,
        copy: str,
        *,
        exact_until: datetime | None,
        dry_run: bool,
        counts: Mapping[str, int],
    ) -> None:
        self._client = account.client("dynamodb")
        self._live, self._copy = account.items, Items(name=copy, client=self._client)
        self._names = {"live": account.table, "copy": copy}
        self._mending = Mending(account, dry_run=dry_run)
        self._exact_until = exact_until
        self._done: str | None = None  # the number that was compared last
        self.counts: dict[str, int] = dict.fromkeys(_FATES, 0) | dict(counts)

    def phases(self) -> list[Phase]:
        """What is to be gone through, in order; each takes the position to begin at."""
        return [self._numbers, self._texts, *([] if self._exact_until is None else [self._later])]

    # -- numbers, contacts, published texts

    def _numbers(self, start: dict[str, Any] | None) -> Iterator[Step]:
        for items, step in self._pages("copy", start, "NOT begins_with(pk, :outbox)"):
            for item in items:
                key = str(decode(item["pk"]))
                if key.startswith(NUMBER):
                    self._number(key, step)
                elif key.startswith((CONTACT, _TEXT)):
                    self._other(item, step)
                elif not key.startswith(_LEFT_ALONE):
                    self._note(step, key, str(decode(item["sk"])), "unknown")
            yield step

    def _number(self, key: str, step: Step) -> None:
        if key == self._done:
            return
        self._done = key
        found = self._repair(key)
        for fate, sort_keys in (
            ("brought-back", [item["sk"] for item in found.back]),
            ("mended", [item["sk"] for item in found.mended]),
            ("removed", found.removed),
            ("folded-anew", sorted(found.programmes)),
            ("unreadable", found.unreadable),
        ):
            for sort_key in sort_keys:
                self._note(step, key, sort_key, fate)
        self._count("stayed-erased", found.erased)
        self._count("expired-since", found.expired)
        if not found.empty:
            self._mending.number(key.removeprefix(NUMBER), found)

    def _repair(self, key: str) -> Repair:
        """What a number lacks."""
        live = [item for item in map(_readable, self._raw_partition(key)) if item is not None]
        return repair(self._copy.partition(key), live, now=clock.now(), exact_until=self._exact_until)

    def _raw_partition(self, key: str) -> Iterator[Mapping[str, Any]]:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._names["live"],
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=encode_item({":pk": key}),
        )
        return (item for page in pages for item in page["Items"])

    def _other(self, item: Mapping[str, Any], step: Step) -> None:
        """Contacts and published texts, as they are: their attributes are nobody's business here."""
        key, sort_key = str(decode(item["pk"])), str(decode(item["sk"]))
        if sort_key == TOMBSTONE:
            return
        live = self._raw(key, sort_key)
        if live is not None and _told(live) == _told(item):
            return
        if live is None and key.startswith(CONTACT) and self._raw(key, TOMBSTONE) is not None:
            self._count("stayed-erased", 1)
            return
        self._note(step, key, sort_key, "brought-back" if live is None else "mended")
        self._mending.other(item, replace=live is not None)

    def _raw(self, key: str, sort_key: str) -> Mapping[str, Any] | None:
        wanted = encode_item({"pk": key, "sk": sort_key})
        answer = self._client.get_item(TableName=self._names["live"], Key=wanted, ConsistentRead=True)
        found: Mapping[str, Any] | None = answer.get("Item")
        return found

    # -- texts

    def _texts(self, start: dict[str, Any] | None) -> Iterator[Step]:
        for items, step in self._pages("copy", start, "begins_with(pk, :outbox)"):
            restored = [decode_item(item) for item in items]
            live = {item["pk"]: item for item in get_many(self._live, ((i["pk"], i["sk"]) for i in restored))}
            for item in restored:
                if item["pk"] not in live or restored_texts.damaged(live[item["pk"]], item):
                    self._text(item, step, replace=item["pk"] in live)
            yield step

    def _text(self, item: dict[str, Any], step: Step, *, replace: bool) -> None:
        events = self._repair(f"{NUMBER}{item['number']}").ledger
        found = restored_texts.returning(item, events, now=clock.now(), retention=SETTINGS.outbox_retention)
        if found is None:
            self._count("text-is-over", 1)
            return
        in_doubt = found.event is not None or found.item["status"] == "IN_DOUBT"
        self._note(step, item["pk"], item["sk"], "in-doubt" if in_doubt else "mended" if replace else "brought-back")
        self._mending.text(found, replace=replace)

    # -- what only the live table has

    def _later(self, start: dict[str, Any] | None) -> Iterator[Step]:
        condition = "begins_with(pk, :number) OR begins_with(pk, :outbox) OR begins_with(pk, :contact)"
        for items, step in self._pages("live", start, condition):
            found = [item for item in map(_readable, items) if item is not None]
            known = {item["pk"] for item in get_many(self._copy, ((i["pk"], i["sk"]) for i in found))}
            for item in found:
                key: str = item["pk"]
                if key.startswith(NUMBER):
                    if not any(self._copy.partition(key)):  # the others were compared before
                        self._number(key, step)
                elif key not in known and self._goes(item):
                    self._note(step, key, item["sk"], "removed")
                    self._mending.remove(item)
            yield step

    def _goes(self, item: Mapping[str, Any]) -> bool:
        """A contact that came later; a text whose sign-up came later, unless it is being sent at this moment."""
        until = clock.iso(self._exact_until or clock.now())
        if item["pk"].startswith(CONTACT):
            return item["sk"] != TOMBSTONE and str(item.get("requested_at", "")) <= until
        if item.get("attempt") is None or item.get("status") == "CLAIMED" or str(item.get("created_at", "")) > until:
            return False
        then = self._copy.partition(f"{NUMBER}{item['number']}")
        return item["attempt"] not in {entry.get("attempt") for entry in then}

    # -- within

    def _pages(
        self, table: str, start: dict[str, Any] | None, condition: str
    ) -> Iterator[tuple[list[Mapping[str, Any]], Step]]:
        values = {":outbox": _OUTBOX, ":number": NUMBER, ":contact": CONTACT}
        while True:
            given = {} if start is None else {"ExclusiveStartKey": encode_item(start)}
            answer = self._client.scan(
                TableName=self._names[table],
                FilterExpression=condition,
                ExpressionAttributeValues=encode_item({k: v for k, v in values.items() if k in condition}),
                **given,
            )
            start = decode_item(answer["LastEvaluatedKey"]) if "LastEvaluatedKey" in answer else None
            yield answer["Items"], Step(items=len(answer["Items"]), next=start)
            if start is None:
                return

    def _note(self, step: Step, key: str, sort_key: str, fate: str) -> None:
        step.fates.append((key, sort_key, fate))
        self._count(fate, 1)

    def _count(self, fate: str, number: int) -> None:
        self.counts[fate.replace("-", "_")] += number


def _readable(item: Mapping[str, Any]) -> dict[str, Any] | None:
    """An item, or as much of a damaged one as can be read."""
    read: dict[str, Any] = {}
    for name, value in item.items():
        try:
            read[name] = decode(value)
        except (AttributeError, TypeError, ValueError):
            continue
    return read if "pk" in read and "sk" in read else None


def _told(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in _CHANGING}
