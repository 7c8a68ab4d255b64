"""The functions around Amazon Pinpoint's one-time passwords."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_messaging.sms_voice.senders.runtime import pinpoint_send, pinpoint_verify
from tests.runtime.fakes.aws import json_reply
from tests.senders.service import DESTINATION, Service

EVENT = {"destination": DESTINATION, "reference": "login-4711"}
TRIED = EVENT | {"code": "012345"}


@pytest.fixture
def pinpoint(service: Service) -> Service:
    service.variables(
        APPLICATION_ID="app", BRAND_NAME="Example", ORIGINATION_NUMBER="+18005550199", CODE_LENGTH="6",
        VALIDITY_MINUTES="15", ALLOWED_ATTEMPTS="3",
    )  # fmt: skip
    return service


def test_a_password_is_asked_for_with_what_the_function_is_set_to(pinpoint: Service) -> None:
    assert pinpoint_send.handler(EVENT, None) == {"outcome": "sent", "message_id": "message"}
    assert pinpoint.request() == {
        "AllowedAttempts": 3, "BrandName": "Example", "Channel": "SMS", "CodeLength": 6,
        "DestinationIdentity": DESTINATION, "OriginationIdentity": "+18005550199", "ReferenceId": "login-4711",
        "ValidityPeriod": 15,
    }  # fmt: skip


def test_language_and_indias_ids_are_sent_where_they_are_set(pinpoint: Service) -> None:
    pinpoint.variables(LANGUAGE="en-US", ENTITY_ID="E1", TEMPLATE_ID="T1")
    pinpoint_send.handler(EVENT | {"language": "de-DE"}, None)
    request = pinpoint.request()
    assert (request["Language"], request["EntityId"], request["TemplateId"]) == ("de-DE", "E1", "T1")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [("OPT_OUT", "opted_out"), ("THROTTLED", "try_later"), ("PERMANENT_FAILURE", "refused"),
     ("TEMPORARY_FAILURE", "try_later"), ("UNKNOWN_FAILURE", "unknown")],
)  # fmt: skip
def test_what_became_of_the_message_is_told(pinpoint: Service, status: str, outcome: str) -> None:
    result = {DESTINATION: {"DeliveryStatus": status, "StatusCode": 400}}
    pinpoint.answers["SendOTPMessage"] = json_reply({"ApplicationId": "app", "Result": result})
    assert pinpoint_send.handler(EVENT, None) == {"outcome": outcome, "reason": status}


@pytest.mark.parametrize(
    ("code", "status", "outcome"),
    [("TooManyRequestsException", 429, "try_later"), ("InternalServerErrorException", 500, "unknown"),
     ("BadRequestException", 400, "refused")],
)  # fmt: skip
def test_an_error_is_understood_and_nothing_is_tried_twice(
    pinpoint: Service, code: str, status: int, outcome: str
) -> None:
    pinpoint.refuse("SendOTPMessage", code, status)
    assert pinpoint_send.handler(EVENT, None) == {"outcome": outcome, "reason": code}
    assert len(pinpoint.calls) == 1


@pytest.mark.parametrize("valid", [True, False])
def test_pinpoints_verdict_is_passed_on(pinpoint: Service, valid: bool) -> None:
    pinpoint.answers["VerifyOTPMessage"] = json_reply({"Valid": valid})
    assert pinpoint_verify.handler(TRIED, None) == {"outcome": "checked", "valid": valid}
    assert pinpoint.request() == {"DestinationIdentity": DESTINATION, "ReferenceId": "login-4711", "Otp": "012345"}


def test_no_answer_is_not_a_yes(pinpoint: Service) -> None:
    pinpoint.lose("VerifyOTPMessage")
    answer = pinpoint_verify.handler(TRIED, None)
    assert answer == {"outcome": "unavailable", "valid": False, "reason": "ReadTimeoutError"}


@pytest.mark.parametrize(
    ("change", "message"),
    [({"code": 12345}, "code is not valid: use 5 to 8 digits, as a text"),
     ({"reference": "x" * 49}, "reference is not valid: use 1 to 48 characters without spaces")],
)  # fmt: skip
def test_what_is_wrong_is_named(pinpoint: Service, change: dict[str, Any], message: str) -> None:
    (problem,) = pinpoint_verify.handler(TRIED | change, None)["problems"]
    assert problem["message"] == message
    assert pinpoint.calls == []


def test_the_log_holds_neither_number_nor_code(pinpoint: Service, capsys: pytest.CaptureFixture[str]) -> None:
    pinpoint_send.handler(EVENT, None)
    pinpoint_verify.handler(TRIED, None)
    assert capsys.readouterr().out.splitlines() == [
        '{"level":"INFO","event":"send_password","outcome":"sent","message_id":"message"}',
        '{"level":"INFO","event":"verify_password","outcome":"checked"}',
    ]
