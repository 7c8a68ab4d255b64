"""Bring back what the consent table had at an earlier moment and lacks now.

DynamoDB restores into a new table only. So it makes a copy of the moment, the copy is compared with the live table,
what is missing or damaged is brought back, and the copy is deleted. The live table stays in use: what was recorded
since stays, unless the table is to be set back exactly. No text is sent by a restore.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from ..runtime import clock, switch
from . import output
from .account import Account
from .asking import sure
from .checkpoint import Checkpoint
from .comparison import Comparison
from .growing import GrowingFile, csv_line
from .point_in_time import check_moment, copy_table, delete_copy, wait_for_copy
from .problems import DONE, WrongCall
from .progress import Progress, say
from .resources import TABLE

NAME, HELP = "restore", "bring back what the consent table had at an earlier moment and lacks now"
NEEDS, WANTS = (TABLE,), ()
_LONGEST_NAME = 255


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--to-time", required=True, metavar="T", help="the moment, in ISO 8601: 2026-11-22T09:00:00Z")
    parser.add_argument("--dry-run", action="store_true", help="write nothing to the live table")
    parser.add_argument("--exact", action="store_true", help="also remove what was recorded since, except facts")
    parser.add_argument("--keep", action="store_true", help="keep the copy; a further run with the same T uses it")
    parser.add_argument("--copy", metavar="TABLE", help="compare with this table, which exists, instead of a new copy")
    parser.add_argument("--while-sending", action="store_true", help="even though sending is not stopped")
    parser.add_argument("--report", type=Path, metavar="FILE", help="each item and what became of it, as CSV")
    parser.add_argument("--checkpoint", type=Path, metavar="FILE", help="the same command goes on where it ended")
    parser.add_argument("--yes", action="store_true", help="don't ask")


def run(given: argparse.Namespace, account: Account) -> int:
    """Restore, after asking."""
    moment = _moment(given.to_time)
    copy = given.copy or f"{account.table}-{moment:%Y%m%dT%H%M%SZ}"[-_LONGEST_NAME:]
    checkpoint = Checkpoint(given.checkpoint, _work(given, account, copy))
    if not given.dry_run:
        if not given.while_sending and not switch.read(account.items).stopped:
            raise WrongCall("sending is not stopped; say stop-sending first, or --while-sending")
        what = "sets the table back to" if given.exact else "brings back what is missing of"
        sure(f"This {what} {clock.iso(moment)} in table {account.table}.", yes=given.yes)
    client = account.client("dynamodb")
    began = checkpoint.position.get("began") or clock.iso(clock.now())
    if given.copy is None and not checkpoint.position:
        check_moment(client, account.table, moment)
        copy_table(client, account.table, copy, moment)
        checkpoint.save(began=began)
    wait_for_copy(client, copy)
    counts = _compare(given, account, checkpoint, copy, began)
    kept = given.keep or given.copy is not None
    if not kept:
        say("deleting the copy")
        delete_copy(client, copy)
    checkpoint.done()
    document = {"table": account.table, "to_time": clock.iso(moment), "dry_run": given.dry_run, "exact": given.exact}
    output.answer(document | counts | {"copy": copy if kept else None}, form=given.format)
    return DONE


def _moment(text: str) -> datetime:
    try:
        moment = clock.parse(text)
    except ValueError as problem:
        raise WrongCall(f"{text!r} is not a moment in ISO 8601: 2026-11-22T09:00:00Z") from problem
    if moment > clock.now():
        raise WrongCall(f"{clock.iso(moment)} is in the future")
    return moment


def _work(given: argparse.Namespace, account: Account, copy: str) -> dict[str, Any]:
    work = {"command": NAME, "table": account.table, "copy": copy, "report": str(given.report)}
    return work | {name: getattr(given, name) for name in ("to_time", "dry_run", "exact")}


def _compare(
    given: argparse.Namespace, account: Account, checkpoint: Checkpoint, copy: str, began: str
) -> dict[str, int]:
    """Go through the copy, and, to set back exactly, through the live table. Returns what was done, counted."""
    at = checkpoint.position
    until = clock.parse(began) if given.exact else None
    comparison = Comparison(account, copy, exact_until=until, dry_run=given.dry_run, counts=at.get("counts", {}))
    phases = comparison.phases()
    with _Report(given.report, at.get("length")) as report, Progress("compared", "items") as progress:
        for index, phase in enumerate(phases):
            if index < at.get("phase", 0):
                continue
            start = at.get("start") if index == at.get("phase", 0) else None
            for step in phase(start):
                progress.add(step.items)
                report.add(step.fates)
                reached = {"phase": index, "start": step.next} if step.next else {"phase": index + 1}
                checkpoint.save(began=began, counts=comparison.counts, length=report.written(), **reached)
    return comparison.counts


class _Report:
    """A line for each item, if a file is wanted."""

    def __init__(self, path: Path | None, at: int | None) -> None:
        self._file = None if path is None else GrowingFile(path, at=at)
        if not at:
            self.add([("item", "sort_key", "fate")])

    def add(self, fates: Iterable[tuple[str, str, str]]) -> None:
        if self._file is not None:
            self._file.write("".join(map(csv_line, fates)))

    def written(self) -> int | None:
        return None if self._file is None else self._file.written()

    def __enter__(self) -> _Report:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()
