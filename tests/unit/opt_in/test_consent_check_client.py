from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError

from cdk_messaging.opt_in.consent_check_client import CheckFailed, CheckThrottled, ConsentChecker, Verdict
from cdk_messaging.opt_in.runtime.consent_check import Answer

NUMBER = "+12065550100"
AT = "2026-11-22T15:29:53.000000Z"


def verdict(number: str, **members: Any) -> dict[str, Any]:
    return {
        "number": number,
        "programme": "alerts",
        "kind": None,
        "allowed": True,
        "reason": "opted-in",
        "state": "OPTED_IN",
        "since": AT,
        "checked_at": AT,
        **members,
    }


class FakeLambda:
    """AWS Lambda with one function.

    :param answer: makes the function's answer of the question.
    """

    def __init__(self, answer: Callable[[Mapping[str, Any]], Any], **members: Any) -> None:
        self.asked: list[dict[str, Any]] = []
        self._answer = answer
        self._members = members

    def invoke(self, *, FunctionName: str, Payload: bytes) -> dict[str, Any]:  # noqa: N803 - boto3's names
        assert FunctionName == "check"
        self.asked.append(json.loads(Payload))
        content = self._answer(self.asked[-1])
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        return {"StatusCode": 200, "Payload": io.BytesIO(raw), **self._members}


def checker(client: Any) -> ConsentChecker:
    return ConsentChecker("check", client)


def good(question: Mapping[str, Any]) -> dict[str, Any]:
    return {"results": [verdict(number) for number in question["numbers"]]}


def test_a_number_is_asked_for_and_the_verdict_is_typed() -> None:
    client = FakeLambda(good)
    at = datetime(2026, 11, 22, 15, 29, 53, tzinfo=UTC)
    assert checker(client).check(NUMBER, programme="alerts") == Verdict(
        number=NUMBER,
        programme="alerts",
        kind=None,
        allowed=True,
        reason="opted-in",
        state="OPTED_IN",
        since=at,
        checked_at=at,
    )
    assert client.asked == [{"numbers": [NUMBER], "programme": "alerts", "kind": None}]


def test_a_kind_is_passed_on() -> None:
    client = FakeLambda(good)
    checker(client).check(NUMBER, programme="alerts", kind="promotional")
    assert client.asked[0]["kind"] == "promotional"


def test_what_is_not_known_is_none() -> None:
    unknown = {"allowed": False, "reason": "number-invalid", "state": None, "since": None}
    found = checker(FakeLambda(lambda _: {"results": [verdict("x", **unknown)]})).check("x", programme="alerts")
    assert (found.allowed, found.state, found.since) == (False, None, None)


def test_many_numbers_are_asked_for_a_hundred_at_a_time_and_answered_in_their_order() -> None:
    client = FakeLambda(good)
    numbers = [f"+1206555{n:04}" for n in range(250)]
    assert [found.number for found in checker(client).check_many(iter(numbers), programme="alerts")] == numbers
    assert [len(question["numbers"]) for question in client.asked] == [100, 100, 50]


def test_no_numbers_ask_nothing() -> None:
    client = FakeLambda(good)
    assert list(checker(client).check_many([], programme="alerts")) == []
    assert client.asked == []


def failing(problem: Exception) -> Any:
    class Client:
        def invoke(self, **_: Any) -> Any:
            raise problem

    return Client()


def test_a_throttled_call_says_so() -> None:
    throttled = ClientError({"Error": {"Code": "TooManyRequestsException"}}, "Invoke")
    with pytest.raises(CheckThrottled, match="check could not be asked: TooManyRequestsException"):
        checker(failing(throttled)).check(NUMBER, programme="alerts")


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (ClientError({"Error": {"Code": "AccessDeniedException"}}, "Invoke"), "AccessDeniedException"),
        (ConnectTimeoutError(endpoint_url="https://lambda"), "ConnectTimeoutError"),
    ],
)
def test_a_call_that_fails_is_no_verdict(problem: Exception, message: str) -> None:
    with pytest.raises(CheckFailed) as caught:
        checker(failing(problem)).check(NUMBER, programme="alerts")
    assert str(caught.value) == f"check could not be asked: {message}"
    assert not isinstance(caught.value, CheckThrottled)


def test_a_function_that_fails_is_quoted() -> None:
    error = {"errorType": "MalformedRequest", "errorMessage": "numbers must be a list of texts"}
    with pytest.raises(CheckFailed, match="check failed: MalformedRequest: numbers must be a list of texts"):
        checker(FakeLambda(lambda _: error, FunctionError="Unhandled")).check(NUMBER, programme="alerts")


def test_a_function_that_fails_without_a_word_is_a_failure_too() -> None:
    with pytest.raises(CheckFailed, match="check failed: it does not say why"):
        checker(FakeLambda(lambda _: None, FunctionError="Unhandled")).check(NUMBER, programme="alerts")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"not json",
        None,
        [],
        {},
        {"results": None},
        {"results": []},
        {"results": [{}]},
        {"results": [None]},
        {"results": [verdict("+12065550199")]},
        {"results": [verdict(NUMBER), verdict(NUMBER)]},
        {"results": [verdict(NUMBER, allowed="yes")]},
        {"results": [verdict(NUMBER, checked_at="yesterday")]},
        {"results": [verdict(NUMBER, since=5)]},
    ],
)
def test_anything_else_than_a_verdict_on_the_number_is_a_failure(answer: Any) -> None:
    with pytest.raises(CheckFailed, match=r"^check answered "):
        checker(FakeLambda(lambda _: answer)).check(NUMBER, programme="alerts")


def test_a_sender_that_asks_needs_no_cdk() -> None:
    program = (
        "import sys, cdk_messaging.opt_in.consent_check_client\n"
        "sys.exit(sorted({'aws_cdk', 'constructs', 'pydantic'} & set(sys.modules)) or 0)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_what_the_function_answers_is_understood() -> None:
    """Both sides of the contract, one against the other."""
    documented = Verdict.__doc__ or ""
    assert [answer.value for answer in Answer if f"``{answer.value}``" not in documented] == []
