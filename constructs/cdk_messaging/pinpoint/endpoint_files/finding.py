"""What is wrong with a file for import, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is."""

    ERROR = "error"
    """The entry, or the file, is not imported."""
    WARNING = "warning"
    """It is imported, but perhaps not as it is meant."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an endpoint. It names members and lengths and never what they hold, which is about somebody.

    :param code: stable name of the rule
    """

    severity: Severity
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem in a file.

    :param file: its path
    :param line: from 1; None where it is about the file
    """

    file: str
    line: int | None
    severity: Severity
    code: str
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.severity} {self.code}: {self.message}"


def error(code: str, message: str) -> Problem:
    """A problem that keeps the entry from being imported."""
    return Problem(Severity.ERROR, code, message)


def warning(code: str, message: str) -> Problem:
    """A problem that doesn't."""
    return Problem(Severity.WARNING, code, message)
