"""Checks of arguments, shared by all constructs. Values that are only known at deployment are let through."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

import aws_cdk as cdk

from .errors import InvalidArgument

Member = TypeVar("Member", bound=StrEnum)


def is_known(value: object) -> bool:
    """Tell whether a value is known now, rather than a token that CloudFormation resolves at deployment."""
    if isinstance(value, str) and "${" not in value:
        return True  # the marker of a token is missing, so the question needn't cross to Node
    return not cdk.Token.is_unresolved(value)


def check_pattern(what: str, value: str, pattern: str, allowed: str) -> None:
    """Refuse a text that doesn't match a pattern as a whole.

    :param what: what the text is, for the message
    :param value: the text
    :param pattern: regular expression that the whole text must match
    :param allowed: the pattern in words, for the message
    :raises InvalidArgument: if it doesn't match
    """
    if is_known(value) and re.fullmatch(pattern, value) is None:
        raise InvalidArgument(f"{what} {value!r} is not valid: use {allowed}")


def check_name(what: str, name: str) -> None:
    """Refuse a name that the service doesn't take: of a configuration set, an event destination, an opt-out list.

    :raises InvalidArgument: if it isn't valid
    """
    check_pattern(what, name, "[A-Za-z0-9_-]{1,64}", "1 to 64 letters, digits, _ and -")


def check_length(what: str, value: str, *, least: int, most: int) -> None:
    """Refuse a text that is too short or too long, in characters.

    :raises InvalidArgument: if it is
    """
    if is_known(value) and not least <= len(value) <= most:
        raise InvalidArgument(f"{what} has {len(value)} characters: use {least} to {most}")


def check_unique(what: str, values: Iterable[str]) -> None:
    """Refuse a value that is given twice.

    :raises InvalidArgument: with the first value that repeats
    """
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise InvalidArgument(f"{what} {str(value)!r} is given twice: give each one once")
        seen.add(value)


def check_member(what: str, value: Member | str, kind: type[Member]) -> Member:
    """Return the member of an enumeration that a value names.

    :raises InvalidArgument: if it names none
    """
    try:
        return kind(value)
    except ValueError:
        allowed = ", ".join(kind)
        raise InvalidArgument(f"{what} {str(value)!r} is not known: use one of {allowed}") from None
