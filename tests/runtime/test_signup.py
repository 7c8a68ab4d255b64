from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from cdk_messaging.opt_in.runtime.clock import iso
from tests.runtime.fakes.aws import error_reply
from tests.runtime.fakes.sms import denied, lost, throttled
from tests.runtime.world import NUMBER, OTHER_NUMBER, SETTINGS, World, request

VERSION = SETTINGS["consent"]["version"]
FORM = "application/x-www-form-urlencoded"
FIELDS = {"name": "Ada Lovelace", "phone": NUMBER, "consent": True, "consent_version": VERSION}
FORM_FIELDS = {**FIELDS, "consent": "yes"}


def post(world: World, body: Any, content_type: str = "application/json", **headers: str) -> dict[str, Any]:
    text = body if isinstance(body, str) else json.dumps(body)
    answer: dict[str, Any] = world.invoke("signup", request(text, content_type, **headers))
    return answer


def error(answer: dict[str, Any]) -> tuple[int, str, str | None]:
    body = json.loads(answer["body"])
    return answer["statusCode"], body["code"], body.get("field")


def ledger(world: World, number: str = NUMBER) -> Any:
    (event,) = world.table.snapshot(number).events
    return event


# -- accepted


def test_a_sign_up_is_accepted_with_an_answer_for_api_gateway(world: World) -> None:
    answer = post(world, FIELDS)
    assert answer["statusCode"] == 202
    assert json.loads(answer["body"]) == {
        "status": "accepted",
        "message": "If this number can receive our texts, you will get one soon. Reply to it to confirm.",
    }
    assert answer["headers"] == {
        "Content-Type": "application/json; charset=utf-8",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }


def test_the_ledger_holds_the_consent_text_word_for_word_with_source_address_and_browser(world: World) -> None:
    post(world, {**FIELDS, "source": "kiosk"})
    event = ledger(world)
    assert (event.source, event.reason) == ("kiosk", "MOBILE US")
    assert event.details == {
        "consent_version": VERSION,
        "consent_text": "I agree to get texts.",
        "consent_locale": "en-US",
        "ip": "192.0.2.7",
        "user_agent": "Mozilla/5.0",
    }


def test_the_name_is_kept_apart_from_the_ledger(world: World) -> None:
    post(world, FIELDS)
    holding = [item["sk"].split("#")[0] for item in world.items() if "Ada Lovelace" in str(item)]
    assert holding == ["PROFILE"]


def test_the_request_and_the_profile_are_forgotten_if_they_are_not_confirmed(world: World) -> None:
    post(world, FIELDS)
    expiring = {item["sk"].split("#")[0]: int(item["expires_at"]) for item in world.items() if "expires_at" in item}
    assert expiring.keys() == {"LEDGER", "PROFILE"}
    assert all(abs(at - world.clock.time.timestamp() - 2592000) < 2 for at in expiring.values())


def test_a_sign_up_puts_one_text_into_the_outbox(world: World) -> None:
    post(world, FIELDS)
    (item,) = [item for item in world.items() if item["sk"] == "MESSAGE"]
    assert (item["status"], item["kind"], item["number"]) == ("PENDING", "CONFIRMATION", NUMBER)
    assert item["status_key"] == "OUTBOX#alerts#PENDING"
    assert [json.loads(message.body) for message in world.queue.messages] == [{"outbox_id": item["id"]}]


def test_a_first_sign_up_makes_the_consent_pending(world: World) -> None:
    post(world, FIELDS)
    (item,) = [item for item in world.items() if item["sk"] == "CONSENT#alerts"]
    assert (item["state"], item["status_key"]) == ("PENDING", "CONSENT#alerts#PENDING")


@pytest.mark.parametrize("consent", ["yes", "on", "true", "YES"])
def test_a_form_post_is_sent_to_the_page_of_thanks(world: World, consent: str) -> None:
    answer = post(world, urlencode({**FORM_FIELDS, "consent": consent}), FORM)
    assert (answer["statusCode"], answer["headers"]["Location"], answer["body"]) == (303, "/thanks.html", "")
    assert world.state() == "PENDING"


