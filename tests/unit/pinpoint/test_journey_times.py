"""Limits, schedules, open hours and closed days of journeys."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import (
    ClosedDays,
    DayOfWeek,
    JourneyChannel,
    JourneyLimits,
    JourneySchedule,
    OpenHours,
    SendingSchedule,
)

MORNING = datetime(2026, 1, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: JourneyLimits(daily_cap=101), "daily_cap is 101: use 0 to 100"),
        (lambda: JourneyLimits(total_cap=-1), "total_cap is -1: use 0 to 100"),
        (lambda: JourneyLimits(messages_per_second=0), "messages_per_second is 0: use 1 or more"),
        (lambda: JourneyLimits(timeframe_cap=1, timeframe_days=31), "timeframe_days is 31: use 1 to 30"),
        (
            lambda: JourneyLimits(timeframe_cap=1),
            "a cap for a timeframe needs timeframe_cap and timeframe_days: give both or none",
        ),
        (
            lambda: JourneySchedule(start=MORNING.replace(tzinfo=None)),
            "start '2026-01-01T08:00:00' has no time zone: give one, such as datetime.UTC",
        ),
        (
            lambda: JourneySchedule(start=MORNING, end=MORNING),
            "end '2026-01-01T08:00:00+00:00' is not after the start: give a later one",
        ),
        (
            lambda: JourneySchedule(start=MORNING, end=MORNING + timedelta(days=541)),
            "the journey lasts 541 days: end it within 540 days of its start",
        ),
        (SendingSchedule, "the sending schedule says nothing: give open_hours, closed_days, or both"),
        (lambda: OpenHours(time(9), time(9)), "open hours end at 09:00, not after 09:00: give a later end"),
        (
            lambda: SendingSchedule(
                open_hours={JourneyChannel.SMS: {DayOfWeek.MONDAY: [OpenHours(time(9), time(10))] * 5}}
            ),
            "open hours of SMS on MONDAY are 5: use 1 to 4",
        ),
        (
            lambda: ClosedDays("Fair", date(2026, 5, 1), date(2026, 5, 8)),
            "closed days 'Fair' are 8 days: use 1 to 7",
        ),
        (
            lambda: ClosedDays("Fair", date(2026, 5, 2), date(2026, 5, 1)),
            "closed days 'Fair' are 0 days: use 1 to 7",
        ),
        (
            lambda: ClosedDays("x" * 151, date(2026, 5, 1), date(2026, 5, 1)),
            "name of closed days has 151 characters: use 1 to 150",
        ),
    ],
)  # fmt: skip
def test_limits_and_times_that_the_service_refuses_are_refused(make: Any, message: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        make()
    assert str(error.value) == message


def test_closed_days_are_counted_and_named_once() -> None:
    days = [ClosedDays(f"Day {i}", date(2026, 5, 1), date(2026, 5, 1)) for i in range(21)]
    with pytest.raises(InvalidArgument, match="closed days of SMS are 21: use 1 to 20"):
        SendingSchedule(closed_days={JourneyChannel.SMS: days})
    with pytest.raises(InvalidArgument, match="'Day 0' is given twice"):
        SendingSchedule(closed_days={JourneyChannel.SMS: [days[0], days[0]]})


def test_times_are_told_in_utc() -> None:
    start = datetime(2026, 1, 1, 9, tzinfo=timezone(timedelta(hours=1)))
    assert JourneySchedule(start=start).render() == {"Schedule": {"StartTime": "2026-01-01T08:00:00.000Z"}}
