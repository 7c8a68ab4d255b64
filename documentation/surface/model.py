"""The public surface as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How an argument is given."""

    POSITIONAL = "positional"
    KEYWORD = "keyword"
    ANY_POSITIONAL = "any positional"
    ANY_KEYWORD = "any keyword"


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """An argument.

    :param position: of a positional one, from 1; 0 otherwise.
    :param annotation: its type as the code says it.
    :param default: its default as the code says it; None for one that has to be given.
    """

    name: str
    kind: Kind
    position: int = 0
    annotation: str | None = None
    default: str | None = None

    @property
    def required(self) -> bool:
        """Whether a call without it fails."""
        return self.default is None and self.kind in {Kind.POSITIONAL, Kind.KEYWORD}


@dataclass(frozen=True, kw_only=True)
class Signature:
    """What a function takes and returns."""

    parameters: tuple[Parameter, ...]
    returns: str | None = None


@dataclass(frozen=True, kw_only=True)
class Member:
    """Something of a class.

    :param kind: method, class method, static method, property, attribute or member (of an enumeration).
    :param annotation: the type of a property or an attribute.
    """

    name: str
    kind: str
    doc: str = ""
    annotation: str | None = None
    signature: Signature | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A public name.

    :param home: module and name where it is made, which is the same however it is imported.
    :param kind: class, function or constant.
    :param bases: the classes that it is derived from, as the code says it.
    :param signature: of a function, or of a class's constructor.
    :param annotation: the type of a constant.
    """

    name: str
    home: str
    kind: str
    doc: str = ""
    bases: tuple[str, ...] = ()
    signature: Signature | None = None
    annotation: str | None = None
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Package:
    """A package or module with the names that it offers."""

    name: str
    doc: str
    entries: tuple[Entry, ...]
