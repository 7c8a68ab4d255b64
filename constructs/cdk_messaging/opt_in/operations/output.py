"""Answers on standard output: JSON for programs, tables for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from types import TracebackType
from typing import Any

Row = Mapping[str, Any]
_MEASURED = 100  # rows by which the columns of a table are set


def write(text: str) -> None:
    """A piece of the answer."""
    sys.stdout.write(text)


def as_json(document: Any) -> str:
    """A document for programs."""
    return json.dumps(document, indent=2, ensure_ascii=False)


def as_pairs(document: Row) -> str:
    """A flat document for people: a line for each fact that is known."""
    known = [(key.replace("_", " "), cell(value)) for key, value in document.items() if value not in (None, "", [], {})]
    width = max((len(key) for key, _ in known), default=0)
    return "\n".join(f"{key[:1].upper()}{key[1:]:<{width - 1}}  {value}" for key, value in known)


def answer(document: Row, *, form: str) -> None:
    """Print a document.

    :param form: ``json`` or ``table``.
    """
    write((as_json(document) if form == "json" else as_pairs(document)) + "\n")


def cell(value: Any) -> str:
    """A value in a table."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return " ".join(f"{key}={cell(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(cell, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())


class Listing:
    """Prints rows as they come, so that a long list needs no memory. A context manager.

    As JSON it is an array of objects, as a table a line for each row below the names of the columns.

    :param columns: what rows hold, in the order of the table.
    :param form: ``json`` or ``table``.
    """

    def __init__(self, columns: Sequence[str], *, form: str) -> None:
        self._columns = columns
        self._json = form == "json"
        self._widths: list[int] = []
        self.count = 0

    def __enter__(self) -> Listing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._json and kind is not BrokenPipeError:
            write("\n]\n" if self.count else "[]\n")

    def add(self, rows: Iterable[Row]) -> None:
        """Print some more rows."""
        coming = iter(rows)
        while batch := list(islice(coming, _MEASURED)):
            for line in self._as_json(batch) if self._json else self._as_table(batch):
                write(line)
            self.count += len(batch)
        sys.stdout.flush()

    def _as_json(self, rows: list[Row]) -> Iterable[str]:
        for index, row in enumerate(rows, self.count):
            yield ("[\n" if index == 0 else ",\n") + "  " + json.dumps(row, ensure_ascii=False)

    def _as_table(self, rows: list[Row]) -> Iterable[str]:
        cells = [[cell(row.get(column)) for column in self._columns] for row in rows]
        if not self._widths:
            heads = [column.replace("_", " ").upper() for column in self._columns]
            self._widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
            yield self._line(heads)
        yield from map(self._line, cells)

    def _line(self, cells: Sequence[str]) -> str:
        return "  ".join(f"{text:<{width}}" for text, width in zip(cells, self._widths, strict=True)).rstrip() + "\n"
