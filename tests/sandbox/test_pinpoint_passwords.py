"""One-time passwords of Amazon Pinpoint: on the phone, right once, void after a while."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.sandbox.account import Account, person, refused

Json = dict[str, Any]


class Login:
    """A project that sends passwords from one number."""

    def __init__(self, account: Account) -> None:
        self.account, self.pinpoint, self.person = account, account.client("pinpoint"), person()
        made = self.pinpoint.create_app(CreateApplicationRequest={"Name": "Login"})["ApplicationResponse"]
        self.project, self.number = made["Id"], account.number()["PhoneNumber"]
        self.pinpoint.update_sms_channel(ApplicationId=self.project, SMSChannelRequest={})

    def send(self, **members: Any) -> Json:
        request = {
            "BrandName": "Example", "Channel": "SMS", "DestinationIdentity": self.person,
            "OriginationIdentity": self.number, "ReferenceId": "login", **members,
        }  # fmt: skip
        answer = self.pinpoint.send_otp_message(ApplicationId=self.project, SendOTPMessageRequestParameters=request)
        return dict(answer["MessageResponse"]["Result"])

    def code(self, message_id: str) -> str:
        text = self.account.phone.wait_for(self.person, lambda message: message["messageId"] == message_id)
        found = re.fullmatch(r"This is your One Time Password: ([0-9]+) from Example", text["body"])
        assert found is not None, text["body"]
        return found[1]

    def sent(self, **members: Any) -> str:
        return self.code(self.send(**members)[self.person]["MessageId"])

    def valid(self, code: str, **members: Any) -> bool:
        request = {"DestinationIdentity": self.person, "ReferenceId": "login", "Otp": code, **members}
        answer = self.pinpoint.verify_otp_message(ApplicationId=self.project, VerifyOTPMessageRequestParameters=request)
        return bool(answer["VerificationResponse"]["Valid"])


@pytest.fixture
def login(account: Account) -> Login:
    return Login(account)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10 ** len(code):0{len(code)}}"


def test_a_password_is_right_once_for_its_number_and_reference(login: Login) -> None:
    code = login.sent(CodeLength=8)
    assert len(code) == 8
    assert not login.valid(code, ReferenceId="other")
    assert not login.valid(code, DestinationIdentity=person())
    assert not login.valid(wrong(code))
    assert login.valid(code)
    assert not login.valid(code)


def test_a_password_is_void_after_its_attempts(login: Login) -> None:
    code = login.sent(AllowedAttempts=2)
    assert [login.valid(wrong(code)), login.valid(wrong(code)), login.valid(code)] == [False] * 3


def test_a_password_is_void_after_its_time(login: Login) -> None:
    code = login.sent(ValidityPeriod=5)
    login.account.phone.advance_clock(301)
    assert not login.valid(code)


def test_a_password_that_cannot_be_sent_is_none(login: Login) -> None:
    login.account.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=login.person)
    assert login.send()[login.person]["DeliveryStatus"] == "OPT_OUT"
    login.pinpoint.update_sms_channel(ApplicationId=login.project, SMSChannelRequest={"Enabled": False})
    assert login.send()[login.person]["DeliveryStatus"] == "PERMANENT_FAILURE"


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"Channel": "VOICE"}, "Channel is 'VOICE'; allowed: SMS"),
        ({"BrandName": "x" * 21}, "BrandName has 21 characters; it takes 1 to 20"),
        ({"ReferenceId": "x" * 49}, "ReferenceId has 49 characters; it takes 1 to 48"),
        ({"CodeLength": 4}, "CodeLength is 4; it takes 5 to 8"),
        ({"ValidityPeriod": 61}, "ValidityPeriod is 61; it takes 5 to 60"),
        ({"AllowedAttempts": 6}, "AllowedAttempts is 6; it takes 1 to 5"),
        ({"DestinationIdentity": "12065550100"}, "DestinationIdentity is not a number in international form"),
        ({"Language": "la-VA"}, "Language is 'la-VA'; allowed: de-DE"),
    ],
)
def test_what_aws_does_not_take_is_refused(login: Login, members: Json, message: str) -> None:
    error = refused(lambda: login.send(**members))
    assert error["Code"] == "BadRequestException"
    assert error["Message"].startswith(message)
