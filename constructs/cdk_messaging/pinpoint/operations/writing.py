"""Write files for import jobs from other files of endpoints: another format, smaller pieces, without what is wrong."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..endpoint_files import (
    EndpointFileWriter,
    FileFormat,
    InvalidEndpoint,
    Severity,
    columns_of,
    importable,
    read_rows,
)
from ..endpoint_files.quotas import MOST_IMPORT_BYTES
from .linting import FORMATS, files_of
from .progress import Progress, say

HELP = "write files for import jobs from CSV, JSON lines or exports, each small enough for a job"
DONE, FAULTY, WRONG = 0, 1, 2
_NONE = "there is no endpoint to write"
EPILOG = (
    "Exit codes: 0 done; 1 an endpoint is wrong or none is there, and nothing was written; 2 a file cannot be read or "
    "written."
)


class _Faulty(Exception):
    """What keeps all from being written."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", nargs="+", type=Path, help="a file or a folder: CSV, JSON lines, also as gzip")
    parser.add_argument("--to", required=True, type=Path, metavar="FOLDER", help="where the files go; made if missing")
    parser.add_argument(
        "--as", required=True, type=str.upper, choices=FORMATS, dest="target", help="format of the files"
    )
    parser.add_argument("--file-format", type=str.upper, choices=FORMATS, help="of what is read. Default: by names")
    parser.add_argument("--name", default="endpoints", help="what the files are called. Default: %(default)s")
    parser.add_argument("--skip-invalid", action="store_true", help="leave out endpoints that no import would take")
    parser.add_argument(
        "--most-bytes", type=_size, default=MOST_IMPORT_BYTES, metavar="N", help="of a file. Default: %(default)s"
    )


def _size(word: str) -> int:
    size = int(word)
    if size < 1:
        raise argparse.ArgumentTypeError(f"{size} is not valid: use 1 or more")
    return size


def run(given: argparse.Namespace) -> int:
    """Write."""
    try:
        files = list(files_of(given.file))
        given.to.mkdir(parents=True, exist_ok=True)
        writer, skipped = _written(given, files)
    except OSError as problem:
        say(f"cannot use {problem.filename}: {problem.strerror}")
        return WRONG
    except (_Faulty, ValueError) as problem:
        say(str(problem))
        return FAULTY
    sys.stdout.writelines(f"{path}\n" for path in writer.files)
    say(f"{writer.endpoints:,} endpoints in {len(writer.files):,} files; {skipped:,} left out")
    return DONE


def _written(given: argparse.Namespace, files: Sequence[Path]) -> tuple[EndpointFileWriter, int]:
    """The writer, when it is done, and how many endpoints were left out."""
    target = FileFormat(given.target)
    form = None if given.file_format is None else FileFormat(given.file_format)
    columns: list[str] = []
    if target is FileFormat.CSV:
        columns = columns_of(_importable(_endpoints(files, form, "columns")))
        if not columns:
            raise _Faulty(_NONE)
    writer = EndpointFileWriter(
        given.to, file_format=target, name=given.name, columns=columns, most_bytes=given.most_bytes
    )
    with writer:
        skipped = _copy(_endpoints(files, form, "written"), writer, skip=given.skip_invalid)
    if not writer.endpoints:
        raise _Faulty(_NONE)
    return writer, skipped


def _copy(rows: Iterator[tuple[str, dict[str, Any] | None]], writer: EndpointFileWriter, *, skip: bool) -> int:
    skipped = 0
    for place, endpoint in rows:
        problem = _write(writer, endpoint)
        if problem and not skip:
            raise _Faulty(f"{place}: {problem}; --skip-invalid leaves out what is wrong")
        skipped += bool(problem)
    return skipped


def _importable(rows: Iterator[tuple[str, dict[str, Any] | None]]) -> Iterator[Mapping[str, Any]]:
    """Without those that are not going to be written."""
    for _, endpoint in rows:
        if endpoint is not None:
            with contextlib.suppress(InvalidEndpoint):
                yield importable(endpoint)


def _write(writer: EndpointFileWriter, endpoint: dict[str, Any] | None) -> str:
    """What keeps an endpoint from being written, "" when it was."""
    if endpoint is None:
        return "the line cannot be read; lint tells why"
    try:
        writer.write(endpoint)
    except InvalidEndpoint as problem:
        return str(problem)
    return ""


def _endpoints(
    files: Sequence[Path], form: FileFormat | None, verb: str
) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Places and endpoints; None where the line is wrong.

    :raises _Faulty: a file cannot be understood from some line on, which would leave out more than what is wrong
    """
    total = sum(file.stat().st_size for file in files)
    progress, done, count = Progress(verb, total), 0, 0
    for file in files:
        of_file = form or FileFormat.of_name(file.name)
        if of_file is None:
            raise _Faulty(f"{file}: its name ends in neither .csv nor .json; say --file-format")
        for row in read_rows(file, of_file):
            wrong = [problem.message for problem in row.problems if problem.severity is Severity.ERROR]
            if row.last:
                raise _Faulty(f"{file}:{row.line}: {'; '.join(wrong)}; nothing that follows in the file can be read")
            if row.endpoint is not None or wrong:
                count += 1
                yield f"{file}:{row.line}", row.endpoint
            if count % 1000 == 0:
                progress(done, count)
        done += file.stat().st_size
