"""Journeys: what is rendered, which steps fit together, and what can be asked of their state."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import (
    ChannelType,
    ClosedDays,
    ConnectCampaign,
    ContactCenterActivity,
    CustomDelivery,
    CustomMessageActivity,
    DayOfWeek,
    EventFilter,
    ISegment,
    Journey,
    JourneyChannel,
    JourneyLimits,
    JourneySchedule,
    OpenHours,
    Project,
    QuietTime,
    Segment,
    SendingSchedule,
    StartCondition,
    TimezoneEstimation,
    UtcOffset,
    WaitActivity,
    WaitTime,
)
from tests.unit.reading import Reading

TYPE = "Custom::PinpointJourney"
PROJECT = "0123456789abcdef0123456789abcdef"
SEGMENT = "fedcba9876543210fedcba9876543210"
CONNECT = "arn:aws:connect-campaigns:us-east-1:111122223333:campaign/c"
WAIT = WaitActivity(wait_time=WaitTime.span(cdk.Duration.hours(1)))
MORNING = datetime(2026, 1, 1, 8, tzinfo=UTC)


def segment(stack: cdk.Stack, *, imported: bool = False, project: str = PROJECT) -> ISegment:
    return Segment.from_segment_id(
        stack, f"Segment{len(stack.node.children)}", SEGMENT, project=of_project(stack, project), imported=imported
    )


def of_project(stack: cdk.Stack, identity: str = PROJECT) -> Any:
    name = f"Project{identity[:4]}"
    return stack.node.try_find_child(name) or Project.from_project_id(stack, name, identity)


def journey(stack: cdk.Stack, construct_id: str = "Journey", **arguments: Any) -> Journey:
    plain: dict[str, Any] = {"project": of_project(stack), "activities": {"wait": WAIT}}
    if "start_condition" not in arguments:
        plain["start_condition"] = StartCondition.upon(EventFilter.application("signup"))
    return Journey(stack, construct_id, **(plain | arguments))


def definition(stack: cdk.Stack) -> Any:
    return json.loads(Reading(stack).properties(TYPE)["Definition"])


def test_nothing_is_rendered_that_was_not_asked_for(stack: cdk.Stack) -> None:
    journey(stack, journey_name="Welcome", start_condition=StartCondition.in_segment(segment(stack)))
    found = Reading(stack).properties(TYPE)
    assert (found["ApplicationId"], found["Name"]) == (PROJECT, "Welcome")
    assert definition(stack) == {
        "Activities": {"wait": {"Wait": {"WaitTime": {"WaitFor": "PT1H"}}}},
        "StartActivity": "wait",
        "StartCondition": {"SegmentStartCondition": {"SegmentId": SEGMENT}},
    }


def test_all_that_is_asked_for_is_rendered(stack: cdk.Stack) -> None:
    journey(
        stack,
        start_activity="second",
        activities={"first": WAIT, "second": WaitActivity(wait_time=WaitTime.until(MORNING), next_activity="first")},
        schedule=JourneySchedule(start=MORNING, end=MORNING + timedelta(days=540), local_time=UtcOffset.PLUS_01),
        limits=JourneyLimits(
            daily_cap=1, total_cap=2, endpoint_reentry_cap=3, endpoint_reentry_interval=cdk.Duration.hours(1),
            messages_per_second=50, timeframe_cap=4, timeframe_days=7,
        ),
        quiet_time=QuietTime("22:00", "08:00"),
        wait_for_quiet_time=True,
        sending_schedule=SendingSchedule(
            open_hours={JourneyChannel.SMS: {DayOfWeek.MONDAY: [OpenHours(time(9), time(17, 30))]}},
            closed_days={JourneyChannel.EMAIL: [ClosedDays("Fair", date(2026, 5, 1), date(2026, 5, 1))]},
        ),
        refresh_frequency=cdk.Duration.hours(2),
        refresh_on_segment_update=True,
        timezone_estimation=[TimezoneEstimation.PHONE_NUMBER],
    )  # fmt: skip
    found = definition(stack)
    assert (found["StartActivity"], found["Activities"]["second"]) == (
        "second",
        {"Wait": {"NextActivity": "first", "WaitTime": {"WaitUntil": "2026-01-01T08:00:00.000Z"}}},
    )
    wanted = {
        "Schedule": {
            "StartTime": "2026-01-01T08:00:00.000Z", "EndTime": "2027-06-25T08:00:00.000Z", "Timezone": "UTC+01",
        },
        "LocalTime": True,
        "Limits": {
            "DailyCap": 1, "TotalCap": 2, "EndpointReentryCap": 3, "EndpointReentryInterval": "PT1H",
            "MessagesPerSecond": 50, "TimeframeCap": {"Cap": 4, "Days": 7},
        },
        "QuietTime": {"Start": "22:00", "End": "08:00"},
        "WaitForQuietTime": True,
        "SendingSchedule": True,
        "OpenHours": {"SMS": {"MONDAY": [{"StartTime": "09:00", "EndTime": "17:30"}]}},
        "ClosedDays": {
            "EMAIL": [
                {"Name": "Fair", "StartDateTime": "2026-05-01T00:00:00", "EndDateTime": "2026-05-01T23:59:59"},
            ],
        },
        "RefreshFrequency": "PT2H",
        "RefreshOnSegmentUpdate": True,
        "TimezoneEstimationMethods": ["PHONE_NUMBER"],
    }  # fmt: skip
    assert {name: found[name] for name in wanted} == wanted


def test_people_enter_from_a_segment_or_upon_an_event(stack: cdk.Stack) -> None:
    in_segment = StartCondition.in_segment(segment(stack), description="Everybody")
    assert in_segment.content == {
        "SegmentStartCondition": {"SegmentId": SEGMENT}, "Description": "Everybody",
    }  # fmt: skip
    upon = StartCondition.upon(EventFilter.system("_email.open"), segment=segment(stack), description="Readers")
    assert upon.content == {
        "EventStartCondition": {
            "EventFilter": {
                "FilterType": "SYSTEM",
                "Dimensions": {"EventType": {"DimensionType": "INCLUSIVE", "Values": ["_email.open"]}},
            },
            "SegmentId": SEGMENT,
        },
        "Description": "Readers",
    }
    assert (in_segment.on_event, upon.on_event) == (False, True)
    with pytest.raises(InvalidArgument, match="is a list from a file: events need a segment with dimensions"):
        StartCondition.upon(EventFilter.application("signup"), segment=segment(stack, imported=True))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"activities": {}}, "the journey has 0 activities: use 1 to 40"),
        (
            {"activities": {f"a{i}": WaitActivity(wait_time=WAIT.wait_time) for i in range(41)}},
            "the journey has 41 activities: use 1 to 40",
        ),
        ({"activities": {"a b": WAIT}}, "activity id 'a b' is not valid: use 1 to 100 letters and digits"),
        ({"start_activity": "x"}, "start activity 'x' is not in the journey: use one of wait"),
        (
            {"activities": {"a": WaitActivity(wait_time=WAIT.wait_time, next_activity="b")}},
            "activity 'b', which follows 'a', is not in the journey: use one of a",
        ),
        (
            {"activities": {"a": WAIT, "c": WAIT, "b": WAIT}},
            "nobody comes to 'b', 'c': lead an activity there, or leave it out",
        ),
        ({"journey_name": "a b"}, "journey name 'a b' is not valid: use 1 to 150 letters, digits, _ and -"),
        (
            {"activities": {"call": ContactCenterActivity()}},
            "a ContactCenterActivity has nobody to call: give connect_campaign",
        ),
        (
            {
                "activities": {
                    **{f"a{i}": ContactCenterActivity(next_activity=f"a{i + 1}") for i in range(3)},
                    "a3": ContactCenterActivity(),
                }
            },
            "the journey has 4 contact centre activities: use at most 3",
        ),
        (
            {"sending_schedule": SendingSchedule(closed_days={JourneyChannel.SMS: [
                ClosedDays("Fair", date(2026, 5, 1), date(2026, 5, 1))]})},
            "a sending_schedule needs quiet_time: give it as well",
        ),
        ({"refresh_frequency": cdk.Duration.hours(0)}, "refresh frequency is 0: give more, or leave it out"),
        (
            {"timezone_estimation": ["GUESS"]},
            "time zone estimation 'GUESS' is not known: use one of PHONE_NUMBER, POSTAL_CODE",
        ),
    ],
)  # fmt: skip
def test_a_journey_that_nobody_could_travel_is_refused(
    stack: cdk.Stack, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(InvalidArgument) as error:
        journey(stack, **arguments)
    assert str(error.value) == message


def test_a_segment_of_another_project_is_refused(stack: cdk.Stack) -> None:
    elsewhere = segment(stack, project="f" * 32)
    with pytest.raises(InvalidArgument, match="belongs to another project: use one of the journey's"):
        journey(stack, start_condition=StartCondition.in_segment(elsewhere))


def test_a_function_may_be_invoked_by_journeys_of_the_project_before_the_journey_is_made(stack: cdk.Stack) -> None:
    function = lambda_.Function(
        stack, "Function", runtime=lambda_.Runtime.PYTHON_3_14, handler="index.handler",
        code=lambda_.Code.from_inline("def handler(event, context): return None"),
    )  # fmt: skip
    own = CustomMessageActivity(
        delivery=CustomDelivery.function(function, endpoint_types=[ChannelType.SMS]), data="words", next_activity="web"
    )
    web = CustomMessageActivity(
        delivery=CustomDelivery.webhook("https://example.com/hook", endpoint_types=[ChannelType.EMAIL])
    )
    journey(stack, activities={"own": own, "web": web})
    reading = Reading(stack)
    permission = reading.properties("AWS::Lambda::Permission")
    assert permission["SourceArn"] == stack.resolve(of_project(stack).arn_of("journeys/*"))
    assert permission["SourceAccount"] == {"Ref": "AWS::AccountId"}
    assert reading.id("AWS::Lambda::Permission") in reading.only(TYPE)["DependsOn"]
    found = stack.resolve(web.content())
    assert found == {"DeliveryUri": "https://example.com/hook", "EndpointTypes": ["EMAIL"]}
    assert stack.resolve(own.content()) == {
        "DeliveryUri": stack.resolve(function.function_arn), "EndpointTypes": ["SMS"],
        "MessageConfig": {"Data": "words"}, "NextActivity": "web",
    }  # fmt: skip


def test_a_delivery_for_one_campaign_is_refused(stack: cdk.Stack) -> None:
    function = lambda_.Function.from_function_arn(
        stack, "Function", "arn:aws:lambda:us-east-1:111122223333:function:own"
    )
    delivery = CustomDelivery.function(function, endpoint_types=[ChannelType.SMS], campaign_id=SEGMENT)
    with pytest.raises(InvalidArgument, match="leave campaign_id out in a journey"):
        CustomMessageActivity(delivery=delivery)


def test_a_contact_centre_needs_its_campaign_and_the_role_is_passed(stack: cdk.Stack) -> None:
    role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("pinpoint.amazonaws.com"))
    connect = ConnectCampaign(campaign_arn=CONNECT, execution_role=role)
    journey(stack, activities={"call": ContactCenterActivity(description="Agents")}, connect_campaign=connect)
    text = json.dumps(Reading(stack).properties(TYPE)["Definition"])
    assert "JourneyChannelSettings" in text
    assert "ConnectCampaignExecutionRoleArn" in text
    with pytest.raises(InvalidArgument, match="connect_campaign is not used: add a ContactCenterActivity"):
        journey(stack, "Other", connect_campaign=connect)
    with pytest.raises(InvalidArgument, match="connect campaign 'arn:aws:sns"):
        ConnectCampaign(campaign_arn="arn:aws:sns:us-east-1:111122223333:topic", execution_role=role)


def test_a_journey_outlives_its_stack_unless_its_creation_fails(stack: cdk.Stack) -> None:
    journey(stack)
    assert Reading(stack).only(TYPE)["DeletionPolicy"] == "RetainExceptOnCreate"
    other = cdk.Stack(cdk.App(), "Other")
    journey(other, removal_policy=cdk.RemovalPolicy.DESTROY)
    assert Reading(other).only(TYPE)["DeletionPolicy"] == "Delete"


def test_two_journeys_of_a_stack_have_names_of_their_own(stack: cdk.Stack) -> None:
    for name in ("One", "Two"):
        journey(stack, name)
    assert len({each["Properties"]["Name"] for each in Reading(stack).all(TYPE).values()}) == 2


def test_reading_is_granted_on_the_journey_alone(tokyo: cdk.Stack) -> None:
    found = Journey.from_journey_id(tokyo, "Imported", SEGMENT, project=of_project(tokyo))
    role = iam.Role(tokyo, "Role", assumed_by=iam.AccountRootPrincipal())
    found.grant_read(role)
    prefix = f":mobiletargeting:ap-northeast-1:111122223333:apps/{PROJECT}/journeys/{SEGMENT}"

    def arn(path: str) -> Any:
        return {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, prefix + path]]}

    assert Reading(tokyo).allowed(role) == [
        (["mobiletargeting:GetJourney"], arn("")),
        (
            ["mobiletargeting:GetJourneyExecutionActivityMetrics", "mobiletargeting:GetJourneyExecutionMetrics"],
            [arn("/execution-metrics"), arn("/activities/*/execution-metrics")],
        ),
    ]


def test_what_is_no_id_is_not_imported(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument, match="journey id 'x' is not valid: use 32 hexadecimal digits"):
        Journey.from_journey_id(stack, "Imported", "x", project=of_project(stack))
