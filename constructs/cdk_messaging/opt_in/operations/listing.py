"""List the consents, texts or contacts of a status."""

from __future__ import annotations

import argparse
from pathlib import Path

from . import output, reading
from .account import Account
from .checkpoint import Checkpoint
from .problems import DONE, NOTHING
from .progress import Progress, say
from .resources import TABLE

NAME, HELP = "list", "list the consents, texts or contacts of a status"
NEEDS, WANTS = (TABLE,), ()
_CONSENT = ("number", "state", "since", "source", "consent_kinds", "consent_version")
_TEXT = ("id", "number", "kind", "since", "deadline", "reason", "may_be_sent")
_CONTACT = ("contact", "since", "source", "consent_version")
_COLUMNS = {"in-doubt": _TEXT, "failed": _TEXT, "contact": _CONTACT}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_choice(parser)
    add_paging(parser)


def add_paging(parser: argparse.ArgumentParser) -> None:
    """The options to read a long list in pieces."""
    parser.add_argument("--limit", type=int, metavar="N", help="end after about N (a whole page); default: all of them")
    parser.add_argument(
        "--checkpoint", type=Path, metavar="FILE", help="remembers where it ended; the same command goes on from there"
    )


def add_choice(parser: argparse.ArgumentParser) -> None:
    """The options that say which ones are meant."""
    parser.add_argument("--status", required=True, choices=reading.STATUSES, help="of the consents, texts or contacts")
    parser.add_argument("--programme", required=True, help="id of the programme")
    parser.add_argument("--source", help="only what came from this form (default: from any)")


def run(given: argparse.Namespace, account: Account) -> int:
    """Print the list."""
    work = {"command": NAME, "table": account.table}
    work |= {name: getattr(given, name) for name in ("status", "programme", "source")}
    checkpoint = Checkpoint(given.checkpoint, work)
    columns = _COLUMNS.get(given.status, _CONSENT)
    with output.Listing(columns, form=given.format) as listing, Progress("listed", "records") as progress:
        pages = reading.pages(
            account.client("dynamodb"),
            account.table,
            status=given.status,
            programme=given.programme,
            start=checkpoint.position.get("start"),
        )
        for page in pages:
            before = listing.count
            listing.add(
                reading.rows(account.items, page, status=given.status, programme=given.programme, source=given.source)
            )
            progress.add(listing.count - before)
            if page.next is None:
                checkpoint.done()
                break
            checkpoint.save(start=page.next)
            if given.limit is not None and listing.count >= given.limit:
                say("there is more" + ("" if given.checkpoint is None else "; the same command goes on from here"))
                break
    return DONE if listing.count else NOTHING
