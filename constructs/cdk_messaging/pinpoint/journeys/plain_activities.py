"""Steps of a journey that send nothing themselves: waiting, holding people out, handing them to a contact centre."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from .activity import Activity, check_percentage, following
from .request import without_nothing
from .wait_time import WaitTime


@dataclass(frozen=True, kw_only=True)
class _PlainActivity(Activity):
    next_activity: str | None = None

    @property
    def next_activities(self) -> tuple[str, ...]:
        """Ids of the activities that people can come to next."""
        return following(self.next_activity)

    def content(self) -> dict[str, Any]:
        """Settings of its kind, as the API takes them."""
        return without_nothing({"NextActivity": self.next_activity})


@dataclass(frozen=True, kw_only=True)
class WaitActivity(_PlainActivity):
    """Lets people wait.

    :param wait_time: how long, or until when
    :param next_activity: id of the next activity. Default: - the journey ends
    :param description: for people. Default: - none
    """

    KIND: ClassVar[str] = "Wait"

    wait_time: WaitTime

    def content(self) -> dict[str, Any]:
        """Settings of its kind, as the API takes them."""
        return {**super().content(), "WaitTime": self.wait_time.render()}


@dataclass(frozen=True, kw_only=True)
class HoldoutActivity(_PlainActivity):
    """Lets a share of people leave the journey, to compare the others with.

    :param percentage: share that leaves, about 1 to 100 per cent
    :param next_activity: id of the next activity for the others. Default: - the journey ends
    :param description: for people. Default: - none
    :raises InvalidArgument: if it is no percentage
    """

    KIND: ClassVar[str] = "Holdout"

    percentage: int

    def __post_init__(self) -> None:
        check_percentage("percentage of the holdout", self.percentage)

    def content(self) -> dict[str, Any]:
        """Settings of its kind, as the API takes them."""
        return {**super().content(), "Percentage": self.percentage}


@dataclass(frozen=True, kw_only=True)
class ContactCenterActivity(_PlainActivity):
    """Has people called by the contact centre of the journey's ``connect_campaign``.

    :param next_activity: id of the next activity. Default: - the journey ends
    :param description: for people. Default: - none
    """

    KIND: ClassVar[str] = "ContactCenter"
