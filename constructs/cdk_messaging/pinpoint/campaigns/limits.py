"""How much a campaign may send."""

from __future__ import annotations

from dataclasses import dataclass

import aws_cdk as cdk

from ...checks import is_known
from ...errors import InvalidArgument

_MOST_MESSAGES = 100
_FASTEST = 20_000
_SHORTEST = 60


@dataclass(frozen=True, kw_only=True)
class CampaignLimits:
    """Limits of a campaign. What is left out is as the project's settings have it.

    :param daily: messages that an endpoint gets in 24 hours, 0 to 100
    :param total: messages that an endpoint gets in all, 0 to 100
    :param session: messages that an app shows in one session, 0 to 100; for in-app campaigns only
    :param maximum_duration: how long the campaign tries, from its start, at least 60 seconds
    :param messages_per_second: how fast it sends, 1 to 20,000
    :raises InvalidArgument: if a value is out of range

    Source: AWS::Pinpoint::Campaign Limits; "CampaignLimits" of the Amazon Pinpoint API reference
    """

    daily: int | None = None
    total: int | None = None
    session: int | None = None
    maximum_duration: cdk.Duration | None = None
    messages_per_second: int | None = None

    def __post_init__(self) -> None:
        for what in ("daily", "total", "session"):
            _check(what, getattr(self, what), 0, _MOST_MESSAGES)
        _check("messages_per_second", self.messages_per_second, 1, _FASTEST)
        _check("maximum_duration", self._seconds, _SHORTEST, None)

    def render(self) -> dict[str, int]:
        """As the property of the CloudFormation type has it."""
        given = {
            "daily": self.daily,
            "total": self.total,
            "session": self.session,
            "maximumDuration": self._seconds,
            "messagesPerSecond": self.messages_per_second,
        }
        return {name: value for name, value in given.items() if value is not None}

    @property
    def _seconds(self) -> int | None:
        return None if self.maximum_duration is None else int(self.maximum_duration.to_seconds())


def _check(what: str, value: int | None, least: int, most: int | None) -> None:
    if value is None or not is_known(value) or (value >= least and (most is None or value <= most)):
        return
    allowed = f"{least} or more" if most is None else f"{least} to {most}"
    raise InvalidArgument(f"{what} is {value}: use {allowed}")
