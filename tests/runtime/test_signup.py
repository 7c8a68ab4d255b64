from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.runtime.deployment import VERSION
from tests.runtime.fakes.aws import error_reply
from tests.runtime.fakes.sms import denied, lost, throttled
from tests.runtime.sign_ups import FIELDS, FORM, FORM_FIELDS, error, ledger, post
from tests.runtime.world import NUMBER, OTHER_NUMBER, World, request

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
        "consent_kinds": "transactional",
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
    own = [item for item in world.items() if item["pk"] == f"NUMBER#{NUMBER}" and "expires_at" in item]
    expiring = {item["sk"].split("#")[0]: int(item["expires_at"]) for item in own}
    assert expiring.keys() == {"CLAIMS", "LEDGER", "PROFILE"}
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
        others = len(body["TransactItems"]) - 1
        reasons = [{"Code": "None"}] * others + [{"Code": "TransactionConflict"}]
        return error_reply("TransactionCanceledException", CancellationReasons=reasons)

    world.aws.before.append(conflict)
    assert post(world, FIELDS)["statusCode"] == 202
    assert world.state() == "PENDING"
