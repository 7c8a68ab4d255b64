"""Journeys and recommenders of Amazon Pinpoint: by the API, and deployed with the real provider."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from botocore.exceptions import ClientError

from cdk_messaging.pinpoint import (
    EmailMessageActivity,
    EmailTemplate,
    EventFilter,
    Journey,
    JourneyState,
    JourneyStatus,
    Project,
    RecommenderConfiguration,
    StartCondition,
    WaitActivity,
    WaitTime,
)
from tests.sandbox.account import Account, Json
from tests.sandbox.provider_stacks import GONE, LOGS, Define, Existing, existing_in, failing, resources, roll_back

JOURNEY: Json = {
    "Name": "Welcome",
    "Activities": {"wait": {"Wait": {"WaitTime": {"WaitFor": "PT1H"}}}},
    "StartActivity": "wait",
    "StartCondition": {"SegmentStartCondition": {"SegmentId": "0" * 32}},
}
RECOMMENDER: Json = {
    "RecommendationProviderUri": "arn:aws:personalize:us-east-1:111122223333:campaign/c",
    "RecommendationProviderRoleArn": "arn:aws:iam::111122223333:role/recommender",
    "RecommendationsDisplayName": "Films",
}


class Journeys:
    """A project and its journeys."""

    def __init__(self, account: Account) -> None:
        self.client = account.client("pinpoint")
        self.project = self.client.create_app(CreateApplicationRequest={"Name": "News"})["ApplicationResponse"]["Id"]

    def create(self, **members: Any) -> Json:
        request = {**JOURNEY, **members}
        answer = self.client.create_journey(ApplicationId=self.project, WriteJourneyRequest=request)
        return dict(answer["JourneyResponse"])

    def move(self, journey: Json, state: str) -> Json:
        answer = self.client.update_journey_state(
            ApplicationId=self.project, JourneyId=journey["Id"], JourneyStateRequest={"State": state}
        )
        return dict(answer["JourneyResponse"])

    @property
    def all(self) -> list[Json]:
        return list(self.client.list_journeys(ApplicationId=self.project)["JourneysResponse"]["Item"])


@pytest.fixture
def journeys(account: Account) -> Journeys:
    return Journeys(account)


def test_a_journey_is_made_listed_changed_and_deleted(journeys: Journeys) -> None:
    made = journeys.create()
    assert (made["State"], made["ApplicationId"]) == ("DRAFT", journeys.project)
    named = {"ApplicationId": journeys.project, "JourneyId": made["Id"]}
    journeys.client.update_journey(**named, WriteJourneyRequest={**JOURNEY, "Name": "Hello"})
    assert [(each["Id"], each["Name"]) for each in journeys.all] == [(made["Id"], "Hello")]
    journeys.client.delete_journey(**named)
    with pytest.raises(ClientError, match=r"NotFoundException.*journey .* was not found"):
        journeys.client.get_journey(**named)


def test_a_journey_is_published_paused_resumed_and_cancelled(journeys: Journeys) -> None:
    made = journeys.create(RefreshFrequency="PT1H")
    for state in ("ACTIVE", "PAUSED", "ACTIVE", "CANCELLED"):
        assert journeys.move(made, state)["State"] == state
    with pytest.raises(ClientError, match="a journey that is CANCELLED can't become ACTIVE"):
        journeys.move(made, "ACTIVE")


def test_a_published_journey_is_not_changed(journeys: Journeys) -> None:
    made = journeys.create(State="ACTIVE")
    with pytest.raises(ClientError, match="the journey is ACTIVE; only a DRAFT can be changed"):
        journeys.client.update_journey(
            ApplicationId=journeys.project, JourneyId=made["Id"], WriteJourneyRequest=JOURNEY
        )


@pytest.mark.parametrize(
    ("members", "problem"),
    [
        ({"Name": "a b"}, "journey name 'a b' is not valid"),
        ({"State": "PAUSED"}, "State is PAUSED; a journey is written as DRAFT or ACTIVE"),
        ({"Activities": {f"a{i}": {} for i in range(41)}}, "41 activities; the most is 40"),
        ({"State": "ACTIVE", "Activities": {}}, "can't be published without Activities"),
    ],
)
def test_what_the_service_refuses_is_refused(journeys: Journeys, members: Json, problem: str) -> None:
    with pytest.raises(ClientError, match=f"BadRequestException.*{problem}"):
        journeys.create(**members)


def test_what_looks_for_nobody_again_is_not_paused_and_what_is_incomplete_not_published(journeys: Journeys) -> None:
    made = journeys.create(State="ACTIVE")
    with pytest.raises(ClientError, match="only a journey with a refresh frequency can be paused"):
        journeys.move(made, "PAUSED")
    empty = journeys.create(StartActivity="")
    with pytest.raises(ClientError, match="can't be published without StartActivity"):
        journeys.move(empty, "ACTIVE")


def test_an_account_has_fifty_active_journeys(journeys: Journeys) -> None:
    for _ in range(50):
        journeys.create(State="ACTIVE")
    with pytest.raises(ClientError, match="the account has 50 active journeys"):
        journeys.move(journeys.create(), "ACTIVE")


def test_a_recommender_is_made_listed_changed_and_deleted(account: Account) -> None:
    client = account.client("pinpoint")
    made = client.create_recommender_configuration(CreateRecommenderConfiguration=RECOMMENDER)
    identity = made["RecommenderConfigurationResponse"]["Id"]
    assert made["RecommenderConfigurationResponse"]["RecommendationsPerMessage"] == 5
    changed = {**RECOMMENDER, "RecommendationsPerMessage": 2}
    client.update_recommender_configuration(RecommenderId=identity, UpdateRecommenderConfiguration=changed)
    listed = client.get_recommender_configurations()["ListRecommenderConfigurationsResponse"]["Item"]
    assert [(each["Id"], each["RecommendationsPerMessage"]) for each in listed] == [(identity, 2)]
    client.delete_recommender_configuration(RecommenderId=identity)
    with pytest.raises(ClientError, match="NotFoundException"):
        client.get_recommender_configuration(RecommenderId=identity)


@pytest.mark.parametrize(
    ("members", "problem"),
    [
        ({"RecommendationsPerMessage": 6}, "RecommendationsPerMessage is 6; use 1 to 5"),
        ({"RecommendationProviderIdType": "USER"}, "RecommendationProviderIdType is 'USER'"),
        ({"RecommendationsDisplayName": ""}, "RecommendationsDisplayName is missing"),
        ({"RecommendationTransformerUri": "f"}, "Attributes is missing"),
    ],
)
def test_a_recommender_that_the_service_refuses_is_refused(account: Account, members: Json, problem: str) -> None:
    with pytest.raises(ClientError, match=f"BadRequestException.*{problem}"):
        account.client("pinpoint").create_recommender_configuration(
            CreateRecommenderConfiguration={**RECOMMENDER, **members}
        )


def welcome(journeys: Journeys, *, state: JourneyStatus | None = None, hours: int = 1, keep: bool = False) -> Define:
    """A journey of a project that there is."""

    def define(stack: cdk.Stack, _: Existing) -> None:
        template = EmailTemplate(stack, "Email", template_name="Welcome", subject="Hello", text="Hello.")
        made = Journey(
            stack,
            "Journey",
            project=Project.from_project_id(stack, "Project", journeys.project),
            start_condition=StartCondition.upon(EventFilter.application("signup")),
            activities={
                "mail": EmailMessageActivity(template=template, next_activity="wait"),
                "wait": WaitActivity(wait_time=WaitTime.span(cdk.Duration.hours(hours))),
            },
            journey_name="Welcome",
            refresh_frequency=cdk.Duration.hours(1),
            log_options=LOGS,
            removal_policy=cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE if keep else GONE,
        )
        if state is not None:
            JourneyState(stack, "State", journey=made, state=state, log_options=LOGS)

    return define


def test_a_journey_is_deployed_published_and_gone_with_its_stack(account: Account, journeys: Journeys) -> None:
    existing = existing_in(account)
    account.deploy(resources(existing, welcome(journeys)))
    account.deploy(resources(existing, welcome(journeys, hours=2)))
    (made,) = journeys.all
    assert made["Activities"]["wait"]["Wait"]["WaitTime"] == {"WaitFor": "PT2H"}
    assert made["Activities"]["mail"]["EMAIL"]["TemplateName"] == "Welcome"
    for state in (JourneyStatus.DRAFT, JourneyStatus.ACTIVE, JourneyStatus.PAUSED, JourneyStatus.ACTIVE):
        account.deploy(resources(existing, welcome(journeys, hours=2, state=state)))
        assert [each["State"] for each in journeys.all] == [state]
    account.deploy(resources(existing, welcome(journeys, hours=2)))
    assert [each["State"] for each in journeys.all] == ["ACTIVE"]
    account.destroy()
    assert journeys.all == []


def test_a_change_of_a_published_journey_is_rolled_back_and_it_goes_on(account: Account, journeys: Journeys) -> None:
    existing = existing_in(account)
    active = JourneyStatus.ACTIVE
    account.deploy(resources(existing, welcome(journeys, state=active)))
    before = journeys.all
    assert (
        roll_back(account, resources(existing, welcome(journeys, state=active, hours=2))) == "UPDATE_ROLLBACK_COMPLETE"
    )
    assert "only a DRAFT can be changed" in account.failures()
    assert journeys.all == before


def test_a_journey_of_a_deployment_that_fails_is_gone_and_one_that_is_kept_stays(
    account: Account, journeys: Journeys
) -> None:
    existing = existing_in(account)
    found = resources(existing, welcome(journeys, keep=True, state=JourneyStatus.ACTIVE))
    assert roll_back(account, failing(found)) == "ROLLBACK_COMPLETE"
    assert journeys.all == []
    account.deploy(found, name="again")
    account.destroy("again")
    assert [each["State"] for each in journeys.all] == ["ACTIVE"]


def test_a_recommender_is_deployed_changed_and_gone_with_its_stack(account: Account) -> None:
    def films(items: int) -> Define:
        def define(stack: cdk.Stack, _: Existing) -> None:
            arn = f"arn:aws:personalize:us-east-1:{account.id}"
            RecommenderConfiguration(
                stack,
                "Films",
                solution_arn=f"{arn}:solution/films",
                campaign_arn=f"{arn}:campaign/films",
                display_name="Films",
                items=items,
                log_options=LOGS,
            )

        return define

    existing, client = existing_in(account), account.client("pinpoint")

    def items() -> list[int]:
        listed = client.get_recommender_configurations()["ListRecommenderConfigurationsResponse"]["Item"]
        return [each["RecommendationsPerMessage"] for each in listed]

    for count in (5, 2):
        account.deploy(resources(existing, films(count)))
        assert items() == [count]
    account.destroy()
    assert items() == []
