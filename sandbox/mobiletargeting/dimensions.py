"""Whether an endpoint meets the criteria of a segment or an event those of a filter."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.clock import clock

Json = dict[str, Any]

_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "EQUAL": operator.eq, "GREATER_THAN": operator.gt, "GREATER_THAN_OR_EQUAL": operator.ge,
    "LESS_THAN": operator.lt, "LESS_THAN_OR_EQUAL": operator.le,
}  # fmt: skip
COMPARISONS = tuple(_COMPARED)
_SPANS = {"HR_24": timedelta(hours=24), "DAY_7": timedelta(days=7), "DAY_14": timedelta(days=14),
          "DAY_30": timedelta(days=30)}  # fmt: skip
_EARTH_KILOMETERS = 6371.0


def meets(dimensions: Json, endpoint: Json) -> bool:
    """Whether an endpoint meets every criterion of a ``SegmentDimensions``."""
    user = endpoint.get("User", {})
    demographic = {**endpoint.get("Demographic", {}), "Channel": endpoint.get("ChannelType")}
    place = endpoint.get("Location", {})
    located = dimensions.get("Location", {})
    return (
        has_attributes(dimensions.get("Attributes", {}), endpoint.get("Attributes", {}))
        and has_attributes(dimensions.get("UserAttributes", {}), user.get("UserAttributes", {}))
        and has_metrics(dimensions.get("Metrics", {}), endpoint.get("Metrics", {}))
        and all(in_set(wanted, demographic.get(of)) for of, wanted in dimensions.get("Demographic", {}).items())
        and in_set(located.get("Country", {}), place.get("Country"))
        and _is_near(located.get("GPSPoint"), place)
        and _was_active(dimensions.get("Behavior", {}).get("Recency"), endpoint)
    )


def has_attributes(wanted: Json, given: Json) -> bool:
    """Whether attributes, each with one value or several, are as ``AttributeDimension`` of their names say."""
    return all(_has_value(each, _listed(given.get(name))) for name, each in wanted.items())


def has_metrics(wanted: Json, given: Json) -> bool:
    """Whether numbers are as ``MetricDimension`` of their names say. One that isn't there is never as it is wanted."""
    return all(
        name in given and _COMPARED[each["ComparisonOperator"]](given[name], each["Value"])
        for name, each in wanted.items()
    )


def in_set(wanted: Json, given: str | None) -> bool:
    """Whether a value is as a ``SetDimension`` says; an empty one says nothing."""
    if not wanted.get("Values"):
        return True
    return (given in wanted["Values"]) is (wanted.get("DimensionType", "INCLUSIVE") == "INCLUSIVE")


def _listed(given: Any) -> list[str]:
    if given is None:
        return []
    return [given] if isinstance(given, str) else list(given)


def _has_value(wanted: Json, given: Sequence[str]) -> bool:
    kind, values = wanted.get("AttributeType", "INCLUSIVE"), wanted["Values"]
    if kind == "EXCLUSIVE":
        return not set(values) & set(given)
    if kind == "INCLUSIVE":
        return bool(set(values) & set(given))
    if kind == "CONTAINS":
        return any(part in value for part in values for value in given)
    return any(_is_at(kind, values, moment) for moment in map(_moment, given) if moment)


def _is_at(kind: str, values: Sequence[str], moment: datetime) -> bool:
    wanted = [found for found in map(_moment, values) if found]
    if kind == "BEFORE":
        return moment < wanted[0]
    if kind == "AFTER":
        return moment > wanted[0]
    if kind == "ON":
        return moment.date() == wanted[0].date()
    return wanted[0] <= moment <= wanted[1]


def _moment(text: str) -> datetime | None:
    """A moment in UTC, None when the text is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _is_near(wanted: Json | None, place: Json) -> bool:
    if wanted is None:
        return True
    if "Latitude" not in place or "Longitude" not in place:
        return False
    return _kilometers(wanted["Coordinates"], place) <= float(wanted.get("RangeInKilometers", 0))


def _kilometers(one: Json, other: Json) -> float:
    north, south = math.radians(one["Latitude"]), math.radians(other["Latitude"])
    across = math.radians(other["Longitude"] - one["Longitude"])
    chord = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    return 2 * _EARTH_KILOMETERS * math.asin(math.sqrt(chord))


def _was_active(wanted: Json | None, endpoint: Json) -> bool:
    """By the endpoint's effective date, which says when it was last heard of."""
    if wanted is None:
        return True
    heard = _moment(endpoint.get("EffectiveDate", ""))
    since = datetime.fromtimestamp(clock.now(), UTC) - _SPANS[wanted["Duration"]]
    return (heard is not None and heard >= since) is (wanted["RecencyType"] == "ACTIVE")
