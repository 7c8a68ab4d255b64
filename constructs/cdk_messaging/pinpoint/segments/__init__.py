"""Segments: who a campaign or a journey is for, chosen by what the project knows of its endpoints."""

from __future__ import annotations

from .attribute_match import AttributeMatch
from .dimension import Dimension
from .metric_comparison import MetricComparison
from .recency import RecencyDuration
from .segment import ISegment, Segment
from .segment_group import Combination, SegmentGroup

__all__ = [
    "AttributeMatch",
    "Combination",
    "Dimension",
    "ISegment",
    "MetricComparison",
    "RecencyDuration",
    "Segment",
    "SegmentGroup",
]
