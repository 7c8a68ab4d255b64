"""Write the consents, texts or contacts of a status to a file, as CSV or JSON Lines.

The rows go into ``FILE.part`` first, so that an interrupted export goes on without a row lost or twice, and so that
the columns of a CSV are those that there are. What people typed themselves is made harmless for spreadsheets.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from . import output, reading
from .account import Account
from .checkpoint import PRIVATE, Checkpoint
from .growing import GrowingFile
from .listing import add_choice
from .problems import DONE, NOTHING, WrongCall
from .progress import Progress
from .resources import TABLE

NAME, HELP = "export", "write the consents, texts or contacts of a status to a file"
NEEDS, WANTS = (TABLE,), ()
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets run instead of showing it
_PROFILE = "profile"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_choice(parser)
    parser.add_argument("--format", choices=("csv", "jsonl"), default="csv", help="default: %(default)s")
    parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="the file to write")
    parser.add_argument("--force", action="store_true", help="replace the file if there is one")
    parser.add_argument(
        "--checkpoint",
        type=Path,
        metavar="FILE",
        help="remembers where it was interrupted (default: OUTPUT.checkpoint)",
    )


def run(given: argparse.Namespace, account: Account) -> int:
    """Write the file."""
    if given.output.exists() and not given.force:
        raise WrongCall(f"{given.output} exists; name another file, or say --force to replace it")
    part = given.output.with_name(given.output.name + ".part")
    remembered = given.checkpoint or given.output.with_name(given.output.name + ".checkpoint")
    work = {"command": NAME, "table": account.table, "output": str(given.output)}
    work |= {name: getattr(given, name) for name in ("status", "programme", "source", "format")}
    checkpoint = Checkpoint(remembered, work)
    if checkpoint.position and not part.exists():
        raise WrongCall(f"{part} is gone, so the export can't go on; delete {remembered} to begin anew")
    count = _gather(given, account, checkpoint, part)
    if given.format == "csv":
        _write_csv(part, given.output)
        part.unlink()
    else:
        part.replace(given.output)
    checkpoint.done()
    output.write(output.as_json({"file": str(given.output), "rows": count}) + "\n")
    return DONE if count else NOTHING


def _gather(given: argparse.Namespace, account: Account, checkpoint: Checkpoint, part: Path) -> int:
    """All rows into the part, one a line. Returns how many."""
    at = checkpoint.position
    count = int(at.get("rows", 0))
    with GrowingFile(part, at=at.get("length")) as file, Progress("exported", "records") as progress:
        progress.add(count)
        if at.get("complete"):
            return count
        pages = reading.pages(
            account.client("dynamodb"),
            account.table,
            status=given.status,
            programme=given.programme,
            start=at.get("start"),
        )
        for page in pages:
            for row in reading.rows(
                account.items, page, status=given.status, programme=given.programme, source=given.source
            ):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                count += 1
                progress.add()
            checkpoint.save(start=page.next, rows=count, length=file.written(), complete=page.next is None)
    return count


def _write_csv(part: Path, target: Path) -> None:
    columns: dict[str, None] = {}
    for row in _flat_rows(part):
        columns |= dict.fromkeys(row)
    draft = target.with_name(target.name + ".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns))
        writer.writeheader()
        writer.writerows(_flat_rows(part))
    draft.replace(target)


def _flat_rows(part: Path) -> Iterator[dict[str, Any]]:
    with part.open(encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            profile: Mapping[str, Any] = row.pop(_PROFILE, {})
            yield row | {f"{_PROFILE}.{name}": _harmless(value) for name, value in profile.items()}


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
