"""The alarms on the whole: what they watch, when they go off, and that each says what to do."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import OptInAlarms
from cdk_messaging.opt_in.runtime import logs
from tests.unit.reading import Reading

NAMESPACE = "CdkMessaging/OptIn/Test"
COUNTS = {
    "DoubtfulSends": ("InDoubt", 1, 300, {}),
    "SentTwice": ("SentTwice", 1, 300, {}),
    "SignUpsFailed": ("SignUpsFailed", 1, 300, {}),
    "SignUpsThrottled": ("SignUpsRefused", 20, 300, {"Code": "throttled"}),
    "SendsThrottled": ("Throttled", 5, 300, {}),
    "PrefixVelocity": ("PrefixVelocity", 1, 300, {}),
    "SendingStopped": ("SendingStopped", 1, 600, {}),
    "CaptchaUnavailable": ("CaptchaUnavailable", 1, 300, {}),
}


def read(**arguments: Any) -> Reading:
    stack = cdk.Stack(cdk.App(), "Stack")
    OptInAlarms(stack, "Alarms", **{"namespace": NAMESPACE, "captcha": True, **arguments})
    return Reading(stack)


@pytest.fixture(scope="module")
def made() -> Reading:
    return read()


def alarm(reading: Reading, name: str) -> Any:
    (found,) = [
        each["Properties"]
        for key, each in reading.all("AWS::CloudWatch::Alarm").items()
        if key.startswith(f"Alarms{name}") and key[len(f"Alarms{name}") :].isalnum()
    ]
    return found


def published() -> set[str]:
    """What the modules say that publish metrics: among it the names of all metrics."""
    sources = [file.read_text(encoding="utf-8") for file in Path(logs.__file__).parent.glob("*.py")]
    return {
        node.value
        for source in sources
        if "logs.metric(" in source
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize("name", COUNTS)
def test_a_count_goes_off_at_its_threshold_and_is_quiet_without_data(made: Reading, name: str) -> None:
    metric, threshold, seconds, dimensions = COUNTS[name]
    found = alarm(made, name)
    assert (found["Namespace"], found["MetricName"], found["Statistic"]) == (NAMESPACE, metric, "Sum")
    assert (found["Threshold"], found["Period"], found["EvaluationPeriods"]) == (threshold, seconds, 1)
    assert found["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"
    assert found["TreatMissingData"] == "notBreaching"
    assert {each["Name"]: each["Value"] for each in found.get("Dimensions", [])} == dimensions


def test_every_metric_that_is_watched_is_one_that_the_functions_publish(made: Reading) -> None:
    watched = {
        query["MetricStat"]["Metric"]["MetricName"]
        for each in made.all("AWS::CloudWatch::Alarm").values()
        for query in each["Properties"].get("Metrics", [])
        if "MetricStat" in query
    } | {metric for metric, *_ in COUNTS.values()}
    assert watched - published() == set()


def test_few_answers_are_bad_only_where_enough_confirmations_were_sent(made: Reading) -> None:
    found = alarm(made, "Conversion")
    expression, *stats = found["Metrics"]
    assert expression["Expression"] == "IF(texts >= 10, answered, 100)"
    assert {each["Id"]: each["MetricStat"]["Stat"] for each in stats} == {"answered": "Average", "texts": "SampleCount"}
    assert {each["MetricStat"]["Metric"]["MetricName"] for each in stats} == {"Conversion"}
    assert {each["MetricStat"]["Period"] for each in stats} == {3600}
    assert (found["Threshold"], found["ComparisonOperator"]) == (20, "LessThanThreshold")
    assert found["TreatMissingData"] == "notBreaching"


def test_failures_are_bad_as_a_share_of_enough_texts(made: Reading) -> None:
    found = alarm(made, "FailureRate")
    expression, *stats = found["Metrics"]
    every = "(FILL(delivered, 0) + FILL(failed, 0) + FILL(undelivered, 0))"
    assert expression["Expression"] == (
        f"IF({every} >= 10, 100 * (FILL(failed, 0) + FILL(undelivered, 0)) / {every}, 0)"
    )
    assert {each["MetricStat"]["Metric"]["MetricName"] for each in stats} == {"Delivered", "Failed", "Undelivered"}
    assert (found["Threshold"], found["ComparisonOperator"]) == (20, "GreaterThanOrEqualToThreshold")


def test_money_is_watched_where_aws_counts_it(made: Reading) -> None:
    found = alarm(made, "Spend")
    assert (found["Namespace"], found["MetricName"]) == ("AWS/SMSVoice", "TextMessageMonthlySpend")
    assert (found["Statistic"], found["Threshold"]) == ("Maximum", 40)
    assert "Dimensions" not in found
    assert found["AlarmDescription"].startswith("80% of the 50 US dollars for this month's texts are spent.")


def test_an_hour_without_texts_does_not_bring_the_money_back(made: Reading) -> None:
    assert alarm(made, "Spend")["TreatMissingData"] == "ignore"


def test_what_may_be_spent_is_the_users() -> None:
    found = alarm(read(monthly_spend_usd=12.5), "Spend")
    assert found["Threshold"] == 10
    assert "12.5 US dollars" in found["AlarmDescription"]


def test_without_a_captcha_there_is_no_alarm_on_one() -> None:
    with_one, without = (read(captcha=captcha).all("AWS::CloudWatch::Alarm") for captcha in (True, False))
    assert {each.removeprefix("Alarms")[:7] for each in with_one.keys() - without.keys()} == {"Captcha"}


def test_every_alarm_says_where_to_read_what_to_do(made: Reading) -> None:
    for each in made.all("AWS::CloudWatch::Alarm").values():
        meaning, _, place = each["Properties"]["AlarmDescription"].partition(" What to do: ")
        assert meaning.endswith(".")
        assert place.startswith("docs/operations.md#alarm-")


def test_every_alarm_is_to_be_found() -> None:
    stack = cdk.Stack(cdk.App(), "Stack")
    alarms = OptInAlarms(stack, "Alarms", namespace=NAMESPACE)
    reading = Reading(stack)
    assert {reading.id_of(each) for each in alarms.all} == set(reading.all("AWS::CloudWatch::Alarm"))
    assert alarms.spend in alarms.all


def test_two_in_one_stack_do_not_collide() -> None:
    stack = cdk.Stack(cdk.App(), "Stack")
    OptInAlarms(stack, "First", namespace="First")
    OptInAlarms(stack, "Second", namespace="Second")
    assert len(Reading(stack).all("AWS::CloudWatch::Alarm")) == 2 * 10


@pytest.mark.parametrize("spend", [0, -1])
def test_fails_on_a_spend_that_lets_nothing_be_sent(spend: float) -> None:
    with pytest.raises(InvalidArgument) as error:
        read(monthly_spend_usd=spend)
    assert str(error.value) == f"monthly_spend_usd is {spend}; give what may be spent in a month, such as 50"
