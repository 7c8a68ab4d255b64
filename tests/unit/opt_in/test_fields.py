"""What a form can ask for."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import Choice, Field, FieldType
from cdk_messaging.opt_in.form.parts import RESERVED_NAMES

READY = {
    "name": Field.full_name(),
    "email": Field.email(),
    "street_address": Field.street_address(),
    "postal_code": Field.postal_code(),
    "city": Field.city(),
    "date_of_birth": Field.date_of_birth(),
}


@pytest.mark.parametrize("locale", ["en-US", "de-DE", "es", "fr-CA"])
@pytest.mark.parametrize("name", READY)
def test_ready_fields_have_labels_in_every_built_in_language(name: str, locale: str) -> None:
    field = READY[name]
    assert field.name == name
    assert field.label_in(locale, default_locale="en-US")


@pytest.mark.parametrize(
    ("name", "token"),
    [
        ("name", "name"),
        ("email", "email"),
        ("street_address", "address-line1"),
        ("postal_code", "postal-code"),
        ("city", "address-level2"),
        ("date_of_birth", "bday"),
    ],
)
def test_ready_fields_tell_browsers_what_they_are_for(name: str, token: str) -> None:
    assert READY[name].autocomplete == token


def test_name_email_and_date_of_birth_are_required_unless_told_otherwise() -> None:
    assert [field.required for field in READY.values()] == [True, True, False, False, False, True]
    assert not Field.email(required=False).required


def test_labels_and_hints_are_looked_up_by_locale_then_by_language() -> None:
    field = Field(
        name="store",
        label="Store",
        labels={"de": "Filiale", "de-AT": "Geschäft"},
        hint="Nearby.",
        hints={"de": "In der Nähe."},
    )
    assert field.label_in("de-AT", default_locale="en-US") == "Geschäft"
    assert field.label_in("de-DE", default_locale="en-US") == "Filiale"
    assert field.label_in("en-GB", default_locale="en-US") == "Store"
    assert field.hint_in("de-DE", default_locale="en-US") == "In der Nähe."
    assert field.hint_in("en-US", default_locale="en-US") == "Nearby."


def test_a_label_is_not_taken_for_another_language() -> None:
    field = Field(name="store", label="Store", hint="Nearby.")
    assert field.label_in("fr", default_locale="en-US") == ""
    assert field.hint_in("fr", default_locale="en-US") is None


def test_texts_are_choices_that_are_their_own_labels() -> None:
    field = Field(name="size", type=FieldType.CHOICE, label="Size", choices=("S", Choice(value="M", label="Medium")))
    assert [(choice.value, choice.label_in("en-US")) for choice in field.options] == [("S", "S"), ("M", "Medium")]


def test_choices_have_labels_by_language() -> None:
    assert Choice(value="north", label="North", labels={"de": "Nord"}).label_in("de-CH") == "Nord"


@pytest.mark.parametrize(
    ("field_type", "longest"),
    [(FieldType.TEXT, 200), (FieldType.EMAIL, 254), (FieldType.NUMBER, None), (FieldType.DATE, None)],
)
def test_texts_have_a_greatest_length_even_if_none_is_given(field_type: FieldType, longest: int | None) -> None:
    assert Field(name="own", type=field_type, label="Own").longest == longest


@pytest.mark.parametrize("name", sorted(RESERVED_NAMES | {"pk", "sk", "programme", "expires_at"}))
def test_fails_on_names_that_sign_ups_use_themselves(name: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        Field(name=name, label="Own")
    assert str(refused.value) == (
        f"field {name!r} has a name that sign-ups use themselves; choose another, as own_{name}"
    )


@pytest.mark.parametrize("name", ["", "Name", "first-name", "1st", "näme", "a" * 33, "a b", "a.b"])
def test_fails_on_names_that_could_not_be_stored_or_sent(name: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        Field(name=name, label="Own")
    assert str(refused.value) == (
        f"field {name!r} must have a name of 1 to 32 lower-case letters, digits and underscores, a letter first"
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"label": ""}, "field 'own' has no label; give what people read above it"),
        (
            {"type": FieldType.CHOICE},
            "field 'own' is a choice with 0 choices; a choice needs at least one, and no other type has any",
        ),
        (
            {"choices": ("a",)},
            "field 'own' is a text with 1 choices; a choice needs at least one, and no other type has any",
        ),
        (
            {"type": FieldType.CHOICE, "choices": ("a", "b", "a")},
            "field 'own' has the choice 'a' more than once; give each once",
        ),
        (
            {"type": FieldType.DATE, "max_length": 10},
            "field 'own' is a date, which has no max_length; leave it out",
        ),
        ({"max_length": 0}, "max_length 0 of field 'own' is not allowed: use 1 to 1000"),
        ({"max_length": 1001}, "max_length 1001 of field 'own' is not allowed: use 1 to 1000"),
    ],
)
def test_fails_on_what_does_not_fit_the_type(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        Field(**{"name": "own", "label": "Own", **changes})
    assert str(refused.value) == message


@pytest.mark.parametrize("value", ["", " ", "a" * 101, "a\nb"])
def test_fails_on_choices_that_could_not_be_chosen(value: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        Choice(value=value)
    assert str(refused.value) == f"choice {value!r} must have 1 to 100 printable characters; shorten or mend it"
