"""Try once more what failed: texts that surely were not sent, and messages that lie in dead-letter queues.

A text is claimed before it is sent, so one that is queued twice is sent once; replies and delivery events are told
apart by their ids. Mend what made them fail first, or they fail again.
"""

from __future__ import annotations

import argparse
from typing import Any

from ..runtime import clock
from ..runtime.changes import Moved
from ..runtime.outbox_items import SORT_KEY, Message, read_message
from ..runtime.redrive import requeue
from . import output, reading
from .account import Account
from .dead_letters import move_back, waiting
from .ledger import ledger
from .problems import DONE, NOTHING, WrongCall
from .progress import Progress
from .resources import (
    EVENTS_DEAD_LETTERS,
    EVENTS_QUEUE,
    INBOUND_DEAD_LETTERS,
    INBOUND_QUEUE,
    OUTBOX_DEAD_LETTERS,
    OUTBOX_QUEUE,
    TABLE,
    Resource,
)

NAME, HELP, NEEDS = "redrive", "try once more what failed: texts, replies, delivery events", ()
_QUEUES = {
    "texts": (OUTBOX_DEAD_LETTERS, OUTBOX_QUEUE),
    "replies": (INBOUND_DEAD_LETTERS, INBOUND_QUEUE),
    "events": (EVENTS_DEAD_LETTERS, EVENTS_QUEUE),
}
WANTS = (TABLE, *(resource for pair in _QUEUES.values() for resource in pair))


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "what", nargs="*", metavar="WHAT", help="texts, replies, events (default: all whose queues are named)"
    )
    parser.add_argument("--programme", help="id of the programme whose failed texts are meant (for texts)")
    parser.add_argument("--dry-run", action="store_true", help="only count")


def run(given: argparse.Namespace, account: Account) -> int:
    """Queue it once more."""
    chosen = _chosen(given, account)
    answer: dict[str, Any] = {"dry_run": given.dry_run}
    if "texts" in chosen:
        answer["failed_texts"] = _texts(account, given.programme, dry_run=given.dry_run)
    answer["dead_letters"] = {what: _queue(account, what, dry_run=given.dry_run) for what in chosen}
    output.answer(answer, form=given.format)
    found = sum(answer.get("failed_texts", {}).values()) + sum(answer["dead_letters"].values())
    return DONE if found else NOTHING


def _chosen(given: argparse.Namespace, account: Account) -> list[str]:
    wrong = [what for what in given.what if what not in _QUEUES]
    if wrong:
        raise WrongCall(f"{wrong[0]!r} is not one of {', '.join(_QUEUES)}")
    chosen = list(dict.fromkeys(given.what)) or [what for what in _QUEUES if all(map(account.knows, _needed(what)))]
    if not chosen:
        raise WrongCall("name the stack with --stack, or a pair of queues: --inbound-dead-letters and --inbound-queue")
    if "texts" in chosen and given.programme is None:
        raise WrongCall("say whose texts are meant, with --programme; or name replies or events only")
    for resource in (resource for what in chosen for resource in _needed(what)):
        if given.stack is None and not account.knows(resource):
            raise WrongCall(f"name {resource.what} with --{resource.option}, or the stack with --stack")
    return chosen


def _needed(what: str) -> tuple[Resource, ...]:
    return (TABLE, *_QUEUES[what]) if what == "texts" else _QUEUES[what]


def _queue(account: Account, what: str, *, dry_run: bool) -> int:
    source, destination = (account.name_of(resource) for resource in _QUEUES[what])
    client = account.client("sqs")
    if dry_run:
        return waiting(client, source)
    with Progress("moved back", f"dead letters ({what})") as progress:
        return move_back(client, source, destination, progress)


def _texts(account: Account, programme: str, *, dry_run: bool) -> dict[str, int]:
    """Failed texts by what becomes of them. The sweeper queues them within minutes."""
    table = ledger(account, programme)
    counts = {"queued": 0, "not_repeatable": 0, "too_late": 0}
    with Progress("looked at", "failed texts") as progress:
        for message in _failed(account, programme):
            progress.add()
            fate = _fate(message)
            if fate == "queued" and not dry_run:
                try:
                    requeue(table, message)
                except Moved:
                    continue  # it is being sent, or erased, at this moment
            counts[fate] += 1
    return counts


def _failed(account: Account, programme: str) -> Any:
    for page in reading.pages(account.client("dynamodb"), account.table, status="failed", programme=programme):
        items = reading.get_many(account.items, ((pk, SORT_KEY) for pk, _ in page.keys))
        yield from map(read_message, items)


def _fate(message: Message) -> str:
    if not message.sendable:
        return "not_repeatable"  # refused for good, or it may have been sent
    return "queued" if message.deadline > clock.now() else "too_late"
