"""The events upon which a campaign is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...checks import check_pattern
from ...errors import InvalidArgument
from ..segments import AttributeMatch, Dimension
from ..segments.attribute_match import check_values
from ..segments.dimension import render

_SYSTEM, _ENDPOINT = "SYSTEM", "ENDPOINT"


@dataclass(frozen=True)
class EventFilter:
    """Which events: of your app (``application``), or of Amazon Pinpoint itself (``system``).

    Source: AWS::Pinpoint::Campaign CampaignEventFilter
    """

    filter_type: str
    dimensions: Mapping[str, Any]

    @staticmethod
    def application(
        *event_types: str,
        attributes: Mapping[str, AttributeMatch] | None = None,
        metrics: Sequence[Dimension] = (),
    ) -> EventFilter:
        """Events that your app reports with ``PutEvents``.

        :param event_types: 1 to 50 names, such as ``purchase`` or ``_session.start``
        :param attributes: what the events have to be, by attribute. Default: - anything
        :param metrics: what the events' numbers have to be: ``Dimension.metric(...)``. Default: - anything
        :raises InvalidArgument: if there are no names or too many, one is given twice, or metrics are something else
        """
        return _filter(_ENDPOINT, event_types, attributes, metrics)

    @staticmethod
    def system(
        *event_types: str,
        attributes: Mapping[str, AttributeMatch] | None = None,
        metrics: Sequence[Dimension] = (),
    ) -> EventFilter:
        """Events that Amazon Pinpoint makes.

        :param event_types: 1 to 50 names, each with an underscore before it, such as ``_email.delivered``
        :param attributes: what the events have to be, by attribute. Default: - anything
        :param metrics: what the events' numbers have to be: ``Dimension.metric(...)``. Default: - anything
        :raises InvalidArgument: if there are no names or too many, one is given twice or is no name of the service's,
            or metrics are something else
        """
        for name in event_types:
            check_pattern("system event", name, r"_[A-Za-z._]+", "a name with _ before it, such as '_email.delivered'")
        return _filter(_SYSTEM, event_types, attributes, metrics)

    @property
    def of_application(self) -> bool:
        """Whether it is about events of the app."""
        return self.filter_type == _ENDPOINT

    def render(self) -> dict[str, Any]:
        """As the property of the CloudFormation type has it."""
        return {"filterType": self.filter_type, "dimensions": dict(self.dimensions)}


def _filter(
    kind: str,
    event_types: Sequence[str],
    attributes: Mapping[str, AttributeMatch] | None,
    metrics: Sequence[Dimension],
) -> EventFilter:
    check_values("event type", event_types)
    if any(metric.path[0] != "metrics" for metric in metrics):
        raise InvalidArgument("metrics of an event filter are something else: use Dimension.metric(...)")
    named = [Dimension.attribute(name, match) for name, match in (attributes or {}).items()]
    event_type = {"dimensionType": "INCLUSIVE", "values": list(event_types)}
    return EventFilter(kind, {"eventType": event_type, **render([*named, *metrics])})
