"""When a campaign runs."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.clock import clock
from sandbox.mobiletargeting import errors

Json = dict[str, Any]

ONCE, MONTHLY, EVENT, IN_APP = "ONCE", "MONTHLY", "EVENT", "IN_APP_EVENT"
WAITING = (EVENT, IN_APP)
"""Frequencies of campaigns that wait for something, and run at no time of their own."""
_STEPS = {"HOURLY": timedelta(hours=1), "DAILY": timedelta(days=1), "WEEKLY": timedelta(weeks=1)}


def frequency(schedule: Json) -> str:
    """How often."""
    return str(schedule.get("Frequency", ONCE))


def moment(text: str) -> datetime:
    """A time of a schedule. :raises ServiceError: it is none"""
    if text == "IMMEDIATE":
        return present()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise errors.bad_request(f"{text!r} is not a time in ISO 8601 format") from None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def present() -> datetime:
    """This moment."""
    return datetime.fromtimestamp(clock.now(), UTC)


def is_on(schedule: Json) -> bool:
    """Whether it has begun and not ended."""
    begun = schedule.get("StartTime") in (None, "IMMEDIATE") or moment(schedule["StartTime"]) <= present()
    return begun and ("EndTime" not in schedule or present() <= moment(schedule["EndTime"]))


def following(schedule: Json, start: datetime, last: datetime) -> datetime | None:
    """The time of the run after ``last``, None when that was the last."""
    kind = frequency(schedule)
    if kind == ONCE or kind in WAITING:
        return None
    found = _month_after(start, last) if kind == MONTHLY else last + _STEPS[kind]
    return None if "EndTime" in schedule and found > moment(schedule["EndTime"]) else found


def _month_after(start: datetime, last: datetime) -> datetime:
    year, month = divmod(last.year * 12 + last.month, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    return last.replace(year=year, month=month + 1, day=min(start.day, longest))


def is_quiet(quiet: Json | None, endpoint: Mapping[str, Any]) -> bool:
    """Whether nothing is sent now, by the clock of the endpoint, if that is known."""
    zone = endpoint.get("Demographic", {}).get("Timezone")
    if not quiet or not zone:
        return False
    try:
        here = present().astimezone(ZoneInfo(zone)).strftime("%H:%M")
    except (KeyError, ValueError, OSError):
        return False
    start, end = str(quiet["Start"]), str(quiet["End"])
    return start <= here <= end if start <= end else here >= start or here <= end
