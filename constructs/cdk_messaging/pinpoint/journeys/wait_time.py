"""How long somebody waits in a journey."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import aws_cdk as cdk

from ...errors import InvalidArgument
from ..segments.attribute_match import instant


@dataclass(frozen=True)
class WaitTime:
    """A span of time, or a moment.

    :param member: of the API's object that says it
    :param value: as the API takes it

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-journeys.html
    """

    member: str
    value: str

    @staticmethod
    def span(duration: cdk.Duration) -> WaitTime:
        """A span of time, for each by themselves.

        :param duration: more than nothing
        :raises InvalidArgument: if it is nothing
        """
        return WaitTime("WaitFor", iso_duration("wait time", duration))

    @staticmethod
    def until(moment: datetime) -> WaitTime:
        """A moment, for all the same.

        :param moment: with its time zone
        :raises InvalidArgument: if it has no time zone
        """
        return WaitTime("WaitUntil", instant("wait time", moment))

    def render(self) -> dict[str, str]:
        """As the API takes it."""
        return {self.member: self.value}


def iso_duration(what: str, duration: cdk.Duration) -> str:
    """A duration in ISO 8601.

    :raises InvalidArgument: if it is nothing
    """
    if not duration.is_unresolved() and duration.to_milliseconds() == 0:
        raise InvalidArgument(f"{what} is 0: give more, or leave it out")
    return duration.to_iso_string()
