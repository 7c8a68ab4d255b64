"""What the API takes, before any code runs."""

from __future__ import annotations

from typing import Any

import pytest
from aws_cdk import aws_apigateway as apigateway

from cdk_messaging.opt_in import Field, FieldType, Form, ProgrammeType
from cdk_messaging.opt_in.runtime.sign_up_request import box_names
from cdk_messaging.opt_in.sign_up_model import sign_up_model
from tests.unit.opt_in.conftest import make_stack
from tests.unit.opt_in.made import form, programme
from tests.unit.opt_in.test_programme import OFFERS
from tests.unit.reading import Reading


def schema(*forms: Form) -> dict[str, Any]:
    stack = make_stack()
    api = apigateway.RestApi(stack, "Api")
    api.root.add_method("POST")
    sign_up_model(stack, api, forms)
    found: dict[str, Any] = Reading(stack).properties("AWS::ApiGateway::Model")["Schema"]
    return found


def asking(*fields: Field, source: str = "web") -> Form:
    return Form(programme=programme(), source=source, fields=fields)


def property_of(field: Field) -> Any:
    return schema(asking(field))["properties"][field.name]


@pytest.fixture(scope="module")
def usual() -> dict[str, Any]:
    """The model of one usual form."""
    return schema(form())


def test_nothing_unknown_is_taken(usual: dict[str, Any]) -> None:
    assert usual["additionalProperties"] is False
    assert set(usual["properties"]) == {
        "captcha_token", "consent", "consent_version", "country", "locale", "name", "phone", "source",
    }  # fmt: skip


def test_what_is_missing_is_left_to_the_function_which_says_so_in_words(usual: dict[str, Any]) -> None:
    assert "required" not in usual


def test_every_text_has_a_greatest_length_or_a_form(usual: dict[str, Any]) -> None:
    texts = [each for each in usual["properties"].values() if each["type"] == "string"]
    assert all("maxLength" in each or "pattern" in each for each in texts)


def test_a_locale_looks_like_one(usual: dict[str, Any]) -> None:
    assert usual["properties"]["locale"]["pattern"] == "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


def test_the_boxes_are_those_that_the_function_reads() -> None:
    mixed = programme(type=ProgrammeType.MIXED, promotional=OFFERS)
    known = schema(Form(programme=mixed, fields=(Field.email(),)))["properties"]
    boxes = box_names(mixed.default_texts.boxes)
    assert {name for name in known if name.startswith("consent_")} - {"consent_version"} == set(boxes.values())
    assert known["terms"] == {"type": "boolean"}
    assert "consent" not in known


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (Field(name="own", label="Own", max_length=7), {"type": "string", "maxLength": 7}),
        (Field(name="own", label="Own", type=FieldType.EMAIL), {"type": "string", "maxLength": 254}),
        (Field(name="own", label="Own", type=FieldType.NUMBER), {"type": ["number", "string"], "maxLength": 26}),
        (Field(name="own", label="Own", type=FieldType.DATE), {"type": "string", "maxLength": 10}),
        (Field(name="own", label="Own", type=FieldType.BOOLEAN), {"type": "boolean"}),
        (
            Field(name="own", label="Own", type=FieldType.CHOICE, choices=("S", "M")),
            {"type": "string", "enum": ["S", "M"]},
        ),
    ],
)
def test_a_field_is_taken_as_its_type_says(field: Field, expected: dict[str, Any]) -> None:
    assert property_of(field) == expected


def test_the_fields_of_all_forms_are_taken() -> None:
    known = schema(asking(Field.city()), asking(Field.postal_code(), source="kiosk"))["properties"]
    assert {"city", "postal_code"} <= set(known)


def test_a_field_of_several_forms_takes_what_any_of_them_takes() -> None:
    def size(*choices: str, source: str) -> Form:
        field = Field(name="size", type=FieldType.CHOICE, label="Size", choices=choices)
        return asking(field, Field(name="note", label="Note", max_length=len(source)), source=source)

    known = schema(size("S", "M", source="web"), size("M", "L", source="kiosk"))["properties"]
    assert known["size"]["enum"] == ["S", "M", "L"]
    assert known["note"]["maxLength"] == 5
