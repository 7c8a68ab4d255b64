"""The commands of AWS End User Messaging, against an account in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest

from cdk_messaging.sms_voice import __main__ as program
from cdk_messaging.sms_voice.operations import dispatch
from tests.runtime.fakes.aws import error_reply
from tests.unit.provider.sms_account import SmsAccount

NUMBER, OTHER = "+12065550142", "+12065550143"


@dataclass
class Operator:
    """Somebody at a terminal.

    :param asked: what the session was made with.
    """

    sms: SmsAccount
    capsys: pytest.CaptureFixture[str]
    asked: dict[str, Any] = field(default_factory=dict)

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        self.sms.requests.clear()
        code = program.main(list(arguments))
        printed = self.capsys.readouterr()
        return code, printed.out, printed.err

    def answer(self, *arguments: str) -> Any:
        """What a command that succeeds prints."""
        code, out, err = self(*arguments)
        assert (code, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def operator(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Operator:
    made = Operator(SmsAccount(), capsys)

    class Session:
        def __init__(self, **options: Any) -> None:
            made.asked.update(options)

        def client(self, _service: str, **_: Any) -> Any:
            return made.sms.client

    monkeypatch.setattr(boto3, "Session", Session)
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _: None)
    return made


def sent(sms: SmsAccount, number: str = NUMBER) -> str:
    """Enter a number and have its code sent; the code."""
    identity = sms.run("CreateVerifiedDestinationNumber", DestinationPhoneNumber=number)["VerifiedDestinationNumberId"]
    sms.run("SendDestinationNumberVerificationCode", VerifiedDestinationNumberId=identity, VerificationChannel="TEXT")
    return str(sms.state.verified_numbers[identity].code)


def status(sms: SmsAccount) -> dict[str, str]:
    return {each.number: each.status for each in sms.state.verified_numbers.values()}


def test_the_code_verifies_the_number_and_no_other(operator: Operator) -> None:
    code = sent(operator.sms)
    sent(operator.sms, OTHER)
    assert operator.answer("verify-number", NUMBER, "--code", code) == {"number": NUMBER, "status": "VERIFIED"}
    assert status(operator.sms) == {NUMBER: "VERIFIED", OTHER: "PENDING"}


def test_a_number_that_is_verified_stays_so_and_nothing_is_asked(operator: Operator) -> None:
    code = sent(operator.sms)
    operator("verify-number", NUMBER, "--code", code)
    for command in (("verify-number", NUMBER, "--code", "999999"), ("send-code", NUMBER)):
        assert operator.answer(*command) == {"number": NUMBER, "status": "VERIFIED"}
        assert operator.sms.changes == []


def test_another_code_is_refused_and_says_what_to_do(operator: Operator) -> None:
    sent(operator.sms)
    assert operator("verify-number", NUMBER, "--code", "x") == (
        1,
        "",
        "the code is not the one that was sent last; look again, or use send-code\n",
    )
    assert status(operator.sms) == {NUMBER: "PENDING"}


def test_a_code_that_expired_says_what_to_do(operator: Operator) -> None:
    code = sent(operator.sms)
    expired = error_reply("ConflictException", Reason="VERIFICATION_CODE_EXPIRED")
    operator.sms.aws.before.append(
        lambda _service, operation, _body: expired if operation == "VerifyDestinationNumber" else None
    )
    assert operator("verify-number", NUMBER, "--code", code) == (
        1,
        "",
        "the code has expired; have another one sent with send-code\n",
    )


def test_another_code_is_sent_and_the_first_is_of_no_use(operator: Operator) -> None:
    first = sent(operator.sms)
    answer = operator.answer("send-code", NUMBER, "--language", "DE_DE")
    assert (answer["number"], answer["status"]) == (NUMBER, "PENDING")
    assert answer["message_id"] in operator.sms.state.messages
    (request,) = [asked for name, asked in operator.sms.requests if name.startswith("Send")]
    assert (request["VerificationChannel"], request["LanguageCode"]) == ("TEXT", "DE_DE")
    (found,) = operator.sms.state.verified_numbers.values()
    found.code = "654321" if first != "654321" else "123456"
    assert operator("verify-number", NUMBER, "--code", first)[0] == 1
    assert operator.answer("verify-number", NUMBER, "--code", str(found.code))["status"] == "VERIFIED"


def test_a_code_can_be_called(operator: Operator) -> None:
    sent(operator.sms)
    message = operator.answer("send-code", NUMBER, "--channel", "VOICE")["message_id"]
    assert operator.sms.state.messages[message].channel == "VOICE"


def test_a_number_that_is_not_there_has_its_own_exit_code(operator: Operator) -> None:
    sent(operator.sms, OTHER)
    code, out, err = operator("verify-number", NUMBER, "--code", "123456")
    assert (code, out) == (3, "")
    assert err == (
        "+12065550142 is not among the destination numbers of this account in us-east-1; deploy a "
        "VerifiedDestinationNumber for it, or name the right --region\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("verify-number", "2065550142", "--code", "123456"),
            "'2065550142' is not in E.164; give a plus, the country's code and the number: +12065550142\n",
        ),
        (
            ("verify-number", NUMBER, "--code", "12-34"),
            "'12-34' is not a code; codes have 1 to 20 letters and digits\n",
        ),
    ],
)
def test_a_wrong_call_asks_nothing_of_aws(operator: Operator, arguments: tuple[str, ...], words: str) -> None:
    assert operator(*arguments) == (2, "", words)
    assert operator.sms.requests == []


def test_what_aws_refuses_is_told_in_its_words(operator: Operator) -> None:
    operator.sms.refusals = [error_reply("AccessDeniedException")]
    code, _, err = operator("verify-number", NUMBER, "--code", "123456")
    assert code == 1
    assert "AccessDeniedException" in err


def test_an_interruption_has_its_own_exit_code(operator: Operator) -> None:
    def interrupt(_service: str, _operation: str, _body: Any) -> None:
        raise KeyboardInterrupt

    operator.sms.aws.before.append(interrupt)
    assert operator("send-code", NUMBER) == (130, "", "interrupted\n")


def test_profile_and_region_are_those_that_are_named(operator: Operator) -> None:
    sent(operator.sms)
    operator("send-code", NUMBER, "--profile", "messaging", "--region", "eu-central-1")
    assert operator.asked == {"profile_name": "messaging", "region_name": "eu-central-1"}


@pytest.mark.parametrize("name", dispatch.names())
def test_the_help_of_each_tells_how_it_ends(capsys: pytest.CaptureFixture[str], name: str) -> None:
    with pytest.raises(SystemExit):
        dispatch.main([name, "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    for part in ("--profile", "--region", "Exit codes: 0 done, 1 AWS refused"):
        assert part in shown


def test_without_a_command_the_call_is_wrong(operator: Operator) -> None:
    with pytest.raises(SystemExit) as ended:
        operator()
    assert ended.value.code == 2
