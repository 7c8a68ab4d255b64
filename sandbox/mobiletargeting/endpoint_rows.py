"""Endpoints in a file for import: CSV with a header in dot notation, or one JSON object a line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

LISTS = ("Attributes", "UserAttributes")
NUMBERS = ("Latitude", "Longitude")


def rows(body: bytes, form: str) -> Iterator[tuple[int, Json | str]]:
    """Line and endpoint of each row, or what is wrong with it.

    :param form: ``CSV`` or ``JSON``
    """
    try:
        text = body.decode()
    except UnicodeDecodeError:
        yield 1, "the file is not UTF-8"
        return
    yield from (_csv if form == "CSV" else _json)(text)


def _json(text: str) -> Iterator[tuple[int, Json | str]]:
    for line, row in enumerate(text.splitlines(), 1):
        if not row.strip():
            continue
        try:
            found = json.loads(row)
        except ValueError:
            found = None
        yield line, found if isinstance(found, dict) else "the line is no JSON object"


def _csv(text: str) -> Iterator[tuple[int, Json | str]]:
    reader = csv.reader(io.StringIO(text))
    header = next(reader, [])
    for cells in reader:
        if not cells:
            continue
        if len(cells) != len(header):
            yield reader.line_num, f"the row has {len(cells)} values; the header names {len(header)}"
            continue
        endpoint: Json = {}
        try:
            for column, cell in zip(header, cells, strict=True):
                if cell:
                    _put(endpoint, column.split("."), cell)
        except ValueError:
            yield reader.line_num, "a value that has to be a number is none"
        else:
            yield reader.line_num, endpoint


def _put(endpoint: Json, path: list[str], cell: str) -> None:
    """A custom attribute has a list of values: one for each column of its name."""
    place = endpoint
    parents = path[:1] if path[0] in ("Attributes", "Metrics") else path[:-1][:2]
    for name in parents:
        place = place.setdefault(name, {})
    name = ".".join(path[len(parents) :])
    if parents and parents[-1] in LISTS:
        place.setdefault(name, []).append(cell)
    elif parents == ["Metrics"] or name in NUMBERS:
        place[name] = float(cell)
    else:
        place[name] = cell
