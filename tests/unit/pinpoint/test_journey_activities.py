"""Steps of journeys as the API takes them, and what of them is refused."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import (
    AttributeMatch,
    ChannelType,
    ConditionalBranch,
    ConditionalSplitActivity,
    ConditionOperator,
    Dimension,
    EmailMessageActivity,
    EmailTemplate,
    EventFilter,
    HoldoutActivity,
    JourneyCondition,
    MetricComparison,
    MultiConditionalSplitActivity,
    Project,
    PushMessageActivity,
    PushTemplate,
    RandomBranch,
    RandomSplitActivity,
    RecencyDuration,
    Segment,
    SmsMessageActivity,
    SmsTemplate,
    WaitActivity,
    WaitTime,
)
from cdk_messaging.pinpoint.journeys import Activity
from cdk_messaging.sms_voice.senders import MessageType
from sandbox import shapes
from tests.unit.pinpoint.test_journeys import PROJECT, SEGMENT, WAIT, journey

OPENED = EventFilter.system("_email.open")
HOUR = WaitTime.span(cdk.Duration.hours(1))


def checked(activity: Activity) -> Any:
    """The settings of an activity, which the service's model allows."""
    rendered = activity.render()
    model = shapes.load("pinpoint")
    request = {"Name": "Welcome", "Activities": {"a": rendered}}
    problems = model.check_input("CreateJourney", {"ApplicationId": PROJECT, "WriteJourneyRequest": request})
    assert problems == []
    return rendered


def test_messages_come_from_templates(stack: cdk.Stack) -> None:
    email = EmailTemplate.from_template_name(stack, "Email", "Hello")
    sms = SmsTemplate.from_template_name(stack, "Sms", "Hello")
    push = PushTemplate.from_template_name(stack, "Push", "Hello")
    assert checked(EmailMessageActivity(template=email)) == {"EMAIL": {"TemplateName": "Hello"}}
    assert checked(
        EmailMessageActivity(
            template=email, template_version=2, from_address="us@example.com", next_activity="b", description="First"
        )
    ) == {
        "EMAIL": {
            "TemplateName": "Hello", "TemplateVersion": "2", "NextActivity": "b",
            "MessageConfig": {"FromAddress": "us@example.com"},
        },
        "Description": "First",
    }  # fmt: skip
    assert checked(
        SmsMessageActivity(
            template=sms, message_type=MessageType.PROMOTIONAL, origination_number="+12065550100", sender_id="SHOP",
            entity_id="1101", regulatory_template_id="1107",
        )
    ) == {
        "SMS": {
            "TemplateName": "Hello",
            "MessageConfig": {
                "MessageType": "PROMOTIONAL", "OriginationNumber": "+12065550100", "SenderId": "SHOP",
                "EntityId": "1101", "TemplateId": "1107",
            },
        },
    }  # fmt: skip
    assert checked(PushMessageActivity(template=push, time_to_live=cdk.Duration.minutes(1))) == {
        "PUSH": {"TemplateName": "Hello", "MessageConfig": {"TimeToLive": "60"}},
    }


def test_people_wait_for_a_span_or_until_a_moment() -> None:
    assert checked(WaitActivity(wait_time=WaitTime.span(cdk.Duration.days(2)), next_activity="b")) == {
        "Wait": {"NextActivity": "b", "WaitTime": {"WaitFor": "P2D"}}
    }
    moment = datetime(2026, 1, 1, 8, tzinfo=UTC)
    assert checked(WaitActivity(wait_time=WaitTime.until(moment))) == {
        "Wait": {"WaitTime": {"WaitUntil": "2026-01-01T08:00:00.000Z"}}
    }


def test_people_are_held_out() -> None:
    assert checked(HoldoutActivity(percentage=10, next_activity="b")) == {
        "Holdout": {"NextActivity": "b", "Percentage": 10}
    }