def test_a_base64_body_is_understood(world: World) -> None:
    event = request(base64.b64encode(json.dumps(FIELDS).encode()).decode())
    assert world.invoke("signup", {**event, "isBase64Encoded": True})["statusCode"] == 202


def test_names_of_any_script_are_understood(world: World) -> None:
    assert post(world, {**FIELDS, "name": "Zoë 王 Ní Bhriain"})["statusCode"] == 202


def test_a_content_type_with_charset_in_any_case_is_understood(world: World) -> None:
    assert post(world, FIELDS, "Application/JSON; charset=UTF-8")["statusCode"] == 202


def test_a_national_number_is_taken_as_one_of_the_chosen_country(world: World) -> None:
    post(world, {**FIELDS, "phone": "07400 123456", "country": "gb"})
    assert world.state("+447400123456") == "PENDING"


def test_the_number_is_stored_as_the_look_up_writes_it(world: World) -> None:
    world.aws.before.append(
        lambda service, operation, body: (
            error_reply("X", 200, E164PhoneNumber=OTHER_NUMBER, PhoneNumberType="MOBILE")
            if operation == "CarrierLookup"
            else None
        )
    )
    post(world, FIELDS)
    assert world.state(OTHER_NUMBER) == "PENDING"


@pytest.mark.parametrize("number_type", ["MOBILE", "OTHER", "VOIP", "PREPAID", "SOMETHING-NEW"])
def test_number_types_that_may_get_texts_are_accepted_even_unknown_ones(world: World, number_type: str) -> None:
    world.sms.types[NUMBER] = (number_type, "US")
    assert post(world, FIELDS)["statusCode"] == 202
    assert ledger(world).reason == f"{number_type} US"


@pytest.mark.parametrize("trouble", [throttled, lost, denied])
def test_nobody_is_refused_because_the_look_up_fails(world: World, trouble: Any) -> None:
    world.sms.lookups.append(trouble)
    assert post(world, FIELDS)["statusCode"] == 202
    assert ledger(world).reason is None


def test_the_look_up_is_asked_once(world: World) -> None:
    world.sms.lookups.extend([throttled] * 5)
    post(world, FIELDS)
    assert len(world.sms.lookups) == 4


def test_the_other_way_of_validation_asks_pinpoint(make_world: Callable[..., World]) -> None:
    world = make_world(number_validation="phone-number-validate")
    assert post(world, FIELDS)["statusCode"] == 202
    assert "mobiletargeting:PhoneNumberValidate" in {call.action for call in world.recorder.calls_of("signup")}


# -- the same for everybody


def calls_and_answer(world: World, number: str = NUMBER) -> tuple[list[str], str]:
    world.recorder.calls.clear()
    answer = post(world, {**FIELDS, "phone": number})
    return [call.action for call in world.recorder.calls], json.dumps(answer, sort_keys=True)


def test_the_answer_and_the_calls_are_the_same_whatever_is_known_of_the_number(world: World) -> None:
    stranger = calls_and_answer(world)
    pending = calls_and_answer(world)
    world.send_all()
    world.text("YES")
    subscriber = calls_and_answer(world)
    world.text("STOP")
    opted_out = calls_and_answer(world)
    assert stranger == pending == subscriber == opted_out


# -- refused


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


# -- the consent text


def publish(world: World, version: str, **members: str) -> None:
    item = {"pk": f"TEXT#{version}", "sk": "CONSENT", "text": "Old words.", "locale": "en-GB", "programme": "alerts"}
    world.table.write({**item, **members})


def test_the_text_that_was_replaced_while_the_form_was_open_is_stored_as_it_was_shown(world: World) -> None:
    publish(world, "f" * 16, retired_at=iso(world.clock.time))
    world.clock.advance(hours=23)
    assert post(world, {**FIELDS, "consent_version": "f" * 16})["statusCode"] == 202
    details = ledger(world).details
    assert (details["consent_text"], details["consent_locale"]) == ("Old words.", "en-GB")


def test_a_text_that_was_replaced_long_ago_is_refused(world: World) -> None:
    publish(world, "f" * 16, retired_at=iso(world.clock.time))
    world.clock.advance(hours=24, seconds=1)
    answer = post(world, {**FIELDS, "consent_version": "f" * 16})
    assert error(answer) == (409, "consent_text_changed", "consent")


