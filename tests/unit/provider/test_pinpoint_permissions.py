"""Least privilege, both ways, of what the provider makes in Amazon Pinpoint."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging.pinpoint import (
    JourneyState,
    JourneyStatus,
    Project,
    RecommenderConfiguration,
    SmsTemplate,
    TemplateActiveVersion,
    VoiceTemplate,
    WaitActivity,
    WaitTime,
)
from cdk_messaging.pinpoint.campaigns import EventFilter
from cdk_messaging.pinpoint.journeys import ConnectCampaign, ContactCenterActivity, Journey, StartCondition
from cdk_messaging.provider.runtime import pinpoint, pinpoint_journeys
from sandbox.mobiletargeting.state import Project as ProjectState
from tests.unit.provider.conftest import CloudFormation
from tests.unit.provider.granting import check, granted
from tests.unit.provider.pinpoint_account import ACCOUNT, REGION, PinpointAccount, Thing
from tests.unit.provider.test_pinpoint_possessions import CASES, PROJECT, ROLE
from tests.unit.reading import Reading

SOLUTION = f"arn:aws:personalize:{REGION}:{ACCOUNT}:solution/s"
CAMPAIGN = f"arn:aws:personalize:{REGION}:{ACCOUNT}:campaign/c"
CONNECT = f"arn:aws:connect-campaigns:{REGION}:{ACCOUNT}:campaign/c"


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> PinpointAccount:
    found = PinpointAccount()
    monkeypatch.setattr(pinpoint, "client", lambda: found.client)
    found.state.projects[PROJECT] = ProjectState(found.state.arn(f"apps/{PROJECT}"), PROJECT, "News", "2026-01-01")
    return found


@pytest.fixture
def stack() -> cdk.Stack:
    return cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(account=ACCOUNT, region=REGION))


def journey(stack: cdk.Stack, **more: Any) -> Journey:
    return Journey(
        stack,
        "Journey",
        project=Project.from_project_id(stack, "Project", PROJECT),
        start_condition=StartCondition.upon(EventFilter.application("signup")),
        activities={"wait": WaitActivity(wait_time=WaitTime.span(cdk.Duration.hours(1)))},
        **more,
    )


def voice(stack: cdk.Stack) -> VoiceTemplate:
    return VoiceTemplate(stack, "Voice", template_name="Reminder", body="Tomorrow.", tags={"team": "news"})


def recommender(stack: cdk.Stack) -> RecommenderConfiguration:
    return RecommenderConfiguration(stack, "Films", solution_arn=SOLUTION, campaign_arn=CAMPAIGN, display_name="Films")


@dataclass(frozen=True)
class Made:
    """A construct, and the kind of thing that it makes."""

    case: str
    construct: Callable[[cdk.Stack], Any]


@pytest.mark.parametrize(
    "made",
    [Made("voice", voice), Made("journey", journey), Made("recommender", recommender)],
    ids=lambda made: made.case,
)
def test_it_may_do_what_it_does_and_nothing_else(
    made: Made, account: PinpointAccount, cloudformation: CloudFormation, stack: cdk.Stack
) -> None:
    (case,) = (each for each in CASES if each.name == made.case)
    thing = Thing(cloudformation, case.resource_type, dict(case.key), dict(case.value))
    thing.create()
    thing.update(**case.other)
    if made.case == "voice":
        thing.update(Tags='{"stage": "dev"}')
    thing.delete()
    made.construct(stack)
    check(account.judged, granted(stack, "mobiletargeting"))


def test_an_active_version_may_be_looked_at_and_set(
    account: PinpointAccount, cloudformation: CloudFormation, stack: cdk.Stack
) -> None:
    key = {"TemplateName": "Reminder", "TemplateType": "SMS"}
    body = {"Body": "1"}
    account.client.create_sms_template(TemplateName="Reminder", SMSTemplateRequest=body)
    account.client.update_sms_template(TemplateName="Reminder", SMSTemplateRequest=body, CreateNewVersion=True)
    account.judged.clear()
    made = Thing(cloudformation, "Custom::PinpointTemplateActiveVersion", key, {"Version": "2"})
    made.create()
    made.delete()
    template = SmsTemplate.from_template_name(stack, "Template", "Reminder")
    TemplateActiveVersion(stack, "Active", template=template, version=2)
    check(account.judged, granted(stack, "mobiletargeting"))


@pytest.mark.parametrize("imported", [False, True])
def test_a_state_may_be_looked_at_and_set(
    account: PinpointAccount, cloudformation: CloudFormation, stack: cdk.Stack, imported: bool
) -> None:
    (case,) = (each for each in CASES if each.name == "journey")
    identity = Thing(cloudformation, case.resource_type, dict(case.key), dict(case.value)).create()["Data"]["Id"]
    account.judged.clear()
    properties = {"ApplicationId": PROJECT, "JourneyId": identity, "State": "ACTIVE"}
    pinpoint_journeys.set_state(
        {
            "RequestType": "Create",
            "ResourceType": "Custom::PinpointJourneyState",
            "ResourceProperties": properties,
        }
    )
    if imported:
        project = Project.from_project_id(stack, "Project", PROJECT)
        found = Journey.from_journey_id(stack, "Journey", identity, project=project)
        JourneyState(stack, "State", journey=found, state=JourneyStatus.ACTIVE)
        check(account.judged, granted(stack, "mobiletargeting"))
        return
    of_journeys = granted(_with_journey_only(), "mobiletargeting")
    JourneyState(stack, "State", journey=journey(stack), state=JourneyStatus.ACTIVE)
    check(account.judged, granted(stack, "mobiletargeting") - of_journeys)


def _with_journey_only() -> cdk.Stack:
    stack = cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(account=ACCOUNT, region=REGION))
    journey(stack)
    return stack


def test_roles_are_passed_to_this_service_only(stack: cdk.Stack) -> None:
    made = recommender(stack)
    role = cdk.aws_iam.Role.from_role_arn(stack, "Connect", ROLE)
    Journey(
        stack,
        "Journey",
        project=Project.from_project_id(stack, "Project", PROJECT),
        start_condition=StartCondition.upon(EventFilter.application("signup")),
        activities={"call": ContactCenterActivity()},
        connect_campaign=ConnectCampaign(campaign_arn=CONNECT, execution_role=role),
    )
    statements = [
        (statement["Condition"], statement["Resource"])
        for policy in Reading(stack).all("AWS::IAM::Policy").values()
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        if statement["Action"] == "iam:PassRole"
    ]
    condition = {"StringEquals": {"iam:PassedToService": ["mobiletargeting.amazonaws.com", "pinpoint.amazonaws.com"]}}
    assert sorted(map(json.dumps, statements)) == sorted(
        map(json.dumps, [(condition, stack.resolve(made.role.role_arn)), (condition, ROLE)])
    )


@pytest.mark.parametrize("construct", [voice, journey, recommender])
def test_permissions_are_there_before_the_thing_is_made_and_until_it_is_gone(
    stack: cdk.Stack, construct: Callable[[cdk.Stack], Any]
) -> None:
    made = construct(stack)
    reading = Reading(stack)
    (policy,) = [name for name in reading.all("AWS::IAM::Policy") if name.startswith("CdkMessagingProviderPermissions")]
    assert policy in reading.resources[reading.id_of(made.resource)]["DependsOn"]
    assert policy in reading.only("Custom::EarlierSetting")["DependsOn"]
