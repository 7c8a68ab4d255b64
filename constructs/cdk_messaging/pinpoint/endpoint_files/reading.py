"""Files of endpoints, read line by line and never held."""

from __future__ import annotations

import csv
import errno
import gzip
import io
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from .columns import endpoint_of, header_problems, path_of
from .file_format import FileFormat
from .finding import Problem, Severity, error, warning

LONGEST_LINE = 1 << 18
"""Bytes. An endpoint has 15 KB at most, so a longer line is none; it is passed over without being held."""
_GZIP = b"\x1f\x8b"
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff")
_BYTE_ORDER_MARK = "\N{BYTE ORDER MARK}"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file.

    :param line: from 1
    :param size: bytes of the line, as it is in the file or in the gzip file
    :param endpoint: None where there is none: in a header, and where the line is wrong
    :param problems: what is wrong with the line
    :param last: whether nothing that follows can be read, because of its problems
    """

    line: int
    size: int
    endpoint: dict[str, Any] | None
    problems: tuple[Problem, ...] = ()
    last: bool = False


def read_rows(path: Path, file_format: FileFormat) -> Iterator[Row]:
    """The lines of a file that are not blank; a gzip file, such as an export, is unpacked.

    What keeps the file as a whole from being read comes as the last row.

    :raises OSError: it cannot be read
    """
    with closing(path.open("rb")) as raw:
        begin = raw.peek(2)[:2]
        if begin in _OTHER_ENCODINGS:
            yield Row(1, 0, None, (error("encoding", "the file is UTF-16; files for import are UTF-8"),), last=True)
            return
        packed: Any = gzip.GzipFile(fileobj=raw) if begin == _GZIP else raw
        with closing(packed if packed is raw else io.BufferedReader(packed)) as content:
            try:
                yield from _csv(content) if file_format is FileFormat.CSV else _json(content)
            except (EOFError, gzip.BadGzipFile, zlib.error) as problem:
                raise OSError(errno.EIO, "the gzip file is damaged, or not whole", str(path)) from problem


def is_compressed(path: Path) -> bool:
    """Whether it is a gzip file, which no import takes."""
    with path.open("rb") as file:
        return file.read(2) == _GZIP


# -- lines


def _lines(content: IO[bytes]) -> Iterator[tuple[int, int, str | Problem]]:
    """Number, size and text of each line that is not blank, or what is wrong with it."""
    number = 0
    while raw := content.readline(LONGEST_LINE):
        number += 1
        size, ended = len(raw), raw.endswith(b"\n")
        while not ended and (more := content.readline(LONGEST_LINE)):
            size, ended = size + len(more), more.endswith(b"\n")
        if size > LONGEST_LINE:
            yield number, size, error("line-length", f"the line has {size:,} bytes, which is no endpoint")
        elif raw.strip():
            yield number, size, _text(raw)
        else:
            yield number, size, ""


def _text(raw: bytes) -> str | Problem:
    try:
        return raw.decode().rstrip("\r\n")
    except UnicodeDecodeError as problem:
        return error("encoding", f"byte {problem.start + 1} of the line is not UTF-8")


# -- JSON


def _json(content: IO[bytes]) -> Iterator[Row]:
    for number, size, text in _lines(content):
        if isinstance(text, Problem):
            yield Row(number, size, None, (text,))
        elif text:
            yield _json_row(number, size, text)
        else:
            yield Row(number, size, None)


def _json_row(number: int, size: int, text: str) -> Row:
    marked = number == 1 and text.startswith(_BYTE_ORDER_MARK)
    problems: tuple[Problem, ...] = (_marked(),) if marked else ()
    try:
        found = json.loads(text.removeprefix(_BYTE_ORDER_MARK) if marked else text)
    except (ValueError, RecursionError):
        return Row(number, size, None, (*problems, error("json", "the line is no JSON: one whole object a line")))
    if not isinstance(found, dict):
        return Row(number, size, None, (*problems, error("json", "the line is no JSON object")))
    return Row(number, size, found, problems)


def _marked() -> Problem:
    return warning("byte-order-mark", "the file begins with a byte-order mark, which may be taken for content")


# -- CSV


def _csv(content: IO[bytes]) -> Iterator[Row]:
    paths: list[tuple[str, ...]] | None = None
    for number, size, text in _lines(content):
        if isinstance(text, Problem):
            yield Row(number, size, None, (text,), last=paths is None)
            if paths is None:
                return
        elif not text:
            yield Row(number, size, None)
        elif paths is None:
            columns, problems = _header(text)
            wrong = any(problem.severity is Severity.ERROR for problem in problems)
            yield Row(number, size, None, problems, last=wrong)
            if wrong:
                return  # nothing can be said of values whose column is not known
            paths = [path_of(column) for column in columns]
        else:
            yield _csv_row(number, size, text, paths)
    if paths is None:
        yield Row(1, 0, None, (error("header", "the file has no header"),), last=True)


def _header(text: str) -> tuple[list[str], tuple[Problem, ...]]:
    marked = text.startswith(_BYTE_ORDER_MARK)
    columns = _cells(text.removeprefix(_BYTE_ORDER_MARK))
    if isinstance(columns, Problem):
        return [], (columns,)
    return columns, ((_marked(),) if marked else ()) + tuple(header_problems(columns))


def _csv_row(number: int, size: int, text: str, paths: Sequence[tuple[str, ...]]) -> Row:
    cells = _cells(text)
    if isinstance(cells, Problem):
        return Row(number, size, None, (cells,))
    if len(cells) != len(paths):
        count = error("columns", f"the line has {len(cells)} values, and the header {len(paths)} columns")
        return Row(number, size, None, (count,))
    return Row(number, size, endpoint_of(paths, cells))


def _cells(text: str) -> list[str] | Problem:
    """A line by itself: a value with a line break, which no import takes, would else swallow what follows it."""
    if "\t" in text:
        return error("tab", "the line holds a tab, which an import does not take")
    try:
        return next(csv.reader([text], strict=True))
    except csv.Error:
        return error("quotes", "a quoted value is not closed on its line; values cannot hold line breaks")
