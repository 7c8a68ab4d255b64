"""Invoking the functions from one's own code."""

from __future__ import annotations

import io
import json
from typing import Any

import boto3
import pytest
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError
from botocore.stub import Stubber

from cdk_messaging.sms_voice.senders.client import ONCE, SenderClient

EVENT = {"destination": "+12065550100", "body": "hello"}
URL = "https://lambda.us-east-1.amazonaws.com"


class Lambda:
    """A client whose function answers, or doesn't."""

    def __init__(self) -> None:
        self.client = boto3.client(
            "lambda", region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b", config=ONCE
        )
        self.stub = Stubber(self.client)
        self.stub.activate()

    def answers(self, content: bytes, **members: Any) -> None:
        expected = {"FunctionName": "texts", "Payload": json.dumps(EVENT).encode()}
        self.stub.add_response("invoke", {"Payload": io.BytesIO(content), **members}, expected)

    def call(self) -> dict[str, Any]:
        return SenderClient("texts", self.client).call(**EVENT)


def test_the_functions_answer_is_returned() -> None:
    function = Lambda()
    function.answers(b'{"outcome": "sent", "message_id": "m"}', StatusCode=200)
    assert function.call() == {"outcome": "sent", "message_id": "m"}


def test_a_function_that_fails_may_have_sent() -> None:
    function = Lambda()
    function.answers(b'{"errorType": "Timeout"}', StatusCode=200, FunctionError="Unhandled")
    assert function.call() == {"outcome": "unknown", "reason": "FunctionError"}


@pytest.mark.parametrize("content", [b"null", b"[]", b"{}"])
def test_an_answer_without_an_outcome_is_unknown(content: bytes) -> None:
    function = Lambda()
    function.answers(content, StatusCode=200)
    assert function.call()["outcome"] == "unknown"


@pytest.mark.parametrize(
    ("code", "status", "outcome"),
    [("TooManyRequestsException", 429, "try_later"), ("AccessDeniedException", 403, "refused"),
     ("ServiceException", 500, "unknown")],
)  # fmt: skip
def test_a_refused_invocation_has_its_outcome(code: str, status: int, outcome: str) -> None:
    function = Lambda()
    function.stub.add_client_error("invoke", code, http_status_code=status)
    assert function.call() == {"outcome": outcome, "reason": code}


@pytest.mark.parametrize(
    ("problem", "outcome"),
    [(ReadTimeoutError(endpoint_url=URL), "unknown"), (ConnectTimeoutError(endpoint_url=URL), "try_later")],
)
def test_a_lost_answer_is_unknown_and_a_lost_question_is_not(
    monkeypatch: pytest.MonkeyPatch, problem: Exception, outcome: str
) -> None:
    function = Lambda()

    def fail(**_: Any) -> None:
        raise problem

    monkeypatch.setattr(function.client, "invoke", fail)
    assert function.call() == {"outcome": outcome, "reason": type(problem).__name__}


def test_it_is_tried_once() -> None:
    assert Lambda().client.meta.config.retries["total_max_attempts"] == 1  # type: ignore[attr-defined]
