"""Alarms on metric math can be deployed."""

from __future__ import annotations

import pytest

from tests.sandbox.account import Account, Json

STAT = {"Metric": {"Namespace": "Own", "MetricName": "SignUps"}, "Period": 300, "Stat": "Sum"}


def alarm(*metrics: Json) -> Json:
    properties = {
        "AlarmName": "alarm",
        "Metrics": list(metrics),
        "ComparisonOperator": "LessThanThreshold",
        "EvaluationPeriods": 1,
        "Threshold": 0.3,
    }
    return {"Alarm": {"Type": "AWS::CloudWatch::Alarm", "Properties": properties}}


def test_an_alarm_on_metric_math_is_made_and_waits(account: Account) -> None:
    share = {"Id": "share", "Expression": "a / 2", "Label": "Share"}

    account.deploy(alarm({"Id": "a", "MetricStat": STAT, "ReturnData": False}, share))

    (found,) = account.client("cloudwatch").describe_alarms()["MetricAlarms"]
    assert (found["AlarmName"], found["StateValue"], found["Threshold"]) == ("alarm", "INSUFFICIENT_DATA", 0.3)


@pytest.mark.parametrize(
    ("metrics", "reason"),
    [
        ([{"Id": "a", "MetricStat": STAT}, {"Id": "b", "Expression": "a"}], "should return data, found 2"),
        ([{"Id": "a", "MetricStat": STAT}, {"Id": "a", "Expression": "a"}], "has the same Id twice"),
        ([{"Id": "a"}], "has either Expression or MetricStat"),
    ],
)
def test_queries_that_cloudwatch_refuses_fail_the_deployment(
    account: Account, metrics: list[Json], reason: str
) -> None:
    with pytest.raises(AssertionError, match=reason):
        account.deploy(alarm(*metrics))
