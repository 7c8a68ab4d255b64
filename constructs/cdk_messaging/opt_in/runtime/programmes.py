"""What one consents to, and where: programmes with their texts per locale, and forms. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .decisions import Texts
from .fields import Field, FieldType
from .keywords import Keywords


class ProgrammeType(StrEnum):
    """What a programme sends; decides what its forms may ask for."""

    TRANSACTIONAL = "transactional"
    PROMOTIONAL = "promotional"
    MIXED = "mixed"


class ConsentKind(StrEnum):
    """What a box of a form is about."""

    TRANSACTIONAL = "transactional"
    PROMOTIONAL = "promotional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box that is ticked to agree.

    :param text: word for word.
    """

    kind: ConsentKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentText:
    """A consent text as a form showed it.

    :param version: its content hash.
    :param locale: BCP 47.
    :param boxes: what can be agreed to, each on its own.
    """

    version: str
    locale: str
    boxes: tuple[Box, ...]

    @property
    def text(self) -> str:
        """All boxes' texts, a blank line between them."""
        return join_texts(self.boxes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """A programme in one language.

    :param tag: BCP 47.
    :param consent: the text that forms show now.
    :param confirmation: the text that asks to confirm.
    :param texts: the texts that follow from a change of state.
    """

    tag: str
    consent: ConsentText
    confirmation: str
    texts: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What one consents to.

    :param locales: by BCP 47 tag; the default one is among them.
    """

    id: str
    brand: str
    type: ProgrammeType
    default_locale: str
    keywords: Keywords
    locales: Mapping[str, Locale]

    def locale(self, tag: str | None = None) -> Locale:
        """The programme in a language, or in its default one when it has no such language.

        :param tag: BCP 47, exactly as the settings have it. Default: - the default locale
        """
        return self.locales.get(tag or self.default_locale) or self.locales[self.default_locale]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Where a browser is sent after a form's own post."""

    thanks: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Where people sign up.

    :param source: its id, with which requests name it.
    :param programme: id of the programme.
    :param phone_required: whether it can't be posted without a number. If it can, an e-mail address is required.
    :param terms_required: whether the terms have a required box of their own.
    :param fields: what it asks for besides the number and the consent, by name.
    :param pages: by locale; without pages, posts are answered as JSON.
    """

    source: str
    programme: str
    phone_required: bool
    terms_required: bool
    fields: Mapping[str, Field]
    pages: Mapping[str, Pages]

    @property
    def email(self) -> str | None:
        """Name of the required e-mail field, the contact of those who give no number. None when there is none."""
        return next((f.name for f in self.fields.values() if f.type is FieldType.EMAIL and f.required), None)

    def pages_in(self, *tags: str | None) -> Pages | None:
        """The pages in the first of some languages that they are there in, else in any; None without pages."""
        found = (self.pages[tag] for tag in tags if tag is not None and tag in self.pages)
        return next(found, next(iter(self.pages.values()), None))


def join_texts(boxes: tuple[Box, ...]) -> str:
    """The texts of boxes, a blank line between them."""
    return "\n\n".join(box.text for box in boxes)


def read_boxes(raw: Any) -> tuple[Box, ...]:
    """Boxes from the settings.

    :raises ValueError: there are none, or two of a kind.
    """
    boxes = tuple(Box(kind=ConsentKind(box["kind"]), text=box["text"]) for box in raw)
    if not boxes or len({box.kind for box in boxes}) < len(boxes):
        raise ValueError("a consent text needs a box of each of its kinds, one at least")
    return boxes


def read_programme(programme_id: str, raw: Mapping[str, Any]) -> Programme:
    """A programme from the settings.

    :raises KeyError: a key is missing.
    :raises ValueError: a value is of the wrong kind.
    """
    locales = {tag: _locale(tag, content) for tag, content in raw["locales"].items()}
    if raw["default_locale"] not in locales:
        raise ValueError(f"programme {programme_id} has no texts for its default locale {raw['default_locale']}")
    return Programme(
        id=programme_id,
        brand=raw["brand"],
        type=ProgrammeType(raw["type"]),
        default_locale=raw["default_locale"],
        keywords=Keywords.of(raw["keywords"]),
        locales=locales,
    )


def read_form(source: str, raw: Mapping[str, Any], programmes: Mapping[str, Programme]) -> Form:
    """A form from the settings.

    :raises KeyError: a key is missing.
    :raises ValueError: a value is of the wrong kind, or a form whose phone is optional asks for no e-mail address.
    """
    if raw["programme"] not in programmes:
        raise ValueError(f"form {source} is for the programme {raw['programme']}, which there is not")
    form = Form(
        source=source,
        programme=raw["programme"],
        phone_required=raw["phone_required"],
        terms_required=raw["terms_required"],
        fields={field.name: field for field in map(Field.of, raw["fields"])},
        pages={tag: Pages(thanks=pages["thanks"], problem=pages["problem"]) for tag, pages in raw["pages"].items()},
    )
    if not form.phone_required and form.email is None:
        raise ValueError(f"form {source} has an optional phone, so it needs a required field of type email")
    return form


def _locale(tag: str, raw: Mapping[str, Any]) -> Locale:
    texts = raw["texts"]
    return Locale(
        tag=tag,
        consent=ConsentText(version=raw["consent"]["version"], locale=tag, boxes=read_boxes(raw["consent"]["boxes"])),
        confirmation=texts["confirmation"],
        texts=Texts(subscribed=texts["subscribed"], help=texts["help"], stop=texts["stop"]),
    )
