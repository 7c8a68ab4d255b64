"""Reads a rendered page: its elements, attributes and text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"input", "meta", "link", "img", "br"}


@dataclass
class Element:
    """An element with its text, as a browser would read it. ``within`` are the elements around it."""

    tag: str
    attributes: dict[str, str | None]
    within: tuple[Element, ...] = ()
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), tuple(self.open))
        self.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


@dataclass
class Document:
    """A page that was read."""

    elements: list[Element] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        """Every element of that tag, in order."""
        return [element for element in self.elements if element.tag == tag]

    def one(self, id: str) -> Element:  # noqa: A002 - it is what HTML calls it
        """The element with that id; there must be exactly one."""
        found = [element for element in self.elements if element.attributes.get("id") == id]
        assert len(found) == 1, f"{len(found)} elements have the id {id}"
        return found[0]

    @property
    def text(self) -> str:
        """All text of the page's body, white space as one space."""
        body = next(element for element in self.elements if element.tag == "body")
        return " ".join(body.text.split())


def read(page: str) -> Document:
    """Read a page.

    :raises AssertionError: when its elements are not closed as they were opened
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert not reader.open, f"<{reader.open[-1].tag}> is never closed"
    return Document(reader.elements)
