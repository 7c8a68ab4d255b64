"""Queues, and what leads into them."""

from __future__ import annotations

import aws_cdk as cdk
import pytest
from aws_cdk import aws_sns as sns

from cdk_messaging.opt_in import TopicQueue
from cdk_messaging.opt_in.queue_consumer import consume, visibility_for
from cdk_messaging.opt_in.queues import DeadLetterQueue, RedrivenQueue
from tests.unit.opt_in.conftest import make_stack
from tests.unit.opt_in.parts import MINUTE, make_function, make_key
from tests.unit.reading import Reading, arn

FOURTEEN_DAYS = 14 * 24 * 60 * 60

Redriven = tuple[RedrivenQueue, Reading]
Subscribed = tuple[TopicQueue, Reading]


@pytest.fixture(scope="module")
def redriven() -> Redriven:
    stack = make_stack()
    queue = RedrivenQueue(stack, "Queue", encryption_key=make_key(stack), visibility_timeout=MINUTE)
    return queue, Reading(stack)


@pytest.fixture(scope="module")
def subscribed() -> Subscribed:
    stack = make_stack()
    topic = sns.Topic(stack, "Topic")
    queue = TopicQueue(stack, "Queue", topic=topic, encryption_key=make_key(stack), visibility_timeout=MINUTE)
    return queue, Reading(stack)


def test_a_message_that_fails_five_times_is_set_aside(redriven: Redriven) -> None:
    queue, reading = redriven
    assert reading.of(queue.queue)["RedrivePolicy"] == {
        "deadLetterTargetArn": arn(reading.id_of(queue.dead_letters.queue)),
        "maxReceiveCount": 5,
    }
    assert queue.max_receive_count == 5


def test_how_often_it_may_fail_is_the_users() -> None:
    stack = make_stack()
    queue = RedrivenQueue(
        stack, "Queue", encryption_key=make_key(stack), visibility_timeout=MINUTE, max_receive_count=9
    )
    assert Reading(stack).of(queue.queue)["RedrivePolicy"]["maxReceiveCount"] == 9
    assert queue.max_receive_count == 9


def test_messages_are_hidden_for_as_long_as_is_said_and_kept_for_fourteen_days(redriven: Redriven) -> None:
    queue, reading = redriven
    assert reading.of(queue.queue)["VisibilityTimeout"] == 60
    assert reading.of(queue.queue)["MessageRetentionPeriod"] == FOURTEEN_DAYS
    assert reading.of(queue.dead_letters.queue)["MessageRetentionPeriod"] == FOURTEEN_DAYS


def test_both_queues_are_encrypted_with_the_users_key(redriven: Redriven) -> None:
    _, reading = redriven
    keys = [each["Properties"]["KmsMasterKeyId"] for each in reading.all("AWS::SQS::Queue").values()]
    assert keys == [arn(reading.id("AWS::KMS::Key"))] * 2


def test_an_alarm_goes_off_at_the_first_dead_letter(redriven: Redriven) -> None:
    queue, reading = redriven
    alarm = reading.of(queue.dead_letters.alarm)
    assert alarm["MetricName"] == "ApproximateNumberOfMessagesVisible"
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("GreaterThanOrEqualToThreshold", 1)
    assert (alarm["Period"], alarm["EvaluationPeriods"], alarm["Statistic"]) == (60, 1, "Maximum")
    assert alarm["TreatMissingData"] == "notBreaching"
    (dimension,) = alarm["Dimensions"]
    assert dimension["Value"] == {"Fn::GetAtt": [reading.id_of(queue.dead_letters.queue), "QueueName"]}


def test_a_dead_letter_queue_stands_alone() -> None:
    stack = make_stack()
    DeadLetterQueue(stack, "DeadLetters", encryption_key=make_key(stack))
    assert "RedrivePolicy" not in Reading(stack).properties("AWS::SQS::Queue")


