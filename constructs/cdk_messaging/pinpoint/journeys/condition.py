"""Conditions by which a journey splits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...errors import InvalidArgument
from ..campaigns import EventFilter
from ..segments import Dimension, ISegment
from ..segments.dimension import render
from .request import as_request, without_nothing


@dataclass(frozen=True)
class JourneyCondition:
    """What is true of somebody: something happened, they are in a segment, or something is known of them.

    :param content: as the API takes it
    :param message_activity: message of the journey that it is about, if it is about one
    :param segment: segment that it names, if it names one

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-journeys.html
    """

    content: Mapping[str, Any]
    message_activity: str | None = None
    segment: ISegment | None = None

    @staticmethod
    def event(events: EventFilter, *, message_activity: str | None = None) -> JourneyCondition:
        """An event has happened.

        :param events: which events
        :param message_activity: id of an activity of the journey that sends a message, where the events are about
            that message (``_email.open``). Default: - they are about no message in particular
        """
        dimensions = {"Dimensions": as_request(events.render()["dimensions"]), "MessageActivity": message_activity}
        return JourneyCondition({"EventCondition": without_nothing(dimensions)}, message_activity=message_activity)

    @staticmethod
    def in_segment(segment: ISegment) -> JourneyCondition:
        """Somebody is in a segment.

        :param segment: one of the journey's project
        """
        return JourneyCondition({"SegmentCondition": {"SegmentId": segment.segment_id}}, segment=segment)

    @staticmethod
    def matches(*dimensions: Dimension) -> JourneyCondition:
        """Somebody meets criteria, all of them.

        :param dimensions: at least one
        :raises InvalidArgument: if there is none, or two are about the same thing
        """
        if not dimensions:
            raise InvalidArgument("the condition has no dimensions: give at least one")
        return JourneyCondition({"SegmentDimensions": as_request(render(dimensions))})
