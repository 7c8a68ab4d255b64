"""The fields of a form besides the number and the consent: typed, and read strictly. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from .refusal import Refusal, invalid

TRUE_WORDS = frozenset({"yes", "on", "true"})
"""What a ticked box of a form's own post may say, in lower case."""

_FALSE_WORDS = frozenset({"no", "off", "false"})
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,9})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# As browsers check <input type=email> (https://html.spec.whatwg.org/#valid-e-mail-address), with a dot in the domain.
_LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_EMAIL = re.compile(rf"[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_LABEL}(?:\.{_LABEL})+")
# Names that requests use otherwise, and attributes that the table's items have themselves.
_RESERVED = frozenset(
    {
        "phone", "country", "consent", "consent_transactional", "consent_promotional", "terms", "consent_version",
        "source", "locale", "captcha_token", "cf-turnstile-response", "g-recaptcha-response",
        "pk", "sk", "programme", "status_key", "status_at", "expires_at", "requested_at", "ip",
    }
)  # fmt: skip


class Number(str):
    """A number in JSON, as it was written: it is stored as text, never calculated with."""

    __slots__ = ()


class FieldType(StrEnum):
    """What kind of answer a field takes."""

    TEXT = "text"
    EMAIL = "email"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    BOOLEAN = "boolean"


_LENGTHS = {FieldType.TEXT: 200, FieldType.EMAIL: 254, FieldType.NUMBER: 26, FieldType.DATE: 10, FieldType.CHOICE: 100}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form.

    :param name: its name in requests, and of the attribute that keeps its value.
    :param required: whether it has to be given; of a boolean: whether it has to be true.
    :param max_length: in characters. Default: - the type's own limit
    :param choices: what can be chosen, for a choice.
    """

    name: str
    type: FieldType
    required: bool
    max_length: int | None
    choices: tuple[str, ...]

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Field:
        """A field from the settings.

        :raises KeyError: a key is missing.
        :raises ValueError: it is of a type that there is not, a choice without choices, or has a name with another use.
        """
        field = cls(
            name=raw["name"],
            type=FieldType(raw["type"]),
            required=raw["required"],
            max_length=raw.get("max_length"),
            choices=tuple(choice.strip() for choice in raw.get("choices") or ()),
        )
        if field.type is FieldType.CHOICE and not field.choices:
            raise ValueError(f"field {field.name} is a choice without choices")
        if field.name in _RESERVED:
            raise ValueError(f"field {field.name} has a name with another use")
        return field

    def read(self, value: object, *, posted: bool) -> str | bool | None:
        """What was given: text, also for numbers and dates; a boolean for a boolean; None for nothing.

        :param value: as it was sent.
        :param posted: whether by a form's own post, which knows text only.
        :raises Refusal: it is missing, or of another kind.
        """
        found = self._boolean(value, posted=posted) if self.type is FieldType.BOOLEAN else self._text(value)
        if self.required and (found is None or found is False):
            raise missing(self.name)
        return found

    def _boolean(self, value: object, *, posted: bool) -> bool | None:
        found = read_boolean(value, posted=posted)
        if found is None and value is not None and value != "":
            raise invalid(self.name, f"{self.name} must be true or false.")
        return found

    def _text(self, value: object) -> str | None:
        if isinstance(value, Number) and self.type is FieldType.NUMBER:
            value = str(value)
        text = read_text(self.name, value, self.max_length or _LENGTHS[self.type])
        if text is None:
            return None
        problem = self._problem(text)
        if problem is not None:
            raise invalid(self.name, f"{self.name} must be {problem}.")
        return text

    def _problem(self, text: str) -> str | None:
        if self.type is FieldType.EMAIL:
            return None if _EMAIL.fullmatch(text) else "an e-mail address, such as name@example.com"
        if self.type is FieldType.NUMBER:
            return None if _NUMBER.fullmatch(text) else "a number, such as 12 or 3.5"
        if self.type is FieldType.DATE:
            return None if _is_date(text) else "a date, such as 2026-11-22"
        if self.type is FieldType.CHOICE:
            return None if text in self.choices else f"one of {', '.join(self.choices)}"
        return None


def read_text(name: str, value: object, maximum: int) -> str | None:
    """Text without space around it, or None when there is none.

    :param maximum: characters.
    :raises Refusal: it is no text, too long, or has control characters.
    """
    if value is None:
        return None
    if not isinstance(value, str) or isinstance(value, Number):
        raise invalid(name, f"{name} must be text.")
    cleaned = value.strip()
    if len(cleaned) > maximum:
        raise invalid(name, f"{name} must have at most {maximum} characters.")
    if not cleaned.isprintable():
        raise invalid(name, f"{name} must not contain control characters.")
    return cleaned or None


def read_boolean(value: object, *, posted: bool) -> bool | None:
    """Whether it says yes or no, or None when it says neither.

    :param posted: whether by a form's own post, which knows text only.
    """
    if isinstance(value, bool):
        return value
    word = value.strip().lower() if posted and isinstance(value, str) else ""
    return True if word in TRUE_WORDS else False if word in _FALSE_WORDS else None


def missing(name: str, message: str | None = None) -> Refusal:
    """A field that has to be given.

    :param message: for the person. Default: - names the field
    """
    return Refusal(400, "missing_field", message or f"Please fill in {name}.", name)


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
