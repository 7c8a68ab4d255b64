"""A function with a role, a log group and an alarm of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs

from cdk_messaging.access.data_key import DataKey
from cdk_messaging.functions import ARCHITECTURE, RUNTIME, MessagingFunction, asset_options
from cdk_messaging.observability import LogOptions
from tests.unit.reading import Reading, arn

Made = tuple[MessagingFunction, Reading]


def make_function(stack: cdk.Stack, construct_id: str = "Function", **arguments: Any) -> MessagingFunction:
    given: dict[str, Any] = {
        "code": lambda_.Code.from_asset(str(Path(__file__).parent), **asset_options({"runtime/greet.py": b""})),
        "module": "greet",
        "description": "Greets",
        "timeout": cdk.Duration.seconds(7),
        "log_options": LogOptions(),
    }
    return MessagingFunction(stack, construct_id, **(given | arguments))


@pytest.fixture(scope="module")
def made() -> Made:
    stack = cdk.Stack(cdk.App(), "Stack")
    function = make_function(stack)
    return function, Reading(stack)


def test_the_runtime_is_named_once() -> None:
    assert RUNTIME.name == "python3.14"
    assert ARCHITECTURE.name == "arm64"


def test_it_runs_its_module_on_the_one_runtime(made: Made) -> None:
    properties = made[1].properties("AWS::Lambda::Function")
    assert properties["Runtime"] == "python3.14"
    assert properties["Architectures"] == ["arm64"]
    assert properties["Handler"] == "runtime.greet.handler"
    assert (properties["Timeout"], properties["Description"]) == (7, "Greets")


def test_it_writes_to_a_log_group_of_its_own(made: Made) -> None:
    _, reading = made
    logging = reading.properties("AWS::Lambda::Function")["LoggingConfig"]
    assert logging == {"LogGroup": {"Ref": reading.id("AWS::Logs::LogGroup")}}


def test_it_may_do_that_and_nothing_else(made: Made) -> None:
    function, reading = made
    assert reading.allowed(function.role) == [
        (["logs:CreateLogStream", "logs:PutLogEvents"], arn(reading.id("AWS::Logs::LogGroup")))
    ]
    assert "ManagedPolicyArns" not in reading.of(function.role)


def test_only_lambda_may_assume_its_role(made: Made) -> None:
    function, reading = made
    assert reading.trust(function.role) == {
        "Action": "sts:AssumeRole",
        "Effect": "Allow",
        "Principal": {"Service": "lambda.amazonaws.com"},
    }


def test_it_waits_for_what_its_role_may(made: Made) -> None:
    _, reading = made
    assert reading.id("AWS::IAM::Policy") in reading.only("AWS::Lambda::Function")["DependsOn"]


def test_an_alarm_goes_off_at_the_first_error(made: Made) -> None:
    function, reading = made
    alarm = reading.of(function.errors_alarm)
    assert (alarm["Namespace"], alarm["MetricName"], alarm["Statistic"]) == ("AWS/Lambda", "Errors", "Sum")
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("GreaterThanOrEqualToThreshold", 1)
    assert (alarm["Period"], alarm["EvaluationPeriods"]) == (300, 1)
    assert alarm["TreatMissingData"] == "notBreaching"
    assert (
        alarm["AlarmDescription"] == "The function 'greet' fails. What to do: docs/operations.md#alarm-function-errors"
    )
    assert alarm["Dimensions"] == [{"Name": "FunctionName", "Value": {"Ref": reading.id("AWS::Lambda::Function")}}]


def test_without_variables_it_has_no_environment(made: Made) -> None:
    assert "Environment" not in made[1].properties("AWS::Lambda::Function")


def test_variables_are_the_users() -> None:
    stack = cdk.Stack(cdk.App(), "Stack")
    make_function(stack, environment={"COLOUR": "red"})
    assert Reading(stack).properties("AWS::Lambda::Function")["Environment"] == {"Variables": {"COLOUR": "red"}}


def test_its_log_is_kept_as_is_said() -> None:
    stack = cdk.Stack(cdk.App(), "Stack")
    key = DataKey(stack, "Key")
    options = LogOptions(
        retention=logs.RetentionDays.ONE_DAY, encryption_key=key, removal_policy=cdk.RemovalPolicy.DESTROY
    )
    make_function(stack, log_options=options)
    reading = Reading(stack)
    group = reading.only("AWS::Logs::LogGroup")
    assert group["Properties"] == {"KmsKeyId": arn(reading.id("AWS::KMS::Key")), "RetentionInDays": 1}
    assert group["DeletionPolicy"] == "Delete"


def test_two_in_one_stack_do_not_share_a_role() -> None:
    stack = cdk.Stack(cdk.App(), "Stack")
    make_function(stack, "First")
    make_function(stack, "Second")
    roles = [each["Properties"]["Role"] for each in Reading(stack).all("AWS::Lambda::Function").values()]
    assert roles[0] != roles[1]
