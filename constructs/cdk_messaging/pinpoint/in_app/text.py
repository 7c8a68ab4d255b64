"""A text of an in-app message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...checks import check_length, check_member
from .alignment import Alignment
from .colour import check_colour

_LONGEST = 200_000


@dataclass(frozen=True)
class InAppText:
    """A header or a body.

    :param text: 1 to 200,000 characters
    :param color: such as ``#1a73e8``. Default: black
    :param alignment: where it stands. Default: in the middle
    :raises InvalidArgument: if a value is not valid

    Source: AWS::Pinpoint::InAppTemplate HeaderConfig and BodyConfig
    """

    text: str
    color: str = "#000000"
    alignment: Alignment = Alignment.CENTER

    def __post_init__(self) -> None:
        check_length("text", self.text, least=1, most=_LONGEST)
        check_colour("text color", self.color)
        check_member("alignment", self.alignment, Alignment)

    def render(self, member: str) -> dict[str, Any]:
        """As the property of the CloudFormation type has it.

        :param member: ``header`` or ``body``
        """
        return {"alignment": Alignment(self.alignment).value, "textColor": self.color, member: self.text}
