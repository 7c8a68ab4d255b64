"""What a published journey allows, the ways between its states, and which version of a template is active."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from cdk_messaging.pinpoint import JourneyStatus
from cdk_messaging.pinpoint.journeys.journey_state import ASKED_FOR
from cdk_messaging.pinpoint.journeys.journey_status import STEPS
from cdk_messaging.provider.runtime import pinpoint, pinpoint_journeys
from cdk_messaging.provider.runtime.handler import handler
from cdk_messaging.provider.runtime.pinpoint_retirement import REPLACEMENTS
from sandbox.mobiletargeting.state import Project
from sandbox.service_error import ServiceError
from tests.unit.provider.conftest import CloudFormation
from tests.unit.provider.pinpoint_account import Json, PinpointAccount, Thing
from tests.unit.provider.test_pinpoint_possessions import JOURNEY, PROJECT

STATE = "Custom::PinpointJourneyState"


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> PinpointAccount:
    found = PinpointAccount()
    monkeypatch.setattr(pinpoint, "client", lambda: found.client)
    found.state.projects[PROJECT] = Project(found.state.arn(f"apps/{PROJECT}"), PROJECT, "News", "2026-01-01")
    return found


@pytest.fixture
def journey(cloudformation: CloudFormation) -> Thing:
    key = {"ApplicationId": PROJECT, "Name": "Welcome"}
    return Thing(cloudformation, "Custom::PinpointJourney", key, {"Definition": json.dumps(JOURNEY)})


def definition(**changes: Any) -> str:
    return json.dumps({**JOURNEY, **changes})


def journey_of(account: PinpointAccount) -> Json:
    (found,) = account.state.projects[PROJECT].journeys.values()
    return found.latest


def ask(cloudformation: CloudFormation, request: str, account: PinpointAccount, state: str) -> Json:
    """CloudFormation asks for a state."""
    properties = {
        "ApplicationId": PROJECT,
        "JourneyId": journey_of(account)["Id"],
        "State": state,
    }
    event = cloudformation.request(request, STATE, ResourceProperties=properties, PhysicalResourceId="state")
    handler(event, SimpleNamespace(log_stream_name="log"))
    return cloudformation.answers[-1]


def test_a_published_journey_does_not_change_and_a_rollback_is_no_change(
    account: PinpointAccount, journey: Thing
) -> None:
    journey.create()
    journey_of(account)["State"] = "ACTIVE"
    refused = journey.update(Definition=definition(Limits={"DailyCap": 3}))
    assert refused["Status"] == "FAILED"
    assert "the journey is ACTIVE, and only a DRAFT can be changed: put the definition back" in refused["Reason"]
    assert journey.update(Definition=definition())["Status"] == "SUCCESS"
    assert "Limits" not in journey_of(account)


@pytest.mark.parametrize(
    "changes", [{"Schedule": {}}, {"StartActivity": "other"}, {"Activities": {}}, {"LocalTime": True}]
)
def test_any_other_definition_of_a_published_journey_is_refused(
    account: PinpointAccount, journey: Thing, changes: Json
) -> None:
    journey.create()
    journey_of(account)["State"] = "PAUSED"
    assert journey.update(Definition=definition(**changes))["Status"] == "FAILED"


def test_the_same_time_in_other_words_is_no_change(account: PinpointAccount, journey: Thing) -> None:
    journey.create()
    journey_of(account)["State"] = "ACTIVE"
    same = definition(Schedule={"StartTime": "2026-01-01T01:00:00+01:00"}, LocalTime=False, Limits={})
    assert journey.update(Definition=same)["Status"] == "SUCCESS"


def test_the_provider_knows_the_same_ways_as_the_library() -> None:
    ways = {(since.value, to.value) for since, ends in STEPS.items() for to in ends}
    assert ways == pinpoint_journeys._STEPS


@pytest.mark.parametrize("wanted", ASKED_FOR)
@pytest.mark.parametrize("current", list(JourneyStatus))
def test_a_state_is_reached_kept_or_refused(
    account: PinpointAccount, journey: Thing, cloudformation: CloudFormation, current: str, wanted: str
) -> None:
    journey.create()
    journey_of(account)["State"] = str(current)
    answer = ask(cloudformation, "Update", account, str(wanted))
    if wanted in STEPS[JourneyStatus(current)]:
        assert (answer["Status"], journey_of(account)["State"]) == ("SUCCESS", wanted)
        return
    kept = {("CLOSED", "ACTIVE"), ("COMPLETED", "ACTIVE"), ("COMPLETED", "CANCELLED")}
    stays = wanted in ("DRAFT", current) or (current, wanted) in kept
    assert (answer["Status"], journey_of(account)["State"]) == ("SUCCESS" if stays else "FAILED", current)


def test_a_refused_way_names_those_that_there_are(
    account: PinpointAccount, journey: Thing, cloudformation: CloudFormation
) -> None:
    journey.create()
    assert "a journey that is DRAFT can't become PAUSED: use ACTIVE" in ask(
        cloudformation, "Create", account, "PAUSED"
    )["Reason"]  # fmt: skip
    journey_of(account)["State"] = "CANCELLED"
    assert "it is over for good, so make another one" in ask(cloudformation, "Update", account, "ACTIVE")["Reason"]


def test_taking_a_state_away_leaves_the_journey_as_it_is(
    account: PinpointAccount, journey: Thing, cloudformation: CloudFormation
) -> None:
    journey.create()
    ask(cloudformation, "Create", account, "ACTIVE")
    account.requests.clear()
    assert ask(cloudformation, "Delete", account, "ACTIVE")["Status"] == "SUCCESS"
    assert (account.requests, journey_of(account)["State"]) == ([], "ACTIVE")


def test_publishing_what_ended_names_the_replacement(
    account: PinpointAccount, journey: Thing, cloudformation: CloudFormation
) -> None:
    journey.create()
    account.refusals["UpdateJourneyState"] = [ServiceError("MethodNotAllowedException", "gone", status=405)]
    assert f"use {REPLACEMENTS[STATE]}" in ask(cloudformation, "Create", account, "ACTIVE")["Reason"]


def template(account: PinpointAccount, versions: int = 3) -> None:
    client = account.client
    client.create_sms_template(TemplateName="Reminder", SMSTemplateRequest={"Body": "1"})
    for number in range(2, versions + 1):
        body = {"Body": str(number)}
        client.update_sms_template(TemplateName="Reminder", SMSTemplateRequest=body, CreateNewVersion=True)


def active(account: PinpointAccount) -> str:
    answer = account.client.get_sms_template(TemplateName="Reminder")
    return str(answer["SMSTemplateResponse"]["Version"])


def activation(cloudformation: CloudFormation, version: str) -> Thing:
    key = {"TemplateName": "Reminder", "TemplateType": "SMS"}
    return Thing(cloudformation, "Custom::PinpointTemplateActiveVersion", key, {"Version": version})


def test_a_version_is_active_until_the_stack_goes(account: PinpointAccount, cloudformation: CloudFormation) -> None:
    template(account)
    made = activation(cloudformation, "2")
    made.create()
    assert active(account) == "2"
    made.update(Version="3")
    assert active(account) == "3"
    assert made.create_again()["Status"] == "SUCCESS"
    made.delete()
    assert active(account) == "1"


def test_a_version_that_somebody_made_active_since_stays(
    account: PinpointAccount, cloudformation: CloudFormation
) -> None:
    template(account)
    made = activation(cloudformation, "2")
    made.create()
    account.client.update_template_active_version(
        TemplateName="Reminder", TemplateType="SMS", TemplateActiveVersionRequest={"Version": "latest"}
    )
    made.delete()
    assert active(account) == "3"


def test_an_earlier_version_that_is_gone_fails_no_deletion(
    account: PinpointAccount, cloudformation: CloudFormation
) -> None:
    template(account)
    made = activation(cloudformation, "2")
    made.create()
    account.client.delete_sms_template(TemplateName="Reminder", Version="1")
    assert made.delete()["Status"] == "SUCCESS"
    account.client.delete_sms_template(TemplateName="Reminder")
    assert made.delete()["Status"] == "SUCCESS"


def test_a_version_that_there_is_not_is_refused(account: PinpointAccount, cloudformation: CloudFormation) -> None:
    template(account)
    answer = activation(cloudformation, "9").create()
    assert answer["Status"] == "FAILED"
    assert "version '9' of the template was not found" in answer["Reason"]
