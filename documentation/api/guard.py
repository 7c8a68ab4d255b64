"""What a change of the public API breaks for its users, and whether the changelog says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from documentation.api.listing import listing, parsed, rendered
from documentation.surface import Package

_UNRELEASED = re.compile(r"^## Unreleased$(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`]+)`")
_REQUIRED = "required"


@dataclass(frozen=True)
class Breach:
    """Something that callers have to change for.

    :param symbol: as the list writes it; the changelog has to name it, in backticks.
    :param was: its meaning in the list; None for a required argument that is new.
    :param becomes: its meaning now; None for what is gone.
    """

    symbol: str
    was: str | None
    becomes: str | None

    def __str__(self) -> str:
        if self.becomes is None:
            return f"{self.symbol} is gone"
        if self.was is None:
            return f"{self.symbol} is new and required"
        return f"{self.symbol} was “{self.was}” and is “{self.becomes}”"


def breaches(before: Mapping[str, str], after: Mapping[str, str]) -> list[Breach]:
    """What breaks: what is gone, what has to be given now, what is called in another way."""
    found = [
        Breach(symbol, meaning, after.get(symbol))
        for symbol, meaning in before.items()
        if not _still_works(meaning, after.get(symbol)) and not _went_with(symbol, before, after)
    ]
    found += [
        Breach(symbol, None, meaning)
        for symbol, meaning in after.items()
        if symbol not in before and meaning.endswith(_REQUIRED) and symbol.partition("(")[0] in before
    ]
    return sorted(found, key=lambda breach: breach.symbol)


def unsaid(found: Iterable[Breach], changelog: str) -> list[Breach]:
    """Those that the changelog's section "Unreleased" doesn't name."""
    section = _UNRELEASED.search(changelog)
    said = set() if section is None else set(_CODE.findall(section["text"]))
    return [breach for breach in found if breach.symbol not in said]


def updated(committed: str, packages: Iterable[Package], changelog: str) -> str:
    """The list as it has to be: as the code is, but for what breaks and is not said to."""
    before, after = parsed(committed), listing(packages)
    for breach in unsaid(breaches(before, after), changelog):
        # Members and arguments of what is gone stay with it.
        kept = {symbol: meaning for symbol, meaning in before.items() if _is_part(symbol, breach.symbol)}
        after = {symbol: meaning for symbol, meaning in after.items() if symbol != breach.symbol} | kept
    return rendered(after)


def _still_works(was: str, becomes: str | None) -> bool:
    if becomes is None:
        return False
    # A call that gave it still gives it; a positional argument may also be given by its name.
    looser = {was, was.replace(_REQUIRED, "optional")}
    if was.startswith("argument by keyword"):
        return becomes in looser or re.sub(r"^argument \d+", "argument by keyword", becomes) in looser
    return becomes in looser


def _went_with(symbol: str, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Whether it is gone because what it belongs to is, which is said instead."""
    return any(_is_part(symbol, whole) and whole != symbol for whole in before if whole not in after)


def _is_part(symbol: str, whole: str) -> bool:
    return symbol == whole or symbol.startswith((f"{whole}.", f"{whole}("))
