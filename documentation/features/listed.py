"""``docs/features.toml``: where each feature is, and the tests that show it. What it names has to be there."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from documentation.surface import Package


@dataclass(frozen=True)
class Feature:
    """A row.

    :param names: public names of the library that are it.
    :param files: where it is when it is no name: programs, data, pages; a folder counts.
    :param tests: modules that show it.
    """

    id: str
    title: str
    status: str
    names: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether anything is it."""
        return bool(self.names or self.files)


@dataclass(frozen=True)
class Area:
    """Features that belong together."""

    title: str
    features: tuple[Feature, ...]


def areas(path: Path) -> list[Area]:
    """All that the file lists."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Area(area["title"], tuple(_feature(name, row) for name, row in area.items() if name != "title"))
        for area in document.values()
    ]


def untrue(listed: Sequence[Area], packages: Sequence[Package], root: Path) -> list[str]:
    """What the list names and isn't there, and features without tests, as sentences."""
    public = {f"{package.name}.{entry.name}" for package in packages for entry in package.entries}
    public |= {package.name for package in packages}
    problems = []
    for feature in (feature for area in listed for feature in area.features):
        gone = [name for name in feature.names if f"cdk_messaging.{name}" not in public]
        gone += [path for path in (*feature.files, *feature.tests) if not (root / path).exists()]
        problems += [f"{feature.id} names {each}, which is not there" for each in gone]
        if feature.is_there and not feature.tests:
            problems.append(f"{feature.id} is there and has no tests")
        if feature.tests and not feature.is_there:
            problems.append(f"{feature.id} has tests and is not there")
    return problems


def _feature(name: str, row: dict[str, object]) -> Feature:
    known = {"title", "status", "names", "files", "tests"}
    if unknown := set(row) - known:
        raise ValueError(f"{name} has unknown members: {', '.join(sorted(unknown))}; known: {', '.join(sorted(known))}")
    lists = {key: tuple(_texts(row.get(key, []))) for key in ("names", "files", "tests")}
    return Feature(id=name, title=str(row["title"]), status=str(row.get("status", "")), **lists)


def _texts(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return [str(each) for each in value]
