"""How the values of an attribute are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ...checks import check_length, check_unique
from ...errors import InvalidArgument

MOST_VALUES = 50
_LONGEST_VALUE = 100


@dataclass(frozen=True)
class AttributeMatch:
    """Which values an attribute has to have; an endpoint can have several, and one that fits is enough.

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-segments.html
    """

    attribute_type: str
    values: tuple[str, ...]

    @staticmethod
    def any_of(*values: str) -> AttributeMatch:
        """One of the values.

        :param values: 1 to 50, each of 1 to 100 characters
        :raises InvalidArgument: if there are none or too many, or one is too long or given twice
        """
        return _match("INCLUSIVE", values)

    @staticmethod
    def none_of(*values: str) -> AttributeMatch:
        """None of the values.

        :param values: 1 to 50, each of 1 to 100 characters
        :raises InvalidArgument: if there are none or too many, or one is too long or given twice
        """
        return _match("EXCLUSIVE", values)

    @staticmethod
    def contains(*parts: str) -> AttributeMatch:
        """A value with one of these texts in it.

        :param parts: 1 to 50, each of 1 to 100 characters
        :raises InvalidArgument: if there are none or too many, or one is too long or given twice
        """
        return _match("CONTAINS", parts)

    @staticmethod
    def before(moment: datetime) -> AttributeMatch:
        """A time before this one.

        :param moment: with its time zone
        :raises InvalidArgument: if it has no time zone
        """
        return AttributeMatch("BEFORE", (instant("before", moment),))

    @staticmethod
    def after(moment: datetime) -> AttributeMatch:
        """A time after this one.

        :param moment: with its time zone
        :raises InvalidArgument: if it has no time zone
        """
        return AttributeMatch("AFTER", (instant("after", moment),))

    @staticmethod
    def on(day: datetime) -> AttributeMatch:
        """A time on this day; the hours don't count.

        :param day: a moment of it, with its time zone
        :raises InvalidArgument: if it has no time zone
        """
        return AttributeMatch("ON", (instant("on", day),))

    @staticmethod
    def between(start: datetime, end: datetime) -> AttributeMatch:
        """A time between two.

        :param start: with its time zone
        :param end: with its time zone, later than the start
        :raises InvalidArgument: if one has no time zone, or they are in the wrong order
        """
        values = (instant("start", start), instant("end", end))
        if end <= start:
            raise InvalidArgument(f"end {values[1]!r} is not after start {values[0]!r}: give the earlier one first")
        return AttributeMatch("BETWEEN", values)

    def render(self) -> dict[str, Any]:
        """As the property of the CloudFormation type has it."""
        return {"AttributeType": self.attribute_type, "Values": list(self.values)}


def instant(what: str, moment: datetime) -> str:
    """A moment as the service reads it, in UTC.

    :raises InvalidArgument: if it has no time zone
    """
    if moment.tzinfo is None:
        raise InvalidArgument(f"{what} {moment.isoformat()!r} has no time zone: give one, such as datetime.UTC")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def check_values(what: str, values: Sequence[str]) -> None:
    """Refuse values that the service doesn't compare with.

    :raises InvalidArgument: if there are none or too many, or one is too long or given twice
    """
    if not 1 <= len(values) <= MOST_VALUES:
        raise InvalidArgument(f"{what} has {len(values)} values: use 1 to {MOST_VALUES}")
    check_unique(f"value of {what}", values)
    for value in values:
        check_length(f"value of {what}", value, least=1, most=_LONGEST_VALUE)


def _match(kind: str, values: Sequence[str]) -> AttributeMatch:
    check_values("attribute", values)
    return AttributeMatch(kind, tuple(values))
