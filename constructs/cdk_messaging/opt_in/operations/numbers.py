"""Phone numbers as operators give them: in E.164, nothing else, because a guess could mean another person."""

from __future__ import annotations

from ..runtime.numbers import E164
from .problems import WrongCall

_HOW = "give a plus, the country's code and the number: +12065550142"


class NotE164(WrongCall, ValueError):
    """A number that is not in E.164."""


def number(text: str) -> str:
    """A number that is in E.164.

    :raises NotE164: it is not.
    """
    if not E164.fullmatch(text):
        raise NotE164(f"{text!r} is not in E.164; {_HOW}")
    return text
