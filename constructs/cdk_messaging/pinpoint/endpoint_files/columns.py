"""Endpoints as rows of a CSV file: a column for each member, with dots for what is within another.

A custom attribute with several values has as many columns of the same name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from . import vocabulary
from .finding import Problem, error

Endpoint = Mapping[str, Any]
Cells = Iterator[tuple[str, str]]

_USER_ATTRIBUTES = "User.UserAttributes."


class ColumnMissing(ValueError):
    """An endpoint has something that there is no column for."""


def path_of(column: str) -> tuple[str, ...]:
    """Where a column's value belongs: ``("Attributes", "Interests")``. A custom name may hold dots."""
    if column.startswith(_USER_ATTRIBUTES):
        return "User", "UserAttributes", column.removeprefix(_USER_ATTRIBUTES)
    return tuple(column.split(".", 1))


def is_custom(path: Sequence[str]) -> bool:
    """Whether it is a custom attribute with a list of values."""
    return path[0] == "Attributes" or path[:2] == ("User", "UserAttributes")


def header_problems(columns: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with the header of a file."""
    if columns and not any(_is_known(path_of(column)) for column in columns):
        # What stands there may be somebody's endpoint, so it isn't repeated.
        yield error("header", "the first line is no header: it names no member of an endpoint")
        return
    for column, count in Counter(columns).items():
        path = path_of(column)
        if not _is_known(path):
            yield error("unknown-column", f"column {column!r} is no member of an endpoint")
        elif count > 1 and not is_custom(path):
            yield error("repeated-column", f"column {column!r} is there {count} times, and takes one value")
    if not ({"Address", "ChannelType"} <= {*columns} or {"Id", "User.UserId"} & {*columns}):
        yield error("missing-column", "the header has neither Address and ChannelType, nor Id, nor User.UserId")


def endpoint_of(columns: Sequence[tuple[str, ...]], cells: Sequence[str]) -> dict[str, Any]:
    """The endpoint of a row, as it would be in a JSON file. Empty cells say nothing.

    :param columns: paths of the columns
    """
    endpoint: dict[str, Any] = {}
    for path, cell in zip(columns, cells, strict=True):
        if not cell:
            continue
        place = endpoint
        for name in path[:-1]:
            place = place.setdefault(name, {})
        if is_custom(path):
            place.setdefault(path[-1], []).append(cell)
        else:
            place[path[-1]] = _number(cell) if path[0] == "Metrics" or path[-1] in vocabulary.NUMBERS else cell
    return endpoint


def columns_of(endpoints: Iterable[Endpoint]) -> list[str]:
    """The columns that these endpoints need, each as often as one of them has values; none for what isn't imported."""
    most: Counter[str] = Counter()
    for endpoint in endpoints:
        kept = {name: value for name, value in endpoint.items() if name not in vocabulary.NOT_IMPORTED}
        for column, count in Counter(column for column, _ in cells_of(kept)).items():
            most[column] = max(most[column], count)
    first = [column for column in ("Id", "ChannelType", "Address") if column in most]
    rest = sorted(set(most) - set(first))
    return [column for column in (*first, *rest) for _ in range(most[column])]


def row_of(endpoint: Endpoint, columns: Sequence[str]) -> list[str]:
    """The cells of an endpoint.

    :raises ColumnMissing: there is no column for one of its values
    """
    values: dict[str, list[str]] = {}
    for column, cell in cells_of(endpoint):
        values.setdefault(column, []).append(cell)
    row = [values[column].pop(0) if values.get(column) else "" for column in columns]
    left = sorted(column for column, cells in values.items() if cells)
    if left:
        raise ColumnMissing(f"there are too few columns for {', '.join(left)}")
    return row


def cells_of(endpoint: Endpoint, before: tuple[str, ...] = ()) -> Cells:
    """Columns and values of an endpoint."""
    for name, value in endpoint.items():
        path = (*before, name)
        if isinstance(value, Mapping):
            yield from cells_of(value, path)
        elif isinstance(value, list):
            yield from ((".".join(path), str(each)) for each in value)
        elif value is not None:
            yield ".".join(path), str(value)


def _is_known(path: Sequence[str]) -> bool:
    if len(path) == 1:
        return path[0] in vocabulary.TEXTS | vocabulary.NOT_IMPORTED
    if path[0] in vocabulary.CUSTOM or path[:2] == ("User", "UserAttributes"):
        return bool(path[-1])
    return path[-1] != "UserAttributes" and path[-1] in vocabulary.GROUPS.get(path[0], frozenset())


def _number(cell: str) -> float | str:
    """A text that is no number stays one, and is found to be none."""
    try:
        return float(cell)
    except ValueError:
        return cell
