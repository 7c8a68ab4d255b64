"""The tables that say what people sign up for, and on which forms."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field as Key
from pydantic import model_validator

from cdk_messaging.opt_in.fields import Choice, Field, FieldType
from cdk_messaging.opt_in.forms import Form
from cdk_messaging.opt_in.programme import KindFacts, Programme, ProgrammeType, Translation
from stacks.environment.fields import Email, Identifier
from stacks.environment.table import Table

_READY = {
    "full_name": Field.full_name,
    "email": Field.email,
    "street_address": Field.street_address,
    "postal_code": Field.postal_code,
    "city": Field.city,
    "date_of_birth": Field.date_of_birth,
}


class Brand(Table):
    """Who writes to people.

    :param name: begins every text.
    :param website: the brand's own site, https.
    :param support_email: where HELP and the pages point to.
    :param legal_name: the business behind the brand. Default: - the brand
    :param about: one sentence on the business, for the page. Default: - made of brand and legal name
    :param postal_address: one line, for the page. Default: - none shown
    :param support_phone: as people write it, for the page. Default: - none shown
    """

    name: str = Key(description="give the name that begins every text, as the carriers know it")
    website: str = Key(description="give the address of your own site, https")
    support_email: Email = Key(description="give the address that HELP and the pages point to")
    legal_name: str = ""
    about: str = ""
    postal_address: str | None = None
    support_phone: str | None = None


class Texts(Table):
    """Own words instead of those made from the facts. Each but ``consent`` must fit one SMS."""

    consent: str = ""
    confirmation: str = ""
    auto_reply: str = ""
    subscribed: str = ""
    help: str = ""
    stop: str = ""
    returned: str = ""


class Promotional(Table):
    """The promotional messages of a mixed programme: :class:`cdk_messaging.opt_in.programme.KindFacts`."""

    name: str = Key(description='give what people get, as it reads after "get": "offers and news"')
    message_kinds: tuple[str, ...] = Key(min_length=1, description="list the kinds of messages, for the page")
    frequency: str = Key(description='say how often, like "Up to 2 msgs/month"')
    consent: str = ""

    def to_facts(self) -> KindFacts:
        """The same for the library."""
        return KindFacts(**self.model_dump())


class Wording(Table):
    """What a programme says in one language."""

    name: str = Key(description='give what people get, as it reads after "get": "delivery alerts"')
    message_kinds: tuple[str, ...] = Key(min_length=1, description="list the kinds of messages, for the page")
    frequency: str = Key(description='say how often, like "Up to 4 msgs/month"')
    promotional: Promotional | None = None
    rates: str = ""
    terms_url: str | None = None
    privacy_url: str | None = None
    extra_opt_out_words: tuple[str, ...] = ()
    extra_help_words: tuple[str, ...] = ()
    texts: Texts = Texts()
    page_texts: dict[str, str] = Key(default_factory=dict)

    def facts(self) -> dict[str, Any]:
        """The arguments that programme and translation share."""
        return {
            **self.model_dump(include=set(Wording.model_fields) - {"promotional", "texts"}),
            **self.texts.model_dump(),
            "promotional": None if self.promotional is None else self.promotional.to_facts(),
        }


class TranslationTable(Wording):
    """A programme in a further language: :class:`cdk_messaging.opt_in.programme.Translation`."""

    locale: str = Key(description='give the language, like "de-DE"')
    about: str = ""
    confirm_keyword: str = ""

    def to_translation(self) -> Translation:
        """The same for the library."""
        return Translation(locale=self.locale, about=self.about, confirm_keyword=self.confirm_keyword, **self.facts())


class ChoiceTable(Table):
    """An answer of a field of type choice: :class:`cdk_messaging.opt_in.fields.Choice`."""

    value: str = Key(description="give what is stored")
    label: str = ""
    labels: dict[str, str] = Key(default_factory=dict)


class FieldTable(Table):
    """A field of a form: a ready one by ``ready``, or one of your own with ``name`` and ``label``.

    The other keys are those of :class:`cdk_messaging.opt_in.fields.Field`.
    """

    ready: Literal["full_name", "email", "street_address", "postal_code", "city", "date_of_birth"] | None = None
    name: str | None = None
    type: Literal["text", "email", "number", "date", "choice", "boolean"] = "text"
    label: str = ""
    labels: dict[str, str] = Key(default_factory=dict)
    required: bool | None = Key(default=None, strict=True)
    max_length: int | None = Key(default=None, strict=True)
    choices: tuple[str | ChoiceTable, ...] = ()
    hint: str = ""
    hints: dict[str, str] = Key(default_factory=dict)
    autocomplete: str | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if (self.ready is None) == (self.name is None):
            raise ValueError("give either ready, for a field that is made already, or name, for one of your own")
        others = sorted(self.model_fields_set - {"ready", "required"})
        if self.ready is not None and others:
            raise ValueError(f"a ready field has nothing but required; leave out {', '.join(others)}")
        return self

    def to_field(self) -> Field:
        """The same for the library.

        :raises cdk_messaging.errors.InvalidArgument: when no form could have it.
        """
        if self.ready is not None:
            make = _READY[self.ready]
            return make() if self.required is None else make(required=self.required)
        choices = tuple(each if isinstance(each, str) else Choice(**each.model_dump()) for each in self.choices)
        facts = self.model_dump(exclude={"ready", "name", "type", "required", "choices"})
        return Field(
            name=str(self.name), type=FieldType(self.type), required=bool(self.required), choices=choices, **facts
        )


class FormTable(Table):
    """A form of a programme: :class:`cdk_messaging.opt_in.forms.Form`.

    :param fields: Default: - the full name
    """

    source: str = Key(description="give the form's id, which is stored with each consent")
    fields: tuple[FieldTable, ...] | None = None

    def to_form(self, programme: Programme) -> Form:
        """The same for the library.

        :raises cdk_messaging.errors.InvalidArgument: when the programme could not have it.
        """
        if self.fields is None:
            return Form(programme=programme, source=self.source)
        return Form(programme=programme, source=self.source, fields=tuple(asked.to_field() for asked in self.fields))


class ProgrammeTable(Wording):
    """What people sign up for. The keys are those of :class:`cdk_messaging.opt_in.programme.Programme`.

    :param forms: where people sign up. Default: - one with the id ``web``; of a second programme, with the
        programme's id
    """

    id: Identifier = Key(description="give a short name that never changes: it is part of stored keys")
    type: Literal["transactional", "promotional", "mixed"] = "transactional"
    confirm_keyword: str = "YES"
    locale: str = "en-US"
    age_restricted: bool = Key(default=False, strict=True)
    samples: tuple[str, ...] = ()
    translations: tuple[TranslationTable, ...] = ()
    forms: tuple[FormTable, ...] = ()

    def to_programme(self, brand: Brand) -> Programme:
        """The programme with all of its texts.

        :raises cdk_messaging.errors.InvalidArgument: when a text can't be sent or lacks what carriers ask of it.
        """
        own = self.model_dump(include={"id", "confirm_keyword", "locale", "age_restricted", "samples"})
        return Programme(
            brand=brand.name,
            type=ProgrammeType(self.type),
            translations=tuple(each.to_translation() for each in self.translations),
            **own,
            **brand.model_dump(exclude={"name"}),
            **self.facts(),
        )
