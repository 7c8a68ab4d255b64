"""The code blocks of the documentation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.support.app import ROOT

_BLOCK = re.compile(r"^```(?P<language>\w+)[^\n]*\n(?P<text>.*?)^```\s*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block of code.

    :param place: file and line, as an editor takes it.
    """

    language: str
    text: str
    place: str


def documents() -> list[Path]:
    """Every page of the documentation."""
    return [*ROOT.glob("README.md"), *sorted((ROOT / "docs").rglob("*.md"))]


def code_blocks(text: str, name: str, *languages: str) -> list[Block]:
    """The blocks of a page in these languages.

    :param name: what the page is called in their places.
    """
    return [
        Block(match["language"], match["text"], f"{name}:{text.count(chr(10), 0, match.start()) + 1}")
        for match in _BLOCK.finditer(text)
        if match["language"] in languages
    ]


def documented(*languages: str) -> list[Block]:
    """All blocks of the documentation in these languages."""
    return [
        block
        for page in documents()
        for block in code_blocks(page.read_text(encoding="utf-8"), str(page.relative_to(ROOT)), *languages)
    ]
