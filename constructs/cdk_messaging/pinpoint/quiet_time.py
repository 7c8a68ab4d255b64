"""Hours in which nobody is disturbed."""

from __future__ import annotations

from dataclasses import dataclass

from ..checks import check_pattern
from ..errors import InvalidArgument


@dataclass(frozen=True)
class QuietTime:
    """Hours in which a campaign sends nothing to an endpoint, by the clock where the endpoint is.

    It holds only for endpoints whose ``Demographic.Timezone`` is known.

    :param start: such as ``22:00``, in 24 hours
    :param end: such as ``08:00``; may be of the next day
    :raises InvalidArgument: if one is not a time, or both are the same

    Source: AWS::Pinpoint::Campaign QuietTime
    """

    start: str
    end: str

    def __post_init__(self) -> None:
        for what, time in (("start", self.start), ("end", self.end)):
            check_pattern(f"{what} of the quiet time", time, "([01][0-9]|2[0-3]):[0-5][0-9]", "HH:MM, such as '22:00'")
        if self.start == self.end:
            raise InvalidArgument(f"the quiet time starts and ends at {self.start!r}: give it another end")

    def render(self) -> dict[str, str]:
        """As the property of the CloudFormation types has it."""
        return {"start": self.start, "end": self.end}