def test_a_text_of_another_programme_is_refused(world: World) -> None:
    publish(world, "f" * 16, programme="other")
    assert error(post(world, {**FIELDS, "consent_version": "f" * 16}))[0] == 409


def test_a_text_that_was_never_published_is_refused(world: World) -> None:
    answer = post(world, urlencode({**FORM_FIELDS, "consent_version": "e" * 16}), FORM)
    assert answer["headers"]["Location"] == "/problem.html#consent_text_changed"


# -- the viewer's address


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("198.51.100.10:46532", "198.51.100.10"),
        ("2001:db8::1:46532", "2001:db8::1"),
        ("2001:0db8:85a3:0000:0000:8a2e:0370:7334:443", "2001:db8:85a3::8a2e:370:7334"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_behind_cloudfront_the_address_comes_from_its_own_header(
    world: World, monkeypatch: pytest.MonkeyPatch, header: str, address: str
) -> None:
    monkeypatch.setenv("TRUSTED_VIEWER_HEADER", "1")
    post(world, FIELDS, **{"CloudFront-Viewer-Address": header, "X-Forwarded-For": "203.0.113.9"})
    assert ledger(world).details["ip"] == address


def test_without_cloudfront_its_header_is_not_believed(world: World) -> None:
    post(world, FIELDS, **{"CloudFront-Viewer-Address": "198.51.100.10:1", "X-Forwarded-For": "203.0.113.9"})
    assert ledger(world).details["ip"] == "192.0.2.7"


def test_a_long_user_agent_is_cut(world: World) -> None:
    post(world, FIELDS, **{"User-Agent": "x" * 5000})
    assert ledger(world).details["user_agent"] == "x" * 256


# -- other sites' pages


def test_the_page_of_an_allowed_origin_may_read_the_answer(make_world: Callable[..., World]) -> None:
    world = make_world(allowed_origins=["https://shop.example"])
    headers = post(world, FIELDS, Origin="https://shop.example")["headers"]
    assert (headers["Access-Control-Allow-Origin"], headers["Vary"]) == ("https://shop.example", "Origin")


def test_no_other_page_may_read_the_answer(make_world: Callable[..., World]) -> None:
    world = make_world(allowed_origins=["https://shop.example"])
    assert "Access-Control-Allow-Origin" not in post(world, FIELDS, Origin="https://evil.example")["headers"]


# -- when things are broken


def unavailable(world: World) -> None:
    world.aws.before.append(
        lambda service, operation, body: error_reply("InternalServerError", 500) if service == "dynamodb" else None
    )


def test_an_unavailable_table_is_answered_with_503_and_when_to_come_again(world: World) -> None:
    unavailable(world)
    answer = post(world, FIELDS)
    assert error(answer) == (503, "unavailable", None)
    assert answer["headers"]["Retry-After"] == "60"


def test_a_form_post_to_an_unavailable_table_is_sent_to_a_page(world: World) -> None:
    unavailable(world)
    answer = post(world, urlencode(FORM_FIELDS), FORM)
    assert (answer["statusCode"], answer["headers"]["Location"]) == (303, "/problem.html#unavailable")


def test_the_answer_to_a_failure_tells_nothing_of_the_inside(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TABLE_NAME")
    world.module("signup")._table.cache_clear()
    answer = post(world, FIELDS)
    assert json.loads(answer["body"]) == {
        "code": "unavailable",
        "message": "Signing up is not possible right now. Please try again in a few minutes.",
    }


def test_a_sign_up_between_other_writers_finds_its_gap(world: World) -> None:
    conflicts = iter([True, True, False])

    def conflict(service: str, operation: str, body: Any) -> Any:
        if operation != "TransactWriteItems" or not next(conflicts, False):
            return None
        reasons = [{"Code": "None"}] * 3 + [{"Code": "TransactionConflict"}]
        return error_reply("TransactionCanceledException", CancellationReasons=reasons)

    world.aws.before.append(conflict)
    assert post(world, FIELDS)["statusCode"] == 202
    assert world.state() == "PENDING"
