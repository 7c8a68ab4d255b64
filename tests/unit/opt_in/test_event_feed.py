"""Where delivery events reach the pipeline."""

from __future__ import annotations

import pytest
from aws_cdk import aws_sns as sns

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import EventFeed
from cdk_messaging.sms_voice import ConfigurationSet
from tests.unit.opt_in.conftest import make_stack
from tests.unit.opt_in.parts import make_key
from tests.unit.reading import Reading, arn


def test_without_a_set_one_is_made_that_reports_all_text_events_to_a_topic_of_its_own() -> None:
    stack = make_stack()
    feed = EventFeed(stack, "Feed", configuration_set=None, event_topic=None, encryption_key=make_key(stack))
    reading = Reading(stack)
    (destination,) = reading.properties("AWS::SMSVOICE::ConfigurationSet")["EventDestinations"]
    assert destination == {
        "Enabled": True,
        "EventDestinationName": "opt-in-settlement",
        "MatchingEventTypes": ["TEXT_ALL"],
        "SnsDestination": {"TopicArn": {"Ref": reading.id("AWS::SNS::Topic")}},
    }
    assert feed.topic.topic_arn
    assert reading.properties("AWS::SMSVOICE::ConfigurationSet")["MessageFeedbackEnabled"] is True


def test_a_topic_that_is_made_is_encrypted_and_takes_tls_only() -> None:
    stack = make_stack()
    EventFeed(stack, "Feed", configuration_set=None, event_topic=None, encryption_key=make_key(stack))
    reading = Reading(stack)
    statements = reading.properties("AWS::SNS::TopicPolicy")["PolicyDocument"]["Statement"]
    (refused,) = [each for each in statements if each["Effect"] == "Deny"]
    assert reading.properties("AWS::SNS::Topic")["KmsMasterKeyId"] == arn(reading.id("AWS::KMS::Key"))
    assert refused["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_a_set_of_this_app_gets_the_topic_as_one_more_destination() -> None:
    stack = make_stack()
    given = ConfigurationSet(stack, "Set")
    feed = EventFeed(stack, "Feed", configuration_set=given, event_topic=None, encryption_key=make_key(stack))
    (destination,) = Reading(stack).properties("AWS::SMSVOICE::ConfigurationSet")["EventDestinations"]
    assert feed.configuration_set is given
    assert destination["EventDestinationName"] == "opt-in-settlement"


def test_with_both_given_nothing_is_made() -> None:
    stack = make_stack()
    given = ConfigurationSet.from_configuration_set_name(stack, "Set", "given")
    topic = sns.Topic.from_topic_arn(stack, "Topic", "arn:aws:sns:eu-west-1:111122223333:events")
    key = make_key(stack)
    feed = EventFeed(stack, "Feed", configuration_set=given, event_topic=topic, encryption_key=key)
    assert feed.configuration_set is given
    assert feed.topic is topic
    assert {each["Type"] for each in Reading(stack).resources.values()} == {"AWS::KMS::Key"}


def test_fails_on_an_imported_set_alone() -> None:
    stack = make_stack()
    given = ConfigurationSet.from_configuration_set_name(stack, "Set", "given")
    with pytest.raises(InvalidArgument) as refused:
        EventFeed(stack, "Feed", configuration_set=given, event_topic=None, encryption_key=make_key(stack))
    assert str(refused.value) == (
        "configuration_set 'given' is imported and event_topic is missing; give the topic that is a destination of "
        "its text events"
    )


def test_fails_on_a_topic_alone() -> None:
    stack = make_stack()
    topic = sns.Topic(stack, "Topic")
    with pytest.raises(InvalidArgument) as refused:
        EventFeed(stack, "Feed", configuration_set=None, event_topic=topic, encryption_key=make_key(stack))
    assert str(refused.value) == (
        "event_topic is given without configuration_set; name the set whose events it gets, or give neither"
    )
