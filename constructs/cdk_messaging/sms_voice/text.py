"""How a text is cut into the parts that are sent and paid for. Pure Python.

Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/sms-limitations-character.html
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

GSM_BASIC: frozenset[str] = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""Characters of GSM 03.38 that take one unit."""

GSM_EXTENSION: frozenset[str] = frozenset("^{}\\[~]|€")
"""Characters of GSM 03.38 that take two units, because an escape goes before them."""

MAX_UNITS = {"GSM": 1530, "UNICODE": 630}
"""Units of the longest text that the service sends, by encoding."""

_SINGLE = {"GSM": 160, "UNICODE": 70}
_MULTIPLE = {"GSM": 153, "UNICODE": 67}


class TextEncoding(StrEnum):
    """Alphabet that a text is sent in."""

    GSM = "GSM"
    """GSM 03.38: 160 units in a single part, 153 in each of several."""
    UNICODE = "UNICODE"
    """UCS-2, as soon as one character isn't in GSM 03.38: 70 units in a single part, 67 in each of several."""


@dataclass(frozen=True)
class TextParts:
    """Size of a text.

    :param encoding: alphabet that it needs
    :param units: units of that alphabet that it takes
    :param parts: parts that it is sent in; each is sent, counted and paid for as a message
    """

    encoding: TextEncoding
    units: int
    parts: int

    @property
    def fits(self) -> bool:
        """Whether the service sends a text of this size."""
        return 0 < self.units <= MAX_UNITS[self.encoding]


def text_parts(text: str) -> TextParts:
    """Tell the alphabet that a text needs, and how many parts it is sent in.

    A character that takes two units never lies in two parts, so a long text can need one part more than its
    units divided by the size of a part.
    """
    encoding = text_encoding(text)
    widths = [_width(character, encoding) for character in text]
    units = sum(widths)
    if units <= _SINGLE[encoding]:
        return TextParts(encoding, units, 1 if units else 0)
    return TextParts(encoding, units, _fill(widths, _MULTIPLE[encoding]))


def text_encoding(text: str) -> TextEncoding:
    """Tell the alphabet that a text needs."""
    if all(character in GSM_BASIC or character in GSM_EXTENSION for character in text):
        return TextEncoding.GSM
    return TextEncoding.UNICODE


def not_gsm(text: str) -> str:
    """Return the characters that make a text need Unicode, each once, in the order in which they come."""
    return "".join(dict.fromkeys(char for char in text if char not in GSM_BASIC and char not in GSM_EXTENSION))


def _width(character: str, encoding: TextEncoding) -> int:
    if encoding is TextEncoding.GSM:
        return 2 if character in GSM_EXTENSION else 1
    return 2 if ord(character) > 0xFFFF else 1


def _fill(widths: Iterable[int], size: int) -> int:
    parts = 1
    used = 0
    for width in widths:
        if used + width > size:
            parts += 1
            used = 0
        used += width
    return parts
