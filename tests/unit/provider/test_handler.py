"""CloudFormation's protocol: whatever happens, there is an answer."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from cdk_messaging.provider.runtime import handler as module
from cdk_messaging.provider.runtime.handler import FAILED_CREATE, LONG_RESOURCES, RESOURCES, handler
from tests.unit.provider.conftest import CloudFormation

KIND = "Custom::Test"


def serves(monkeypatch: pytest.MonkeyPatch, outcome: Any) -> list[Mapping[str, Any]]:
    """Register a resource that answers so, or fails so. What it was asked is in the list."""
    asked: list[Mapping[str, Any]] = []

    def serve(event: Mapping[str, Any]) -> Any:
        asked.append(event)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(module, "RESOURCES", {KIND: serve})
    return asked


def test_success_names_the_resource_and_its_attributes(
    monkeypatch: pytest.MonkeyPatch, cloudformation: CloudFormation, context: SimpleNamespace
) -> None:
    serves(monkeypatch, ("thing-1", {"Colour": "red"}))
    handler(cloudformation.request("Create", KIND), context)
    assert cloudformation.answers == [
        {
            "Status": "SUCCESS",
            "PhysicalResourceId": "thing-1",
            "Data": {"Colour": "red"},
            "StackId": "arn:aws:cloudformation:us-east-1:111122223333:stack/Stack/1",
            "RequestId": "request-1",
            "LogicalResourceId": "Text",
        }
    ]


def test_the_answer_goes_to_the_address_as_it_was_signed_with_an_empty_content_type(
    monkeypatch: pytest.MonkeyPatch, cloudformation: CloudFormation, context: SimpleNamespace
) -> None:
    serves(monkeypatch, ("thing-1", {}))
    handler(cloudformation.request("Create", KIND), context)
    assert cloudformation.content_types == [""]
    assert cloudformation.addresses == ["/bucket/answer?signature=a%2Fb"]


def test_a_failed_create_says_why_and_where_to_read_more(
    monkeypatch: pytest.MonkeyPatch, cloudformation: CloudFormation, context: SimpleNamespace
) -> None:
    serves(monkeypatch, KeyError("TableName"))
    handler(cloudformation.request("Create", KIND), context)
    (answer,) = cloudformation.answers
    assert answer["Status"] == "FAILED"
    assert answer["Reason"] == "KeyError: 'TableName' (log stream 2026/11/22/[$LATEST]1)"
    assert answer["PhysicalResourceId"] == FAILED_CREATE


@pytest.mark.parametrize("request_type", ["Update", "Delete"])
def test_what_fails_later_keeps_its_id_so_that_nothing_is_replaced_or_deleted_for_it(
    monkeypatch: pytest.MonkeyPatch, cloudformation: CloudFormation, context: SimpleNamespace, request_type: str
) -> None:
    serves(monkeypatch, RuntimeError("no"))
    handler(cloudformation.request(request_type, KIND, PhysicalResourceId="thing-1"), context)
    (answer,) = cloudformation.answers
    assert (answer["Status"], answer["PhysicalResourceId"]) == ("FAILED", "thing-1")


def test_deleting_what_was_never_made_succeeds_without_asking(
    monkeypatch: pytest.MonkeyPatch, cloudformation: CloudFormation, context: SimpleNamespace
) -> None:
    asked = serves(monkeypatch, RuntimeError("no"))
    handler(cloudformation.request("Delete", KIND, PhysicalResourceId=FAILED_CREATE), context)
    (answer,) = cloudformation.answers
    assert answer["Status"] == "SUCCESS"
    assert asked == []


def test_an_unknown_type_fails_with_those_that_are_known(
    cloudformation: CloudFormation, context: SimpleNamespace
) -> None:
    handler(cloudformation.request("Create", "Custom::Unknown"), context)
    (answer,) = cloudformation.answers
    assert answer["Status"] == "FAILED"
    known = ", ".join((*RESOURCES, *LONG_RESOURCES))
    assert answer["Reason"].startswith(f"ValueError: resource type Custom::Unknown is not served here; known: {known} ")


@pytest.mark.parametrize("sign", ["x", "ж", "道", "\N{GRINNING FACE}", '"'])
def test_a_long_reason_is_cut_because_cloudformation_takes_no_long_answer(
    monkeypatch: pytest.MonkeyPatch, cloudformation: CloudFormation, context: SimpleNamespace, sign: str
) -> None:
    serves(monkeypatch, RuntimeError(sign * 10_000))
    handler(cloudformation.request("Update", KIND, PhysicalResourceId="x" * 1000), context)
    (answer,) = cloudformation.answers
    assert cloudformation.sizes[0] < 4096
    assert answer["Reason"].count(sign) > 200
    assert answer["Reason"].endswith("(log stream 2026/11/22/[$LATEST]1)")


def test_an_answer_that_is_not_taken_is_in_the_log(
    monkeypatch: pytest.MonkeyPatch,
    cloudformation: CloudFormation,
    context: SimpleNamespace,
    caplog: pytest.LogCaptureFixture,
) -> None:
    serves(monkeypatch, ("thing-1", {}))
    cloudformation.status = 403
    with caplog.at_level(logging.ERROR):
        handler(cloudformation.request("Create", KIND), context)
    assert "CloudFormation did not take the answer: HTTP 403" in caplog.messages


def test_a_failure_is_in_the_log_with_its_trace(
    monkeypatch: pytest.MonkeyPatch,
    cloudformation: CloudFormation,
    context: SimpleNamespace,
    caplog: pytest.LogCaptureFixture,
) -> None:
    serves(monkeypatch, RuntimeError("no"))
    with caplog.at_level(logging.ERROR):
        handler(cloudformation.request("Create", KIND), context)
    (record,) = caplog.records
    assert record.getMessage() == "Create Custom::Test failed"
    assert record.exc_info is not None
