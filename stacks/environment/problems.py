"""Turns what pydantic found wrong into words for the person who edits the file."""

from __future__ import annotations

import difflib
import inspect
import typing
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

Location = tuple[int | str, ...]


class InvalidEnvironment(ValueError):
    """One or more environment files are wrong. The message names each file, key, value and what is allowed."""


def describe(source: str, error: ValidationError, model: type[BaseModel]) -> InvalidEnvironment:
    """All problems of one file as one error.

    :param source: the file, as the person knows it.
    :param error: what pydantic found.
    :param model: the model that was validated, for the names of its keys.
    """
    found: list[Any] = list(error.errors(include_url=False))
    return problems(source, [_line(problem, model) for problem in found if not _follows(problem, found)])


def _follows(problem: Any, found: Sequence[Any]) -> bool:
    """Whether the problem only follows from another, which is the one to mend.

    A default that is made from a wrong key can't be made; a list whose entries are wrong counts as empty.
    """
    if problem["type"] == "default_factory_not_called":
        return True
    place: Location = problem["loc"]
    return problem["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in found
    )


def problems(source: str, lines: Sequence[str]) -> InvalidEnvironment:
    """An error for a file with its problems, one a line."""
    count = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
    return InvalidEnvironment("\n  ".join([f"{source} has {count}:", *lines]))


def _line(problem: Any, model: type[BaseModel]) -> str:
    location: Location = problem["loc"]
    key, owner = _walk(location, model)
    if problem["type"] == "missing":
        return f"{key} is missing; {_purpose(owner, str(location[-1]))}"
    value = "" if _is_whole_table(problem) else f" = {problem['input']!r}"
    return f"{key}{value}: {_explanation(problem, owner)}" if key else _explanation(problem, owner)


def _is_whole_table(problem: Any) -> bool:
    """A rule about several keys of a table: its message names them, the whole table would only be noise."""
    return isinstance(problem["input"], dict | BaseModel)


def _explanation(problem: Any, owner: type[BaseModel]) -> str:
    context = problem.get("ctx", {})
    match problem["type"]:
        case "value_error":
            return str(context["error"])
        case "extra_forbidden":
            return _unknown_key(str(problem["loc"][-1]), owner)
        case "too_short":
            return "name at least one"
        case "literal_error":
            return f"allowed: {context['expected']}"
        case "union_tag_invalid":
            return f"{context['discriminator'].strip(chr(39))} {context['tag']!r}; allowed: {context['expected_tags']}"
        case "union_tag_not_found":
            return f"{context['discriminator'].strip(chr(39))} is missing; it says which keys this table has"
        case "string_type":
            return "must be text in quotes"
    message: str = problem["msg"]
    return message[0].lower() + message[1:]


def _unknown_key(key: str, owner: type[BaseModel]) -> str:
    names = [name for name, field in owner.model_fields.items() if not field.exclude]
    close = difflib.get_close_matches(key, names, n=1)
    hint = f" (did you mean {close[0]}?)" if close else ""
    return f"unknown key{hint}; allowed: {', '.join(names)}"


def _purpose(owner: type[BaseModel], key: str) -> str:
    field = owner.model_fields.get(key)
    return (field.description if field is not None else None) or "it is required"


def _walk(location: Location, model: type[BaseModel]) -> tuple[str, type[BaseModel]]:
    """The dotted key as it stands in the file, and the table that holds its last part."""
    key = ""
    owner = model
    table: type[BaseModel] | None = model
    choices: dict[str, type[BaseModel]] = {}
    for part in location:
        if part in choices:  # pydantic puts the chosen variant into the path; the file doesn't have it
            table = choices[str(part)]
            choices = {}
            continue
        if isinstance(part, int):
            key += f"[{part}]"
            continue
        key += f".{part}" if key else part
        owner = table or owner
        table, choices = _inner(owner, part)
    return key, owner


def _inner(owner: type[BaseModel], key: str) -> tuple[type[BaseModel] | None, dict[str, type[BaseModel]]]:
    field = owner.model_fields.get(key)
    if field is None:
        return None, {}
    tables = _tables(field.annotation)
    if field.discriminator is None:
        return (tables[0] if tables else None), {}
    tag = str(field.discriminator)
    return None, {str(table.model_fields[tag].default): table for table in tables}


def _tables(annotation: Any) -> list[type[BaseModel]]:
    """The tables that a key's type names, also inside a union or a list."""
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return [annotation]
    return [table for argument in typing.get_args(annotation) for table in _tables(argument)]
