"""What is read of a public name: arguments, types, defaults, members."""

from __future__ import annotations

from dataclasses import replace

from documentation.surface import Entry, Kind, Package, Parameter, without_repetition
from tests.documentation.conftest import Read

FUNCTION = '''
def send(to: str, text: str = "", *more: str, price: float, life: int = 60, **context: str) -> bool:
    """Send a text."""
'''
CLASS = '''
from typing import Final


class Base:
    """What both have."""

    @property
    def arn(self) -> str:
        """Its ARN."""
        return ""


class Pool(Base):
    """Numbers."""

    def __init__(self, name: str, *, size: int = 1) -> None:
        self.name: Final = name
        self.size: Final[int] = size
        self._hidden = name

    @classmethod
    def from_name(cls, name: str) -> Pool:
        """Import one."""
        return cls(name)

    @staticmethod
    def parse(text: str) -> str:
        """Read it."""
        return text

    def grant(self, *actions: str) -> None:
        """Allow."""

    def _own(self) -> None: ...
'''
ENUM = '''
from enum import StrEnum


class Color(StrEnum):
    """What it looks like."""

    RED = "red"
    """Like a rose."""

    BLUE = "blue"
'''
DATA = '''
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much.

    :param pace: texts a second.
    """

    pace: float
    words: list[str] = field(default_factory=list)
'''


def only(package: Package) -> Entry:
    """The one name that it offers, or the last."""
    return package.entries[-1]


def test_arguments_are_read_with_kind_type_and_default(read: Read) -> None:
    signature = only(read(FUNCTION)).signature
    assert signature is not None
    assert signature.returns == "bool"
    assert signature.parameters == (
        Parameter(name="to", kind=Kind.POSITIONAL, position=1, annotation="str"),
        Parameter(name="text", kind=Kind.POSITIONAL, position=2, annotation="str", default="''"),
        Parameter(name="more", kind=Kind.ANY_POSITIONAL, annotation="str"),
        Parameter(name="price", kind=Kind.KEYWORD, annotation="float"),
        Parameter(name="life", kind=Kind.KEYWORD, annotation="int", default="60"),
        Parameter(name="context", kind=Kind.ANY_KEYWORD, annotation="str"),
    )
    assert [parameter.name for parameter in signature.parameters if parameter.required] == ["to", "price"]


def test_a_class_has_the_members_of_its_own_and_of_its_bases_in_the_library(read: Read) -> None:
    members = {member.name: member.kind for member in only(read(CLASS)).members}
    assert members == {
        "name": "attribute",
        "size": "attribute",
        "from_name": "class method",
        "parse": "static method",
        "grant": "method",
        "arn": "property",
    }


def test_a_constructor_takes_what_its_init_takes_without_self(read: Read) -> None:
    signature = only(read(CLASS)).signature
    assert signature is not None
    assert [parameter.name for parameter in signature.parameters] == ["name", "size"]


def test_an_attribute_that_only_says_it_is_final_has_no_type(read: Read) -> None:
    types = {member.name: member.annotation for member in only(read(CLASS)).members}
    assert (types["name"], types["size"]) == (None, "int")


def test_an_enumeration_has_members_with_their_notes_and_no_constructor(read: Read) -> None:
    entry = only(read(ENUM))
    assert [(member.name, member.kind, member.doc) for member in entry.members] == [
        ("RED", "member", "Like a rose."),
        ("BLUE", "member", ""),
    ]
    assert entry.signature is None


def test_the_fields_of_a_data_class_are_its_arguments(read: Read) -> None:
    signature = only(read(DATA)).signature
    assert signature is not None
    assert signature.parameters == (
        Parameter(name="pace", kind=Kind.KEYWORD, annotation="float"),
        Parameter(name="words", kind=Kind.KEYWORD, annotation="list[str]", default="field(default_factory=list)"),
    )


def test_a_function_that_is_cached_is_a_function(read: Read) -> None:
    entry = only(read(f"from functools import cache\n\n\n@cache{FUNCTION}"))
    assert (entry.kind, entry.doc) == ("function", "Send a text.")


def test_only_what_a_module_offers_is_public(read: Read) -> None:
    assert [entry.name for entry in read('__all__ = ["b"]\na = 1\nb = 2\n"""Two."""\n').entries] == ["b"]
    assert [entry.name for entry in read("import json\n_a = 1\nb = 2\n").entries] == ["b"]


def test_a_constant_has_its_type_and_its_note(read: Read) -> None:
    entry = only(read('LIMIT: int = 3\n"""How many."""\n'))
    assert (entry.kind, entry.annotation, entry.doc) == ("constant", "int", "How many.")


def test_the_public_packages_are_those_that_are_documented_for_users(library: list[Package]) -> None:
    names = {package.name for package in library}
    assert {"cdk_messaging.opt_in", "cdk_messaging.sms_voice", "cdk_messaging.errors"} <= names
    assert not {name for name in names if "runtime" in name or name.startswith("cdk_messaging.opt_in.form")}


def test_what_an_outer_package_offers_too_is_listed_there_only(read: Read) -> None:
    inner = read("a = 1\nb = 2\n")
    outer = replace(inner, entries=inner.entries[:1])
    inner = replace(inner, name=f"{outer.name}.inner")
    left = without_repetition([outer, inner])
    assert [(each.name, [entry.name for entry in each.entries]) for each in left] == [
        (outer.name, ["a"]),
        (inner.name, ["b"]),
    ]
    assert without_repetition([outer, replace(inner, entries=outer.entries)]) == [outer]


def test_every_public_name_of_the_library_says_what_it_is(library: list[Package]) -> None:
    silent = [f"{package.name}.{entry.name}" for package in library for entry in package.entries if not entry.doc]
    assert silent == []
