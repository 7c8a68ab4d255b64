"""One criterion by which endpoints are chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ...checks import check_length, check_member, check_pattern, is_known
from ...errors import InvalidArgument
from ..channel_type import ChannelType
from .attribute_match import AttributeMatch, check_values
from .metric_comparison import MetricComparison
from .recency import RecencyDuration

_LONGEST_NAME = 50


@dataclass(frozen=True)
class Dimension:
    """One criterion: an attribute, a metric, what is known of a device, where somebody is, when an app was used.

    :param path: where it stands in the property ``dimensions``; no two of one set stand at the same place
    :param value: what stands there

    Source: AWS::Pinpoint::Segment SegmentDimensions
    """

    path: tuple[str, ...]
    value: Any

    @staticmethod
    def attribute(name: str, match: AttributeMatch) -> Dimension:
        """By an attribute of the endpoint.

        :param name: 1 to 50 characters
        :param match: which values it has to have
        :raises InvalidArgument: if the name is not valid
        """
        return Dimension(("attributes", _name("attribute", name)), match.render())

    @staticmethod
    def user_attribute(name: str, match: AttributeMatch) -> Dimension:
        """By an attribute of the user whom the endpoint belongs to.

        :param name: 1 to 50 characters
        :param match: which values it has to have
        :raises InvalidArgument: if the name is not valid
        """
        return Dimension(("userAttributes", _name("user attribute", name)), match.render())

    @staticmethod
    def metric(name: str, comparison: MetricComparison, value: float) -> Dimension:
        """By a number that the app reports.

        :param name: 1 to 50 characters
        :param comparison: how it is compared
        :param value: what with
        :raises InvalidArgument: if the name or the comparison is not valid
        """
        operator = check_member("comparison", comparison, MetricComparison).value
        return Dimension(("metrics", _name("metric", name)), {"ComparisonOperator": operator, "Value": value})

    @staticmethod
    def active_within(duration: RecencyDuration) -> Dimension:
        """By use of the app: in this span at least once.

        :raises InvalidArgument: if it isn't a span of the service
        """
        return _recency(duration, "ACTIVE")

    @staticmethod
    def inactive_for(duration: RecencyDuration) -> Dimension:
        """By use of the app: not in this span.

        :raises InvalidArgument: if it isn't a span of the service
        """
        return _recency(duration, "INACTIVE")

    @staticmethod
    def channel(*types: ChannelType, exclude: bool = False) -> Dimension:
        """By the channel through which the endpoint is reached.

        :param types: one or several
        :param exclude: whether those are left out. Default: - they are the ones that are meant
        :raises InvalidArgument: if there are none, or one is given twice or not known
        """
        return _demographic(
            "channel", [check_member("channel", each, ChannelType).value for each in types], exclude=exclude
        )

    @staticmethod
    def app_version(*versions: str, exclude: bool = False) -> Dimension:
        """By the version of the app.

        :param versions: 1 to 50
        :param exclude: whether those are left out. Default: - they are the ones that are meant
        :raises InvalidArgument: if there are none or too many, or one is given twice
        """
        return _demographic("appVersion", versions, exclude=exclude)

    @staticmethod
    def device_type(*types: str, exclude: bool = False) -> Dimension:
        """By the kind of device.

        :param types: 1 to 50
        :param exclude: whether those are left out. Default: - they are the ones that are meant
        :raises InvalidArgument: if there are none or too many, or one is given twice
        """
        return _demographic("deviceType", types, exclude=exclude)

    @staticmethod
    def make(*makes: str, exclude: bool = False) -> Dimension:
        """By who made the device.

        :param makes: 1 to 50, such as ``apple``
        :param exclude: whether those are left out. Default: - they are the ones that are meant
        :raises InvalidArgument: if there are none or too many, or one is given twice
        """
        return _demographic("make", makes, exclude=exclude)

    @staticmethod
    def model(*models: str, exclude: bool = False) -> Dimension:
        """By the model of the device.

        :param models: 1 to 50
        :param exclude: whether those are left out. Default: - they are the ones that are meant
        :raises InvalidArgument: if there are none or too many, or one is given twice
        """
        return _demographic("model", models, exclude=exclude)

    @staticmethod
    def platform(*platforms: str, exclude: bool = False) -> Dimension:
        """By the operating system of the device.

        :param platforms: 1 to 50, such as ``android``
        :param exclude: whether those are left out. Default: - they are the ones that are meant
        :raises InvalidArgument: if there are none or too many, or one is given twice
        """
        return _demographic("platform", platforms, exclude=exclude)

    @staticmethod
    def country(*countries: str, exclude: bool = False) -> Dimension:
        """By country.

        :param countries: 1 to 50, ISO 3166-1 codes of 2 or 3 letters as your endpoints have them
        :param exclude: whether those are left out. Default: - they are the ones that are meant
        :raises InvalidArgument: if there are none or too many, or one is given twice or no code
        """
        for country in countries:
            check_pattern("country", country, "[A-Z]{2,3}", "2 or 3 capital letters, such as 'FR'")
        return Dimension(("location", "country"), _set("country", countries, exclude=exclude))

    @staticmethod
    def near(*, latitude: float, longitude: float, kilometers: float) -> Dimension:
        """By distance from a place, for endpoints that report where they are.

        :param latitude: of the place, -90 to 90 degrees
        :param longitude: of the place, -180 to 180 degrees
        :param kilometers: radius around it, more than 0
        :raises InvalidArgument: if a number is out of range
        """
        for what, value, most in (("latitude", latitude, 90), ("longitude", longitude, 180)):
            if is_known(value) and not -most <= value <= most:
                raise InvalidArgument(f"{what} is {value:g}: use -{most} to {most} degrees")
        if is_known(kilometers) and kilometers <= 0:
            raise InvalidArgument(f"kilometers is {kilometers:g}: use more than 0")
        place = {"latitude": latitude, "longitude": longitude}
        return Dimension(("location", "gpsPoint"), {"coordinates": place, "rangeInKilometers": kilometers})


def render(dimensions: Iterable[Dimension]) -> dict[str, Any]:
    """A set of criteria as the property has it; an endpoint has to meet all of them.

    :raises InvalidArgument: if two are about the same thing
    """
    rendered: dict[str, Any] = {}
    for dimension in dimensions:
        *parents, last = dimension.path
        place = rendered
        for parent in parents:
            place = place.setdefault(parent, {})
        if last in place:
            raise InvalidArgument(
                f"two dimensions are about {'.'.join(dimension.path)}: merge them, or put each into a group"
            )
        place[last] = dimension.value
    return rendered


def _name(what: str, name: str) -> str:
    check_length(f"name of {what}", name, least=1, most=_LONGEST_NAME)
    return name


def _recency(duration: RecencyDuration, kind: str) -> Dimension:
    known = check_member("duration", duration, RecencyDuration).value
    return Dimension(("behavior", "recency"), {"duration": known, "recencyType": kind})


def _demographic(member: str, values: Sequence[str], *, exclude: bool) -> Dimension:
    return Dimension(("demographic", member), _set(member, values, exclude=exclude))


def _set(what: str, values: Sequence[str], *, exclude: bool) -> dict[str, Any]:
    check_values(what, values)
    return {"dimensionType": "EXCLUSIVE" if exclude else "INCLUSIVE", "values": list(values)}
