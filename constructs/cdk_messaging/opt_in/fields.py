"""What a form asks for besides the phone number and the consent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in.field_labels import LABELS
from cdk_messaging.opt_in.form.parts import RESERVED_NAMES
from cdk_messaging.opt_in.runtime.fields import FieldType

__all__ = ["MAXIMUM_LENGTHS", "Choice", "Field", "FieldType", "localised"]

MAXIMUM_LENGTHS: Mapping[FieldType, int] = {FieldType.TEXT: 200, FieldType.EMAIL: 254}
"""Characters that a field takes unless it says otherwise; an e-mail address by RFC 5321."""

LONGEST_TEXT = 1000
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
_STORED_NAMES = frozenset(
    ("expires_at", "id", "ip", "kind", "number", "pk", "programme", "requested_at", "sk", "status_at", "status_key")
)
"""Names of the table's own attributes, beside which a field is stored."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of the answers to a field of type CHOICE.

    :param value: what is sent and stored: 1 to 100 characters.
    :param label: what people read. Default: - the value
    :param labels: the same in other languages, by locale or language: ``{"de": "Filiale"}``. Default: - ``label``
    """

    value: str
    label: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 1 <= len(self.value.strip()) <= 100 or not self.value.isprintable():
            raise InvalidArgument(f"choice {self.value!r} must have 1 to 100 printable characters; shorten or mend it")

    def label_in(self, locale: str) -> str:
        """What people of a locale read."""
        return localised(self.labels, locale) or self.label or self.value


@dataclass(frozen=True, kw_only=True)
class Field:
    """Something that a form asks for. It is checked by the page, the API, and the function, and kept with the person.

    :param name: its name in requests and in the table: 1 to 32 lower-case letters, digits and underscores.
    :param type: what kind of answer it takes. Default: TEXT
    :param label: what people read, in the programme's default locale.
    :param labels: the same in other languages, by locale or language: ``{"de": "Kundennummer"}``. Default: - none
    :param required: whether it has to be given; of a BOOLEAN: whether it has to be ticked. Default: False
    :param max_length: characters at most, for TEXT. Default: 200
    :param choices: the answers to choose from, for CHOICE; texts stand for choices that need no labels.
    :param hint: help below the label. Default: - none
    :param hints: the same in other languages. Default: - none
    :param autocomplete: what a browser may fill in: a token such as ``"email"``. Default: - nothing
        Source: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill
    :raises InvalidArgument: for a name that is taken or cannot be stored, no label, or choices that do not fit.
    """

    name: str
    type: FieldType = FieldType.TEXT
    label: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    required: bool = False
    max_length: int | None = None
    choices: Sequence[Choice | str] = ()
    hint: str = ""
    hints: Mapping[str, str] = field(default_factory=dict)
    autocomplete: str | None = None

    def __post_init__(self) -> None:
        choices = tuple(Choice(value=each) if isinstance(each, str) else each for each in self.choices)
        object.__setattr__(self, "choices", choices)
        _check_name(self.name)
        if not self.label and not self.labels:
            raise InvalidArgument(f"field {self.name!r} has no label; give what people read above it")
        _check_choices(self)
        _check_length(self)

    @property
    def options(self) -> tuple[Choice, ...]:
        """The choices, each with its labels."""
        return tuple(each for each in self.choices if isinstance(each, Choice))

    @property
    def longest(self) -> int | None:
        """Characters at most. None for types that have a form of their own."""
        return MAXIMUM_LENGTHS.get(self.type) if self.max_length is None else self.max_length

    def label_in(self, locale: str, *, default_locale: str) -> str:
        """What people of a locale read; empty when it is not given.

        :param default_locale: the locale that ``label`` is in.
        """
        return localised(self.labels, locale) or (self.label if _same_language(locale, default_locale) else "")

    def hint_in(self, locale: str, *, default_locale: str) -> str | None:
        """The help for people of a locale; None when there is none."""
        own = self.hint if _same_language(locale, default_locale) else ""
        return localised(self.hints, locale) or own or None

    @classmethod
    def full_name(cls, *, required: bool = True) -> Field:
        """The person's name, as ``name``."""
        return _ready("name", autocomplete="name", required=required, max_length=100)

    @classmethod
    def email(cls, *, required: bool = True) -> Field:
        """An e-mail address, as ``email``."""
        return _ready("email", type=FieldType.EMAIL, autocomplete="email", required=required)

    @classmethod
    def street_address(cls, *, required: bool = False) -> Field:
        """Street and house number, as ``street_address``."""
        return _ready("street_address", autocomplete="address-line1", required=required)

    @classmethod
    def postal_code(cls, *, required: bool = False) -> Field:
        """The postal code, as ``postal_code``."""
        return _ready("postal_code", autocomplete="postal-code", required=required, max_length=20)

    @classmethod
    def city(cls, *, required: bool = False) -> Field:
        """The town, as ``city``."""
        return _ready("city", autocomplete="address-level2", required=required, max_length=100)

    @classmethod
    def date_of_birth(cls, *, required: bool = True) -> Field:
        """Day, month and year of birth, as ``date_of_birth``: what age-restricted programmes must ask for."""
        return _ready("date_of_birth", type=FieldType.DATE, autocomplete="bday", required=required)


def localised(texts: Mapping[str, str], locale: str) -> str:
    """The text of a locale, else of its language; empty when there is neither."""
    return texts.get(locale) or texts.get(_language(locale), "")


def _ready(
    name: str,
    *,
    autocomplete: str,
    required: bool,
    type: FieldType = FieldType.TEXT,  # noqa: A002 - the name that it has in Field
    max_length: int | None = None,
) -> Field:
    return Field(
        name=name,
        type=type,
        labels=LABELS[name],
        required=required,
        max_length=max_length,
        autocomplete=autocomplete,
    )


def _language(locale: str) -> str:
    return locale.split("-", maxsplit=1)[0]


def _same_language(one: str, other: str) -> bool:
    return _language(one) == _language(other)


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise InvalidArgument(
            f"field {name!r} must have a name of 1 to 32 lower-case letters, digits and underscores, a letter first"
        )
    if name in RESERVED_NAMES or name in _STORED_NAMES:
        raise InvalidArgument(f"field {name!r} has a name that sign-ups use themselves; choose another, as own_{name}")


def _check_choices(asked: Field) -> None:
    if (asked.type is FieldType.CHOICE) != bool(asked.choices):
        raise InvalidArgument(
            f"field {asked.name!r} is a {asked.type} with {len(asked.choices)} choices; a choice needs at least one, "
            "and no other type has any"
        )
    values = [choice.value for choice in asked.options]
    twice = sorted({value for value in values if values.count(value) > 1})
    if twice:
        raise InvalidArgument(f"field {asked.name!r} has the choice {twice[0]!r} more than once; give each once")


def _check_length(asked: Field) -> None:
    if asked.max_length is None:
        return
    if asked.type is not FieldType.TEXT:
        raise InvalidArgument(f"field {asked.name!r} is a {asked.type}, which has no max_length; leave it out")
    if not 1 <= asked.max_length <= LONGEST_TEXT:
        raise InvalidArgument(
            f"max_length {asked.max_length} of field {asked.name!r} is not allowed: use 1 to {LONGEST_TEXT}"
        )
