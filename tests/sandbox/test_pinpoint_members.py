"""Which endpoints a segment chooses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox.mobiletargeting.dimensions import meets
from sandbox.mobiletargeting.membership import members
from sandbox.mobiletargeting.state import Project, Versioned

Json = dict[str, Any]

ANN: Json = {
    "ChannelType": "GCM",
    "Attributes": {"Team": ["Lakers", "Bulls"], "Since": ["2026-05-01T12:00:00Z"]},
    "Metrics": {"age": 30.0},
    "Demographic": {"Platform": "android", "Make": "google", "AppVersion": "2"},
    "Location": {"Country": "FR", "Latitude": 48.86, "Longitude": 2.35},
    "User": {"UserAttributes": {"Plan": ["gold"]}},
    "EffectiveDate": (datetime.now(UTC) - timedelta(days=3)).isoformat(),
}
VERSAILLES: Json = {"Latitude": 48.80, "Longitude": 2.13}


def attribute(kind: str, *values: str, name: str = "Team") -> Json:
    return {"Attributes": {name: {"AttributeType": kind, "Values": list(values)}}}


def chosen(kind: str, *values: str) -> Json:
    return {"DimensionType": kind, "Values": list(values)}


def near(kilometers: float) -> Json:
    return {"Location": {"GPSPoint": {"Coordinates": VERSAILLES, "RangeInKilometers": kilometers}}}


def metric(operator: str, value: float, name: str = "age") -> Json:
    return {"Metrics": {name: {"ComparisonOperator": operator, "Value": value}}}


def recency(duration: str, kind: str) -> Json:
    return {"Behavior": {"Recency": {"Duration": duration, "RecencyType": kind}}}


@pytest.mark.parametrize(
    ("dimensions", "met"),
    [
        ({}, True),
        (attribute("INCLUSIVE", "Bulls", "Knicks"), True),
        (attribute("INCLUSIVE", "Knicks"), False),
        (attribute("INCLUSIVE", "x", name="Unknown"), False),
        (attribute("EXCLUSIVE", "Knicks"), True),
        (attribute("EXCLUSIVE", "Bulls"), False),
        (attribute("EXCLUSIVE", "x", name="Unknown"), True),
        (attribute("CONTAINS", "ake"), True),
        (attribute("CONTAINS", "AKE"), False),
        (attribute("BEFORE", "2026-05-01T12:00:01Z", name="Since"), True),
        (attribute("BEFORE", "2026-05-01T12:00:00Z", name="Since"), False),
        (attribute("AFTER", "2026-04-30T00:00:00Z", name="Since"), True),
        (attribute("AFTER", "2026-05-02T00:00:00Z", name="Since"), False),
        (attribute("ON", "2026-05-01T23:59:59Z", name="Since"), True),
        (attribute("ON", "2026-05-02T00:00:00Z", name="Since"), False),
        (attribute("BETWEEN", "2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z", name="Since"), True),
        (attribute("BETWEEN", "2026-05-02T00:00:00Z", "2026-05-03T00:00:00Z", name="Since"), False),
        (attribute("AFTER", "2020-01-01T00:00:00Z"), False),
        (metric("EQUAL", 30), True),
        (metric("GREATER_THAN", 30), False),
        (metric("GREATER_THAN_OR_EQUAL", 30), True),
        (metric("LESS_THAN", 31), True),
        (metric("LESS_THAN_OR_EQUAL", 29), False),
        (metric("LESS_THAN", 31, name="unknown"), False),
        ({"Demographic": {"Channel": chosen("INCLUSIVE", "GCM", "APNS")}}, True),
        ({"Demographic": {"Channel": chosen("EXCLUSIVE", "GCM")}}, False),
        ({"Demographic": {"Platform": chosen("INCLUSIVE", "ios")}}, False),
        ({"Demographic": {"Model": chosen("EXCLUSIVE", "x")}}, True),
        ({"Demographic": {"Make": chosen("INCLUSIVE", "google"), "AppVersion": chosen("INCLUSIVE", "3")}}, False),
        ({"Location": {"Country": chosen("INCLUSIVE", "FR")}}, True),
        (near(20), True),
        (near(10), False),
        ({"UserAttributes": {"Plan": {"AttributeType": "INCLUSIVE", "Values": ["gold"]}}}, True),
        ({"UserAttributes": {"Plan": {"AttributeType": "INCLUSIVE", "Values": ["blue"]}}}, False),
        (recency("DAY_7", "ACTIVE"), True),
        (recency("HR_24", "ACTIVE"), False),
        (recency("HR_24", "INACTIVE"), True),
        (recency("DAY_7", "INACTIVE"), False),
        ({**attribute("INCLUSIVE", "Bulls"), **near(10)}, False),
    ],
)  # fmt: skip
def test_an_endpoint_meets_criteria_only_if_all_hold(dimensions: Json, met: bool) -> None:
    assert meets(dimensions, ANN) is met


def test_an_endpoint_of_an_unknown_place_is_near_nothing() -> None:
    assert not meets(near(40_000), {**ANN, "Location": {"Country": "FR"}})


@pytest.fixture
def project() -> Project:
    made = Project("arn:p", "p", "News", "now")
    for number in range(6):
        made.endpoints[str(number)] = {"Id": str(number), "Attributes": {"n": [str(number)]}, "ChannelType": "GCM"}
    define(made, "low", Dimensions=number_in("0", "1", "2"))
    define(made, "even", Dimensions=number_in("0", "2", "4"))
    return made


def number_in(*values: str) -> Json:
    return attribute("INCLUSIVE", *values, name="n")


def define(project: Project, identity: str, kind: str = "DIMENSIONAL", **members: Any) -> None:
    version = {"Id": identity, "SegmentType": kind, "Version": 1, **members}
    project.segments[identity] = Versioned(f"arn:{identity}", [version])


def of_groups(project: Project, *groups: Json, include: str = "ALL") -> str:
    define(project, "s", SegmentGroups={"Groups": list(groups), "Include": include})
    return "".join(members(project, "s"))


def group(*dimensions: Json, how: str = "ALL", sources: tuple[str, ...] = (), of_sources: str = "ANY") -> Json:
    listed = [{"Id": each} for each in sources]
    return {"Dimensions": list(dimensions), "Type": how, "SourceSegments": listed, "SourceType": of_sources}


@pytest.mark.parametrize(("how", "found"), [("ALL", "02"), ("ANY", "0124"), ("NONE", "35")])
def test_criteria_of_a_group_are_taken_together(project: Project, how: str, found: str) -> None:
    assert of_groups(project, group(number_in("0", "1", "2"), number_in("0", "2", "4"), how=how)) == found


@pytest.mark.parametrize(("how", "found"), [("ALL", "02"), ("ANY", "0124"), ("NONE", "35")])
def test_sources_of_a_group_are_taken_together(project: Project, how: str, found: str) -> None:
    assert of_groups(project, group(sources=("low", "even"), of_sources=how)) == found


@pytest.mark.parametrize(("include", "found"), [("ALL", "02"), ("ANY", "0124"), ("NONE", "35")])
def test_groups_are_taken_together(project: Project, include: str, found: str) -> None:
    assert of_groups(project, group(sources=("low",)), group(sources=("even",)), include=include) == found


def test_criteria_narrow_the_sources(project: Project) -> None:
    assert of_groups(project, group(number_in("1", "4"), sources=("low",))) == "1"


def test_a_source_is_taken_in_the_version_that_is_named(project: Project) -> None:
    project.segments["low"].versions.append({**project.segments["low"].latest, "Version": 2, "Dimensions": {}})
    first = {**group(), "SourceSegments": [{"Id": "low", "Version": 1}]}
    assert of_groups(project, first) == "012"
    assert of_groups(project, group(sources=("low",))) == "012345"


def test_an_imported_segment_is_the_list_that_was_imported(project: Project) -> None:
    define(project, "list", "IMPORT")
    project.imported["list"] = {"5": {"Id": "5"}, "elsewhere": {"Id": "elsewhere"}}
    found = members(project, "list")
    assert list(found) == ["5", "elsewhere"]
    assert found["5"]["Attributes"] == {"n": ["5"]}
    assert of_groups(project, group(sources=("list",))) == "5elsewhere"
