"""Voice templates, journeys and recommenders that the provider makes: one each, never somebody else's."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from cdk_messaging.pinpoint.retirement import ENDED_ON
from cdk_messaging.provider.runtime import pinpoint
from cdk_messaging.provider.runtime.handler import LONG_RESOURCES, RESOURCES
from cdk_messaging.provider.runtime.pinpoint_retirement import REPLACEMENTS
from sandbox.mobiletargeting import listing
from sandbox.mobiletargeting.state import Project
from sandbox.service_error import ServiceError
from tests.unit.provider.conftest import CloudFormation
from tests.unit.provider.pinpoint_account import DENIED, Json, PinpointAccount, Thing

PROJECT = "0123456789abcdef0123456789abcdef"
ROLE = "arn:aws:iam::111122223333:role/recommender"
ACTIVITIES = {"wait": {"Wait": {"WaitTime": {"WaitFor": "PT1H"}}}}
JOURNEY = {
    "Activities": ACTIVITIES,
    "StartActivity": "wait",
    "StartCondition": {"SegmentStartCondition": {"SegmentId": PROJECT}},
    "Schedule": {"StartTime": "2026-01-01T00:00:00.000Z"},
    "RefreshFrequency": "PT1H",
}
RECOMMENDER = {
    "RecommendationProviderUri": "arn:aws:personalize:us-east-1:111122223333:campaign/c",
    "RecommendationProviderRoleArn": ROLE,
    "RecommendationsDisplayName": "Films",
}
WRITES = {
    "voice": ("CreateVoiceTemplate", "UpdateVoiceTemplate", "DeleteVoiceTemplate"),
    "journey": ("CreateJourney", "UpdateJourney", "DeleteJourney"),
    "recommender": (
        "CreateRecommenderConfiguration",
        "UpdateRecommenderConfiguration",
        "DeleteRecommenderConfiguration",
    ),
}


@dataclass(frozen=True)
class Case:
    """A kind of thing.

    :param state: what the account has of it.
    :param other: another definition.
    :param someone: somebody else makes one of the same name.
    """

    name: str
    resource_type: str
    key: Json
    value: Json
    other: Json
    state: Callable[[PinpointAccount], list[Any]]
    someone: Callable[[PinpointAccount], Any]

    def __str__(self) -> str:
        return self.name

    @property
    def create(self) -> str:
        """The operation that makes it."""
        return WRITES[self.name][0]


def journeys(account: PinpointAccount) -> list[Any]:
    kept = ("Name", "Activities", "StartActivity", "State")
    found = account.state.projects[PROJECT].journeys.values()
    return [{name: each.latest.get(name) for name in kept} for each in found]


def voices(account: PinpointAccount) -> list[Any]:
    return [(each.latest.get("Body"), each.tags) for each in account.state.templates.values()]


def recommenders(account: PinpointAccount) -> list[Any]:
    kept = ("Name", "RecommendationsDisplayName", "RecommendationsPerMessage")
    return [{name: each.latest.get(name) for name in kept} for each in account.state.recommenders.values()]


CASES = [
    Case(
        "voice",
        "Custom::PinpointVoiceTemplate",
        {"TemplateName": "Reminder"},
        {"Body": "Tomorrow.", "Tags": '{"team": "news"}'},
        {"Body": "Today."},
        voices,
        lambda account: account.client.create_voice_template(
            TemplateName="Reminder", VoiceTemplateRequest={"Body": "Somebody's."}
        ),
    ),
    Case(
        "journey",
        "Custom::PinpointJourney",
        {"ApplicationId": PROJECT, "Name": "Welcome"},
        {"Definition": json.dumps(JOURNEY)},
        {"Definition": json.dumps({**JOURNEY, "Activities": {**ACTIVITIES, "more": ACTIVITIES["wait"]}})},
        journeys,
        lambda account: account.client.create_journey(
            ApplicationId=PROJECT, WriteJourneyRequest={"Name": "Welcome", "StartActivity": "theirs"}
        ),
    ),
    Case(
        "recommender",
        "Custom::PinpointRecommenderConfiguration",
        {"Name": "Films"},
        {"Configuration": json.dumps(RECOMMENDER)},
        {"Configuration": json.dumps({**RECOMMENDER, "RecommendationsPerMessage": 2})},
        recommenders,
        lambda account: account.client.create_recommender_configuration(
            CreateRecommenderConfiguration={**RECOMMENDER, "Name": "Films"}
        ),
    ),
]
each_case = pytest.mark.parametrize("case", CASES, ids=str)


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> PinpointAccount:
    found = PinpointAccount()
    monkeypatch.setattr(pinpoint, "client", lambda: found.client)
    found.state.projects[PROJECT] = Project(found.state.arn(f"apps/{PROJECT}"), PROJECT, "News", "2026-01-01")
    return found


def thing(case: Case, cloudformation: CloudFormation) -> Thing:
    return Thing(cloudformation, case.resource_type, dict(case.key), dict(case.value))


@each_case
def test_it_is_made_changed_and_deleted(case: Case, account: PinpointAccount, cloudformation: CloudFormation) -> None:
    made = thing(case, cloudformation)
    assert made.create()["Status"] == "SUCCESS"
    (before,) = case.state(account)
    assert made.update(**case.other)["Status"] == "SUCCESS"
    (after,) = case.state(account)
    assert before != after
    made.update(**case.value)
    assert case.state(account) == [before]
    assert made.delete()["Status"] == "SUCCESS"
    assert case.state(account) == []


@each_case
def test_a_repeated_request_makes_no_second_one(
    case: Case, account: PinpointAccount, cloudformation: CloudFormation
) -> None:
    made = thing(case, cloudformation)
    first = made.create()
    again = made.create_again()
    assert (again["PhysicalResourceId"], again["Data"]) == (first["PhysicalResourceId"], first["Data"])
    assert len(case.state(account)) == 1


@each_case
def test_what_was_made_but_not_answered_for_is_undone(
    case: Case, account: PinpointAccount, cloudformation: CloudFormation
) -> None:
    made = thing(case, cloudformation)
    account.lost.add(case.create)
    assert made.create()["Status"] == "FAILED"
    assert len(case.state(account)) == 1
    assert made.delete(failed=True)["Status"] == "SUCCESS"
    assert case.state(account) == []


@each_case
def test_somebody_elses_is_neither_changed_nor_deleted(
    case: Case, account: PinpointAccount, cloudformation: CloudFormation
) -> None:
    case.someone(account)
    before = case.state(account)
    made = thing(case, cloudformation)
    answer = made.create()
    assert answer["Status"] == "FAILED"
    assert "of this name: choose another name, or delete that one" in answer["Reason"]
    made.delete(failed=True)
    assert case.state(account) == before


@each_case
def test_deleting_what_is_gone_succeeds(case: Case, account: PinpointAccount, cloudformation: CloudFormation) -> None:
    made = thing(case, cloudformation)
    made.create()
    made.delete()
    assert made.delete()["Status"] == "SUCCESS"
    assert case.state(account) == []


@each_case
@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("ForbiddenException", "Forbidden"),
        ("MethodNotAllowedException", "not allowed"),
        ("BadRequestException", "Amazon Pinpoint has reached end of support"),
    ],
)
def test_a_create_that_is_refused_because_it_ended_names_the_replacement(
    case: Case, account: PinpointAccount, cloudformation: CloudFormation, code: str, message: str
) -> None:
    for operation in account_operations(case):
        account.refusals[operation] = [ServiceError(code, message, status=403)]
    made = thing(case, cloudformation)
    answer = made.create()
    assert answer["Status"] == "FAILED"
    assert (
        f"{case.create}: {message} ({code}): Amazon Pinpoint ended this on {ENDED_ON} and makes no more of it; "
        f"use {REPLACEMENTS[case.resource_type]}"
    ) in answer["Reason"]
    assert made.delete(failed=True)["Status"] == "SUCCESS"


@each_case
def test_a_missing_permission_is_not_taken_for_the_end(
    case: Case, account: PinpointAccount, cloudformation: CloudFormation
) -> None:
    account.refusals[case.create] = [DENIED]
    answer = thing(case, cloudformation).create()
    assert "not authorized" in answer["Reason"]
    assert ENDED_ON not in answer["Reason"]


@each_case
def test_what_ended_fails_no_deletion_and_a_missing_permission_does(
    case: Case, account: PinpointAccount, cloudformation: CloudFormation
) -> None:
    made = thing(case, cloudformation)
    made.create()
    delete = WRITES[case.name][2]
    account.refusals[delete] = [DENIED]
    assert made.delete()["Status"] == "FAILED"
    account.refusals[delete] = [ServiceError("MethodNotAllowedException", "gone", status=405)]
    assert made.delete()["Status"] == "SUCCESS"


def account_operations(case: Case) -> list[str]:
    """Everything that is asked for this kind of thing."""
    reads = {"voice": "GetVoiceTemplate", "journey": "ListJourneys", "recommender": "GetRecommenderConfigurations"}
    return [*WRITES[case.name], reads[case.name]]


def test_every_resource_of_the_service_names_what_took_its_place() -> None:
    served = {kind for kind in (*RESOURCES, *LONG_RESOURCES) if kind.startswith("Custom::Pinpoint")}
    assert set(REPLACEMENTS) == served


@pytest.mark.parametrize("name", ["journey", "recommender"])
def test_the_id_is_told_even_where_somebody_made_another_of_the_name_later(
    name: str, account: PinpointAccount, cloudformation: CloudFormation
) -> None:
    (case,) = (each for each in CASES if each.name == name)
    made = thing(case, cloudformation)
    identity = made.create()["Data"]["Id"]
    case.someone(account)
    assert made.update(**case.other)["Data"]["Id"] == identity
    made.delete()
    assert len(case.state(account)) == 1


@pytest.mark.parametrize("name", ["journey", "recommender"])
def test_one_on_a_later_page_is_found(
    name: str, account: PinpointAccount, cloudformation: CloudFormation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "DEFAULT_PAGE", 3)
    (case,) = (each for each in CASES if each.name == name)
    for index in range(7):
        others = {**case.key, "Name": f"Other-{index}"}
        Thing(cloudformation, case.resource_type, others, dict(case.value)).create()
    made = thing(case, cloudformation)
    assert made.create()["Status"] == "SUCCESS"
    count = len(case.state(account))
    assert made.create_again()["Status"] == "SUCCESS"
    assert len(case.state(account)) == count


def test_tags_of_a_voice_template_follow_the_stack(account: PinpointAccount, cloudformation: CloudFormation) -> None:
    (case,) = (each for each in CASES if each.name == "voice")
    made = thing(case, cloudformation)
    made.create()
    account.client.tag_resource(ResourceArn=made.made["Data"]["Arn"], TagsModel={"tags": {"theirs": "kept"}})
    made.update(Tags='{"stage": "dev"}')
    assert voices(account) == [("Tomorrow.", {"theirs": "kept", "stage": "dev"})]
