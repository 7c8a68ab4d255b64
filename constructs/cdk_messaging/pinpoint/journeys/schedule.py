"""When a journey begins and ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ...checks import check_member
from ...errors import InvalidArgument
from ..campaigns import UtcOffset
from ..quotas import LIMITS, Quota
from ..segments.attribute_match import instant
from .request import without_nothing

_LONGEST_DAYS = LIMITS[Quota.JOURNEY_DAYS].value


@dataclass(frozen=True, kw_only=True)
class JourneySchedule:
    """When a journey begins and ends.

    :param start: with its time zone. Default: - as soon as it is published
    :param end: with its time zone, at most 540 days after the start. Default: - the service's own
    :param local_time: the offset of the first place, when it begins and ends by everybody's own clock. Default: - it
        begins and ends at the same moment everywhere
    :raises InvalidArgument: if a time has no time zone, the end isn't after the start or too late, or the offset isn't
        known

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-journeys.html
    """

    start: datetime | None = None
    end: datetime | None = None
    local_time: UtcOffset | None = None

    def __post_init__(self) -> None:
        self.render()
        if self.start is None or self.end is None:
            return
        if self.end <= self.start:
            raise InvalidArgument(f"end {self.end.isoformat()!r} is not after the start: give a later one")
        if self.end - self.start > timedelta(days=_LONGEST_DAYS):
            lasts = (self.end - self.start).days
            raise InvalidArgument(f"the journey lasts {lasts} days: end it within {_LONGEST_DAYS} days of its start")

    def render(self) -> dict[str, Any]:
        """As the API takes it."""
        offset = None if self.local_time is None else check_member("local time", self.local_time, UtcOffset).value
        times = {
            "StartTime": None if self.start is None else instant("start", self.start),
            "EndTime": None if self.end is None else instant("end", self.end),
            "Timezone": offset,
        }
        return {"Schedule": without_nothing(times)} | ({} if offset is None else {"LocalTime": True})
