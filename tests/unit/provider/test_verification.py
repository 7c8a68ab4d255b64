"""The code of a destination number: sent when it is deployed, never to a number that is verified, and never undone."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging import sms_voice as library
from cdk_messaging.provider.runtime import verification
from cdk_messaging.provider.runtime.sms_voice import Refused
from cdk_messaging.sms_voice import account
from tests.runtime.fakes.aws import error_reply
from tests.unit.provider.granting import check, granted
from tests.unit.provider.setting_parts import arn
from tests.unit.provider.sms_account import ACCOUNT, REGION, SmsAccount, throttled

NUMBER = "+12065550100"


@pytest.fixture
def sms(monkeypatch: pytest.MonkeyPatch) -> SmsAccount:
    found = SmsAccount()
    monkeypatch.setattr(verification, "client", lambda: found.client)
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _: None)
    return found


@pytest.fixture
def entered(sms: SmsAccount) -> str:
    """The ARN of a number that is PENDING."""
    made = sms.run("CreateVerifiedDestinationNumber", DestinationPhoneNumber=NUMBER)["VerifiedDestinationNumberId"]
    found = sms.state.verified_numbers.pop(made)
    found.id, found.arn = "verified-1", arn("verified-destination-number/verified-1")
    sms.state.verified_numbers["verified-1"] = found
    return found.arn


def ask(request_type: str, number: str, channel: str = "TEXT", **properties: Any) -> str:
    asked = {"VerifiedDestinationNumberId": number, "VerificationChannel": channel, **properties}
    event = {"RequestType": request_type, "ResourceProperties": asked, "PhysicalResourceId": "id"}
    identity, data = verification.handle(event)
    assert data == {}
    return identity


def test_the_code_is_sent_and_makes_the_number_verified(sms: SmsAccount, entered: str) -> None:
    ask("Create", entered)
    (message,) = sms.state.messages.values()
    code = message.body.removeprefix("Your verification code is ").removesuffix(".")
    sms.run("VerifyDestinationNumber", VerifiedDestinationNumberId=entered, VerificationCode=code)
    assert sms.state.verified_numbers["verified-1"].status == "VERIFIED"


def test_it_is_sent_as_it_was_asked_for(sms: SmsAccount, entered: str) -> None:
    sms.run("CreateConfigurationSet", ConfigurationSetName="codes")
    ask("Create", entered, "VOICE", LanguageCode="DE_DE", ConfigurationSetName=arn("configuration-set/codes"))
    ((_, request),) = [each for each in sms.requests if each[0].startswith("Send")]
    assert (request["VerificationChannel"], request["LanguageCode"]) == ("VOICE", "DE_DE")
    (message,) = sms.state.messages.values()
    assert (message.channel, message.configuration_set) == ("VOICE", "codes")


@pytest.mark.parametrize("request_type", ["Create", "Update"])
def test_a_number_that_is_verified_is_sent_nothing(sms: SmsAccount, entered: str, request_type: str) -> None:
    sms.state.verified_numbers["verified-1"].status = "VERIFIED"
    ask(request_type, entered)
    assert sms.state.messages == {}


def test_a_code_that_is_entered_meanwhile_is_no_failure(sms: SmsAccount, entered: str) -> None:
    complete = error_reply("ConflictException", Reason="VERIFICATION_ALREADY_COMPLETE")
    sms.aws.before.append(lambda _service, operation, _body: complete if operation.startswith("Send") else None)
    assert ask("Create", entered).startswith("VerificationCode:")


def test_deletion_asks_nothing(sms: SmsAccount, entered: str) -> None:
    assert ask("Delete", entered) == "id"
    assert sms.requests == []


def test_another_number_is_another_resource_and_the_same_stays_it(sms: SmsAccount, entered: str) -> None:
    other = sms.run("CreateVerifiedDestinationNumber", DestinationPhoneNumber="+12065550101")
    assert ask("Create", entered) == ask("Update", entered, "VOICE")
    assert ask("Update", other["VerifiedDestinationNumberArn"]) != ask("Update", entered)


def test_being_throttled_is_waited_out(sms: SmsAccount, entered: str) -> None:
    sms.refusals = [throttled() for _ in range(8)]
    ask("Create", entered)
    assert len(sms.state.messages) == 1


def test_too_many_codes_of_a_day_say_what_to_do(sms: SmsAccount, entered: str) -> None:
    limit = error_reply("ServiceQuotaExceededException", message="no more", Reason="VERIFICATION_ATTEMPTS_PER_DAY")
    sms.aws.before.append(lambda _service, operation, _body: limit if operation.startswith("Send") else None)
    with pytest.raises(Refused) as error:
        ask("Create", entered)
    assert str(error.value) == (
        "SendDestinationNumberVerificationCode: no more (VERIFICATION_ATTEMPTS_PER_DAY): enter the code that was sent "
        "already, or deploy again tomorrow"
    )


def test_an_id_names_nobody(sms: SmsAccount, entered: str) -> None:
    assert "verified-1" not in ask("Create", entered)


@pytest.mark.parametrize("sender", ["nothing", "number", "set", "both"])
def test_the_code_may_be_sent_from_what_it_is_sent_from_and_nothing_else(
    sms: SmsAccount, entered: str, sender: str
) -> None:
    stack = cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(account=ACCOUNT, region=REGION))
    given: dict[str, Any] = {}
    named: dict[str, str] = {}
    if sender in ("number", "both"):
        leased = sms.run(
            "RequestPhoneNumber",
            IsoCountryCode="US",
            NumberType="TEN_DLC",
            MessageType="TRANSACTIONAL",
            NumberCapabilities=["SMS"],
        )
        named["OriginationIdentity"] = leased["PhoneNumberArn"]
        given["origination"] = library.PhoneNumber.from_phone_number_id(stack, "Number", leased["PhoneNumberId"])
    if sender in ("set", "both"):
        sms.run("CreateConfigurationSet", ConfigurationSetName="codes")
        named["ConfigurationSetName"] = arn("configuration-set/codes")
        given["configuration_set"] = library.ConfigurationSet.from_configuration_set_name(stack, "Set", "codes")
    number = library.VerifiedDestinationNumber.from_verified_destination_number_id(stack, "Tester", "verified-1")
    account.DestinationNumberVerificationCode(stack, "Code", verified_destination_number=number, **given)
    ask("Create", entered, **named)
    check(sms.judged, granted(stack, "sms-voice"))
