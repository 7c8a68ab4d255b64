"""Configuration sets of version 1 of the voice API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kinesisfirehose as firehose
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import EventDestination
from cdk_messaging.sms_voice.account import VoiceConfigurationSet, VoiceEventType

from .helpers import only, properties, resources, warnings

TYPE = "Custom::VoiceConfigurationSet"
FAILURES = [VoiceEventType.FAILED, VoiceEventType.BUSY]


def voice(stack: cdk.Stack, construct_id: str = "Calls", **arguments: Any) -> VoiceConfigurationSet:
    return VoiceConfigurationSet(stack, construct_id, **{"configuration_set_name": "calls", **arguments})


def topic(stack: cdk.Stack) -> EventDestination:
    return EventDestination.topic(sns.Topic(stack, "Topic"))


def destinations(stack: cdk.Stack) -> str:
    """The JSON of the destinations, with references in brackets."""
    rendered = properties(stack, TYPE)["EventDestinations"]
    parts = [rendered] if isinstance(rendered, str) else rendered["Fn::Join"][1]
    return "".join(part if isinstance(part, str) else f"<{next(iter(part))}>" for part in parts)


def test_a_set_is_named_and_has_no_destinations_at_first(stack: cdk.Stack) -> None:
    made = voice(stack)
    assert (made.configuration_set_name, destinations(stack)) == ("calls", "{}")
    assert properties(stack, TYPE)["ConfigurationSetName"] == "calls"


def test_a_name_is_made_from_its_place(stack: cdk.Stack) -> None:
    made = voice(stack, configuration_set_name=None)
    assert made.configuration_set_name.startswith("Stack-Calls")
    assert properties(stack, TYPE)["ConfigurationSetName"] == made.configuration_set_name


def test_a_warning_says_what_replaces_it(stack: cdk.Stack) -> None:
    voice(stack)
    (warning,) = warnings(stack)
    assert "use sms_voice.ConfigurationSet" in warning
    assert "cdk_messaging:sms_voice.VoiceConfigurationSet.superseded" in warning


def test_events_go_to_a_topic_without_a_role(stack: cdk.Stack) -> None:
    made = voice(stack)
    made.add_event_destination("failures", topic(stack), event_types=FAILURES)
    assert destinations(stack) == (
        '{"failures":{"Enabled":true,"MatchingEventTypes":["FAILED","BUSY"],"SnsDestination":{"TopicArn":"<Ref>"}}}'
    )
    assert made.event_destination_roles == {}


def test_a_topic_lets_the_service_in_for_this_account_only(stack: cdk.Stack) -> None:
    voice(stack).add_event_destination("failures", topic(stack), event_types=FAILURES)
    (statement,) = properties(stack, "AWS::SNS::TopicPolicy")["PolicyDocument"]["Statement"]
    assert statement["Principal"] == {"Service": "sms-voice.amazonaws.com"}
    assert statement["Condition"] == {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}


def test_a_log_group_and_a_stream_are_written_with_roles_of_this_account_only(stack: cdk.Stack) -> None:
    made = voice(stack)
    stream = firehose.DeliveryStream.from_delivery_stream_name(stack, "Stream", "calls")
    made.add_event_destination("log", EventDestination.log_group(logs.LogGroup(stack, "Logs")), event_types=FAILURES)
    made.add_event_destination("archive", EventDestination.delivery_stream(stream), event_types=FAILURES, enabled=False)
    assert list(made.event_destination_roles) == ["log", "archive"]
    for name, role in made.event_destination_roles.items():
        assert isinstance(role.node.default_child, iam.CfnRole), name
        (trust,) = stack.resolve(role.node.default_child.assume_role_policy_document)["Statement"]
        assert trust["Principal"] == {"Service": "sms-voice.amazonaws.com"}
        assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}
    rendered = destinations(stack)
    assert '"CloudWatchLogsDestination":{"IamRoleArn":"<Fn::GetAtt>","LogGroupArn":"arn:' in rendered
    assert '"archive":{"Enabled":false,' in rendered
    assert '"KinesisFirehoseDestination":{"IamRoleArn":"<Fn::GetAtt>","DeliveryStreamArn":"arn:' in rendered


def test_the_provider_may_pass_the_role_to_the_service_and_to_no_other(stack: cdk.Stack) -> None:
    made = voice(stack)
    made.add_event_destination("log", EventDestination.log_group(logs.LogGroup(stack, "Logs")), event_types=FAILURES)
    statements = [
        statement
        for policy in resources(stack, "AWS::IAM::Policy").values()
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        if statement["Action"] == "iam:PassRole"
    ]
    assert statements == [
        {
            "Action": "iam:PassRole",
            "Condition": {"StringEquals": {"iam:PassedToService": "sms-voice.amazonaws.com"}},
            "Effect": "Allow",
            "Resource": stack.resolve(made.event_destination_roles["log"].role_arn),
        }
    ]


def test_the_set_waits_for_the_permissions_of_its_destinations(stack: cdk.Stack) -> None:
    made = voice(stack)
    made.add_event_destination("log", EventDestination.log_group(logs.LogGroup(stack, "Logs")), event_types=FAILURES)
    made.add_event_destination("topic", topic(stack), event_types=FAILURES)
    (topic_policy,) = resources(stack, "AWS::SNS::TopicPolicy")
    (role_policy,) = [
        name for name in resources(stack, "AWS::IAM::Policy") if "Callslog" in name or "EventDest" in name
    ]
    assert {topic_policy, role_policy} <= set(only(stack, TYPE)["DependsOn"])


def test_sending_is_allowed_where_no_resource_can_be_named(stack: cdk.Stack) -> None:
    user = iam.User(stack, "User")
    assert voice(stack).grant_send_voice(user).success
    (policy,) = [
        each
        for each in resources(stack, "AWS::IAM::Policy").values()
        if each["Properties"].get("Users") == [stack.resolve(user.user_name)]
    ]
    assert policy["Properties"]["PolicyDocument"]["Statement"] == [
        {"Action": "sms-voice:SendVoiceMessage", "Effect": "Allow", "Resource": "*"}
    ]


def test_it_is_kept_if_asked_to(stack: cdk.Stack) -> None:
    voice(stack, removal_policy=cdk.RemovalPolicy.RETAIN)
    assert only(stack, TYPE)["DeletionPolicy"] == "Retain"


def test_two_sets_share_one_provider(stack: cdk.Stack) -> None:
    voice(stack)
    voice(stack, "Others", configuration_set_name="others")
    assert len(resources(stack, TYPE)) == 2
    assert len(resources(stack, "AWS::Lambda::Function")) == 1


def eleven(stack: cdk.Stack) -> None:
    made, target = voice(stack), topic(stack)
    for index in range(11):
        made.add_event_destination(f"d{index}", target, event_types=FAILURES)


def twice(stack: cdk.Stack) -> None:
    made, target = voice(stack), topic(stack)
    for _ in range(2):
        made.add_event_destination("failures", target, event_types=FAILURES)


def two_of_a_name(stack: cdk.Stack) -> None:
    voice(stack)
    voice(stack, "Again")


def add(stack: cdk.Stack, name: str = "failures", event_types: Any = FAILURES) -> None:
    voice(stack).add_event_destination(name, topic(stack), event_types=event_types)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda stack: voice(stack, configuration_set_name="my calls"),
            "voice configuration set name 'my calls' is not valid: use 1 to 64 letters, digits, _ and -",
        ),
        (two_of_a_name, "voice configuration set 'calls' is set by 'Stack/Calls' already"),
        (
            lambda stack: add(stack, "to me"),
            "event destination name 'to me' is not valid: use 1 to 64 letters, digits, _ and -",
        ),
        (
            lambda stack: add(stack, cdk.Aws.STACK_NAME),
            "event destination name must be known at synthesis: give a literal name",
        ),
        (
            lambda stack: add(stack, event_types=[]),
            "event types are empty: give at least one, for example VoiceEventType.FAILED",
        ),
        (
            lambda stack: add(stack, event_types=["VOICE_ALL"]),
            (
                "voice event type 'VOICE_ALL' is not known: use one of INITIATED_CALL, RINGING, ANSWERED, "
                "COMPLETED_CALL, BUSY, FAILED, NO_ANSWER"
            ),
        ),
        (
            lambda stack: add(stack, event_types=["BUSY", "BUSY"]),
            "voice event type 'BUSY' is given twice: give each one once",
        ),
        (twice, "event destination name 'failures' is given twice: give each one once"),
        (eleven, "event destination 'd10' is one too many: a voice configuration set has at most 10, this one has d0,"),
    ],
)
def test_fails_with_what_the_value_and_the_fix(stack: cdk.Stack, make: Callable[[Any], Any], message: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        make(stack)
    assert str(error.value).startswith(message)
