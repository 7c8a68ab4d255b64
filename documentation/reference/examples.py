"""Which passages of the guides, or else which example apps, show a public name at work. All of it runs in the tests."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from documentation.surface import home

_BLOCK = re.compile(r"^```python\n(?P<code>.*?)^```", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (?P<title>.+)$", re.MULTILINE)
_LIBRARY = "cdk_messaging"


@dataclass(frozen=True)
class Example:
    """Code of a guide, or a file of an example app.

    :param title: the heading that it stands under; the file's path.
    :param link: to it, from a page of the reference.
    :param length: its lines.
    """

    title: str
    link: str
    length: int


def guide_examples(root: Path) -> Mapping[str, Example]:
    """The shortest example of each name, by where it is made: in the guides, or else in an example app."""
    found: dict[str, Example] = {}
    for page in [root / "README.md", *sorted((root / "docs").glob("*.md"))]:
        text = page.read_text("utf-8")
        for match in _BLOCK.finditer(text):
            example = _example(page, text[: match.start()], match["code"])
            for name in names_used(match["code"]):
                if name not in found or example.length < found[name].length:
                    found[name] = example
    return {**_app_examples(root), **found}


def _app_examples(root: Path) -> dict[str, Example]:
    """The shortest file of an example app for each name."""
    found: dict[str, Example] = {}
    for file in sorted((root / "examples").rglob("*.py")):
        code, path = file.read_text("utf-8"), file.relative_to(root).as_posix()
        example = Example(path, f"../../{path}", len(code.splitlines()))
        for name in names_used(code):
            if name not in found or example.length < found[name].length:
                found[name] = example
    return found


def names_used(code: str) -> set[str]:
    """Where the names are made that come from the library: imported, or attributes of an imported package."""
    tree = ast.parse(code)
    imported = [
        (node.module or "", alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == _LIBRARY
        for alias in node.names
    ]
    used = {*imported, *_attributes(tree, {name: f"{module}.{name}" for module, name in imported})}
    return {home(inspect.unwrap(getattr(importlib.import_module(module), name)), name) for module, name in used}


def _attributes(tree: ast.AST, packages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is taken from a package that was imported as a whole."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=package), attr=name) if package in packages and package.islower():
                yield packages[package], name


def _example(page: Path, before: str, code: str) -> Example:
    title = [match["title"] for match in _HEADING.finditer(before)][-1]
    folder = ".." if page.parent.name == "docs" else "../.."
    return Example(title, f"{folder}/{page.name}#{slug(title)}", len(code.splitlines()))


def slug(title: str) -> str:
    """The anchor that a heading has."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
