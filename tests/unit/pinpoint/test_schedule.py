"""When campaigns are sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import (
    AttributeMatch,
    Dimension,
    EventFilter,
    Frequency,
    MetricComparison,
    QuietTime,
    Schedule,
    UtcOffset,
)

PAST = datetime(2020, 1, 1, tzinfo=UTC)
FUTURE = datetime(2090, 1, 1, 12, tzinfo=timezone(timedelta(hours=2)))
LATER = FUTURE + timedelta(days=1)
START, END = "2090-01-01T10:00:00.000Z", "2090-01-02T10:00:00.000Z"
BOUGHT = EventFilter.application("purchase")
BY_BOUGHT = {
    "filterType": "ENDPOINT",
    "dimensions": {"eventType": {"dimensionType": "INCLUSIVE", "values": ["purchase"]}},
}
QUIET = QuietTime("22:00", "08:00")


@pytest.mark.parametrize(
    ("schedule", "rendered"),
    [
        (Schedule.immediately(), {"frequency": "ONCE", "startTime": "IMMEDIATE"}),
        (Schedule.once(FUTURE), {"frequency": "ONCE", "startTime": START}),
        (
            Schedule.once(FUTURE, quiet_time=QUIET),
            {"frequency": "ONCE", "startTime": START, "quietTime": {"start": "22:00", "end": "08:00"}},
        ),
        (
            Schedule.recurring(Frequency.DAILY, start=FUTURE, end=LATER),
            {"frequency": "DAILY", "startTime": START, "endTime": END},
        ),
        (Schedule.recurring(Frequency.HOURLY), {"frequency": "HOURLY", "startTime": "IMMEDIATE"}),
        (
            Schedule.once(PAST, started=True),
            {"frequency": "ONCE", "startTime": "2020-01-01T00:00:00.000Z"},
        ),
        (
            Schedule.on_event(BOUGHT, end=LATER),
            {"frequency": "EVENT", "startTime": "IMMEDIATE", "endTime": END, "eventFilter": BY_BOUGHT},
        ),
        (
            Schedule.on_in_app_event(BOUGHT, start=FUTURE),
            {"frequency": "IN_APP_EVENT", "startTime": START, "eventFilter": BY_BOUGHT},
        ),
        (
            Schedule.once(FUTURE).in_local_time(UtcOffset.PLUS_05_45),
            {"frequency": "ONCE", "startTime": START, "isLocalTime": True, "timeZone": "UTC+05:45"},
        ),
    ],
)
def test_a_schedule_is_rendered(schedule: Schedule, rendered: dict[str, Any]) -> None:
    assert schedule.render() == rendered


def test_an_event_filter_is_rendered_with_all_that_it_asks() -> None:
    found = EventFilter.system(
        "_email.delivered", "_SMS.SUCCESS", attributes={"kind": AttributeMatch.none_of("test")},
        metrics=[Dimension.metric("price", MetricComparison.GREATER_THAN, 10)],
    )  # fmt: skip
    assert found.render() == {
        "filterType": "SYSTEM",
        "dimensions": {
            "eventType": {"dimensionType": "INCLUSIVE", "values": ["_email.delivered", "_SMS.SUCCESS"]},
            "attributes": {"kind": {"AttributeType": "EXCLUSIVE", "Values": ["test"]}},
            "metrics": {"price": {"ComparisonOperator": "GREATER_THAN", "Value": 10}},
        },
    }


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (
            lambda: Schedule.once(PAST),
            ("start '2020-01-01T00:00:00.000Z' is in the past: give a later one, or say started=True for a campaign "
            "that runs already"),
        ),
        (
            lambda: Schedule.once(PAST.replace(tzinfo=None)),
            "start '2020-01-01T00:00:00' has no time zone: give one, such as datetime.UTC",
        ),
        (
            lambda: Schedule.recurring(Frequency.DAILY, start=LATER, end=FUTURE),
            f"end '{START}' is not after the start ('{END}'): give a later one",
        ),
        (
            lambda: Schedule.recurring(Frequency.DAILY, end=PAST),
            "end '2020-01-01T00:00:00.000Z' is not after the start (now): give a later one",
        ),
        (
            lambda: Schedule.recurring(Frequency.ONCE),
            "frequency 'ONCE' does not recur: use HOURLY, DAILY, WEEKLY or MONTHLY",
        ),
        (
            lambda: Schedule.on_in_app_event(EventFilter.system("_email.delivered")),
            ("an in-app campaign waits for events of Amazon Pinpoint, which an app doesn't see: "
            "use EventFilter.application(...)"),
        ),
        (
            lambda: Schedule.on_event(BOUGHT, start=FUTURE).in_local_time(UtcOffset.UTC),
            "a schedule in local time needs a start, and waits for no events: give one",
        ),
        (
            lambda: Schedule.immediately().in_local_time(UtcOffset.UTC),
            "a schedule in local time needs a start, and waits for no events: give one",
        ),
        (
            lambda: EventFilter.system("purchase"),
            "system event 'purchase' is not valid: use a name with _ before it, such as '_email.delivered'",
        ),
        (EventFilter.application, "event type has 0 values: use 1 to 50"),
        (
            lambda: EventFilter.application("x", metrics=[Dimension.country("FR")]),
            "metrics of an event filter are something else: use Dimension.metric(...)",
        ),
        (
            lambda: QuietTime("24:00", "08:00"),
            "start of the quiet time '24:00' is not valid: use HH:MM, such as '22:00'",
        ),
        (
            lambda: QuietTime("08:00", "08:00"),
            "the quiet time starts and ends at '08:00': give it another end",
        ),
    ],
)  # fmt: skip
def test_a_schedule_is_refused_if(make: Callable[[], object], problem: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        make()
    assert str(caught.value) == problem
