"""Take over opt-ins and opt-outs that another vendor has on record.

Every row has an identity of its own, so a file may be imported again, in part or whole. A dry run
does everything but write, on the same decisions, and its report is that of the run.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from . import output, vendor_rows
from .account import Account
from .checkpoint import Checkpoint
from .opt_out_list import OptOutList
from .problems import DONE, NOTHING, PARTLY, WrongCall
from .programmes import check_programme
from .resources import CONSENT_CHECK, TABLE
from .taking_over import Taking
from .two_passes import Tally, TwoPasses, checkpoint_of
from .vendor_rows import COLUMNS, Action, Reading, Refused, Row

NAME, HELP = "import", "take over opt-ins and opt-outs that another vendor has on record"
NEEDS, WANTS = (TABLE,), (CONSENT_CHECK,)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="CSV with a head, or JSON Lines (.jsonl)")
    parser.add_argument("--vendor", required=True, help="whose records these are; part of the proof")
    parser.add_argument("--programme", required=True, help="id of the programme that the opt-ins are for")
    parser.add_argument("--report", type=Path, required=True, metavar="FILE", help="what became of each row, as CSV")
    parser.add_argument("--dry-run", action="store_true", help="write nothing but the report")
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="MEANING=NAME",
        help=f"what the file calls a column; meanings: {', '.join(COLUMNS)} (default: the same)",
    )
    parser.add_argument("--action", choices=[action.value for action in Action], help="of all rows (default: by row)")
    parser.add_argument("--text", metavar="TEXT", help="consent text of opt-ins that have none of their own")
    parser.add_argument("--time-zone", default="UTC", help="of times without an offset (default: %(default)s)")
    parser.add_argument("--delimiter", default=",", help="of a CSV (default: a comma)")
    parser.add_argument("--opt-out-list", metavar="NAME", help="put the opt-outs on this list of AWS as well")
    parser.add_argument("--checkpoint", type=Path, metavar="FILE", help="the same command goes on where it ended")


def run(given: argparse.Namespace, account: Account) -> int:
    """Take over what the file holds."""
    if given.report.resolve() == given.file.resolve():
        raise WrongCall("the report would replace the file; name another one")
    reading = _reading(given)
    checkpoint = checkpoint_of(given, _work(given, account))
    check_programme(account, given.programme)
    tally = _take_over(given, account, reading, checkpoint)
    summary = {
        "file": str(given.file),
        "vendor": given.vendor,
        "programme": given.programme,
        "dry_run": given.dry_run,
        "rows": tally.rows,
        **{result.replace("-", "_"): number for result, number in sorted(tally.results.items())},
        "report": str(given.report),
    }
    checkpoint.done()
    output.answer(summary, form=given.format)
    if not tally.rows:
        return NOTHING
    return PARTLY if tally.results["refused"] else DONE


def _reading(given: argparse.Namespace) -> Reading:
    columns = {name: name for name in COLUMNS}
    for assignment in given.column:
        meaning, equals, name = assignment.partition("=")
        if meaning not in columns or not equals or not name:
            raise WrongCall(f"--column {assignment!r}: say MEANING=NAME with a meaning of {', '.join(COLUMNS)}")
        columns[meaning] = name
    try:
        zone = ZoneInfo(given.time_zone)
    except (ZoneInfoNotFoundError, ValueError) as problem:
        raise WrongCall(f"the time zone {given.time_zone!r} is not known; give one such as Europe/Berlin") from problem
    action = None if given.action is None else Action(given.action)
    return Reading(columns=columns, action=action, text=given.text, zone=zone)


def _work(given: argparse.Namespace, account: Account) -> dict[str, Any]:
    digest = hashlib.sha256()
    try:
        with given.file.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError as problem:
        raise WrongCall(f"cannot read {given.file}: {problem.strerror}") from problem
    names = ("vendor", "programme", "dry_run", "column", "action", "text", "time_zone", "delimiter", "opt_out_list")
    work = {"command": NAME, "table": account.table, "file": str(given.file), "content": digest.hexdigest()}
    return work | {"report": str(given.report)} | {name: getattr(given, name) for name in names}


def _take_over(given: argparse.Namespace, account: Account, reading: Reading, checkpoint: Checkpoint) -> Tally:
    def rows(after: int) -> Iterator[Row | Refused]:
        found = vendor_rows.read(given.file, reading, delimiter=given.delimiter)
        return (row for row in found if row.position > after)

    listed = OptOutList(account, given.opt_out_list, dry_run=given.dry_run)
    taking = Taking(account, vendor=given.vendor, programme=given.programme, dry_run=given.dry_run)
    with closing(taking):
        return TwoPasses(rows, taking, listed, verb="imported", things="rows").run(given.report, checkpoint)
