"""Version 1 of the voice API, beside version 2 under the same name."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.service_error import ServiceError
from sandbox.settings import Settings
from sandbox.sms_voice import state as version_2
from sandbox.sms_voice.throttle import Throttle
from sandbox.sms_voice_v1 import service
from sandbox.sms_voice_v1.state import State
from tests.sandbox.account import Account, Json, person, refused

TOPIC = {"SnsDestination": {"TopicArn": "arn:aws:sns:us-east-1:111122223333:calls"}}
FAILURES = {"Enabled": True, "MatchingEventTypes": ["FAILED", "BUSY"], **TOPIC}


@pytest.fixture
def voice(account: Account) -> Any:
    return account.client("pinpoint-sms-voice")


def made(voice: Any, **destinations: Json) -> str:
    voice.create_configuration_set(ConfigurationSetName="calls")
    for name, definition in destinations.items():
        voice.create_configuration_set_event_destination(
            ConfigurationSetName="calls", EventDestinationName=name, EventDestination=definition
        )
    return "calls"


def destinations_of(voice: Any, name: str = "calls") -> list[Json]:
    answer = voice.get_configuration_set_event_destinations(ConfigurationSetName=name)
    return list(answer["EventDestinations"])


def call(voice: Any, sender: Json, to: str, **members: Any) -> Json:
    content = {"PlainTextMessage": {"Text": "Your order is here.", "VoiceId": "Matthew", "LanguageCode": "en-US"}}
    asked = {"Content": content, "DestinationPhoneNumber": to, "OriginationPhoneNumber": sender["PhoneNumber"]}
    return dict(voice.send_voice_message(**{**asked, **members}))


def caller(account: Account) -> Json:
    return account.number("US", "LONG_CODE", NumberCapabilities=["VOICE"])


def test_sets_of_the_two_versions_are_not_the_same(account: Account, voice: Any) -> None:
    made(voice)
    account.sms.create_configuration_set(ConfigurationSetName="texts")
    assert voice.list_configuration_sets()["ConfigurationSets"] == ["calls"]
    (other,) = account.sms.describe_configuration_sets()["ConfigurationSets"]
    assert other["ConfigurationSetName"] == "texts"


def test_a_set_has_the_destinations_that_it_was_given(voice: Any) -> None:
    made(voice, failures=FAILURES)
    assert destinations_of(voice) == [{"Name": "failures", **FAILURES}]


def test_a_destination_is_changed_and_removed(voice: Any) -> None:
    made(voice, failures=FAILURES)
    named = {"ConfigurationSetName": "calls", "EventDestinationName": "failures"}
    changed = {**FAILURES, "Enabled": False, "MatchingEventTypes": ["RINGING"]}
    voice.update_configuration_set_event_destination(**named, EventDestination=changed)
    assert destinations_of(voice) == [{"Name": "failures", **changed}]
    voice.delete_configuration_set_event_destination(**named)
    assert destinations_of(voice) == []


def test_a_set_goes_with_its_destinations(voice: Any) -> None:
    made(voice, failures=FAILURES)
    voice.delete_configuration_set(ConfigurationSetName="calls")
    assert refused(lambda: destinations_of(voice))["Code"] == "NotFoundException"


REFUSED: list[tuple[str, Json, str]] = [
    ("create_configuration_set", {"ConfigurationSetName": "calls"}, "AlreadyExistsException"),
    ("create_configuration_set", {"ConfigurationSetName": "my calls"}, "BadRequestException"),
    ("delete_configuration_set", {"ConfigurationSetName": "others"}, "NotFoundException"),
    (
        "create_configuration_set_event_destination",
        {"ConfigurationSetName": "calls", "EventDestinationName": "failures", "EventDestination": FAILURES},
        "AlreadyExistsException",
    ),
    (
        "create_configuration_set_event_destination",
        {"ConfigurationSetName": "calls", "EventDestinationName": "more", "EventDestination": {"Enabled": True}},
        "BadRequestException",
    ),
    (
        "create_configuration_set_event_destination",
        {
            "ConfigurationSetName": "calls",
            "EventDestinationName": "more",
            "EventDestination": {**FAILURES, "MatchingEventTypes": ["VOICE_ALL"]},
        },
        "BadRequestException",
    ),
    (
        "update_configuration_set_event_destination",
        {"ConfigurationSetName": "calls", "EventDestinationName": "more", "EventDestination": FAILURES},
        "NotFoundException",
    ),
]


@pytest.mark.parametrize(("operation", "request_", "code"), REFUSED)
def test_what_is_wrong_is_refused_as_the_model_says(voice: Any, operation: str, request_: Json, code: str) -> None:
    made(voice, failures=FAILURES)
    assert refused(lambda: getattr(voice, operation)(**request_))["Code"] == code


def test_a_set_has_ten_destinations_at_most(voice: Any) -> None:
    with pytest.raises(voice.exceptions.LimitExceededException):
        made(voice, **{f"destination-{index}": FAILURES for index in range(11)})
    assert len(destinations_of(voice)) == 10


def test_a_call_reaches_the_phone(account: Account, voice: Any) -> None:
    number, sender = person(), caller(account)
    answer = call(voice, sender, number, ConfigurationSetName=made(voice), CallerId=sender["PhoneNumber"])
    heard = account.phone.wait_for(number, "Your order is here.")
    assert (heard["messageId"], heard["origin"]) == (answer["MessageId"], "voice")


@pytest.mark.parametrize(
    "members",
    [
        {"ConfigurationSetName": "others"},
        {"CallerId": "+12065550199"},
        {"OriginationPhoneNumber": "+12065550199"},
        {"Content": {}},
        {"Content": {"SSMLMessage": {"Text": "<speak>One\ntwo</speak>"}}},
        {"DestinationPhoneNumber": "911"},
    ],
    ids=["set", "caller", "origin", "nothing", "line break", "destination"],
)
def test_a_call_that_cannot_be_is_refused(account: Account, voice: Any, members: Json) -> None:
    sender = caller(account)
    error = refused(lambda: call(voice, sender, person(), **members))
    assert error["Code"] in {"BadRequestException", "NotFoundException"}


@pytest.mark.parametrize(("resource", "allowed"), [("*", True), ("configuration-set/calls", False)])
def test_a_permission_has_to_be_on_everything(account: Account, resource: str, allowed: bool) -> None:
    on = resource if resource == "*" else account.arn(resource)
    statement = {"Effect": "Allow", "Action": "sms-voice:CreateConfigurationSet", "Resource": on}
    user = account.as_user("pinpoint-sms-voice", [statement])
    if allowed:
        user.create_configuration_set(ConfigurationSetName="calls")
    else:
        error = refused(lambda: user.create_configuration_set(ConfigurationSetName="calls"))
        assert error["Code"] == "AccessDeniedException"
    made_sets = account.client("pinpoint-sms-voice").list_configuration_sets()["ConfigurationSets"]
    assert made_sets == (["calls"] if allowed else [])


def test_each_operation_is_asked_once_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "throttle", Throttle(Settings(api_rate=1)))
    state = State(numbers=version_2.State("100000000000", "us-east-1"))
    service.pace(state, "CreateConfigurationSet")
    service.pace(state, "ListConfigurationSets")
    with pytest.raises(ServiceError) as refusal:
        service.pace(state, "CreateConfigurationSet")
    assert (refusal.value.code, refusal.value.status) == ("TooManyRequestsException", 429)
