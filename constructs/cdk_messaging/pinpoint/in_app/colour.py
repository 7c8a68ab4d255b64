"""Colours, as apps read them."""

from __future__ import annotations

from ...checks import check_pattern


def check_colour(what: str, colour: str) -> None:
    """Refuse a colour that isn't a number sign and six hexadecimal digits.

    :raises InvalidArgument: if it isn't
    """
    check_pattern(what, colour, "#[0-9A-Fa-f]{6}", "a number sign and six hexadecimal digits, such as '#1a73e8'")
