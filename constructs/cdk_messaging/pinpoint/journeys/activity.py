"""What all steps of a journey have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from constructs import Construct, IDependable

from ...checks import check_pattern
from ...errors import InvalidArgument
from ..project import IProject
from .condition import JourneyCondition

_ID = "[A-Za-z0-9]{1,100}"


@dataclass(frozen=True, kw_only=True)
class Activity(ABC):
    """A step of a journey. Where people go next is said by the ids of other activities; without one they are done.

    :param description: for people. Default: - none
    """

    KIND: ClassVar[str]
    """Kind of activity, as the API calls it."""
    SENDS: ClassVar[bool] = False
    """Whether it sends a message."""

    description: str | None = None

    @property
    @abstractmethod
    def next_activities(self) -> tuple[str, ...]:
        """Ids of the activities that people can come to next."""

    @property
    def decided_by(self) -> Sequence[JourneyCondition]:
        """What decides where people go."""
        return ()

    @abstractmethod
    def content(self) -> dict[str, Any]:
        """Settings of its kind, as the API takes them."""

    def bind(self, _scope: Construct, _project: IProject) -> Sequence[IDependable]:
        """Allow what it needs.

        :returns: what has to be there before the journey
        """
        return ()

    def render(self) -> dict[str, Any]:
        """As the API takes it."""
        described = {} if self.description is None else {"Description": self.description}
        return {self.KIND: self.content(), **described}


def following(*activities: str | None) -> tuple[str, ...]:
    """The ids that are given."""
    return tuple(each for each in activities if each is not None)


def check_activity_id(activity: str) -> None:
    """Refuse what can't be the id of an activity.

    :raises InvalidArgument: if it can't
    """
    check_pattern("activity id", activity, _ID, "1 to 100 letters and digits")


def check_percentage(what: str, percentage: int) -> None:
    """Refuse what is no share of people.

    :raises InvalidArgument: if it isn't one
    """
    if type(percentage) is not int or not 1 <= percentage <= 100:
        raise InvalidArgument(f"{what} is {percentage!r}: give a whole number from 1 to 100")
