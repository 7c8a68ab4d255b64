"""Rows of another vendor's file, as CSV or JSON Lines: which columns they have, what is accepted of them. Pure."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from ..runtime import clock
from ..runtime.numbers import E164
from ..runtime.programmes import ConsentKind
from .problems import WrongCall

COLUMNS = ("number", "action", "time", "text", "proof_url", "kinds")
"""What is read of a row; a file may call them differently."""
_CLOCKS_DIFFER = timedelta(minutes=5)
_KINDS = frozenset(kind.value for kind in ConsentKind)


class Action(StrEnum):
    """What a row tells of."""

    OPT_IN = "opt-in"
    OPT_OUT = "opt-out"


# As vendors call them; compared without case, spaces, hyphens and underscores.
_ACTIONS = dict.fromkeys(("optin", "optedin", "subscribe", "subscribed", "active", "yes", "true", "1"), Action.OPT_IN)
_ACTIONS |= dict.fromkeys(
    ("optout", "optedout", "unsubscribe", "unsubscribed", "stop", "stopped", "blocked", "no", "false", "0"),
    Action.OPT_OUT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row that is accepted.

    :param time: of the opt-in or opt-out; None for an opt-out of which nobody knows.
    :param kinds: of an opt-in: ``"promotional transactional"``.
    :param profile: what is known of whoever opted in besides. Default: - nothing
    :param evidence: further facts for the ledger. Default: - none
    """

    position: int
    number: str
    action: Action
    time: datetime | None
    text: str = ""
    proof_url: str = ""
    kinds: str = ""
    profile: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)

    def identity(self, *, vendor: str, programme: str) -> str:
        """The same for the same row, whenever and however often it is imported."""
        told = (
            vendor, programme if self.action is Action.OPT_IN else "", self.number, self.action.value,
            "" if self.time is None else clock.iso(self.time), self.text, self.proof_url, self.kinds,
        )  # fmt: skip
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """One row that is left out.

    :param reason: why, in words.
    :param why: the same in a word or two, to be counted by.
    :param result: ``refused`` for what is not accepted; another word for what was never meant.
    """

    position: int
    number: str
    reason: str
    why: str
    result: str = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How rows are read.

    :param columns: names of the columns, by what they mean (see :data:`COLUMNS`).
    :param action: of all rows. Default: - each row tells
    :param text: the consent text of rows that have none. Default: - they are refused
    :param zone: of times that name none.
    """

    columns: Mapping[str, str]
    action: Action | None
    text: str | None
    zone: ZoneInfo


def read(path: Path, reading: Reading, *, delimiter: str = ",") -> Iterator[Row | Refused]:
    """The rows of a file, one after the other. The first is number 1; a head of columns is not counted.

    :param path: ``.jsonl`` or ``.ndjson`` is read as JSON Lines, anything else as CSV with a head.
    :raises WrongCall: it is not readable, or has no column of numbers.
    """
    lines = _json_lines(path) if path.suffix in {".jsonl", ".ndjson"} else _csv_rows(path, reading, delimiter)
    now = clock.now()
    for position, raw in enumerate(lines, 1):
        if isinstance(raw, str):
            yield Refused(position=position, number="", reason=raw, why="unreadable")
        else:
            yield accept(position, {name: _text(raw.get(reading.columns[name])) for name in COLUMNS}, reading, now)


def _csv_rows(path: Path, reading: Reading, delimiter: str) -> Iterator[Mapping[str, Any] | str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, delimiter=delimiter)
            names = table.fieldnames or ()
            wanted = reading.columns["number"]
            if wanted not in names:
                found = ", ".join(map(repr, names)) or "none"
                raise WrongCall(f"{path} has no column {wanted!r} (it has: {found}); say --column number=NAME")
            yield from table
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise WrongCall(f"cannot read {path}: {problem}") from problem


def _json_lines(path: Path) -> Iterator[Mapping[str, Any] | str]:
    """Objects, or what is wrong with a line."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for line in filter(str.strip, file):
                try:
                    found = json.loads(line)
                except ValueError:
                    found = None
                yield found if isinstance(found, dict) else "the line is no JSON object"
    except (OSError, UnicodeDecodeError) as problem:
        raise WrongCall(f"cannot read {path}: {problem}") from problem


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(value).strip()


class _Unacceptable(Exception):
    """Why a row is refused.

    :param why: in a word or two.
    """

    def __init__(self, why: str, reason: str) -> None:
        super().__init__(reason)
        self.why = why


def accept(position: int, raw: Mapping[str, str], reading: Reading, now: datetime) -> Row | Refused:
    """What a row comes to.

    :param raw: what it says, by :data:`COLUMNS`; empty where it says nothing.
    """
    try:
        return _accepted(position, raw, reading, now)
    except _Unacceptable as problem:
        return Refused(position=position, number=raw["number"], reason=str(problem), why=problem.why)


def _accepted(position: int, raw: Mapping[str, str], reading: Reading, now: datetime) -> Row:
    if not E164.fullmatch(raw["number"]):
        raise _Unacceptable("invalid number", "the number is not in E.164: a plus, the country's code and the number")
    action = reading.action or _action(raw["action"])
    time = _time(raw["time"], reading.zone, now)
    if action is Action.OPT_OUT:
        return Row(position=position, number=raw["number"], action=action, time=time, text=raw["text"])
    if time is None:
        raise _Unacceptable("no proof of consent", "an opt-in needs its time, because that is part of the proof")
    text = raw["text"] or reading.text
    if not text:
        raise _Unacceptable(
            "no proof of consent", "an opt-in needs the text that was agreed to, because that is part of the proof"
        )
    return Row(
        position=position,
        number=raw["number"],
        action=action,
        time=time,
        text=text,
        proof_url=_url(raw["proof_url"]),
        kinds=_kinds(raw["kinds"]),
    )


def _action(text: str) -> Action:
    action = _ACTIONS.get(text.lower().replace("-", "").replace("_", "").replace(" ", ""))
    if action is None:
        raise _Unacceptable("unknown action", f"the action {text!r} is neither opt-in nor opt-out")
    return action


def _time(text: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError) as problem:
        raise _Unacceptable(
            "unreadable time", f"the time {text!r} is not in ISO 8601: 2026-11-22T15:29:53Z"
        ) from problem
    if moment > now + _CLOCKS_DIFFER:
        raise _Unacceptable("time in the future", f"the time {text!r} is in the future")
    return moment


def _url(text: str) -> str:
    if text and (urlsplit(text).scheme not in {"https", "http"} or not urlsplit(text).netloc):
        raise _Unacceptable("unreadable proof", f"the proof {text!r} is not the address of a page")
    return text


def _kinds(text: str) -> str:
    kinds = frozenset(text.lower().replace(",", " ").replace(";", " ").split()) or {ConsentKind.TRANSACTIONAL.value}
    if not kinds <= _KINDS:
        raise _Unacceptable("unknown kinds", f"the kinds {text!r} are not of: {', '.join(sorted(_KINDS))}")
    return " ".join(sorted(kinds))
