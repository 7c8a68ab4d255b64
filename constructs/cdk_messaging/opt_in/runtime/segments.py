"""How many SMS parts a text takes: the pace of sending counts parts. Pure.

Source: AWS End User Messaging SMS User Guide, "SMS character limits".
"""

from __future__ import annotations

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("^{}\\[~]|€")  # two units each


def parts(text: str) -> int:
    """Number of parts: one of 160 GSM or 70 other units, or several of 153 or 67.

    Outside GSM 03.38 the units are UTF-16, so that an emoji takes two. No character lies in two parts.
    """
    if all(character in _BASIC or character in _EXTENSION for character in text):
        return _count([2 if character in _EXTENSION else 1 for character in text], 160, 153)
    return _count([2 if ord(character) > 0xFFFF else 1 for character in text], 70, 67)


def _count(widths: list[int], single: int, several: int) -> int:
    if sum(widths) <= single:
        return 1
    count, used = 1, 0
    for width in widths:
        if used + width > several:
            count, used = count + 1, 0
        used += width
    return count