def test_the_queue_is_subscribed_with_the_envelope_kept(subscribed: Subscribed) -> None:
    queue, reading = subscribed
    assert reading.properties("AWS::SNS::Subscription") == {
        "Endpoint": arn(reading.id_of(queue.queue.queue)),
        "Protocol": "sqs",
        "RawMessageDelivery": False,
        "RedrivePolicy": {"deadLetterTargetArn": arn(reading.id_of(queue.undelivered.queue))},
        "TopicArn": {"Ref": reading.id("AWS::SNS::Topic")},
    }


def test_exactly_this_topic_may_put_messages_into_the_queue_and_its_undelivered_ones(subscribed: Subscribed) -> None:
    queue, reading = subscribed
    allowed = {
        policy["Properties"]["Queues"][0]["Ref"]: statement
        for policy in reading.all("AWS::SQS::QueuePolicy").values()
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Allow"
    }
    assert set(allowed) == {reading.id_of(queue.queue.queue), reading.id_of(queue.undelivered.queue)}
    for name, statement in allowed.items():
        assert statement == {
            "Action": "sqs:SendMessage",
            "Condition": {"ArnLike": {"aws:SourceArn": {"Ref": reading.id("AWS::SNS::Topic")}}},
            "Effect": "Allow",
            "Principal": {"Service": "sns.amazonaws.com"},
            "Resource": arn(name),
        }


def test_an_imported_topic_is_subscribed_to_as_well() -> None:
    stack = make_stack()
    topic = sns.Topic.from_topic_arn(stack, "Topic", "arn:aws:sns:eu-west-1:111122223333:inbound")
    TopicQueue(stack, "Queue", topic=topic, encryption_key=make_key(stack), visibility_timeout=MINUTE)
    subscription = Reading(stack).properties("AWS::SNS::Subscription")
    assert subscription["TopicArn"] == "arn:aws:sns:eu-west-1:111122223333:inbound"


def test_a_queue_hides_messages_for_six_times_the_time_of_its_function() -> None:
    assert visibility_for(cdk.Duration.seconds(60)).to_seconds() == 360


def test_a_function_works_through_a_queue_in_tens_and_names_what_failed() -> None:
    stack = make_stack()
    queue = RedrivenQueue(stack, "Queue", encryption_key=make_key(stack), visibility_timeout=MINUTE)
    consume(make_function(stack), queue.queue)
    reading = Reading(stack)
    assert reading.properties("AWS::Lambda::EventSourceMapping") == {
        "BatchSize": 10,
        "EventSourceArn": arn(reading.id_of(queue.queue)),
        "FunctionName": {"Ref": reading.id("AWS::Lambda::Function")},
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
    }


def test_how_much_at_a_time_is_the_users() -> None:
    stack = make_stack()
    queue = RedrivenQueue(stack, "Queue", encryption_key=make_key(stack), visibility_timeout=MINUTE)
    consume(make_function(stack), queue.queue, batch_size=1, max_concurrency=2)
    mapping = Reading(stack).properties("AWS::Lambda::EventSourceMapping")
    assert (mapping["BatchSize"], mapping["ScalingConfig"]) == (1, {"MaximumConcurrency": 2})


def test_the_function_may_take_from_this_queue_only_before_it_is_asked_to() -> None:
    stack = make_stack()
    function = make_function(stack)
    queue = RedrivenQueue(stack, "Queue", encryption_key=make_key(stack), visibility_timeout=MINUTE)
    consume(function, queue.queue)
    reading = Reading(stack)
    receive = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
    assert (receive, arn(reading.id_of(queue.queue))) in reading.allowed(function.role)
    assert (["kms:Decrypt"], arn(reading.id("AWS::KMS::Key"))) in reading.allowed(function.role)
    assert reading.id("AWS::IAM::Policy") in reading.only("AWS::Lambda::EventSourceMapping")["DependsOn"]
