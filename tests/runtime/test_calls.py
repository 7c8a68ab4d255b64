"""Which AWS calls each function makes: the list that the roles are written from."""

from __future__ import annotations

from typing import Any

import pytest

from tests.runtime.scenarios import run_all
from tests.runtime.world import ENVIRONMENT, HANDLERS, TABLE

EXPECTED = {
    "signup": {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "sms-voice:CarrierLookup"},
    "sender": {
        "dynamodb:ConditionCheckItem",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:UpdateItem",
        "secretsmanager:GetSecretValue",
        "sms-voice:CarrierLookup",
        "sms-voice:PutMessageFeedback",
        "sms-voice:SendTextMessage",
        "sqs:SendMessage",
    },
    "reply": {
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:UpdateItem",
        "secretsmanager:GetSecretValue",
        "sms-voice:PutMessageFeedback",
    },
    "settlement": {
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:UpdateItem",
        "secretsmanager:GetSecretValue",
        "sms-voice:PutMessageFeedback",
    },
    "sweeper": {
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:UpdateItem",
        "secretsmanager:GetSecretValue",
        "sqs:SendMessage",
    },
    "expiry": {
        "dynamodb:BatchGetItem",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:UpdateItem",
        "secretsmanager:GetSecretValue",
        "sms-voice:PutMessageFeedback",
    },
    "reconciliation": {
        "dynamodb:BatchGetItem",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:UpdateItem",
        "secretsmanager:GetSecretValue",
        "sms-voice:DescribeOptedOutNumbers",
    },
    "consent_check": {"dynamodb:GetItem", "dynamodb:Query"},
}
# What self-managed opt-outs add.
OURS_TOO = {"reply": {"sms-voice:DeleteOptedOutNumber"}, "reconciliation": {"sms-voice:PutOptedOutNumber"}}
READS_THE_INDEX = {"sweeper", "expiry", "reconciliation"}


@pytest.mark.parametrize("function", HANDLERS)
def test_a_function_makes_exactly_these_calls(function: str) -> None:
    assert {call.action for call in run_all(function)} == EXPECTED[function]


@pytest.mark.parametrize("function", HANDLERS)
def test_with_self_managed_opt_outs_a_function_makes_exactly_these_calls(function: str) -> None:
    actions = {call.action for call in run_all(function, self_managed_opt_outs=True)}
    assert actions == EXPECTED[function] | OURS_TOO.get(function, set())


@pytest.mark.parametrize("function", ["signup", "sender"])
def test_the_other_way_of_validation_replaces_the_look_up(function: str) -> None:
    actions = {call.action for call in run_all(function, number_validation="phone-number-validate")}
    assert "sms-voice:CarrierLookup" not in actions
    assert "mobiletargeting:PhoneNumberValidate" in actions


@pytest.mark.parametrize("function", HANDLERS)
def test_only_what_runs_on_a_schedule_reads_the_index(function: str) -> None:
    indexes = {dict(call.resources).get("index") for call in run_all(function)} - {None}
    assert indexes == ({"by_status"} if function in READS_THE_INDEX else set())


def test_calls_name_the_resources_they_touch() -> None:
    sends = [call.resources for call in run_all("sender") if call.action == "sms-voice:SendTextMessage"]
    assert sends == [
        (
            ("origination", ENVIRONMENT["ORIGINATION_IDENTITY"]),
            ("configuration-set", ENVIRONMENT["CONFIGURATION_SET"]),
        )
    ]
    tables = {dict(call.resources)["table"] for call in run_all("sender") if call.action.startswith("dynamodb:")}
    assert tables == {TABLE}


def test_sending_is_tried_once_and_a_look_up_too() -> None:
    from cdk_messaging.opt_in.runtime import aws  # noqa: PLC0415 - after the scenarios, which replace its session

    aws.forget()
    sender: Any = aws.sms_sender().meta.config
    lookup: Any = aws.sms_lookup(1.5).meta.config
    aws.forget()
    assert sender.retries == lookup.retries == {"total_max_attempts": 1, "mode": "standard"}
    assert lookup.read_timeout == 1.5