def test_people_split_in_two_by_what_happened_where_they_are_and_what_is_known(stack: cdk.Stack) -> None:
    project = Project.from_project_id(stack, "Project", PROJECT)
    segment = Segment.from_segment_id(stack, "Segment", SEGMENT, project=project)
    split = ConditionalSplitActivity(
        conditions=[
            JourneyCondition.event(OPENED, message_activity="mail"),
            JourneyCondition.in_segment(segment),
            JourneyCondition.matches(
                Dimension.attribute("team", AttributeMatch.any_of("red")),
                Dimension.user_attribute("plan", AttributeMatch.none_of("free")),
                Dimension.metric("visits", MetricComparison.GREATER_THAN, 3),
                Dimension.channel(ChannelType.EMAIL),
                Dimension.active_within(RecencyDuration.DAY_7),
                Dimension.near(latitude=47.4, longitude=8.5, kilometers=10),
            ),
        ],
        operator=ConditionOperator.ANY,
        evaluation_wait_time=HOUR,
        true_activity="b",
        false_activity="c",
    )
    assert split.next_activities == ("b", "c")
    assert checked(split) == {
        "ConditionalSplit": {
            "Condition": {
                "Conditions": [
                    {
                        "EventCondition": {
                            "Dimensions": {"EventType": {"DimensionType": "INCLUSIVE", "Values": ["_email.open"]}},
                            "MessageActivity": "mail",
                        }
                    },
                    {"SegmentCondition": {"SegmentId": SEGMENT}},
                    {
                        "SegmentDimensions": {
                            "Attributes": {"team": {"AttributeType": "INCLUSIVE", "Values": ["red"]}},
                            "UserAttributes": {"plan": {"AttributeType": "EXCLUSIVE", "Values": ["free"]}},
                            "Metrics": {"visits": {"ComparisonOperator": "GREATER_THAN", "Value": 3}},
                            "Demographic": {"Channel": {"DimensionType": "INCLUSIVE", "Values": ["EMAIL"]}},
                            "Behavior": {"Recency": {"Duration": "DAY_7", "RecencyType": "ACTIVE"}},
                            "Location": {
                                "GPSPoint": {
                                    "Coordinates": {"Latitude": 47.4, "Longitude": 8.5}, "RangeInKilometers": 10,
                                }
                            },
                        }
                    },
                ],
                "Operator": "ANY",
            },
            "EvaluationWaitTime": {"WaitFor": "PT1H"},
            "TrueActivity": "b",
            "FalseActivity": "c",
        }
    }  # fmt: skip


def test_people_split_by_several_conditions() -> None:
    split = MultiConditionalSplitActivity(
        branches=[ConditionalBranch(JourneyCondition.event(OPENED), "b")],
        default_activity="c",
        evaluation_wait_time=HOUR,
    )
    assert split.next_activities == ("b", "c")
    assert checked(split)["MultiCondition"] == {
        "Branches": [
            {
                "Condition": {
                    "EventCondition": {
                        "Dimensions": {"EventType": {"DimensionType": "INCLUSIVE", "Values": ["_email.open"]}}
                    }
                },
                "NextActivity": "b",
            }
        ],
        "DefaultActivity": "c",
        "EvaluationWaitTime": {"WaitFor": "PT1H"},
    }


def test_people_split_by_chance() -> None:
    split = RandomSplitActivity(branches=[RandomBranch(30, "b"), RandomBranch(70)])
    assert split.next_activities == ("b",)
    assert checked(split)["RandomSplit"] == {"Branches": [{"Percentage": 30, "NextActivity": "b"}, {"Percentage": 70}]}


