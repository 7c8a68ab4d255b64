"""Who enters a journey, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...errors import InvalidArgument
from ..campaigns import EventFilter
from ..segments import ISegment
from .request import as_request, without_nothing


@dataclass(frozen=True)
class StartCondition:
    """Everybody in a segment, or everybody of whom an event tells.

    :param content: as the API takes it
    :param segment: segment that it names, if it names one
    :param on_event: whether people enter one by one, upon an event

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-journeys.html
    """

    content: Mapping[str, Any]
    segment: ISegment | None = None
    on_event: bool = False

    @staticmethod
    def in_segment(segment: ISegment, *, description: str | None = None) -> StartCondition:
        """Everybody who is in a segment.

        :param segment: one of the journey's project
        :param description: for people. Default: - none
        """
        content = {"SegmentStartCondition": {"SegmentId": segment.segment_id}, "Description": description}
        return StartCondition(without_nothing(content), segment)

    @staticmethod
    def upon(events: EventFilter, *, segment: ISegment | None = None, description: str | None = None) -> StartCondition:
        """Everybody of whom an event tells, at that moment.

        :param events: which events
        :param segment: only those who are in it, which must have criteria rather than be a list from a file.
            Default: - everybody
        :param description: for people. Default: - none
        :raises InvalidArgument: if the segment is a list from a file
        """
        if segment is not None and segment.imported:
            raise InvalidArgument(
                f"segment {segment.node.path!r} is a list from a file: events need a segment with dimensions"
            )
        started = {
            "EventFilter": as_request(events.render()),
            "SegmentId": None if segment is None else segment.segment_id,
        }
        content = {"EventStartCondition": without_nothing(started), "Description": description}
        return StartCondition(without_nothing(content), segment, on_event=True)
