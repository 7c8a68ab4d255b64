"""What a request has to look like, and how the sandbox says that it does not emulate something."""

from __future__ import annotations

import asyncio
import json
import logging

import pytest

from sandbox.process import Sandbox
from sandbox.sms_voice import overlay, registry, service
from tests.sandbox.account import Account, refused


def test_patterns_enums_and_lengths_are_checked_though_botocore_leaves_them_out(account: Account) -> None:
    cases = {
        "DestinationPhoneNumber": ("not a number", "DestinationPhoneNumber is 'not a number'"),
        "MessageBody": ("   ", "MessageBody is '   '; it must match"),
        "MessageType": ("URGENT", "MessageType is 'URGENT'; allowed: TRANSACTIONAL, PROMOTIONAL"),
        "MaxPrice": ("free", "MaxPrice is 'free'"),
        "Context": ({"no spaces": "x"}, "Context.no spaces is 'no spaces'"),
    }
    for member, (value, message) in cases.items():
        request = {"DestinationPhoneNumber": "+12065550142", "MessageBody": "x", member: value}
        error = account.refused("send_text_message", **request)
        assert (error["Code"], error["Reason"]) == ("ValidationException", "INVALID_PARAMETER")
        assert message in error["Message"]
        assert error["Fields"][0]["Name"].startswith(member)


def test_too_much_context_is_refused(account: Account) -> None:
    context = {str(count): "x" for count in range(6)}
    error = account.refused(
        "send_text_message", DestinationPhoneNumber="+12065550142", MessageBody="x", Context=context
    )
    assert "Context has 6 entries; the most is 5" in error["Message"]


def test_a_text_without_a_body_is_refused(account: Account) -> None:
    error = account.refused("send_text_message", DestinationPhoneNumber="+12065550142")
    assert error["Reason"] == "MISSING_PARAMETER"


def test_an_operation_that_the_sandbox_lacks_says_so(account: Account) -> None:
    error = account.refused("describe_registration_field_definitions", RegistrationType="A_REGISTRATION")
    assert (error["Code"], error["Reason"]) == ("ValidationException", "UNKNOWN_OPERATION")
    assert error["Message"] == (
        "the sandbox does not emulate DescribeRegistrationFieldDefinitions; "
        "what it emulates is listed in docs/sandbox.md"
    )


def test_pinpoints_other_operations_say_so_too(account: Account) -> None:
    error = refused(lambda: account.client("pinpoint").get_journey_runs(ApplicationId="a", JourneyId="j"))
    assert error["Code"] == "NotImplementedException"
    assert "the sandbox does not emulate GetJourneyRuns of Amazon Pinpoint" in error["Message"]


def test_an_operation_that_aws_lacks_is_unknown(sandbox: Sandbox) -> None:
    headers = {"X-Amz-Target": "PinpointSMSVoiceV2.SendPigeon", "Content-Type": "application/x-amz-json-1.0"}
    answer = sandbox.request("POST", f"{sandbox.endpoint}/", body="{}", headers=headers)
    assert answer.json()["__type"] in ("UnknownOperationException", "MissingAuthenticationToken")


def test_every_emulated_operation_exists_in_the_model_and_declares_its_errors() -> None:
    model = overlay.model()
    assert set(registry.operations()) <= set(model.operations)
    assert len(registry.operations()) >= 50


def test_a_response_that_does_not_fit_the_model_is_a_500_and_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = registry.Operation(
        "CarrierLookup", lambda *_: {"PhoneNumberType": "CARRIER PIGEON"}, lambda *_: ["*"], None
    )
    monkeypatch.setitem(registry.operations(), "CarrierLookup", wrong)
    headers = {"x-amz-target": "PinpointSMSVoiceV2.CarrierLookup"}
    body = json.dumps({"PhoneNumber": "+12065550142"}).encode()
    with caplog.at_level(logging.ERROR):
        status, _, answer = asyncio.run(service.handle("POST", "/", headers, body, {}))
    assert (status, json.loads(answer)["__type"]) == (500, "InternalServerException")
    assert "the response of CarrierLookup does not fit the service model: E164PhoneNumber is required" in caplog.text


def test_a_body_that_is_no_json_is_a_serialization_error() -> None:
    headers = {"x-amz-target": "PinpointSMSVoiceV2.CarrierLookup"}
    status, _, answer = asyncio.run(service.handle("POST", "/", headers, b"{", {}))
    assert (status, json.loads(answer)["__type"]) == (400, "SerializationException")
