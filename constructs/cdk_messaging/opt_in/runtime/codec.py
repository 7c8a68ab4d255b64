"""Plain values to DynamoDB's typed ones and back: text, whole numbers, booleans and maps of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Value = str | int | bool | Mapping[str, Any] | None
Typed = dict[str, Any]


def encode(value: Value) -> Typed:
    """One value as DynamoDB wants it.

    :raises TypeError: for a kind of value that the table doesn't hold.
    """
    if isinstance(value, bool):
        return {"BOOL": value}
    if isinstance(value, str):
        return {"S": value}
    if isinstance(value, int):
        return {"N": str(value)}
    if isinstance(value, Mapping):
        return {"M": encode_item(value)}
    raise TypeError(f"a table value cannot be of type {type(value).__name__}")


def encode_item(item: Mapping[str, Value]) -> dict[str, Typed]:
    """A whole item; attributes that are None are left out."""
    return {key: encode(value) for key, value in item.items() if value is not None}


def decode(typed: Mapping[str, Any]) -> Any:
    """One value of DynamoDB's as a plain one; numbers are whole."""
    text = typed.get("S")  # what nearly all of them are
    if text is not None:
        return text
    ((kind, value),) = typed.items()
    if kind == "N":
        return int(value)
    if kind == "M":
        return decode_item(value)
    return value


def decode_item(item: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A whole item."""
    return {key: decode(value) for key, value in item.items()}
