"""The function that looks numbers up."""

from __future__ import annotations

import pytest

from cdk_messaging.sms_voice.senders.runtime.lookup import handler
from tests.runtime.fakes.aws import json_reply
from tests.senders.service import Service


def test_what_is_known_of_a_number_is_told(service: Service) -> None:
    assert handler({"number": "+1 (206) 555-0100"}, None) == {
        "outcome": "found",
        "number": "+12065550100",
        "type": "MOBILE",
        "calling_code": "1",
        "country": "US",
        "carrier": "ExampleCorp Mobile",
        "mobile_country_code": "310",
        "mobile_network_code": "800",
    }
    assert service.request() == {"PhoneNumber": "+1 (206) 555-0100"}


def test_a_type_that_aws_adds_is_passed_on_and_what_it_leaves_out_is_null(service: Service) -> None:
    service.answers["CarrierLookup"] = json_reply({"E164PhoneNumber": "+12065550100", "PhoneNumberType": "VOIP"})
    found = handler({"number": "+12065550100"}, None)
    assert (found["type"], found["carrier"]) == ("VOIP", None)


def test_a_number_without_its_country_is_refused(service: Service) -> None:
    (problem,) = handler({"number": "206 555 0100"}, None)["problems"]
    assert problem["message"] == (
        "number is not valid: use a plus, the country's code and the number; brackets, spaces, dots and hyphens may "
        "stand in it"
    )
    assert service.calls == []


@pytest.mark.parametrize(
    ("code", "status", "outcome"),
    [
        ("ThrottlingException", 400, "try_later"),
        ("InternalServerException", 500, "unavailable"),
        ("AccessDeniedException", 400, "refused"),
    ],
)
def test_no_answer_is_said_to_be_none(service: Service, code: str, status: int, outcome: str) -> None:
    service.refuse("CarrierLookup", code, status)
    assert handler({"number": "+12065550100"}, None) == {"outcome": outcome, "reason": code}


def test_the_log_does_not_hold_the_number(service: Service, capsys: pytest.CaptureFixture[str]) -> None:
    handler({"number": "+12065550100"}, None)
    assert capsys.readouterr().out == '{"level":"INFO","event":"look_up","outcome":"found"}\n'
