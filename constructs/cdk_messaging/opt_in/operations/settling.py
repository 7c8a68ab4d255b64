"""Write down what a person found out about a text in doubt. It is never sent again, whatever they found."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from ..runtime import clock
from ..runtime.changes import Moved
from ..runtime.consent import State
from ..runtime.events import EVERY_PROGRAMME
from ..runtime.outbox_items import Status
from ..runtime.redrive import settle_by_hand
from . import output
from .account import Account
from .ledger import ledger
from .problems import DONE, NothingFound, WrongCall
from .resources import TABLE

NAME, HELP = "settle", "write down whether a text in doubt was sent"
NEEDS, WANTS = (TABLE,), ()
_NO_NOTICE = (
    "the person had answered YES already, so is subscribed now; the notice of subscription is not sent, because only "
    "the functions know its words"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("id", metavar="OUTBOX_ID", help="of the text, as `doubts` lists it")
    outcome = parser.add_mutually_exclusive_group(required=True)
    outcome.add_argument("--sent", action="store_true", help="it was sent; a YES to it counts")
    outcome.add_argument("--not-sent", action="store_true", help="it was not; the person can sign up again")
    parser.add_argument("--by", required=True, metavar="NAME", help="who says so; part of the ledger")


def run(given: argparse.Namespace, account: Account) -> int:
    """Settle it."""
    message = ledger(account, EVERY_PROGRAMME).message(given.id)
    if message is None:
        raise NothingFound(f"there is no text {given.id!r}")
    if message.status is not Status.IN_DOUBT:
        raise WrongCall(f"text {given.id!r} is {message.status.value}, not in doubt")
    table = ledger(account, message.programme)
    try:
        with _silence():
            applied = settle_by_hand(table, message, sent=given.sent, by=given.by, time=clock.now())
    except Moved as problem:
        raise WrongCall(f"text {given.id!r} is in doubt no longer: its delivery event came just now") from problem
    subscribed = applied is not None and applied.after.state is State.OPTED_IN is not applied.before.state
    document = {
        "id": message.id,
        "status": (Status.SENT if given.sent else Status.FAILED).value,
        "by": given.by,
        "state": None if applied is None else applied.after.state.value,
        "note": _NO_NOTICE if subscribed else None,
    }
    output.answer(document, form=given.format)
    return DONE


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """What the functions' code logs belongs into their log groups, not into an operator's terminal."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        yield
