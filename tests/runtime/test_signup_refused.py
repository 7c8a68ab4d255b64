from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.runtime.sign_ups import FIELDS, FORM, FORM_FIELDS, error, post
from tests.runtime.world import NUMBER, World, request


@pytest.mark.parametrize("field", ["name", "phone", "consent_version"])
@pytest.mark.parametrize("value", [None, "", "   "])
def test_a_missing_field_is_named(world: World, field: str, value: str | None) -> None:
    assert error(post(world, {**FIELDS, field: value})) == (400, "missing_field", field)


@pytest.mark.parametrize("consent", [False, None])
def test_consent_is_required(world: World, consent: bool | None) -> None:
    assert error(post(world, {**FIELDS, "consent": consent})) == (400, "consent_required", "consent")


@pytest.mark.parametrize("consent", ["yes", 1, "true"])
def test_consent_in_json_is_true_and_nothing_else(world: World, consent: Any) -> None:
    assert error(post(world, {**FIELDS, "consent": consent})) == (400, "invalid_field", "consent")


@pytest.mark.parametrize("fields", [{}, {"consent": "no"}, {"consent": ""}])
def test_an_unchecked_box_is_no_consent(world: World, fields: dict[str, str]) -> None:
    form = {key: value for key, value in FORM_FIELDS.items() if key != "consent"} | fields
    answer = post(world, urlencode(form), FORM)
    assert (answer["statusCode"], answer["headers"]["Location"]) == (303, "/problem.html#consent_required")


def test_unknown_fields_are_refused(world: World) -> None:
    assert error(post(world, {**FIELDS, "admin": True})) == (400, "unknown_field", "admin")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", 5),
        ("name", "x" * 101),
        ("name", "a\nb"),
        ("name", "a\u0000b"),
        ("name", {"first": "Ada"}),
        ("phone", ["+12065550100"]),
        ("phone", "1" * 41),
        ("country", "USA"),
        ("source", "fax"),
        ("consent_version", 7),
    ],
)
def test_a_wrong_field_is_named(world: World, field: str, value: Any) -> None:
    status, code, named = error(post(world, {**FIELDS, field: value}))
    assert (status, code, named) in [(400, "invalid_field", field), (400, "unknown_field", "first")]


@pytest.mark.parametrize("body", ["", "{", "[]", '"x"', "null", "{}" * 2, "[" * 5000, '{"a":1e999999}'])
def test_what_is_no_json_object_is_refused(world: World, body: str) -> None:
    status, code, _ = error(post(world, body))
    assert status == 400
    assert code in {"invalid_json", "unknown_field"}


def test_a_field_given_twice_is_refused(world: World) -> None:
    body = json.dumps(FIELDS)[:-1] + ', "phone": "+12065550199"}'
    assert error(post(world, body)) == (400, "invalid_field", "phone")


@pytest.mark.parametrize("body", ["%%%", "/w=="])
def test_a_body_that_is_no_utf8_is_refused(world: World, body: str) -> None:
    answer = world.invoke("signup", {**request(body), "isBase64Encoded": True})
    assert error(answer) == (400, "invalid_json", None)


def test_a_form_that_is_no_utf8_is_refused(world: World) -> None:
    answer = post(world, "name=%ff&phone=1", FORM)
    assert answer["headers"]["Location"] == "/problem.html#invalid_field"


@pytest.mark.parametrize("size", [8193, 20000, 2_000_000])
def test_a_large_request_is_refused(world: World, size: int) -> None:
    assert error(post(world, {**FIELDS, "name": "x" * size})) == (413, "too_large", None)


def test_the_limit_counts_bytes(world: World) -> None:
    body = json.dumps({**FIELDS, "name": "é" * 4096}, ensure_ascii=False)
    assert error(post(world, body)) == (413, "too_large", None)


@pytest.mark.parametrize("content_type", ["", "text/plain", "multipart/form-data; boundary=x", "application/xml"])
def test_another_media_type_is_refused(world: World, content_type: str) -> None:
    assert error(post(world, FIELDS, content_type)) == (415, "unsupported_media_type", None)


def test_a_request_without_headers_or_body_is_refused(world: World) -> None:
    answer = world.invoke("signup", {"headers": None, "body": None, "requestContext": None})
    assert error(answer) == (415, "unsupported_media_type", None)


@pytest.mark.parametrize(
    ("phone", "code"),
    [("+1 206 555", "number_invalid"), ("hello", "number_invalid"), ("+49 151 23456789", "country_not_allowed")],
)
def test_a_number_that_cannot_be_used_is_refused_in_words(world: World, phone: str, code: str) -> None:
    assert error(post(world, {**FIELDS, "phone": phone})) == (400, code, "phone")


def test_a_country_that_is_not_allowed_is_refused(world: World) -> None:
    assert error(post(world, {**FIELDS, "country": "DE"})) == (400, "country_not_allowed", "country")


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (("INVALID", "US"), "number_invalid"),
        (("LANDLINE", "US"), "number_not_mobile"),
        (("MOBILE", "CA"), "country_not_allowed"),
    ],
)
def test_a_number_that_the_look_up_rules_out_is_refused(world: World, found: tuple[str, str], code: str) -> None:
    world.sms.types[NUMBER] = found
    assert error(post(world, FIELDS)) == (400, code, "phone")
    assert world.table.snapshot(NUMBER).events == ()
