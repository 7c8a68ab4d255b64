"""How much a journey sends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk

from ...checks import is_known
from ...errors import InvalidArgument
from .request import without_nothing
from .wait_time import iso_duration

_MOST = 100
_MOST_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class JourneyLimits:
    """Limits of a journey. What is left out is as the project's settings have it.

    :param daily_cap: messages that somebody gets from it in 24 hours, 0 to 100
    :param total_cap: messages that somebody gets from it in all, 0 to 100; 0 for no limit
    :param endpoint_reentry_cap: how often somebody can enter it, 0 to 100; 0 for no limit
    :param endpoint_reentry_interval: how long somebody has to stay away before they can enter again
    :param messages_per_second: how fast it sends, from 1
    :param timeframe_cap: messages that somebody gets from all journeys in ``timeframe_days``, 0 to 100
    :param timeframe_days: that span, 1 to 30 days
    :raises InvalidArgument: if a value is out of range, or only one of the last two is given

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-journeys.html
    """

    daily_cap: int | None = None
    total_cap: int | None = None
    endpoint_reentry_cap: int | None = None
    endpoint_reentry_interval: cdk.Duration | None = None
    messages_per_second: int | None = None
    timeframe_cap: int | None = None
    timeframe_days: int | None = None

    def __post_init__(self) -> None:
        for what in ("daily_cap", "total_cap", "endpoint_reentry_cap", "timeframe_cap"):
            _check(what, getattr(self, what), 0, _MOST)
        _check("messages_per_second", self.messages_per_second, 1, None)
        _check("timeframe_days", self.timeframe_days, 1, _MOST_DAYS)
        if (self.timeframe_cap is None) != (self.timeframe_days is None):
            raise InvalidArgument("a cap for a timeframe needs timeframe_cap and timeframe_days: give both or none")

    def render(self) -> dict[str, Any]:
        """As the API takes it."""
        interval = self.endpoint_reentry_interval
        framed = None if self.timeframe_cap is None else {"Cap": self.timeframe_cap, "Days": self.timeframe_days}
        return without_nothing(
            {
                "DailyCap": self.daily_cap,
                "TotalCap": self.total_cap,
                "EndpointReentryCap": self.endpoint_reentry_cap,
                "EndpointReentryInterval": None if interval is None else iso_duration("reentry interval", interval),
                "MessagesPerSecond": self.messages_per_second,
                "TimeframeCap": framed,
            }
        )


def _check(what: str, value: int | None, least: int, most: int | None) -> None:
    if value is None or not is_known(value) or (value >= least and (most is None or value <= most)):
        return
    raise InvalidArgument(f"{what} is {value}: use {f'{least} or more' if most is None else f'{least} to {most}'}")
