"""Criteria and other segments that belong together within a segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ...checks import check_member
from ...errors import InvalidArgument
from .dimension import Dimension, render

if TYPE_CHECKING:
    from .segment import ISegment


class Combination(StrEnum):
    """How several criteria, sources or groups are taken together.

    Source: AWS::Pinpoint::Segment Groups
    """

    ALL = "ALL"
    ANY = "ANY"
    NONE = "NONE"


@dataclass(frozen=True, kw_only=True)
class SegmentGroup:
    """Endpoints that meet criteria, out of other segments or of the whole project.

    :param dimensions: criteria. An entry that is a sequence is a set of which an endpoint has to meet every one.
        Default: - none
    :param match: which of the entries an endpoint has to meet; NONE leaves out those that meet one. Default: - all
    :param sources: segments that the endpoints come from; of imported ones, one only. Default: - the whole project
    :param match_sources: of which of the sources an endpoint has to be; NONE leaves theirs out. Default: - any
    :raises InvalidArgument: if there is nothing in it, two dimensions of a set are about the same thing, or an
        imported segment is not the only source

    Source: AWS::Pinpoint::Segment Groups
    """

    dimensions: Sequence[Dimension | Sequence[Dimension]] = ()
    match: Combination = Combination.ALL
    sources: Sequence[ISegment] = ()
    match_sources: Combination = Combination.ANY

    def __post_init__(self) -> None:
        check_member("match", self.match, Combination)
        check_member("match_sources", self.match_sources, Combination)
        if not self.dimensions and not self.sources:
            raise InvalidArgument("a segment group is empty: give it dimensions, sources, or both")
        if len(self.sources) > 1 and any(source.imported for source in self.sources):
            raise InvalidArgument("an imported segment is one of several sources: make it the only one of its group")
        for entry in self._sets():
            render(entry)

    @property
    def dimension_count(self) -> int:
        """How many criteria there are, which a quota limits."""
        return sum(len(entry) for entry in self._sets())

    def render(self) -> dict[str, Any]:
        """As the property of the CloudFormation type has it."""
        rendered: dict[str, Any] = {"type": Combination(self.match).value}
        if self.dimensions:
            rendered["dimensions"] = [render(entry) for entry in self._sets()]
        if self.sources:
            rendered["sourceSegments"] = [{"id": source.segment_id} for source in self.sources]
            rendered["sourceType"] = Combination(self.match_sources).value
        return rendered

    def _sets(self) -> list[Sequence[Dimension]]:
        return [[entry] if isinstance(entry, Dimension) else entry for entry in self.dimensions]
