"""Where people sign up: a programme, the fields that are asked for, and the id that tells forms apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cdk_messaging.checks import check_unique
from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in.fields import Field, FieldType
from cdk_messaging.opt_in.programme import Programme, ProgrammeType
from cdk_messaging.opt_in.programme.compliance import check_age_gate

_SOURCE = re.compile(r"[a-z][a-z0-9-]{0,63}")
_OWN_PATHS = frozenset({"v1"})
"""Folders of the page's origin that are no forms: the API."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """A sign-up form. A deployment has one or more, told apart by their sources.

    :param programme: what people sign up for.
    :param source: its id, which is stored with each consent and is part of the page's address: 1 to 64 lower-case
        letters, digits and hyphens, a letter first. Default: "web"
    :param fields: what it asks for besides the phone number. Default: - the full name
    :raises InvalidArgument: for a source that cannot be part of an address, a field without a label in one of the
        programme's locales, or fields that the programme's type needs and that are missing.
    """

    programme: Programme
    source: str = "web"
    fields: Sequence[Field] = (Field.full_name(),)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", tuple(self.fields))
        if not _SOURCE.fullmatch(self.source) or self.source in _OWN_PATHS:
            raise InvalidArgument(
                f"form source {self.source!r} must be 1 to 64 lower-case letters, digits and hyphens, a letter first, "
                "and not v1, which is the API's; it is part of the page's address"
            )
        check_unique(f"name of a field of form {self.source!r}", (each.name for each in self.fields))
        self._check_labels()
        self._check_email()
        check_age_gate(self)

    @property
    def phone_required(self) -> bool:
        """Whether nobody signs up without a phone number. Marketing must not ask for one."""
        return self.programme.type is ProgrammeType.TRANSACTIONAL

    @property
    def terms_required(self) -> bool:
        """Whether terms and privacy policy are agreed to in a box of their own."""
        return self.programme.type is not ProgrammeType.TRANSACTIONAL

    def _check_labels(self) -> None:
        default = self.programme.locale
        for asked in self.fields:
            for locale in self.programme.locales:
                if not asked.label_in(locale, default_locale=default):
                    raise InvalidArgument(
                        f"field {asked.name!r} of form {self.source!r} has no label in {locale!r}; give it with "
                        f"labels={{{locale!r}: ...}}"
                    )

    def _check_email(self) -> None:
        if self.phone_required or any(each.type is FieldType.EMAIL and each.required for each in self.fields):
            return
        raise InvalidArgument(
            f"form {self.source!r} is of the {self.programme.type} programme {self.programme.id!r}, whose phone number "
            "is optional, but asks for no other contact; add Field.email()"
        )


def check_forms(forms: Sequence[Form]) -> None:
    """What must be true of all forms of a deployment together.

    :raises InvalidArgument: no form; a source twice; a source that is a locale of a form, whose address it would
        have; two programmes with one id.
    """
    if not forms:
        raise InvalidArgument("forms is empty; give at least one, such as Form(programme=...)")
    check_unique("form source", (form.source for form in forms))
    locales = {locale.lower(): locale for form in forms for locale in form.programme.locales}
    for form in forms:
        if form.source in locales:
            raise InvalidArgument(
                f"form source {form.source!r} is also a locale of a programme, and both are folders of the page; "
                "choose another source"
            )
    programmes_of(forms)
    _check_types(forms)


def _check_types(forms: Sequence[Form]) -> None:
    """One API takes the sign-ups of all forms, so a field has one type in all of them."""
    first: dict[str, tuple[Form, Field]] = {}
    for form in forms:
        for asked in form.fields:
            other_form, other = first.setdefault(asked.name, (form, asked))
            if asked.type is not other.type:
                raise InvalidArgument(
                    f"field {asked.name!r} is a {asked.type} in form {form.source!r}, but a {other.type} in form "
                    f"{other_form.source!r}; give it one type, or another name"
                )


def programmes_of(forms: Sequence[Form]) -> tuple[Programme, ...]:
    """The programmes of forms, each once, in order.

    :raises InvalidArgument: two that differ have one id.
    """
    found: dict[str, Programme] = {}
    for form in forms:
        programme = found.setdefault(form.programme.id, form.programme)
        if programme != form.programme:
            raise InvalidArgument(
                f"two programmes have the id {programme.id!r}; give each its own, or one programme to both forms"
            )
    return tuple(found.values())
