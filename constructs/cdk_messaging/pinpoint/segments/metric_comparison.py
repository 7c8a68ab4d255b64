"""How a metric is compared."""

from __future__ import annotations

from enum import StrEnum


class MetricComparison(StrEnum):
    """Operators between a metric and a number.

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-segments.html
    """

    EQUAL = "EQUAL"
    GREATER_THAN = "GREATER_THAN"
    GREATER_THAN_OR_EQUAL = "GREATER_THAN_OR_EQUAL"
    LESS_THAN = "LESS_THAN"
    LESS_THAN_OR_EQUAL = "LESS_THAN_OR_EQUAL"
