"""Verified destination numbers: a code is sent, and entered."""

from __future__ import annotations

import json

import aws_cdk as cdk
import pytest

from cdk_messaging import sms_voice
from cdk_messaging.sms_voice import __main__ as program
from cdk_messaging.sms_voice import account as settings
from sandbox.process import Sandbox
from tests.sandbox.account import Account, person
from tests.sandbox.provider_stacks import GONE, LOGS, Existing, existing_in, resources

A_DAY = 24 * 3600


def entered(account: Account, number: str) -> str:
    made = account.sms.create_verified_destination_number(DestinationPhoneNumber=number)
    assert made["Status"] == "PENDING"
    return str(made["VerifiedDestinationNumberId"])


def code(account: Account, identity: str, number: str, channel: str = "TEXT") -> str:
    account.sms.send_destination_number_verification_code(
        VerifiedDestinationNumberId=identity, VerificationChannel=channel
    )
    text = account.phone.wait_for(number, "Your verification code is")
    return str(text["body"]).removeprefix("Your verification code is ").removesuffix(".")


def test_the_code_that_was_texted_verifies_the_number(account: Account) -> None:
    number = person()
    identity = entered(account, number)
    sent = code(account, identity, number)
    verified = account.sms.verify_destination_number(VerifiedDestinationNumberId=identity, VerificationCode=sent)
    assert verified["Status"] == "VERIFIED"
    again = account.refused("verify_destination_number", VerifiedDestinationNumberId=identity, VerificationCode=sent)
    assert (again["Code"], again["Reason"]) == ("ConflictException", "VERIFICATION_ALREADY_COMPLETE")


def test_the_code_can_be_called_too(account: Account) -> None:
    number = person()
    identity = entered(account, number)
    sent = code(account, identity, number, "VOICE")
    assert account.phone.messages(number)[0]["origin"] == "voice"
    account.sms.verify_destination_number(VerifiedDestinationNumberId=identity, VerificationCode=sent)


def test_another_code_is_refused(account: Account) -> None:
    number = person()
    identity = entered(account, number)
    code(account, identity, number)
    error = account.refused("verify_destination_number", VerifiedDestinationNumberId=identity, VerificationCode="x")
    assert (error["Code"], error["Reason"]) == ("ValidationException", "VERIFICATION_CODE_MISMATCH")


def test_a_simulator_cannot_send_the_code(account: Account) -> None:
    simulator = account.number(kind="SIMULATOR")
    error = account.refused(
        "send_destination_number_verification_code",
        VerifiedDestinationNumberId=entered(account, person()),
        VerificationChannel="TEXT",
        OriginationIdentity=simulator["PhoneNumberId"],
    )
    assert error["Reason"] == "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY"


def test_a_number_is_deleted_a_day_later_at_the_earliest(account: Account) -> None:
    identity = entered(account, person())
    error = account.refused("delete_verified_destination_number", VerifiedDestinationNumberId=identity)
    assert error["Reason"] == "RESOURCE_DELETION_NOT_ALLOWED"
    account.phone.advance_clock(A_DAY)
    account.sms.delete_verified_destination_number(VerifiedDestinationNumberId=identity)
    assert account.sms.describe_verified_destination_numbers()["VerifiedDestinationNumbers"] == []


def test_a_number_is_entered_once_and_ten_at_most(account: Account) -> None:
    number = person()
    entered(account, number)
    error = account.refused("create_verified_destination_number", DestinationPhoneNumber=number)
    assert error["Reason"] == "RESOURCE_ALREADY_EXISTS"
    for _ in range(9):
        entered(account, person())
    error = account.refused("create_verified_destination_number", DestinationPhoneNumber=person())
    assert error["Reason"] == "VERIFIED_DESTINATION_NUMBERS_PER_ACCOUNT"


def test_they_are_described_by_number_and_by_status(account: Account) -> None:
    number = person()
    entered(account, number)
    entered(account, person())
    by_number = account.sms.describe_verified_destination_numbers(DestinationPhoneNumbers=[number])
    assert [each["DestinationPhoneNumber"] for each in by_number["VerifiedDestinationNumbers"]] == [number]
    filters = [{"Name": "status", "Values": ["VERIFIED"]}]
    assert account.sms.describe_verified_destination_numbers(Filters=filters)["VerifiedDestinationNumbers"] == []


def test_the_deployment_sends_the_code_and_a_command_enters_it(
    sandbox: Sandbox, account: Account, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    number = person()

    def tester(stack: cdk.Stack, _: Existing) -> None:
        made = sms_voice.VerifiedDestinationNumber(
            stack, "Tester", destination_phone_number=number, removal_policy=GONE
        )
        settings.DestinationNumberVerificationCode(stack, "Code", verified_destination_number=made, log_options=LOGS)

    # GIVEN a deployment that enters the number and has its code sent
    account.deploy(resources(existing_in(account), tester))
    text = account.phone.wait_for(number, "Your verification code is")
    sent = str(text["body"]).removeprefix("Your verification code is ").removesuffix(".")

    # WHEN an operator enters it
    for name, value in sandbox.environment(account=account.id).items():
        monkeypatch.setenv(name, value)
    assert program.main(["verify-number", number, "--code", sent]) == 0

    # THEN the number may be texted
    assert json.loads(capsys.readouterr().out) == {"number": number, "status": "VERIFIED"}
    (found,) = account.sms.describe_verified_destination_numbers()["VerifiedDestinationNumbers"]
    assert found["Status"] == "VERIFIED"
