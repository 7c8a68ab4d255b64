"""Reads what came over the wire, and says what is wrong with it without repeating it: it may be personal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class InvalidEvent(ValueError):
    """The event is none that Amazon Pinpoint sends for a campaign; the message says why."""


def mapping(where: str, value: object) -> Mapping[str, Any]:
    """:raises InvalidEvent: it isn't an object"""
    if not isinstance(value, Mapping):
        raise InvalidEvent(f"{where} is {_kind(value)}: expected an object")
    return value


def text(where: str, value: object) -> str:
    """:raises InvalidEvent: it isn't a text with something in it"""
    if not isinstance(value, str) or not value:
        raise InvalidEvent(f"{where} is {_kind(value)}: expected a text")
    return value


def optional_text(where: str, value: object) -> str | None:
    """:raises InvalidEvent: it is something else than a text or nothing"""
    if value is not None and not isinstance(value, str):
        raise InvalidEvent(f"{where} is {_kind(value)}: expected a text")
    return value


def lists_of_texts(where: str, value: object) -> dict[str, tuple[str, ...]]:
    """Attributes, each with its values.

    :raises InvalidEvent: they aren't
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, values in mapping(where, {} if value is None else value).items():
        if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
            raise InvalidEvent(f"{where}.{name} is {_kind(values)}: expected a list of texts")
        found[name] = tuple(values)
    return found


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "a boolean", int: "a number", float: "a number"}
    if value is None or value == "":
        return "missing"
    return kinds.get(type(value), "something else")
