"""The public API is listed, and what breaks it has to be in the changelog."""

from __future__ import annotations

import pytest

from documentation.api import Breach, breaches, listing, parsed, rendered, unsaid, updated
from documentation.pages import API, CHANGELOG
from documentation.surface import Package
from tests.documentation.conftest import Read

BEFORE = '''
class Pool:
    """Numbers."""

    def __init__(self, name: str, *, size: int = 1, shared: bool = False) -> None: ...

    @property
    def arn(self) -> str: ...

    def grant(self, grantee: str) -> None: ...


def count(pool: Pool, limit: int = 3) -> int: ...
'''
SAME = BEFORE.replace("size: int = 1", "size: int = 5").replace('"""Numbers."""', '"""Several numbers."""')


def changed(old: str, new: str) -> str:
    assert old in BEFORE
    return BEFORE.replace(old, new)


def difference(read: Read, source: str) -> list[str]:
    """What breaks when the module becomes ``source``, without the module's made-up name."""
    before, after = (_plain(read(each)) for each in (BEFORE, source))
    return [str(breach) for breach in breaches(before, after)]


def _plain(package: Package) -> dict[str, str]:
    return {symbol.removeprefix(f"{package.name}."): meaning for symbol, meaning in listing([package]).items()}


def test_the_list_is_that_of_the_library(library: list[Package]) -> None:
    committed = API.read_text("utf-8")
    broken = unsaid(breaches(parsed(committed), listing(library)), CHANGELOG.read_text("utf-8"))
    assert [str(breach) for breach in broken] == [], (
        "callers have to change: say so in CHANGELOG.md under “## Unreleased”, with the symbol in backticks"
    )
    assert rendered(listing(library)) == committed, "`make docs` writes the list anew"


def test_the_list_has_a_line_for_each_name_argument_and_member(read: Read) -> None:
    assert _plain(read(BEFORE)) == {
        "Pool": "class",
        "Pool(name)": "argument 1, required",
        "Pool(shared)": "argument by keyword, optional",
        "Pool(size)": "argument by keyword, optional",
        "Pool.arn": "property",
        "Pool.grant": "method",
        "Pool.grant(grantee)": "argument 1, required",
        "count": "function",
        "count(limit)": "argument 2, optional",
        "count(pool)": "argument 1, required",
    }


def test_a_list_is_read_back_as_it_was_written(read: Read) -> None:
    symbols = listing([read(BEFORE)])
    assert parsed(rendered(symbols)) == symbols


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("def count(pool", "def number(pool", ["count is gone"]),
        ("class Pool:", "class Group:", ["Pool is gone"]),
        ("def arn(", "def address(", ["Pool.arn is gone"]),
        (
            "def grant(self, grantee: str)",
            "def grant(self, who: str)",
            ["Pool.grant(grantee) is gone", "Pool.grant(who) is new and required"],
        ),
        (", shared: bool = False", "", ["Pool(shared) is gone"]),
        (
            "size: int = 1",
            "size: int",
            ["Pool(size) was “argument by keyword, optional” and is “argument by keyword, required”"],
        ),
        ("size: int = 1", "size: int = 1, key: str", ["Pool(key) is new and required"]),
        (
            "limit: int = 3",
            "*, limit: int = 3",
            ["count(limit) was “argument 2, optional” and is “argument by keyword, optional”"],
        ),
        (
            "limit: int = 3",
            "least: int = 0, limit: int = 3",
            ["count(limit) was “argument 2, optional” and is “argument 3, optional”"],
        ),
        ("    @property\n", "", ["Pool.arn was “property” and is “method”"]),
    ],
)
def test_what_callers_have_to_change_for_is_found(read: Read, old: str, new: str, found: list[str]) -> None:
    assert difference(read, changed(old, new)) == found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("size: int = 1", "size: int = 1, key: str | None = None"),
        ("limit: int = 3", "limit: int = 3, least: int = 0"),
        ("def grant(", "def grant_read(self, grantee: str) -> None: ...\n\n    def grant("),
        ("def count(", "def other(all: int) -> None: ...\n\n\ndef count("),
        ("def grant(self, grantee: str)", 'def grant(self, grantee: str = "")'),
        ("*, size: int = 1", "size: int = 1, *"),
    ],
)
def test_what_is_only_added_or_looser_breaks_nothing(read: Read, old: str, new: str) -> None:
    assert difference(read, changed(old, new)) == []


def test_other_texts_and_other_defaults_break_nothing(read: Read) -> None:
    assert difference(read, SAME) == []


def test_what_goes_with_a_class_is_not_told_apart(read: Read) -> None:
    assert difference(read, "def count(pool: str, limit: int = 3) -> int: ...\n") == ["Pool is gone"]


@pytest.mark.parametrize(
    ("changelog", "left"),
    [
        ("## Unreleased\n\n- `a.Pool.arn` is gone; use `a.Pool.name`.\n\n## 0.1.0\n", []),
        ("## Unreleased\n\n- a.Pool.arn is gone.\n", ["a.Pool.arn"]),
        ("## Unreleased\n\n- `Pool.arn` is gone.\n", ["a.Pool.arn"]),
        ("## Unreleased\n\n## 0.1.0\n\n- `a.Pool.arn` is gone.\n", ["a.Pool.arn"]),
        ("# Changelog\n", ["a.Pool.arn"]),
    ],
)
def test_the_section_of_what_is_unreleased_has_to_name_it(changelog: str, left: list[str]) -> None:
    assert [breach.symbol for breach in unsaid([Breach("a.Pool.arn", "property", None)], changelog)] == left


def test_what_breaks_stays_in_the_list_until_it_is_said(read: Read) -> None:
    before, after = read(BEFORE), read("def count(pool: str, limit: int) -> int: ...\n")
    committed = rendered({symbol.replace(before.name, after.name): text for symbol, text in listing([before]).items()})
    assert updated(committed, [after], "") == committed
    changelog = f"## Unreleased\n\n- `{after.name}.Pool` is gone, `{after.name}.count(limit)` has to be given.\n"
    assert updated(committed, [after], changelog) == rendered(listing([after]))


def test_what_is_new_is_added_to_the_list(read: Read) -> None:
    package = read(BEFORE)
    assert updated("", [package], "") == rendered(listing([package]))
