"""Dangers that are meant: a file of the repository says which, and why.

Each entry names one change of one property in one environment, by what it was and what it becomes; another change of
the same property is not covered::

    [[acknowledge]]
    environment = "Prod"
    logical_id = "ConsentsTable7A9"
    property = "TableName"
    before = "none"
    after = "consents"
    reason = "The table is empty until the launch."
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from review.danger import Danger

_KEYS = ("environment", "logical_id", "property", "before", "after")


class Malformed(Exception):
    """The file of acknowledgements is not one."""


@dataclass(frozen=True, kw_only=True)
class Acknowledgement:
    """One danger that is meant, with its reason."""

    environment: str
    logical_id: str
    property: str
    before: str
    after: str
    reason: str

    def covers(self, danger: Danger) -> bool:
        """Whether it is this danger that is meant."""
        return all(getattr(self, key) == getattr(danger, key) for key in _KEYS)


def read(file: Path) -> tuple[Acknowledgement, ...]:
    """Read the acknowledgements; a file that is not there has none.

    :raises Malformed: naming the entry and what it lacks.
    """
    if not file.is_file():
        return ()
    try:
        entries = tomllib.loads(file.read_text("utf-8")).get("acknowledge", [])
    except tomllib.TOMLDecodeError as problem:
        raise Malformed(f"{file.name} is not TOML: {problem}") from problem
    return tuple(_entry(file, number, entry) for number, entry in enumerate(entries, start=1))


def _entry(file: Path, number: int, entry: dict[str, object]) -> Acknowledgement:
    wanted = (*_KEYS, "reason")
    missing = [key for key in wanted if not isinstance(entry.get(key), str)]
    unknown = sorted(set(entry) - set(wanted))
    if missing or unknown:
        raise Malformed(
            f"{file.name}: entry {number} {'lacks ' + ', '.join(missing) if missing else ''}"
            f"{' and ' if missing and unknown else ''}{'has the unknown ' + ', '.join(unknown) if unknown else ''}; "
            f"an entry has {', '.join(wanted)}, all of them text"
        )
    if not str(entry["reason"]).strip():
        raise Malformed(f"{file.name}: entry {number} has no reason; say why the change is meant")
    return Acknowledgement(**{key: str(entry[key]) for key in wanted})


def divide(
    dangers: Iterable[Danger], acknowledgements: Sequence[Acknowledgement]
) -> tuple[list[Danger], list[tuple[Danger, str]], list[Acknowledgement]]:
    """The dangers that nobody acknowledged, those that somebody did with the reason, and entries that cover nothing."""
    open_ones, meant = [], []
    used = set()
    for danger in dangers:
        entry = next((each for each in acknowledgements if each.covers(danger)), None)
        if entry is None:
            open_ones.append(danger)
        else:
            meant.append((danger, entry.reason))
            used.add(entry)
    return open_ones, meant, [each for each in acknowledgements if each not in used]


def suggestion(danger: Danger) -> str:
    """The entry that would acknowledge a danger, without its reason."""
    lines = [f"{key} = {_quoted(str(getattr(danger, key)))}" for key in _KEYS]
    return "\n".join(["[[acknowledge]]", *lines, 'reason = ""'])


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON's escapes are among its own, only DEL has none there."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
