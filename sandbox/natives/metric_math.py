"""Alarms on metric math are made and described; like all alarms here that nobody puts data for, they stay as they are.

The emulator refuses templates that have one.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html
"""

from __future__ import annotations

from typing import Any

from sandbox import seam

Json = dict[str, Any]


def install() -> None:
    """Applies it."""
    seam.accept_alarms_on_metric_math(_refusal)


def _refusal(metrics: list[Json]) -> str:
    """Why CloudWatch refuses the queries of an alarm; "" when it does not."""
    names = [str(query.get("Id", "")) for query in metrics]
    if len(set(names)) < len(names):
        return f"Metrics has the same Id twice: {names}"
    returned = [query["Id"] for query in metrics if str(query.get("ReturnData", True)).lower() == "true"]
    if len(returned) != 1:
        return f"exactly one element of the metrics list should return data, found {len(returned)}"
    if any(("Expression" in query) == ("MetricStat" in query) for query in metrics):
        return "each element of the metrics list has either Expression or MetricStat"
    return ""
