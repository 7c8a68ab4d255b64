"""Voice configuration sets of version 1: made, changed in place, and gone whatever became of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cdk_messaging.provider.runtime import voice
from tests.runtime.fakes.aws import error_reply
from tests.unit.provider.conftest import CloudFormation
from tests.unit.provider.setting_parts import OTHER_TOPIC, TOPIC, calls
from tests.unit.provider.sms_account import SmsAccount, Stack


@pytest.fixture
def sms(monkeypatch: pytest.MonkeyPatch) -> SmsAccount:
    account = SmsAccount()
    monkeypatch.setattr(voice, "client", lambda: account.voice_client)
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _: None)
    return account


def stack_of(cloudformation: CloudFormation, **targets: str | None) -> Stack:
    value = {"EventDestinations": calls(**targets)}
    return Stack(cloudformation, "Custom::VoiceConfigurationSet", {"ConfigurationSetName": "calls"}, value)


def test_a_set_has_the_destinations_that_it_was_given(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    stack_of(cloudformation, failures=TOPIC, log=None).create()
    assert list(sms.voice.sets) == ["calls"]
    for name, definition in json.loads(calls(failures=TOPIC, log=None)).items():
        assert sms.voice.sets["calls"][name] == {**definition, "MatchingEventTypes": ["BUSY", "FAILED"]}


def test_a_set_without_destinations_is_a_set(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    stack_of(cloudformation).create()
    assert sms.voice.sets == {"calls": {}}


@pytest.mark.parametrize(
    ("targets", "changes"),
    [
        ({"failures": OTHER_TOPIC, "archive": TOPIC}, ["UpdateConfigurationSetEventDestination"]),
        ({"failures": TOPIC}, ["DeleteConfigurationSetEventDestination"]),
        ({"failures": TOPIC, "archive": TOPIC, "log": None}, ["CreateConfigurationSetEventDestination"]),
        (
            {"failures": None, "archive": TOPIC},
            ["DeleteConfigurationSetEventDestination", "CreateConfigurationSetEventDestination"],
        ),
    ],
    ids=["another topic", "one less", "one more", "another kind"],
)
def test_an_update_changes_what_is_different_and_nothing_else(
    sms: SmsAccount, cloudformation: CloudFormation, targets: dict[str, Any], changes: list[str]
) -> None:
    stack = stack_of(cloudformation, failures=TOPIC, archive=TOPIC)
    stack.create()
    made = len(sms.changes)
    stack.update(EventDestinations=calls(**targets))
    assert sms.changes[made:] == changes
    assert set(sms.voice.sets["calls"]) == set(targets)


def test_it_goes_whatever_somebody_made_of_it_since(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    stack = stack_of(cloudformation, failures=TOPIC)
    stack.create()
    sms.voice.sets["calls"]["theirs"] = {"Enabled": False}
    assert stack.delete()["Status"] == "SUCCESS"
    assert sms.voice.sets == {}


def test_an_empty_set_of_somebody_else_is_not_taken_over_either(
    sms: SmsAccount, cloudformation: CloudFormation
) -> None:
    sms.voice.sets["calls"] = {}
    stack = stack_of(cloudformation, failures=TOPIC)
    assert stack.create()["Status"] == "FAILED"
    stack.delete(failed=True)
    assert sms.voice.sets == {"calls": {}}


def test_more_requests_than_one_a_second_are_waited_out(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    stack = stack_of(cloudformation, failures=TOPIC)
    sms.refusals = [error_reply("TooManyRequestsException", 429) for _ in range(12)]
    assert stack.create()["Status"] == "SUCCESS"


def test_a_deletion_that_is_refused_fails_in_words(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    stack = stack_of(cloudformation)
    stack.create()
    sms.refusals = [error_reply("BadRequestException")]
    assert stack.delete()["Reason"] == (
        "Refused: DeleteConfigurationSet: BadRequestException (BadRequestException) (log stream log)"
    )
    assert sms.voice.sets == {"calls": {}}
