"""What the functions ask AWS, checked against botocore's models with their patterns and enumerations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from sandbox import shapes
from tests.runtime.fakes.aws import FakeAws, Reply, dynamodb, error_reply, json_reply, reset_dynamodb

Json = dict[str, Any]
DESTINATION = "+12065550100"
POOL = "arn:aws:sms-voice:us-east-1:111122223333:pool/pool-0123456789abcdef"
SET = "arn:aws:sms-voice:us-east-1:111122223333:configuration-set/alerts"
NOTIFY = "arn:aws:sms-voice:us-east-1:111122223333:notify-configuration/nc-0123456789abcdef"
TABLE = "codes"
SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:key-AbCdEf"
TABLE_DEFINITION = {
    "TableName": TABLE,
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
    "BillingMode": "PAY_PER_REQUEST",
}
_MODELS = {"pinpoint-sms-voice-v2": "sms-voice", "pinpoint": "mobiletargeting"}
_PAYLOADS = {"SendMessages": "MessageRequest", "SendUsersMessages": "SendUsersMessageRequest"}
_IAM = {**_MODELS, "dynamodb": "dynamodb", "secrets-manager": "secretsmanager"}


@dataclass(frozen=True)
class Call:
    """A request of a function."""

    action: str
    """As IAM calls it."""
    body: Mapping[str, Any]


class Service:
    """AWS as the functions see it. ``answers`` says what an operation gives; by default all goes well."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[Call] = []
        self.answers: dict[str, Reply | Exception] = {}
        self._monkeypatch = monkeypatch
        self.aws = FakeAws(
            services={
                "pinpoint-sms-voice-v2": self._answer,
                "pinpoint": self._answer,
                "secrets-manager": self._answer,
                "dynamodb": dynamodb,
            },
            before=[self._record],
        )

    def variables(self, **variables: str | None) -> None:
        """Set the function's environment; None takes a variable away."""
        for name, value in variables.items():
            if value is None:
                self._monkeypatch.delenv(name, raising=False)
            else:
                self._monkeypatch.setenv(name, value)

    def table(self) -> None:
        """An empty table of codes."""
        reset_dynamodb()
        dynamodb("CreateTable", TABLE_DEFINITION)

    def refuse(self, operation: str, code: str, status: int = 400, **members: Any) -> None:
        """Let an operation answer with an error."""
        self.answers[operation] = error_reply(code, status, **members)

    def lose(self, operation: str) -> None:
        """Let the answer of an operation never arrive."""
        self.answers[operation] = ReadTimeoutError(endpoint_url="https://sms-voice.us-east-1.amazonaws.com")

    def request(self) -> Mapping[str, Any]:
        """The body of the only request."""
        (call,) = self.calls
        return call.body

    def bodies(self, action: str) -> list[Mapping[str, Any]]:
        """The bodies of an action's requests."""
        return [call.body for call in self.calls if call.action == action]

    def _record(self, service: str, operation: str, body: Mapping[str, Any]) -> Reply | None:
        self.calls.append(Call(f"{_IAM[service]}:{operation}", body))
        if service in _MODELS:
            member = _PAYLOADS.get(operation, f"{operation}RequestParameters")
            checked = body if service != "pinpoint" else {"ApplicationId": "app", member: body}
            problems = shapes.load(service).check_input(operation, checked)
            assert not problems, f"{operation}: {problems}"
        answer = self.answers.get(operation)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _answer(self, operation: str, body: Mapping[str, Any]) -> Reply:
        return json_reply(_GOOD[operation](body))


def _otp(body: Mapping[str, Any]) -> Json:
    result = {"DeliveryStatus": "SUCCESSFUL", "MessageId": "message", "StatusCode": 200}
    return {"ApplicationId": "app", "Result": {body["DestinationIdentity"]: result}}


def _sent(addresses: Iterable[str]) -> Json:
    return {
        address: {"DeliveryStatus": "SUCCESSFUL", "MessageId": "message", "StatusCode": 200} for address in addresses
    }


_GOOD: Mapping[str, Callable[[Mapping[str, Any]], Json]] = {
    "CarrierLookup": lambda _: {
        "E164PhoneNumber": DESTINATION,
        "PhoneNumberType": "MOBILE",
        "DialingCountryCode": "1",
        "IsoCountryCode": "US",
        "Carrier": "ExampleCorp Mobile",
        "MCC": "310",
        "MNC": "800",
    },
    "GetSecretValue": lambda _: {"SecretString": "0123456789abcdef"},
    "SendMediaMessage": lambda _: {"MessageId": "message"},
    "SendMessages": lambda body: {"ApplicationId": "app", "Result": _sent(body["Addresses"])},
    "SendUsersMessages": lambda body: {
        "ApplicationId": "app",
        "Result": {user: _sent(["endpoint"]) for user in body["Users"]},
    },
    "SendNotifyTextMessage": lambda _: {"MessageId": "message", "ResolvedMessageBody": "Your code is ..."},
    "SendOTPMessage": _otp,
    "SendTextMessage": lambda _: {"MessageId": "message"},
    "SendVoiceMessage": lambda _: {"MessageId": "message"},
    "VerifyOTPMessage": lambda _: {"Valid": True},
}
