from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdk_messaging.opt_in.runtime.fields import Field, FieldType, Number
from cdk_messaging.opt_in.runtime.refusal import Refusal

SHOPS = ("north", "south")


def make(kind: str, **members: Any) -> Field:
    choices = SHOPS if kind == "choice" else ()
    return Field.of({"name": "it", "type": kind, "required": False, "max_length": None, "choices": choices, **members})


def refused(field: Field, value: object, *, posted: bool = False) -> tuple[str, str, str | None]:
    with pytest.raises(Refusal) as caught:
        field.read(value, posted=posted)
    assert caught.value.status == 400
    return caught.value.code, caught.value.message, caught.value.field


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        ("text", "  Zoë 王  ", "Zoë 王"),
        ("email", "Ada.L+news@Mail.example.com", "Ada.L+news@Mail.example.com"),
        ("number", Number("12"), "12"),
        ("number", "-3.50", "-3.50"),
        ("date", "2024-02-29", "2024-02-29"),
        ("choice", "south", "south"),
        ("boolean", True, True),
        ("boolean", False, False),
    ],
)
def test_a_value_of_the_type_is_kept_as_it_was_given(kind: str, value: object, kept: object) -> None:
    assert make(kind).read(value, posted=False) == kept


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("text", 5.0, "it must be text."),
        ("text", Number("5"), "it must be text."),
        ("text", {"first": "Ada"}, "it must be text."),
        ("text", ["Ada"], "it must be text."),
        ("text", True, "it must be text."),
        ("text", "x" * 201, "it must have at most 200 characters."),
        ("text", "a\nb", "it must not contain control characters."),
        ("text", "\ud800", "it must not contain control characters."),
        ("email", "ada", "it must be an e-mail address, such as name@example.com."),
        ("email", "ada@localhost", "it must be an e-mail address, such as name@example.com."),
        ("email", "ada@@example.com", "it must be an e-mail address, such as name@example.com."),
        ("email", "a da@example.com", "it must be an e-mail address, such as name@example.com."),
        ("email", "ada@-example.com", "it must be an e-mail address, such as name@example.com."),
        ("email", f"{'x' * 65}@example.com", "it must be an e-mail address, such as name@example.com."),
        ("email", f"ada@{'x' * 250}.com", "it must have at most 254 characters."),
        ("number", "twelve", "it must be a number, such as 12 or 3.5."),
        ("number", "1,5", "it must be a number, such as 12 or 3.5."),
        ("number", Number("1e5"), "it must be a number, such as 12 or 3.5."),
        ("number", "٣", "it must be a number, such as 12 or 3.5."),
        ("number", True, "it must be text."),
        ("date", "2026-02-29", "it must be a date, such as 2026-11-22."),
        ("date", "22.11.2026", "it must be a date, such as 2026-11-22."),
        ("date", "20261122", "it must be a date, such as 2026-11-22."),
        ("choice", "east", "it must be one of north, south."),
        ("choice", "North", "it must be one of north, south."),
        ("boolean", "yes", "it must be true or false."),
        ("boolean", Number("1"), "it must be true or false."),
    ],
)
def test_a_value_of_another_kind_is_refused_in_words(kind: str, value: object, message: str) -> None:
    assert refused(make(kind), value) == ("invalid_field", message, "it")


def test_the_length_that_is_configured_is_the_one_that_counts() -> None:
    assert make("text", max_length=3).read("abc", posted=False) == "abc"
    assert refused(make("text", max_length=3), "abcd")[1] == "it must have at most 3 characters."


@pytest.mark.parametrize("kind", list(FieldType))
@pytest.mark.parametrize("value", [None, "", "   "])
def test_nothing_is_no_value(kind: str, value: object) -> None:
    if kind != "boolean" or value is None:
        assert make(kind).read(value, posted=True) is None


@pytest.mark.parametrize("kind", list(FieldType))
def test_a_required_field_that_is_missing_is_named(kind: str) -> None:
    assert refused(make(kind, required=True), None) == ("missing_field", "Please fill in it.", "it")


def test_a_required_boolean_has_to_be_true() -> None:
    assert refused(make("boolean", required=True), False)[0] == "missing_field"
    assert make("boolean", required=True).read(True, posted=False) is True


@pytest.mark.parametrize(
    ("word", "found"), [("yes", True), ("on", True), ("TRUE", True), ("no", False), ("off", False), ("", None)]
)
def test_a_form_says_yes_and_no_in_words(word: str, found: bool | None) -> None:
    assert make("boolean").read(word, posted=True) is found


def test_a_form_that_says_neither_yes_nor_no_is_refused() -> None:
    assert refused(make("boolean"), "maybe", posted=True)[0] == "invalid_field"


@pytest.mark.parametrize("name", ["phone", "consent", "captcha_token", "locale", "pk", "status_key", "expires_at"])
def test_a_name_with_another_use_cannot_be_configured(name: str) -> None:
    with pytest.raises(ValueError, match=rf"^field {name} has a name with another use$"):
        make("text", name=name)


def test_a_choice_without_choices_cannot_be_configured() -> None:
    with pytest.raises(ValueError, match=r"^field it is a choice without choices$"):
        make("choice", choices=[])


VALUES = st.recursive(
    st.none() | st.booleans() | st.text() | st.floats() | st.integers().map(lambda number: Number(str(number))),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=3,
)


@given(kind=st.sampled_from(list(FieldType)), value=VALUES, posted=st.booleans())
def test_whatever_is_given_is_kept_in_a_form_that_can_be_stored_or_refused(
    kind: str, value: object, posted: bool
) -> None:
    found: object = None
    with contextlib.suppress(Refusal):
        found = make(kind).read(value, posted=posted)
    assert found is None or isinstance(found, bool) or (isinstance(found, str) and is_storable(found))


def is_storable(text: str) -> bool:
    return text == text.strip() and text.isprintable() and 0 < len(text) <= 254
