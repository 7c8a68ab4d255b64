"""Checks a resource's properties as CloudFormation does before it calls a handler: against the type's schema.

The schemas here are Python data with the words of JSON Schema that the published ones use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Schema = Mapping[str, Any]


class InvalidProperties(ValueError):
    """The properties do not fit the schema."""


def string(pattern: str | None = None, *, longest: int | None = None, shortest: int = 0) -> Schema:
    """A string."""
    return {"type": "string", "pattern": pattern, "maxLength": longest, "minLength": shortest}


def enum(*values: str) -> Schema:
    """One of some strings."""
    return {"type": "string", "enum": values}


def array(items: Schema, *, most: int | None = None, least: int = 0, unique: bool = False) -> Schema:
    """A list."""
    return {"type": "array", "items": items, "maxItems": most, "minItems": least, "uniqueItems": unique}


def obj(
    properties: Mapping[str, Schema], *required: str, one_of: tuple[str, ...] = (), any_of: tuple[str, ...] = ()
) -> Schema:
    """An object without other properties than these."""
    return {"type": "object", "properties": properties, "required": required, "oneOf": one_of, "anyOf": any_of}


ANY_OBJECT: Schema = {**obj({}), "open": True}
BOOLEAN: Schema = {"type": "boolean"}
INTEGER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
ARN = string(r"^arn:\S+$")
TAGS = array(obj({"Key": string(longest=128, shortest=1), "Value": string(longest=256)}, "Key", "Value"), unique=True)


def check(schema: Schema, properties: Any) -> Any:
    """The properties with "true" and "false" made booleans, as templates may write them.

    :raises InvalidProperties: with every problem, each as ``#/path: reason``.
    """
    problems: list[str] = []
    checked = _visit(schema, properties, "#", problems)
    if problems:
        raise InvalidProperties("Properties validation failed: " + "; ".join(problems))
    return checked


def _visit(schema: Schema, value: Any, path: str, problems: list[str]) -> Any:
    visitor: Callable[[Schema, Any, str, list[str]], Any] = _VISITORS[schema["type"]]
    return visitor(schema, value, path, problems)


def _visit_object(schema: Schema, value: Any, path: str, problems: list[str]) -> Any:
    if not isinstance(value, dict):
        problems.append(f"{path}: expected an object")
        return value
    if schema.get("open"):
        return value
    known = schema["properties"]
    problems += [f"{path}: extraneous key [{name}] is not permitted" for name in value if name not in known]
    problems += [f"{path}: required key [{name}] not found" for name in schema["required"] if name not in value]
    if schema["oneOf"] and sum(name in value for name in schema["oneOf"]) != 1:
        problems.append(f"{path}: needs exactly one of {', '.join(schema['oneOf'])}")
    if schema["anyOf"] and not any(name in value for name in schema["anyOf"]):
        problems.append(f"{path}: needs at least one of {', '.join(schema['anyOf'])}")
    return {
        name: _visit(known[name], item, f"{path}/{name}", problems) for name, item in value.items() if name in known
    }


def _visit_array(schema: Schema, value: Any, path: str, problems: list[str]) -> Any:
    if not isinstance(value, list):
        problems.append(f"{path}: expected a list")
        return value
    _check_bounds(len(value), path, problems, least=schema["minItems"], most=schema["maxItems"], unit="items")
    if schema["uniqueItems"] and any(item in value[:index] for index, item in enumerate(value)):
        problems.append(f"{path}: array items are not unique")
    return [_visit(schema["items"], item, f"{path}/{index}", problems) for index, item in enumerate(value)]


def _visit_string(schema: Schema, value: Any, path: str, problems: list[str]) -> Any:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        problems.append(f"{path}: expected a string")
        return value
    text = str(value)
    if "enum" in schema and text not in schema["enum"]:
        problems.append(f"{path}: {text} is not a valid enum value; allowed: {', '.join(schema['enum'])}")
    least, most = schema.get("minLength", 0), schema.get("maxLength")
    _check_bounds(len(text), path, problems, least=least, most=most, unit="characters")
    if schema.get("pattern") and not re.search(schema["pattern"], text):
        problems.append(f"{path}: failed validation constraint for keyword [pattern]: {schema['pattern']}")
    return text


def _visit_boolean(_schema: Schema, value: Any, path: str, problems: list[str]) -> Any:
    if value in ("true", "false"):
        return value == "true"
    if not isinstance(value, bool):
        problems.append(f"{path}: expected a boolean")
    return value


def _visit_integer(_schema: Schema, value: Any, path: str, problems: list[str]) -> Any:
    if isinstance(value, str) and re.fullmatch("-?[0-9]+", value):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        problems.append(f"{path}: expected a whole number")
        return value
    return int(value)


def _visit_number(_schema: Schema, value: Any, path: str, problems: list[str]) -> Any:
    try:
        return value if isinstance(value, int | float) and not isinstance(value, bool) else float(str(value))
    except ValueError:
        problems.append(f"{path}: expected a number")
        return value


def _check_bounds(size: int, path: str, problems: list[str], *, least: int, most: int | None, unit: str) -> None:
    if size < least:
        problems.append(f"{path}: expected at least {least} {unit}, found {size}")
    if most is not None and size > most:
        problems.append(f"{path}: expected at most {most} {unit}, found {size}")


_VISITORS = {
    "object": _visit_object,
    "array": _visit_array,
    "string": _visit_string,
    "boolean": _visit_boolean,
    "integer": _visit_integer,
    "number": _visit_number,
}
