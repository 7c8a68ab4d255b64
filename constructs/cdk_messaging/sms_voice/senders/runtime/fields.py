"""Reads an event field by field and says all that is wrong with it, in words that name the field. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

E164 = r"\+[1-9][0-9]{6,14}"
PRICE = r"[0-9]{0,2}\.[0-9]{1,5}"
_PRICE_WORDS = "US dollars with a point, such as '0.05': up to 2 digits before it, 1 to 5 behind"
_MOST_CONTEXT, _MOST_KEY, _MOST_VALUE = 5, 100, 800


class InvalidEvent(ValueError):
    """An event that can't be acted on.

    :param problems: each with the ``field`` and a ``message``.
    """

    def __init__(self, problems: list[dict[str, str]]) -> None:
        super().__init__(f"{len(problems)} fields are wrong")
        self.problems = problems


class Fields:
    """The fields of an event. Each reader returns None for what is missing or wrong; ``check`` raises at the end.

    :param event: what the function was invoked with.
    :param known: every field that it may have.
    """

    def __init__(self, event: object, known: Sequence[str]) -> None:
        self._problems: list[dict[str, str]] = []
        self._event: dict[str, Any] = event if isinstance(event, dict) else {}
        if not isinstance(event, dict):
            self.refuse("event", f"event is not an object: use {', '.join(known)}")
        for name in sorted(set(map(str, self._event)) - set(known)):
            self.refuse(name, f"field {name!r} is not known: use {', '.join(known)}")

    def refuse(self, field: str, message: str) -> None:
        """Note a problem."""
        self._problems.append({"field": field, "message": message})

    def check(self) -> None:
        """End the reading.

        :raises InvalidEvent: if there was a problem
        """
        if self._problems:
            raise InvalidEvent(self._problems)

    def given(self, name: str) -> bool:
        """Whether the event has a field, and not as null."""
        return self._event.get(name) is not None

    def text(self, name: str, pattern: str, allowed: str, *, required: bool = False, shown: bool = False) -> str | None:
        """A text that matches a pattern as a whole.

        :param allowed: the pattern in words.
        :param shown: whether the value may stand in the message; not that of a person.
        """
        value = self._event.get(name)
        if value is None:
            if required:
                self.refuse(name, f"{name} is missing: use {allowed}")
            return None
        if not isinstance(value, str) or re.fullmatch(pattern, value) is None:
            self.refuse(name, f"{name}{f' {value!r}' if shown else ''} is not valid: use {allowed}")
            return None
        return value

    def number(self, name: str = "destination") -> str | None:
        """The phone number of a person."""
        return self.text(name, E164, "E.164: a plus and 7 to 15 digits, such as +12065550100", required=True)

    def reference(self) -> str | None:
        """What ties the verification of a code to its message."""
        return self.text("reference", r"\S{1,48}", "1 to 48 characters without spaces", required=True)

    def code(self, least: int, most: int) -> str | None:
        """What a person entered."""
        length = str(least) if least == most else f"{least} to {most}"
        return self.text("code", f"[0-9]{{{least},{most}}}", f"{length} digits, as a text", required=True)

    def body(self, most: int, *, required: bool) -> str | None:
        """What is said."""
        value = self.text(
            "body", r"(?!\s*$)[\s\S]+", f"1 to {most} characters that aren't all blank", required=required
        )
        if value is not None and len(value) > most:
            self.refuse("body", f"body has {len(value)} characters: use 1 to {most}")
        return value

    def choice(self, name: str, choices: Iterable[str]) -> str | None:
        """One of several words."""
        known = sorted(choices)
        return self.text(name, "|".join(map(re.escape, known)), f"one of {', '.join(known)}", shown=True)

    def whole(self, name: str, least: int, most: int) -> int | None:
        """A whole number."""
        value = self._event.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.refuse(name, f"{name} {value!r} is not valid: use a whole number from {least} to {most}")
            return None
        return value

    def flag(self, name: str) -> bool:
        """True or false; false where it is missing."""
        value = self._event.get(name)
        if value is not None and not isinstance(value, bool):
            self.refuse(name, f"{name} {value!r} is not valid: use true or false")
        return value is True

    def price(self, name: str, ceiling: str | None) -> str | None:
        """A price, at most the ceiling; the ceiling where it is missing."""
        value = self.text(name, PRICE, _PRICE_WORDS, shown=True)
        if value is None:
            return ceiling
        if ceiling is not None and Decimal(value) > Decimal(ceiling):
            self.refuse(name, f"{name} {value!r} is too high: use at most {ceiling!r}, which the function is set to")
        return value

    def items(self, name: str, most: int) -> list[Any]:
        """A list that is not empty; an empty one where it is missing or wrong."""
        value = self._event.get(name)
        if value is None:
            return []
        if not isinstance(value, list) or not 1 <= len(value) <= most:
            self.refuse(name, f"{name} is not valid: use a list of 1 to {most}")
            return []
        return value

    def texts(self, name: str) -> dict[str, str] | None:
        """An object of texts."""
        value = self._event.get(name)
        if value is None:
            return None
        if not isinstance(value, dict) or not all(isinstance(each, str) for pair in value.items() for each in pair):
            self.refuse(name, f"{name} is not valid: use an object of texts")
            return None
        return dict(value)

    def context(self) -> dict[str, str] | None:
        """What is to stand in the message's events, as the service takes it."""
        value = self._event.get("context")
        if value is None:
            return None
        if not isinstance(value, dict) or len(value) > _MOST_CONTEXT or not all(map(_fits, value.items())):
            self.refuse(
                "context",
                f"context is not valid: use at most {_MOST_CONTEXT} entries, names of 1 to {_MOST_KEY} characters "
                f"without spaces, texts of 1 to {_MOST_VALUE} characters without a space at either end",
            )
            return None
        return dict(value)


def _fits(entry: tuple[object, object]) -> bool:
    key, value = entry
    if not isinstance(key, str) or not isinstance(value, str):
        return False
    named = re.fullmatch(r"\S+", key) is not None and len(key) <= _MOST_KEY
    return named and 1 <= len(value) <= _MOST_VALUE and value == value.strip()
