"""Alarms: when they go off, and what they say."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_cloudwatch as cloudwatch

from cdk_messaging.observability import alarm_at, alarm_on_any
from tests.unit.reading import Reading


@pytest.fixture
def stack() -> cdk.Stack:
    return cdk.Stack(cdk.App(), "Stack")


def trouble() -> cloudwatch.Metric:
    return cloudwatch.Metric(namespace="Test", metric_name="Trouble", period=cdk.Duration.minutes(1))


def read(stack: cdk.Stack) -> Any:
    return Reading(stack).properties("AWS::CloudWatch::Alarm")


def test_what_should_never_happen_goes_off_at_the_first_time_and_is_quiet_without_data(stack: cdk.Stack) -> None:
    alarm_on_any(stack, "Alarm", metric=trouble(), meaning="There is trouble.", section="trouble")
    assert read(stack) == {
        "AlarmDescription": "There is trouble. What to do: docs/operations.md#alarm-trouble",
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        "EvaluationPeriods": 1,
        "MetricName": "Trouble",
        "Namespace": "Test",
        "Period": 60,
        "Statistic": "Average",
        "Threshold": 1,
        "TreatMissingData": "notBreaching",
    }


def test_threshold_comparison_and_what_no_data_mean_are_the_users(stack: cdk.Stack) -> None:
    alarm_at(
        stack,
        "Alarm",
        threshold=5,
        metric=trouble(),
        meaning="There is trouble.",
        section="trouble",
        comparison=cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
        missing_data=cloudwatch.TreatMissingData.IGNORE,
    )
    found = read(stack)
    assert (found["Threshold"], found["ComparisonOperator"], found["TreatMissingData"]) == (
        5,
        "LessThanThreshold",
        "ignore",
    )
