"""Where people sign up."""

from __future__ import annotations

import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import Field, FieldType, Form, ProgrammeType
from cdk_messaging.opt_in.forms import check_forms, programmes_of
from tests.unit.opt_in.made import form, programme
from tests.unit.opt_in.test_programme import GERMAN, OFFERS, PORTUGUESE

CONTACT = (Field.full_name(), Field.email())


def test_a_form_asks_for_the_name_and_is_called_web_unless_told_otherwise() -> None:
    made = Form(programme=programme())
    assert (made.source, [field.name for field in made.fields]) == ("web", ["name"])


def test_a_transactional_form_requires_the_phone_and_has_no_box_for_the_terms() -> None:
    made = form()
    assert made.phone_required
    assert not made.terms_required


def test_marketing_does_not_require_the_phone_and_has_a_box_for_the_terms() -> None:
    promotional = Form(programme=programme(type=ProgrammeType.PROMOTIONAL), fields=CONTACT)
    mixed = Form(programme=programme(type=ProgrammeType.MIXED, promotional=OFFERS), fields=CONTACT)
    assert [(made.phone_required, made.terms_required) for made in (promotional, mixed)] == [(False, True)] * 2


@pytest.mark.parametrize("fields", [(Field.full_name(),), (Field.email(required=False),)])
def test_fails_without_another_contact_where_the_phone_is_optional(fields: tuple[Field, ...]) -> None:
    with pytest.raises(InvalidArgument) as refused:
        Form(programme=programme(type=ProgrammeType.PROMOTIONAL), fields=fields)
    assert str(refused.value) == (
        "form 'web' is of the promotional programme 'alerts', whose phone number is optional, but asks for no other "
        "contact; add Field.email()"
    )


@pytest.mark.parametrize("source", ["", "Web", "1", "a/b", "a b", "v1", "ü", "a" * 65, ".."])
def test_fails_on_a_source_that_could_not_be_part_of_an_address(source: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        form(source)
    assert str(refused.value) == (
        f"form source {source!r} must be 1 to 64 lower-case letters, digits and hyphens, a letter first, and not v1, "
        "which is the API's; it is part of the page's address"
    )


def test_fails_on_a_field_without_a_label_in_a_locale_of_the_programme() -> None:
    with pytest.raises(InvalidArgument) as refused:
        Form(programme=programme(translations=(GERMAN,)), fields=(Field(name="store", label="Store"),))
    assert str(refused.value) == (
        "field 'store' of form 'web' has no label in 'de-DE'; give it with labels={'de-DE': ...}"
    )


def test_ready_fields_need_labels_for_other_languages() -> None:
    with pytest.raises(InvalidArgument, match="field 'name' of form 'web' has no label in 'pt-BR'"):
        Form(programme=programme(translations=(PORTUGUESE,)))
    asked = Field(name="name", label="Your name", labels={"pt": "Seu nome"})
    assert Form(programme=programme(translations=(PORTUGUESE,)), fields=(asked,)).fields == (asked,)


def test_fails_on_a_field_that_is_asked_twice() -> None:
    with pytest.raises(InvalidArgument) as refused:
        Form(programme=programme(), fields=(Field.email(), Field.email(required=False)))
    assert str(refused.value) == "name of a field of form 'web' 'email' is given twice: give each one once"


def test_programmes_of_forms_are_named_once_in_order() -> None:
    alerts, club = programme(), programme(id="club", confirm_keyword="JOIN")
    forms = [Form(programme=club), Form(programme=alerts, source="b"), Form(programme=club, source="c")]
    assert programmes_of(forms) == (club, alerts)


def test_fails_on_two_programmes_with_one_id() -> None:
    with pytest.raises(InvalidArgument) as refused:
        check_forms([form(), form("kiosk", name="other alerts")])
    assert str(refused.value) == (
        "two programmes have the id 'alerts'; give each its own, or one programme to both forms"
    )


def test_fails_without_a_form() -> None:
    with pytest.raises(InvalidArgument) as refused:
        check_forms([])
    assert str(refused.value) == "forms is empty; give at least one, such as Form(programme=...)"


def test_fails_on_two_forms_with_one_source() -> None:
    with pytest.raises(InvalidArgument) as refused:
        check_forms([form(), form()])
    assert str(refused.value) == "form source 'web' is given twice: give each one once"


def test_fails_on_a_source_that_is_a_locale_because_both_are_folders() -> None:
    with pytest.raises(InvalidArgument) as refused:
        check_forms([form(locale="de", name="Infos", frequency="4 SMS im Monat"), form("de", id="other")])
    assert str(refused.value) == (
        "form source 'de' is also a locale of a programme, and both are folders of the page; choose another source"
    )


def test_fails_on_a_field_of_two_types_because_one_api_takes_both() -> None:
    number = Form(programme=programme(), fields=(Field(name="size", type=FieldType.NUMBER, label="Size"),))
    text = Form(programme=programme(), source="kiosk", fields=(Field(name="size", label="Size"),))
    with pytest.raises(InvalidArgument) as refused:
        check_forms([number, text])
    assert str(refused.value) == (
        "field 'size' is a text in form 'kiosk', but a number in form 'web'; give it one type, or another name"
    )
