"""Filling templates so that nothing but markup of our own is ever HTML: every other value is escaped."""

from __future__ import annotations

import html
import string
from collections.abc import Iterable, Mapping
from pathlib import Path

_TEMPLATES = Path(__file__).parent / "templates"

Attribute = str | bool | None
"""An attribute's value; ``True`` writes its name alone, ``False`` and ``None`` leave it out."""


class Markup(str):
    """Text that is HTML already, so it must not be escaped again."""


NOTHING = Markup("")


class _Template(string.Template):
    """``${key}`` placeholders only, where a key may hold dots. A dollar sign alone stays what it is."""

    pattern = r"\$\{(?P<braced>[a-z_.]+)\}|(?P<escaped>(?!))|(?P<named>(?!))|(?P<invalid>(?!))"  # type: ignore[assignment]


def fill(name: str, values: Mapping[str, str]) -> Markup:
    """Fill the template with that file name, escaping every value that is not :class:`Markup`.

    :raises KeyError: when the template wants a value that there is none of
    """
    text = (_TEMPLATES / name).read_text(encoding="utf-8")
    return Markup(_Template(text).substitute({key: _escape(value) for key, value in values.items()}))


def element(tag: str, text: str, **attributes: Attribute) -> Markup:
    """One element; text and attribute values are escaped. ``data_x`` is written ``data-x`` and ``class_`` ``class``."""
    return Markup(f"{start(tag, **attributes)}{_escape(text)}</{tag}>")


def start(tag: str, **attributes: Attribute) -> Markup:
    """The start tag of an element, which is all of an element such as ``input``."""
    written = (_attribute(key, value) for key, value in attributes.items())
    return Markup(f"<{tag}{''.join(written)}>")


def lines(parts: Iterable[Markup]) -> Markup:
    """Markup with each part on a line of its own."""
    return Markup("".join(f"{part}\n" for part in parts))


def _attribute(key: str, value: Attribute) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{html.escape(value)}"'


def _escape(value: str) -> str:
    return value if isinstance(value, Markup) else html.escape(value)
