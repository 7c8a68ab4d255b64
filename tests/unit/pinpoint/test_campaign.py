"""Campaigns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import (
    Campaign,
    CampaignHook,
    CampaignLimits,
    CampaignMessages,
    CampaignTemplates,
    ChannelType,
    CustomDelivery,
    EventFilter,
    InAppContent,
    InAppLayout,
    InAppMessage,
    InAppText,
    ISegment,
    Schedule,
    TemplateReference,
    Treatment,
)
from cdk_messaging.pinpoint.templates import SmsTemplate
from tests.unit.pinpoint.helpers import (
    HELLO,
    OTHER_ID,
    PROJECT_ID,
    arn,
    function,
    imported_project,
    imported_segment,
    warnings,
)
from tests.unit.reading import Reading

TYPE = "AWS::Pinpoint::Campaign"
NOW = {"Frequency": "ONCE", "StartTime": "IMMEDIATE"}
PANEL = InAppContent(header=InAppText("Hi"), body=InAppText("There"))
IN_APP = CampaignMessages(in_app=InAppMessage(layout=InAppLayout.OVERLAYS, content=[PANEL]))
ON_START = Schedule.on_in_app_event(EventFilter.application("_session.start"))
ON_PURCHASE = Schedule.on_event(EventFilter.application("purchase"))
CUSTOM = CampaignMessages(custom={"a": 1})
BY_WEB = CustomDelivery.webhook("https://example.com/send", endpoint_types=[ChannelType.EMAIL])


@pytest.fixture
def segment(stack: cdk.Stack) -> ISegment:
    return imported_segment(imported_project(stack))


def campaign_of(segment: ISegment, construct_id: str = "Campaign", **arguments: Any) -> Campaign:
    given = {"schedule": Schedule.immediately(), "messages": HELLO, "campaign_name": "News", **arguments}
    return Campaign(cdk.Stack.of(segment), construct_id, segment=segment, **given)


def test_a_campaign_renders_nothing_that_was_not_asked_for(stack: cdk.Stack, segment: ISegment) -> None:
    campaign_of(segment)
    assert Reading(stack).properties(TYPE) == {
        "ApplicationId": PROJECT_ID,
        "MessageConfiguration": {"DefaultMessage": {"Body": "Hello."}},
        "Name": "News",
        "Schedule": NOW,
        "SegmentId": OTHER_ID,
    }
    assert Reading(stack).only(TYPE)["DeletionPolicy"] == "Delete"


def test_every_option_is_rendered(stack: cdk.Stack, segment: ISegment) -> None:
    campaign_of(
        segment,
        templates=CampaignTemplates(sms=TemplateReference("news")),
        description="All about it",
        treatment_name="First",
        treatments=[Treatment(size_percent=30, name="Second", description="Other words", messages=HELLO)],
        own_percent=60,
        holdout_percent=10,
        limits=CampaignLimits(daily=1),
        hook=CampaignHook.webhook("https://example.com/filter"),
        paused=True,
        tags={"team": "news"},
        removal_policy=cdk.RemovalPolicy.RETAIN,
    )
    hello = {"DefaultMessage": {"Body": "Hello."}}
    assert Reading(stack).properties(TYPE) == {
        "AdditionalTreatments": [
            {
                "MessageConfiguration": hello,
                "Schedule": NOW,
                "SizePercent": 30,
                "TreatmentDescription": "Other words",
                "TreatmentName": "Second",
            }
        ],
        "ApplicationId": PROJECT_ID,
        "CampaignHook": {"Mode": "FILTER", "WebUrl": "https://example.com/filter"},
        "Description": "All about it",
        "HoldoutPercent": 10,
        "IsPaused": True,
        "Limits": {"Daily": 1},
        "MessageConfiguration": hello,
        "Name": "News",
        "Schedule": NOW,
        "SegmentId": OTHER_ID,
        "Tags": {"team": "news"},
        "TemplateConfiguration": {"SMSTemplate": {"Name": "news"}},
        "TreatmentName": "First",
    }
    assert Reading(stack).only(TYPE)["DeletionPolicy"] == "Retain"


def test_an_in_app_campaign_waits_for_events_of_the_app(stack: cdk.Stack, segment: ISegment) -> None:
    campaign_of(segment, messages=IN_APP, schedule=ON_START, priority=1, limits=CampaignLimits(session=2))
    properties = Reading(stack).properties(TYPE)
    assert properties["Schedule"] == {
        "Frequency": "IN_APP_EVENT",
        "StartTime": "IMMEDIATE",
        "EventFilter": {
            "FilterType": "ENDPOINT",
            "Dimensions": {"EventType": {"DimensionType": "INCLUSIVE", "Values": ["_session.start"]}},
        },
    }
    assert properties["MessageConfiguration"]["InAppMessage"]["Layout"] == "OVERLAYS"
    assert (properties["Priority"], properties["Limits"]) == (1, {"Session": 2})


def test_a_treatment_can_have_a_schedule_and_a_channel_of_its_own(stack: cdk.Stack, segment: ISegment) -> None:
    treatment = Treatment(size_percent=50, name="Other", messages=CUSTOM, custom_delivery=BY_WEB, schedule=ON_PURCHASE)
    campaign_of(segment, treatments=[treatment])
    (rendered,) = Reading(stack).properties(TYPE)["AdditionalTreatments"]
    assert rendered["Schedule"]["Frequency"] == "EVENT"
    assert rendered["CustomDeliveryConfiguration"] == {
        "DeliveryUri": "https://example.com/send",
        "EndpointTypes": ["EMAIL"],
    }


def test_a_campaign_is_made_after_its_template_and_its_permissions(stack: cdk.Stack, segment: ISegment) -> None:
    template = SmsTemplate(stack, "Template", body="Hi")
    called = function(stack)
    campaign_of(
        segment,
        messages=CUSTOM,
        templates=CampaignTemplates(sms=template),
        custom_delivery=CustomDelivery.function(called, endpoint_types=[ChannelType.SMS]),
        hook=CampaignHook.filter(called),
    )
    reading = Reading(stack)
    permission = reading.id("AWS::Lambda::Permission")
    assert set(reading.only(TYPE)["DependsOn"]) == {permission, reading.id("AWS::Pinpoint::SmsTemplate")}


def other(size: int) -> Treatment:
    return Treatment(size_percent=size, name="Other", messages=HELLO)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({"messages": None}, "a campaign sends nothing: give it messages, templates, or both"),
        ({"messages": CUSTOM}, "a custom message has no channel: give custom_delivery, too"),
        ({"custom_delivery": BY_WEB}, "custom_delivery has no message: give messages with custom, too"),
        (
            {"treatments": [other(40)], "own_percent": 50},
            "treatments and holdout are 50 + 40 + holdout 0 = 90 percent: make them 100",
        ),
        (
            {"treatments": [other(40)], "own_percent": 50, "holdout_percent": 20},
            "treatments and holdout are 50 + 40 + holdout 20 = 110 percent: make them 100",
        ),
        (
            {"treatments": [other(90)], "holdout_percent": 10},
            ("treatments and holdout are 90 + holdout 10 = 100 percent, which leaves nobody for the campaign's own "
            "message: make them less than 100"),
        ),
        ({"holdout_percent": 100}, "holdout_percent is 100: use 0 to 99"),
        ({"treatments": [other(1)] * 5}, "a campaign has 5 treatments beside its own: use at most 4"),
        (
            {"messages": IN_APP},
            "an in-app message has the frequency ONCE: use Schedule.on_in_app_event(...)",
        ),
        (
            {"messages": IN_APP, "schedule": ON_PURCHASE},
            "an in-app message has the frequency EVENT: use Schedule.on_in_app_event(...)",
        ),
        (
            {"schedule": ON_START},
            "a schedule for events in the app has no in-app message: give messages with in_app",
        ),
        (
            {"treatments": [Treatment(size_percent=50, name="T", messages=IN_APP, schedule=ON_START)]},
            "some treatments are in-app messages and some are not: make two campaigns",
        ),
        (
            {
                "messages": IN_APP,
                "schedule": ON_START,
                "templates": CampaignTemplates(sms=TemplateReference("news")),
            },
            "an in-app message stands beside templates: leave those out",
        ),
        ({"priority": 1}, "priority is for in-app messages: leave it out"),
        (
            {"priority": 6, "messages": IN_APP, "schedule": ON_START},
            "priority is 6: use 1, shown first, to 5",
        ),
        (
            {"limits": CampaignLimits(session=1)},
            "a limit by session is for in-app messages: use daily or total",
        ),
        ({"campaign_name": "x" * 65}, "campaign name has 65 characters: use 1 to 64"),
    ],
)  # fmt: skip
def test_a_campaign_is_refused_if(segment: ISegment, arguments: dict[str, Any], problem: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        campaign_of(segment, **arguments)
    assert str(caught.value) == problem


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: other(0), "size_percent is 0: use 1 to 99"),
        (
            lambda: Treatment(size_percent=1, name="", messages=HELLO),
            "treatment name has 0 characters: use 1 to 64",
        ),
        (lambda: Treatment(size_percent=1, name="x"), "a campaign sends nothing: give it messages, templates, or both"),
    ],
)
def test_a_treatment_is_refused_if(make: Callable[[], object], problem: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        make()
    assert str(caught.value) == problem


def test_parts_that_are_only_known_at_deployment_are_let_through(stack: cdk.Stack, segment: ISegment) -> None:
    percent: Any = cdk.CfnParameter(stack, "Percent", type="Number").value_as_number
    campaign_of(segment, treatments=[other(percent)], holdout_percent=percent, own_percent=50)
    properties = Reading(stack).properties(TYPE)
    assert properties["HoldoutPercent"] == properties["AdditionalTreatments"][0]["SizePercent"] == {"Ref": "Percent"}


def test_parts_may_add_up_to_all_but_one_percent(segment: ISegment) -> None:
    made = campaign_of(segment, treatments=[other(24)] * 4, holdout_percent=3, own_percent=1)
    assert len(made.treatments) == 4


def test_events_need_a_segment_with_criteria(stack: cdk.Stack) -> None:
    listed = imported_segment(imported_project(stack), imported=True)
    campaign_of(listed, "Once")
    with pytest.raises(InvalidArgument, match="is imported, and a campaign that waits for events needs one with crit"):
        campaign_of(listed, "Triggered", schedule=ON_PURCHASE)
    triggered = Treatment(size_percent=50, name="T", messages=HELLO, schedule=ON_PURCHASE)
    with pytest.raises(InvalidArgument, match="is imported"):
        campaign_of(listed, "OneTreatment", treatments=[triggered])


@pytest.mark.parametrize("arguments", [{"schedule": ON_PURCHASE}, {"messages": IN_APP, "schedule": ON_START}])
def test_a_project_has_at_most_25_campaigns_of_a_kind(segment: ISegment, arguments: dict[str, Any]) -> None:
    stack = cdk.Stack.of(segment)
    for number in range(25):
        campaign_of(segment, f"Campaign{number}", **arguments)
    campaign_of(segment, "AnotherKind")
    assert stack.node.root.node.validate() == []
    campaign_of(segment, "TooMany", **arguments)
    (problem,) = stack.node.root.node.validate()
    assert problem.startswith("26 ")


def test_an_imported_campaign_has_its_arn_and_a_wrong_id_is_refused(stack: cdk.Stack) -> None:
    project = imported_project(stack)
    found = Campaign.from_campaign_id(stack, "Imported", OTHER_ID, project=project)
    assert stack.resolve(found.campaign_arn) == arn(f"campaigns/{OTHER_ID}")
    assert found.project is project
    assert warnings(stack) == []
    with pytest.raises(InvalidArgument, match="campaign id 'x' is not valid"):
        Campaign.from_campaign_id(stack, "Wrong", "x", project=project)


def test_reading_is_granted_on_the_campaign_alone(stack: cdk.Stack) -> None:
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    Campaign.from_campaign_id(stack, "Imported", OTHER_ID, project=imported_project(stack)).grant_read(role)
    names = ("GetCampaign", "GetCampaignActivities", "GetCampaignVersion", "GetCampaignVersions")
    assert Reading(stack).allowed(role) == [
        ([f"mobiletargeting:{name}" for name in names], arn(f"campaigns/{OTHER_ID}"))
    ]


def test_a_campaign_warns_once_that_it_has_ended(stack: cdk.Stack, segment: ISegment) -> None:
    campaign_of(segment)
    (warning,) = warnings(stack)
    assert "Amazon Connect outbound campaigns" in warning
    assert "[ack: cdk_messaging:pinpoint.Campaign.retired]" in warning


def test_two_campaigns_stand_side_by_side(stack: cdk.Stack, segment: ISegment) -> None:
    campaign_of(segment, "One")
    campaign_of(segment, "Two")
    assert len(Reading(stack).all(TYPE)) == 2