def test_names_of_attributes_stay_as_they_are() -> None:
    condition = JourneyCondition.matches(Dimension.attribute("values", AttributeMatch.any_of("x")))
    assert condition.content == {
        "SegmentDimensions": {"Attributes": {"values": {"AttributeType": "INCLUSIVE", "Values": ["x"]}}}
    }


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: HoldoutActivity(percentage=0), "percentage of the holdout is 0: give a whole number from 1 to 100"),
        (
            lambda: RandomSplitActivity(branches=[RandomBranch(30), RandomBranch(60)]),
            "the branches of the split are 90 per cent together: make it 100",
        ),
        (
            lambda: RandomSplitActivity(branches=[RandomBranch(50), RandomBranch(60)]),
            "the branches of the split are 110 per cent together: make it 100",
        ),
        (lambda: RandomSplitActivity(branches=[RandomBranch(100)]), "the split has 1 branches: use 2 to 5"),
        (
            lambda: RandomSplitActivity(branches=[RandomBranch(10)] * 4 + [RandomBranch(30)] * 2),
            "the split has 6 branches: use 2 to 5",
        ),
        (lambda: RandomBranch(101), "percentage of the branch is 101: give a whole number from 1 to 100"),
        (
            lambda: MultiConditionalSplitActivity(
                branches=[ConditionalBranch(JourneyCondition.event(OPENED), "b")] * 5
            ),
            "the split has 5 branches: use 1 to 4",
        ),
        (lambda: MultiConditionalSplitActivity(branches=[]), "the split has 0 branches: use 1 to 4"),
        (
            lambda: ConditionalSplitActivity(conditions=[], true_activity="b"),
            "the split has no conditions: give at least one",
        ),
        (
            lambda: ConditionalSplitActivity(conditions=[JourneyCondition.event(OPENED)]),
            "nobody goes on after the split: give true_activity, false_activity, or both",
        ),
        (JourneyCondition.matches, "the condition has no dimensions: give at least one"),
        (lambda: WaitTime.span(cdk.Duration.hours(0)), "wait time is 0: give more, or leave it out"),
    ],
)
def test_steps_that_the_service_refuses_are_refused(make: Any, message: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        make()
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"template_version": 0}, "template version is 0: give a whole number from 1"),
        (
            {"origination_number": "12065550100"},
            "origination number '12065550100' is not valid: use E.164, like '+12065550100'",
        ),
        ({"entity_id": "1"}, "an SMS to India needs entity_id and regulatory_template_id: give both or none"),
        ({"message_type": "SPAM"}, "message type 'SPAM' is not known: use one of TRANSACTIONAL, PROMOTIONAL"),
    ],
)
def test_texts_that_the_service_refuses_are_refused(stack: cdk.Stack, arguments: dict[str, Any], message: str) -> None:
    template = SmsTemplate.from_template_name(stack, "Sms", "Hello")
    plain: dict[str, Any] = {"template": template, "message_type": MessageType.TRANSACTIONAL}
    with pytest.raises(InvalidArgument) as error:
        SmsMessageActivity(**(plain | arguments))
    assert str(error.value) == message


@pytest.mark.parametrize("asked", ["wait", "nowhere"])
def test_events_of_what_sends_no_message_are_refused(stack: cdk.Stack, asked: str) -> None:
    template = EmailTemplate.from_template_name(stack, "Email", "Hello")
    split = ConditionalSplitActivity(
        conditions=[JourneyCondition.event(OPENED, message_activity=asked)], true_activity="wait"
    )
    activities = {"mail": EmailMessageActivity(template=template, next_activity="split"), "split": split, "wait": WAIT}
    with pytest.raises(InvalidArgument) as error:
        journey(stack, activities=activities)
    assert str(error.value) == (f"'split' asks for events of {asked!r}, which sends no message: use one of mail")


def test_steps_may_lead_together_again(stack: cdk.Stack) -> None:
    branches = [RandomBranch(50, "left"), RandomBranch(50, "right")]
    onward = WaitActivity(wait_time=HOUR, next_activity="end")
    made = journey(
        stack,
        activities={"split": RandomSplitActivity(branches=branches), "left": onward, "right": onward, "end": WAIT},
    )
    assert list(made.activities) == ["split", "left", "right", "end"]
