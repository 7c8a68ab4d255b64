"""Steps of a journey where people part: by what is true of them, or by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from ...checks import check_member
from ...errors import InvalidArgument
from .activity import Activity, check_percentage, following
from .condition import JourneyCondition
from .request import without_nothing
from .wait_time import WaitTime

MOST_PATHS = 5
"""Paths that people can part on. Source: RandomSplitActivity and MultiConditionalSplitActivity of the API reference."""
_ALL = 100


class ConditionOperator(StrEnum):
    """How many of several conditions must be met. Source: Condition of the Amazon Pinpoint API reference"""

    ALL = "ALL"
    ANY = "ANY"


@dataclass(frozen=True, kw_only=True)
class ConditionalSplitActivity(Activity):
    """Splits people in two: those who meet the conditions, and the others.

    :param conditions: at least one
    :param operator: whether all of them must be met, or any. Default: - all
    :param evaluation_wait_time: how long to wait before it is decided. Default: - not at all
    :param true_activity: id of the next activity of those who meet them. Default: - the journey ends for them
    :param false_activity: id of the next activity of the others. Default: - the journey ends for them
    :param description: for people. Default: - none
    :raises InvalidArgument: if there is no condition, the operator isn't known, or nobody goes on

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-journeys.html
    """

    KIND: ClassVar[str] = "ConditionalSplit"

    conditions: Sequence[JourneyCondition]
    operator: ConditionOperator = ConditionOperator.ALL
    evaluation_wait_time: WaitTime | None = None
    true_activity: str | None = None
    false_activity: str | None = None

    def __post_init__(self) -> None:
        if not self.conditions:
            raise InvalidArgument("the split has no conditions: give at least one")
        check_member("operator", self.operator, ConditionOperator)
        if not self.next_activities:
            raise InvalidArgument("nobody goes on after the split: give true_activity, false_activity, or both")

    @property
    def next_activities(self) -> tuple[str, ...]:
        """Ids of the activities that people can come to next."""
        return following(self.true_activity, self.false_activity)

    @property
    def decided_by(self) -> Sequence[JourneyCondition]:
        """What decides where people go."""
        return self.conditions

    def content(self) -> dict[str, Any]:
        """Settings of its kind, as the API takes them."""
        conditions = [dict(each.content) for each in self.conditions]
        return without_nothing(
            {
                "Condition": {"Conditions": conditions, "Operator": ConditionOperator(self.operator).value},
                "EvaluationWaitTime": _rendered(self.evaluation_wait_time),
                "TrueActivity": self.true_activity,
                "FalseActivity": self.false_activity,
            }
        )


@dataclass(frozen=True)
class ConditionalBranch:
    """A path for those who meet a condition.

    :param condition: what must be true of them
    :param next_activity: id of the next activity
    """

    condition: JourneyCondition
    next_activity: str


@dataclass(frozen=True, kw_only=True)
class MultiConditionalSplitActivity(Activity):
    """Splits people by several conditions; who meets none of them takes the last path.

    :param branches: 1 to 4 paths
    :param default_activity: id of the next activity of all others. Default: - the journey ends for them
    :param evaluation_wait_time: how long to wait before it is decided. Default: - not at all
    :param description: for people. Default: - none
    :raises InvalidArgument: if there are no paths, or too many

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-journeys.html
    """

    KIND: ClassVar[str] = "MultiCondition"

    branches: Sequence[ConditionalBranch]
    default_activity: str | None = None
    evaluation_wait_time: WaitTime | None = None

    def __post_init__(self) -> None:
        if not 1 <= len(self.branches) < MOST_PATHS:
            raise InvalidArgument(f"the split has {len(self.branches)} branches: use 1 to {MOST_PATHS - 1}")

    @property
    def next_activities(self) -> tuple[str, ...]:
        """Ids of the activities that people can come to next."""
        return following(*(branch.next_activity for branch in self.branches), self.default_activity)

    @property
    def decided_by(self) -> Sequence[JourneyCondition]:
        """What decides where people go."""
        return [branch.condition for branch in self.branches]

    def content(self) -> dict[str, Any]:
        """Settings of its kind, as the API takes them."""
        return without_nothing(
            {
                "Branches": [
                    {"Condition": dict(branch.condition.content), "NextActivity": branch.next_activity}
                    for branch in self.branches
                ],
                "DefaultActivity": self.default_activity,
                "EvaluationWaitTime": _rendered(self.evaluation_wait_time),
            }
        )


@dataclass(frozen=True)
class RandomBranch:
    """A path for a share of people.

    :param percentage: share, 1 to 100 per cent
    :param next_activity: id of the next activity. Default: - the journey ends for them
    :raises InvalidArgument: if it is no percentage
    """

    percentage: int
    next_activity: str | None = None

    def __post_init__(self) -> None:
        check_percentage("percentage of the branch", self.percentage)


@dataclass(frozen=True, kw_only=True)
class RandomSplitActivity(Activity):
    """Splits people by chance.

    :param branches: 2 to 5 paths, whose shares are 100 per cent together
    :param description: for people. Default: - none
    :raises InvalidArgument: if there are too few paths or too many, or their shares are more or less

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-journeys.html
    """

    KIND: ClassVar[str] = "RandomSplit"

    branches: Sequence[RandomBranch]

    def __post_init__(self) -> None:
        if not 2 <= len(self.branches) <= MOST_PATHS:
            raise InvalidArgument(f"the split has {len(self.branches)} branches: use 2 to {MOST_PATHS}")
        together = sum(branch.percentage for branch in self.branches)
        if together != _ALL:
            raise InvalidArgument(f"the branches of the split are {together} per cent together: make it {_ALL}")

    @property
    def next_activities(self) -> tuple[str, ...]:
        """Ids of the activities that people can come to next."""
        return following(*(branch.next_activity for branch in self.branches))

    def content(self) -> dict[str, Any]:
        """Settings of its kind, as the API takes them."""
        return {
            "Branches": [
                without_nothing({"Percentage": branch.percentage, "NextActivity": branch.next_activity})
                for branch in self.branches
            ]
        }


def _rendered(wait_time: WaitTime | None) -> dict[str, str] | None:
    return None if wait_time is None else wait_time.render()
