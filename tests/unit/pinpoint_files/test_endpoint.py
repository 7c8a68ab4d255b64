"""The rules for one endpoint."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cdk_messaging.pinpoint.endpoint_files import problems_of
from tests.unit.pinpoint_files.endpoints import ADA, Endpoint, without


def codes(endpoint: Endpoint) -> list[str]:
    return [f"{problem.severity} {problem.code}" for problem in problems_of(endpoint)]


def test_nothing_is_wrong_with_a_whole_endpoint() -> None:
    assert codes(ADA) == []


@pytest.mark.parametrize(
    ("endpoint", "code"),
    [
        ({**ADA, "ChannelType": "sms"}, "error channel-type"),
        ({**ADA, "OptOut": "SOME"}, "error opt-out"),
        ({**ADA, "Adress": "x"}, "error unknown-member"),
        ({**ADA, "Location": {"Land": "US"}}, "error unknown-member"),
        ({**ADA, "Location": {"Country": "USA"}}, "error country"),
        ({**ADA, "Location": {"Latitude": "47.6"}}, "error type"),
        ({**ADA, "Location": {"Longitude": 181.0}}, "error range"),
        ({**ADA, "Location": "US"}, "error type"),
        ({**ADA, "Demographic": {"Make": 1}}, "error type"),
        ({**ADA, "Attributes": {"Interests": "Music"}}, "error type"),
        ({**ADA, "Attributes": {"Interests": [1]}}, "error type"),
        ({**ADA, "Attributes": ["Music"]}, "error type"),
        ({**ADA, "User": {"UserAttributes": {"Name": "Ada"}}}, "error type"),
        ({**ADA, "User": {"UserAttributes": []}}, "error type"),
        ({**ADA, "Metrics": {"age": "36"}}, "error type"),
        ({**ADA, "Metrics": {"age": True}}, "error type"),
        ({**ADA, "Id": 7}, "error type"),
        ({**ADA, "ChannelType": ["SMS"]}, "error type"),
        ({**ADA, "OptOut": {}}, "error type"),
        ({**ADA, "Metrics": {"age": float("nan")}}, "error type"),
        ({**ADA, "Location": {"Latitude": float("inf")}}, "error type"),
        ({**ADA, "Attributes": {"Interests": ["\ud800"]}}, "error encoding"),
        ({**ADA, "Attributes": {"n" * 51: ["v"]}}, "error name-length"),
        ({**ADA, "Attributes": {"": ["v"]}}, "error name-length"),
        ({**ADA, "Attributes": {"name": ["v" * 101]}}, "error value-length"),
        ({**ADA, "User": {"UserAttributes": {"name": ["v"] * 51}}}, "error values"),
        ({**ADA, "Metrics": {f"m{number}": 1 for number in range(250)}}, "error attributes"),
        ({**ADA, "Address": "0206 555"}, "error address"),
        ({**ADA, "Address": "12065550100"}, "warning address"),
        ({**ADA, "ChannelType": "EMAIL"}, "error address"),
        ({**ADA, "EffectiveDate": "2026-01-01"}, "warning not-imported"),
        (without("Address"), "warning update-only"),
        (without("Address", "Id"), "error missing-member"),
        (without("Address", "Id", "ChannelType", "User"), "error missing-member"),
    ],
)
def test_a_broken_rule_is_named(endpoint: Endpoint, code: str) -> None:
    assert codes(endpoint) == [code]


@pytest.mark.parametrize(
    "endpoint",
    [
        {**ADA, "Attributes": {"n" * 50: ["v" * 100] * 50}},
        {**ADA, "ChannelType": "EMAIL", "Address": "ada@example.com"},
        {**ADA, "ChannelType": "APNS", "Address": "1a2b3c4d"},
        {**ADA, "ChannelType": "VOICE", "OptOut": "ALL"},
        {"User": {"UserId": "u1"}},
        without("Id"),
    ],
)
def test_what_is_allowed_is_not_complained_of(endpoint: Endpoint) -> None:
    assert codes(endpoint) == []


def test_an_endpoint_may_not_be_larger_than_fifteen_kilobytes() -> None:
    attributes = {f"name{number}": ["v" * 100] for number in range(249)}
    assert codes({**ADA, "Attributes": attributes | {"more": []}, "Metrics": {}, "User": {}}) == ["error endpoint-size"]


@pytest.mark.parametrize(
    ("size", "found"),
    [(15_000, []), (15_001, ["warning endpoint-size"]), (15_360, ["warning endpoint-size"]),
     (15_361, ["error endpoint-size"])],
)  # fmt: skip
def test_what_fifteen_kilobytes_may_mean_is_only_warned_of(size: int, found: list[str]) -> None:
    plain = {**ADA, "Location": {"City": ""}}
    missing = size - len(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode())
    assert codes({**plain, "Location": {"City": "x" * missing}}) == found


def test_a_message_says_what_is_allowed() -> None:
    (problem,) = problems_of({**ADA, "Attributes": {"Interests": ["v" * 120]}})
    assert problem.message == "a value of Attributes.Interests has 120 characters; the most is 100"


@pytest.mark.parametrize("member", ["Address", "Id", "ChannelType", "OptOut"])
def test_no_message_holds_what_an_endpoint_says_of_somebody(member: str) -> None:
    secret: Any = "secret-value"
    wrong = {**ADA, member: secret, "Location": {"Country": secret}, "Attributes": {"Name": secret}}
    assert [problem.message for problem in problems_of(wrong) if secret in problem.message] == []
