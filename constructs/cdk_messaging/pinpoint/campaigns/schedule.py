"""When a campaign is sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from ...checks import check_member
from ...errors import InvalidArgument
from ..quiet_time import QuietTime
from ..segments.attribute_match import instant
from .event_filter import EventFilter
from .utc_offset import UtcOffset


class Frequency(StrEnum):
    """How often a campaign is sent. Source: AWS::Pinpoint::Campaign Schedule"""

    ONCE = "ONCE"
    HOURLY = "HOURLY"
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    EVENT = "EVENT"
    IN_APP_EVENT = "IN_APP_EVENT"


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """A schedule. Make one with ``immediately``, ``once``, ``hourly`` ... ``on_event`` or ``on_in_app_event``.

    :param frequency: how often
    :param start: when it begins; None for at once
    :param end: when it ends; None for never
    :param event_filter: the events upon which it is sent, where it waits for some
    :param quiet_time: hours in which nobody is disturbed
    :param local_time: the offset of the first place where it is sent, when everybody gets it at the same hour of their
        own clock; None when all get it at the same moment

    Source: AWS::Pinpoint::Campaign Schedule
    """

    frequency: Frequency
    start: datetime | None = None
    end: datetime | None = None
    event_filter: EventFilter | None = None
    quiet_time: QuietTime | None = None
    local_time: UtcOffset | None = None

    @staticmethod
    def immediately(*, quiet_time: QuietTime | None = None) -> Schedule:
        """Once, as soon as the campaign is made.

        :param quiet_time: hours in which nobody is disturbed. Default: - the project's
        """
        return Schedule(frequency=Frequency.ONCE, quiet_time=quiet_time)

    @staticmethod
    def once(start: datetime, *, started: bool = False, quiet_time: QuietTime | None = None) -> Schedule:
        """Once, at a time.

        :param start: with its time zone
        :param started: whether the campaign was sent already, so that the start may be in the past. Default: - not
        :param quiet_time: hours in which nobody is disturbed. Default: - the project's
        :raises InvalidArgument: if the start has no time zone, or is in the past
        """
        return _timed(Frequency.ONCE, start, None, started=started, quiet_time=quiet_time)

    @staticmethod
    def recurring(
        frequency: Frequency,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        started: bool = False,
        quiet_time: QuietTime | None = None,
    ) -> Schedule:
        """Every hour, day, week or month.

        :param frequency: HOURLY, DAILY, WEEKLY or MONTHLY
        :param start: the first time, with its time zone. Default: - as soon as the campaign is made
        :param end: after which it isn't sent any more, with its time zone. Default: - never
        :param started: whether the campaign runs already, so that the start may be in the past. Default: - not
        :param quiet_time: hours in which nobody is disturbed. Default: - the project's
        :raises InvalidArgument: if the frequency is another, a time has no time zone, the start is in the past, or the
            end isn't after it
        """
        known = check_member("frequency", frequency, Frequency)
        if known in (Frequency.ONCE, Frequency.EVENT, Frequency.IN_APP_EVENT):
            raise InvalidArgument(f"frequency {known.value!r} does not recur: use HOURLY, DAILY, WEEKLY or MONTHLY")
        return _timed(known, start, end, started=started, quiet_time=quiet_time)

    @staticmethod
    def on_event(
        event_filter: EventFilter,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        started: bool = False,
        quiet_time: QuietTime | None = None,
    ) -> Schedule:
        """To an endpoint of the segment, whenever an event of it happens.

        :param event_filter: which events
        :param start: from when, with its time zone. Default: - as soon as the campaign is made
        :param end: until when, with its time zone. Default: - for ever
        :param started: whether the campaign runs already, so that the start may be in the past. Default: - not
        :param quiet_time: hours in which nobody is disturbed. Default: - the project's
        :raises InvalidArgument: if a time has no time zone, the start is in the past, or the end isn't after it
        """
        timed = _timed(Frequency.EVENT, start, end, started=started, quiet_time=quiet_time)
        return replace(timed, event_filter=event_filter)

    @staticmethod
    def on_in_app_event(
        event_filter: EventFilter,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        started: bool = False,
        quiet_time: QuietTime | None = None,
    ) -> Schedule:
        """In the app, whenever something happens in it.

        :param event_filter: which events of the app
        :param start: from when, with its time zone. Default: - as soon as the campaign is made
        :param end: until when, with its time zone. Default: - for ever
        :param started: whether the campaign runs already, so that the start may be in the past. Default: - not
        :param quiet_time: hours in which nobody is disturbed. Default: - the project's
        :raises InvalidArgument: if the events aren't the app's, a time has no time zone, the start is in the past, or
            the end isn't after it
        """
        if not event_filter.of_application:
            raise InvalidArgument(
                "an in-app campaign waits for events of Amazon Pinpoint, which an app doesn't see: "
                "use EventFilter.application(...)"
            )
        timed = _timed(Frequency.IN_APP_EVENT, start, end, started=started, quiet_time=quiet_time)
        return replace(timed, event_filter=event_filter)

    def in_local_time(self, first: UtcOffset) -> Schedule:
        """The same at everybody's own clock, instead of at one moment everywhere.

        :param first: offset of the place where it is sent first
        :raises InvalidArgument: if it is no offset of the service, the schedule waits for events or has no start
        """
        known = check_member("utc offset", first, UtcOffset)
        if self.event_filter is not None or self.start is None:
            raise InvalidArgument("a schedule in local time needs a start, and waits for no events: give one")
        return replace(self, local_time=known)

    def render(self) -> dict[str, Any]:
        """As the property of the CloudFormation type has it."""
        return {
            "frequency": self.frequency.value,
            "startTime": "IMMEDIATE" if self.start is None else instant("start", self.start),
            **({} if self.end is None else {"endTime": instant("end", self.end)}),
            **({} if self.event_filter is None else {"eventFilter": self.event_filter.render()}),
            **({} if self.quiet_time is None else {"quietTime": self.quiet_time.render()}),
            **({} if self.local_time is None else {"isLocalTime": True, "timeZone": self.local_time.value}),
        }


def _timed(
    frequency: Frequency, start: datetime | None, end: datetime | None, *, started: bool, quiet_time: QuietTime | None
) -> Schedule:
    present = datetime.now(UTC)
    shown = "now" if start is None else repr(instant("start", start))
    if start is not None and start < present and not started:
        raise InvalidArgument(
            f"start {shown} is in the past: give a later one, or say started=True for a campaign that runs already"
        )
    ends = None if end is None else instant("end", end)
    if end is not None and end <= (start or present):
        raise InvalidArgument(f"end {ends!r} is not after the start ({shown}): give a later one")
    return Schedule(frequency=frequency, start=start, end=end, quiet_time=quiet_time)
