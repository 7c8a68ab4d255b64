"""Checks JSON against the shapes of a botocore service model: what botocore itself checks, and what it leaves out.

botocore's client checks types, required members and minimum lengths; patterns, enums and maximum lengths are left to
the service. This is the service's side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from botocore.loaders import Loader

Json = dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """One value that does not fit: where, and why."""

    path: str
    message: str


@dataclass(frozen=True)
class Model:
    """A service model: its shapes and its operations."""

    shapes: dict[str, Json]
    operations: dict[str, Json]

    def check_input(self, operation: str, value: Any) -> list[Problem]:
        """What is wrong with a request."""
        return self._check(self.operations[operation].get("input"), value, lenient=False)

    def check_output(self, operation: str, value: Any) -> list[Problem]:
        """What is wrong with a response. An empty list is right, whatever minimum the model states."""
        return self._check(self.operations[operation].get("output"), value, lenient=True)

    def errors(self, operation: str) -> set[str]:
        """The names of the errors that an operation declares."""
        return {error["shape"] for error in self.operations[operation].get("errors", [])}

    def _check(self, reference: Json | None, value: Any, *, lenient: bool) -> list[Problem]:
        if reference is None:
            return [] if not value else [Problem("", "no members are expected")]
        found: list[Problem] = []
        _Walk(self.shapes, found, lenient=lenient).visit(reference["shape"], value, "")
        return found


@cache
def load(client: str) -> Model:
    """The model of a botocore client, from the installed botocore."""
    document = Loader().load_service_model(client, "service-2")
    return Model(dict(document["shapes"]), dict(document["operations"]))


class _Walk:
    def __init__(self, shapes: dict[str, Json], found: list[Problem], *, lenient: bool) -> None:
        self._shapes, self._lenient, self._found = shapes, lenient, found

    def visit(self, name: str, value: Any, path: str) -> None:
        shape = self._shapes[name]
        getattr(self, f"_{shape['type']}")(shape, value, path)

    def _fail(self, path: str, message: str) -> None:
        self._found.append(Problem(path, message))

    def _structure(self, shape: Json, value: Any, path: str) -> None:
        if not isinstance(value, dict):
            self._fail(path, "must be an object")
            return
        prefix = f"{path}." if path else ""
        for name in shape.get("required", []):
            if value.get(name) is None:
                self._fail(prefix + name, "is required")
        for name, item in value.items():
            member = shape["members"].get(name)
            if member is None:
                self._fail(prefix + name, "is not a member of this request or response")
            elif item is not None:
                self.visit(member["shape"], item, prefix + name)

    def _list(self, shape: Json, value: Any, path: str) -> None:
        if not isinstance(value, list):
            self._fail(path, "must be a list")
            return
        self._check_size(shape, len(value), path, "items")
        for index, item in enumerate(value):
            self.visit(shape["member"]["shape"], item, f"{path}[{index}]")

    def _map(self, shape: Json, value: Any, path: str) -> None:
        if not isinstance(value, dict):
            self._fail(path, "must be a map")
            return
        self._check_size(shape, len(value), path, "entries")
        for key, item in value.items():
            self.visit(shape["key"]["shape"], key, f"{path}.{key}")
            self.visit(shape["value"]["shape"], item, f"{path}.{key}")

    def _string(self, shape: Json, value: Any, path: str) -> None:
        if not isinstance(value, str):
            self._fail(path, "must be a string")
            return
        self._check_size(shape, len(value), path, "characters")
        allowed = shape.get("enum")
        if allowed and value not in allowed:
            self._fail(path, f"is {value!r}; allowed: {', '.join(allowed)}")
        pattern = shape.get("pattern")
        if pattern and not _compiled(pattern).search(value):
            self._fail(path, f"is {value!r}; it must match {pattern}")

    def _check_size(self, shape: Json, size: int, path: str, unit: str) -> None:
        if size < shape.get("min", 0) and not (self._lenient and size == 0):
            self._fail(path, f"has {size} {unit}; the least is {shape['min']}")
        if size > shape.get("max", size):
            self._fail(path, f"has {size} {unit}; the most is {shape['max']}")

    def _integer(self, shape: Json, value: Any, path: str) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            self._fail(path, "must be a whole number")
            return
        if value < shape.get("min", value):
            self._fail(path, f"is {value}; the least is {shape['min']}")
        if value > shape.get("max", value):
            self._fail(path, f"is {value}; the most is {shape['max']}")

    _long = _integer

    def _boolean(self, _shape: Json, value: Any, path: str) -> None:
        if not isinstance(value, bool):
            self._fail(path, "must be true or false")

    def _timestamp(self, shape: Json, value: Any, path: str) -> None:
        if shape.get("timestampFormat") == "iso8601":
            if not isinstance(value, str) or _ISO_TIME.fullmatch(value) is None:
                self._fail(path, "must be a time such as 2026-11-01T10:00:00Z")
            return
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._fail(path, "must be a number of seconds since 1970")

    def _double(self, _shape: Json, value: Any, path: str) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._fail(path, "must be a number")

    _float = _double

    def _blob(self, _shape: Json, value: Any, path: str) -> None:
        if not isinstance(value, str):
            self._fail(path, "must be base64")


_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A model's pattern as Java reads it: the whole value has to match."""
    return re.compile(rf"\A(?:{pattern})\Z")
