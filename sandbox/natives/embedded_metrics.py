"""Metrics in the embedded format: what functions log as such becomes CloudWatch metrics.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

from __future__ import annotations

import json
from typing import Any

from sandbox import seam

Json = dict[str, Any]


def install() -> None:
    """Looks at every log event."""
    seam.watch_log_events(_read)


def _read(message: str) -> None:
    if '"_aws"' not in message:
        return
    try:
        document = json.loads(message)
        for directive in document["_aws"]["CloudWatchMetrics"]:
            _record(directive, document)
    except (ValueError, KeyError, TypeError):
        return  # a line that looks like one and is none is a log line, as for CloudWatch


def _record(directive: Json, document: Json) -> None:
    for names in directive.get("Dimensions") or [[]]:
        dimensions = {name: str(document[name]) for name in names}
        for metric in directive["Metrics"]:
            values = document[metric["Name"]]
            for value in values if isinstance(values, list) else [values]:
                unit = metric.get("Unit", "None")
                seam.record_metric(directive["Namespace"], metric["Name"], float(value), unit, dimensions)
