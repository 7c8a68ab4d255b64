"""A function that runs on a schedule."""

from __future__ import annotations

import aws_cdk as cdk
import pytest

from cdk_messaging.opt_in.scheduled_invocation import ScheduledInvocation
from tests.unit.opt_in.conftest import make_stack
from tests.unit.opt_in.parts import make_function, make_key
from tests.unit.reading import Reading, arn

Made = tuple[ScheduledInvocation, Reading]


@pytest.fixture(scope="module")
def made() -> Made:
    stack = make_stack()
    invocation = ScheduledInvocation(
        stack,
        "Schedule",
        function=make_function(stack),
        rate=cdk.Duration.minutes(5),
        encryption_key=make_key(stack),
    )
    return invocation, Reading(stack)


def test_the_function_runs_at_the_rate_on_the_minute(made: Made) -> None:
    schedule = made[1].properties("AWS::Scheduler::Schedule")
    assert schedule["ScheduleExpression"] == "rate(5 minutes)"
    assert schedule["FlexibleTimeWindow"] == {"Mode": "OFF"}


def test_it_is_invoked_with_nothing(made: Made) -> None:
    target = made[1].properties("AWS::Scheduler::Schedule")["Target"]
    assert target["Arn"] == arn(made[1].id("AWS::Lambda::Function"))
    assert target["Input"] == "{}"


def test_an_invocation_is_retried_until_the_next_is_due_and_then_set_aside(made: Made) -> None:
    invocation, reading = made
    target = reading.properties("AWS::Scheduler::Schedule")["Target"]
    assert target["RetryPolicy"] == {"MaximumEventAgeInSeconds": 300, "MaximumRetryAttempts": 3}
    assert target["DeadLetterConfig"] == {"Arn": arn(reading.id_of(invocation.dead_letters.queue))}


def test_only_schedules_of_the_default_group_of_this_account_may_assume_the_role(made: Made) -> None:
    invocation, reading = made
    assert reading.trust(invocation.role) == {
        "Action": "sts:AssumeRole",
        "Condition": {
            "ArnLike": {
                "aws:SourceArn": {
                    "Fn::Join": [
                        "",
                        [
                            "arn:",
                            {"Ref": "AWS::Partition"},
                            ":scheduler:eu-west-1:",
                            {"Ref": "AWS::AccountId"},
                            ":schedule-group/default",
                        ],
                    ]
                }
            },
            "StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}},
        },
        "Effect": "Allow",
        "Principal": {"Service": "scheduler.amazonaws.com"},
    }


def test_the_role_may_invoke_exactly_this_function_and_set_aside_what_fails(made: Made) -> None:
    invocation, reading = made
    assert reading.allowed(invocation.role) == [
        (["lambda:InvokeFunction"], arn(reading.id("AWS::Lambda::Function"))),
        (["sqs:SendMessage"], arn(reading.id_of(invocation.dead_letters.queue))),
        (["kms:Decrypt", "kms:GenerateDataKey"], arn(reading.id("AWS::KMS::Key"))),
    ]


def test_the_schedule_is_made_after_what_its_role_may(made: Made) -> None:
    invocation, reading = made
    policies = [
        name
        for name, policy in reading.all("AWS::IAM::Policy").items()
        if {"Ref": reading.id_of(invocation.role)} in policy["Properties"]["Roles"]
    ]
    assert policies
    assert set(policies) <= set(reading.only("AWS::Scheduler::Schedule")["DependsOn"])


def test_two_of_one_function_do_not_collide() -> None:
    stack = make_stack()
    function, key = make_function(stack), make_key(stack)
    for name, minutes in (("Often", 1), ("Seldom", 60)):
        rate = cdk.Duration.minutes(minutes)
        ScheduledInvocation(stack, name, function=function, rate=rate, encryption_key=key)
    schedules = Reading(stack).all("AWS::Scheduler::Schedule").values()
    rates = {each["Properties"]["ScheduleExpression"] for each in schedules}
    assert rates == {"rate(1 minute)", "rate(1 hour)"}
