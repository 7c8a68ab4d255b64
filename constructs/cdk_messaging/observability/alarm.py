"""Alarms that say what they mean and where to read what to do."""

from __future__ import annotations

from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

_RUNBOOK = "docs/operations.md#alarm-"


def _description(meaning: str, section: str) -> str:
    """What an alarm says to whoever gets it.

    :param meaning: what went wrong, as a sentence.
    :param section: the section of the runbook: ``"dead-letters"`` is ``docs/operations.md#alarm-dead-letters``.
    """
    return f"{meaning} What to do: {_RUNBOOK}{section}"


def alarm_at(
    scope: Construct,
    construct_id: str,
    *,
    threshold: float,
    metric: cloudwatch.IMetric,
    meaning: str,
    section: str,
    comparison: cloudwatch.ComparisonOperator = cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    missing_data: cloudwatch.TreatMissingData = cloudwatch.TreatMissingData.NOT_BREACHING,
) -> cloudwatch.Alarm:
    """Define an alarm that goes off as soon as one period of the metric reaches the threshold.

    :param metric: what to watch; its period is how long one bad moment keeps the alarm on.
    :param meaning: what went wrong, as a sentence.
    :param section: the section of the runbook that says what to do.
    :param comparison: what is bad. Default: - the threshold and more
    :param missing_data: what no data mean. Default: - that all is well
    """
    return cloudwatch.Alarm(
        scope,
        construct_id,
        alarm_description=_description(meaning, section),
        metric=metric,
        threshold=threshold,
        evaluation_periods=1,
        comparison_operator=comparison,
        treat_missing_data=missing_data,
    )


def alarm_on_any(
    scope: Construct, construct_id: str, *, metric: cloudwatch.IMetric, meaning: str, section: str
) -> cloudwatch.Alarm:
    """Define an alarm on what should never happen: it goes off as soon as the metric is 1 or more.

    :param metric: what to watch; its period is how long one bad moment keeps the alarm on.
    :param meaning: what went wrong, as a sentence.
    :param section: the section of the runbook that says what to do.
    """
    return alarm_at(scope, construct_id, threshold=1, metric=metric, meaning=meaning, section=section)
