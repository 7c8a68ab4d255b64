"""Hours and days on which a journey sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any

from ...checks import check_length, check_member, check_unique
from ...errors import InvalidArgument
from ..quotas import LIMITS, Quota

_MOST_OPEN_HOURS = LIMITS[Quota.OPEN_HOURS_RULES_PER_DAY].value
_MOST_CLOSED_DAYS = LIMITS[Quota.CLOSED_DAY_RULES_PER_CHANNEL].value
_LONGEST_CLOSED_DAYS = LIMITS[Quota.CLOSED_DAY_RULE_DAYS].value
_LONGEST_NAME = LIMITS[Quota.CLOSED_DAY_RULE_NAME].value


class JourneyChannel(StrEnum):
    """Channels that have hours of their own. Source: OpenHours of the Amazon Pinpoint API reference"""

    CUSTOM = "CUSTOM"
    EMAIL = "EMAIL"
    PUSH = "PUSH"
    SMS = "SMS"
    VOICE = "VOICE"


class DayOfWeek(StrEnum):
    """Days. Source: OpenHours of the Amazon Pinpoint API reference"""

    MONDAY = "MONDAY"
    TUESDAY = "TUESDAY"
    WEDNESDAY = "WEDNESDAY"
    THURSDAY = "THURSDAY"
    FRIDAY = "FRIDAY"
    SATURDAY = "SATURDAY"
    SUNDAY = "SUNDAY"


@dataclass(frozen=True)
class OpenHours:
    """Hours of a day in which a channel sends, by everybody's own clock.

    :param start: when it begins to
    :param end: when it ceases to, later on the same day
    :raises InvalidArgument: if the end isn't after the start
    """

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise InvalidArgument(f"open hours end at {self.end:%H:%M}, not after {self.start:%H:%M}: give a later end")

    def render(self) -> dict[str, str]:
        """As the API takes it."""
        return {"StartTime": f"{self.start:%H:%M}", "EndTime": f"{self.end:%H:%M}"}


@dataclass(frozen=True)
class ClosedDays:
    """Days on which a channel doesn't send, by everybody's own calendar.

    :param name: 1 to 150 characters
    :param first: first day
    :param last: last day, which is closed too; at most 7 days in all
    :raises InvalidArgument: if the name is not valid, the last day is before the first, or there are too many

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-journeys.html
    """

    name: str
    first: date
    last: date

    def __post_init__(self) -> None:
        check_length("name of closed days", self.name, least=1, most=_LONGEST_NAME)
        days = (self.last - self.first).days + 1
        if not 1 <= days <= _LONGEST_CLOSED_DAYS:
            raise InvalidArgument(f"closed days {self.name!r} are {days} days: use 1 to {_LONGEST_CLOSED_DAYS}")

    def render(self) -> dict[str, str]:
        """As the API takes it."""
        return {
            "Name": self.name,
            "StartDateTime": f"{self.first.isoformat()}T00:00:00",
            "EndDateTime": f"{self.last.isoformat()}T23:59:59",
        }


@dataclass(frozen=True, kw_only=True)
class SendingSchedule:
    """Hours and days on which a journey sends. What falls outside waits, as ``wait_for_quiet_time`` says.

    :param open_hours: by channel and day, at most 4 spans a day. Default: - all hours
    :param closed_days: by channel, at most 20. Default: - none
    :raises InvalidArgument: if there is nothing, too much, a name twice, or a channel or day isn't known

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-journeys.html
    """

    open_hours: Mapping[JourneyChannel, Mapping[DayOfWeek, Sequence[OpenHours]]] = field(default_factory=dict)
    closed_days: Mapping[JourneyChannel, Sequence[ClosedDays]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.open_hours and not self.closed_days:
            raise InvalidArgument("the sending schedule says nothing: give open_hours, closed_days, or both")
        for channel, days in self.open_hours.items():
            check_member("channel", channel, JourneyChannel)
            for day, spans in days.items():
                check_member("day", day, DayOfWeek)
                _check_count(f"open hours of {channel} on {day}", len(spans), _MOST_OPEN_HOURS)
        for channel, closed in self.closed_days.items():
            check_member("channel", channel, JourneyChannel)
            _check_count(f"closed days of {channel}", len(closed), _MOST_CLOSED_DAYS)
            check_unique(f"name of closed days of {channel}", [each.name for each in closed])

    def render(self) -> dict[str, Any]:
        """As the API takes it."""
        hours = {
            JourneyChannel(channel).value: {
                DayOfWeek(day).value: [each.render() for each in spans] for day, spans in days.items()
            }
            for channel, days in self.open_hours.items()
        }
        closed = {
            JourneyChannel(channel).value: [each.render() for each in days]
            for channel, days in self.closed_days.items()
        }
        given = {"OpenHours": hours, "ClosedDays": closed}
        return {"SendingSchedule": True, **{name: each for name, each in given.items() if each}}


def _check_count(what: str, count: int, most: int) -> None:
    if not 1 <= count <= most:
        raise InvalidArgument(f"{what} are {count}: use 1 to {most}")
