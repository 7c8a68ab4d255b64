"""Check files for an import job before it is run."""

from __future__ import annotations

import argparse
import errno
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from ..endpoint_files import EndpointLinter, FileFormat, Finding, Severity
from .progress import Progress, say

HELP = "check files of endpoints: what an import would refuse, or take otherwise than meant"
CLEAN, FAULTY, WRONG = 0, 1, 2
EPILOG = (
    "Exit codes: 0 nothing is wrong, or warnings only; 1 an import would refuse something; 2 a file cannot be read."
)
FORMATS = [form.value for form in FileFormat]
_SHOWN = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "file", nargs="+", type=Path, help="a file, or a folder with all files of one import; CSV, or JSON lines"
    )
    parser.add_argument("--file-format", type=str.upper, choices=FORMATS, help="default: by the names of the files")
    parser.add_argument("--all", action="store_true", help=f"show every finding, not {_SHOWN} of each kind at most")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: %(default)s")


def run(given: argparse.Namespace) -> int:
    """Check, and tell what is wrong."""
    form = None if given.file_format is None else FileFormat(given.file_format)
    try:
        files = list(files_of(given.file))
        total = sum(file.stat().st_size for file in files)
        linter = EndpointLinter(file_format=form, progress=Progress("checked", total))
        hidden = _show(linter.lint(files), everything=given.all, as_json=given.format == "json")
    except BrokenPipeError:
        raise  # of the answer, not of a file
    except OSError as problem:
        say(f"cannot read {problem.filename}: {problem.strerror}")
        return WRONG
    for code, count in sorted(hidden.items()):
        say(f"{count:,} more findings of {code}; --all shows them")
    errors, warnings = linter.found[Severity.ERROR], linter.found[Severity.WARNING]
    say(
        f"{linter.endpoints:,} endpoints in {len(files):,} files, {linter.bytes:,} bytes: "
        f"{errors:,} errors, {warnings:,} warnings"
    )
    return FAULTY if errors else CLEAN


def files_of(paths: list[Path]) -> Iterator[Path]:
    """The files, and those in the folders, in order.

    :raises OSError: one is not there, or a folder has none
    """
    for path in paths:
        if path.is_dir():
            files = sorted(each for each in path.rglob("*") if each.is_file())
            if not files:
                raise FileNotFoundError(errno.ENOENT, "the folder has no file", str(path))
            yield from files
        else:
            path.stat()
            yield path


def _show(findings: Iterator[Finding], *, everything: bool, as_json: bool) -> Counter[str]:
    shown: Counter[str] = Counter()
    hidden: Counter[str] = Counter()
    for finding in findings:
        if everything or shown[finding.code] < _SHOWN:
            shown[finding.code] += 1
            sys.stdout.write((json.dumps(asdict(finding)) if as_json else str(finding)) + "\n")
        else:
            hidden[finding.code] += 1
    sys.stdout.flush()
    return hidden
