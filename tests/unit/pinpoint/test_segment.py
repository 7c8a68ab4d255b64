"""Segments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import (
    AttributeMatch,
    ChannelType,
    Combination,
    Dimension,
    ISegment,
    MetricComparison,
    Project,
    RecencyDuration,
    Segment,
    SegmentGroup,
)
from tests.unit.pinpoint.helpers import OTHER_ID, PROJECT_ID, arn, imported_project, imported_segment, warnings
from tests.unit.reading import Reading

TYPE = "AWS::Pinpoint::Segment"
MAY = datetime(2026, 5, 1, tzinfo=UTC)
JUNE = datetime(2026, 6, 1, tzinfo=UTC)


def segment_of(stack: cdk.Stack, construct_id: str = "Segment", **arguments: Any) -> Segment:
    project = stack.node.try_find_child("Project") or imported_project(stack)
    return Segment(stack, construct_id, project=project, **{"segment_name": "Readers", **arguments})  # type: ignore[arg-type]


def rendered(*dimensions: Dimension) -> Any:
    stack = cdk.Stack(cdk.App(), "Stack")
    segment_of(stack, dimensions=dimensions)
    return Reading(stack).properties(TYPE)["Dimensions"]


def test_a_segment_renders_nothing_that_was_not_asked_for(stack: cdk.Stack) -> None:
    segment_of(stack)
    assert Reading(stack).properties(TYPE) == {"ApplicationId": PROJECT_ID, "Name": "Readers", "Dimensions": {}}
    assert Reading(stack).only(TYPE)["DeletionPolicy"] == "Delete"


def test_a_segment_is_named_after_its_place(stack: cdk.Stack) -> None:
    segment_of(stack, segment_name=None)
    assert Reading(stack).properties(TYPE)["Name"].startswith("StackSegment")


def test_every_option_is_rendered(stack: cdk.Stack) -> None:
    segment_of(stack, tags={"team": "news"}, removal_policy=cdk.RemovalPolicy.RETAIN)
    assert Reading(stack).properties(TYPE)["Tags"] == {"team": "news"}
    assert Reading(stack).only(TYPE)["DeletionPolicy"] == "Retain"


@pytest.mark.parametrize(
    ("match", "kind", "values"),
    [
        (AttributeMatch.any_of("a", "b"), "INCLUSIVE", ["a", "b"]),
        (AttributeMatch.none_of("a"), "EXCLUSIVE", ["a"]),
        (AttributeMatch.contains("a"), "CONTAINS", ["a"]),
        (AttributeMatch.before(MAY), "BEFORE", ["2026-05-01T00:00:00.000Z"]),
        (AttributeMatch.after(MAY), "AFTER", ["2026-05-01T00:00:00.000Z"]),
        (AttributeMatch.on(MAY), "ON", ["2026-05-01T00:00:00.000Z"]),
        (AttributeMatch.between(MAY, JUNE), "BETWEEN", ["2026-05-01T00:00:00.000Z", "2026-06-01T00:00:00.000Z"]),
    ],
)
def test_attributes_are_matched_by(match: AttributeMatch, kind: str, values: list[str]) -> None:
    wanted = {"AttributeType": kind, "Values": values}
    assert rendered(Dimension.attribute("Team", match), Dimension.user_attribute("Plan", match)) == {
        "Attributes": {"Team": wanted},
        "UserAttributes": {"Plan": wanted},
    }


def test_other_dimensions_are_rendered() -> None:
    including = {"DimensionType": "INCLUSIVE"}
    assert rendered(
        Dimension.metric("age", MetricComparison.GREATER_THAN_OR_EQUAL, 18),
        Dimension.active_within(RecencyDuration.DAY_30),
        Dimension.channel(ChannelType.SMS, ChannelType.GCM),
        Dimension.app_version("2"),
        Dimension.device_type("tablet"),
        Dimension.make("apple", exclude=True),
        Dimension.model("X"),
        Dimension.platform("ios"),
        Dimension.country("FR", "BE"),
        Dimension.near(latitude=48.85, longitude=2.35, kilometers=10),
    ) == {
        "Metrics": {"age": {"ComparisonOperator": "GREATER_THAN_OR_EQUAL", "Value": 18}},
        "Behavior": {"Recency": {"Duration": "DAY_30", "RecencyType": "ACTIVE"}},
        "Demographic": {
            "Channel": {**including, "Values": ["SMS", "GCM"]},
            "AppVersion": {**including, "Values": ["2"]},
            "DeviceType": {**including, "Values": ["tablet"]},
            "Make": {"DimensionType": "EXCLUSIVE", "Values": ["apple"]},
            "Model": {**including, "Values": ["X"]},
            "Platform": {**including, "Values": ["ios"]},
        },
        "Location": {
            "Country": {**including, "Values": ["FR", "BE"]},
            "GPSPoint": {"Coordinates": {"Latitude": 48.85, "Longitude": 2.35}, "RangeInKilometers": 10},
        },
    }
    recency = rendered(Dimension.inactive_for(RecencyDuration.HR_24))["Behavior"]["Recency"]
    assert recency == {"Duration": "HR_24", "RecencyType": "INACTIVE"}


def test_groups_are_rendered_with_how_they_go_together(stack: cdk.Stack) -> None:
    source = segment_of(stack, "Source")
    group = SegmentGroup(
        dimensions=[Dimension.country("FR"), [Dimension.platform("ios"), Dimension.make("apple")]],
        match=Combination.NONE, sources=[source], match_sources=Combination.ALL,
    )  # fmt: skip
    combined = segment_of(stack, groups=[group], include=Combination.ANY)
    reading = Reading(stack)
    chosen = {"DimensionType": "INCLUSIVE"}
    assert reading.of(combined.resource) == {
        "ApplicationId": PROJECT_ID,
        "Name": "Readers",
        "SegmentGroups": {
            "Include": "ANY",
            "Groups": [
                {
                    "Type": "NONE",
                    "SourceType": "ALL",
                    "SourceSegments": [{"Id": {"Fn::GetAtt": [reading.id_of(source.resource), "SegmentId"]}}],
                    "Dimensions": [
                        {"Location": {"Country": {**chosen, "Values": ["FR"]}}},
                        {
                            "Demographic": {
                                "Platform": {**chosen, "Values": ["ios"]},
                                "Make": {**chosen, "Values": ["apple"]},
                            }
                        },
                    ],
                }
            ],
        },
    }


def lots(count: int) -> list[Dimension]:
    return [Dimension.attribute(f"a{number}", AttributeMatch.any_of("x")) for number in range(count)]


def test_quotas_are_held_at_their_edge(stack: cdk.Stack) -> None:
    segment_of(stack, "Hundred", dimensions=lots(100))
    segment_of(stack, "Five", groups=[SegmentGroup(dimensions=lots(20)) for _ in range(5)])
    chain: list[ISegment] = [imported_segment(imported_project(stack, "Other"))]
    for number in range(5):
        chain.append(segment_of(stack, f"Above{number}", groups=[SegmentGroup(sources=[chain[-1]])]))
    assert chain[-1].depth == 5
    with pytest.raises(InvalidArgument, match="a segment has 6 segments below it, one above the other: use at most 5"):
        segment_of(stack, "Highest", groups=[SegmentGroup(sources=[chain[-1]])])


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: {"dimensions": lots(101)}, "a segment has 101 dimensions: use at most 100"),
        (
            lambda: {"groups": [SegmentGroup(dimensions=lots(21)) for _ in range(5)]},
            "a segment has 105 dimensions: use at most 100",
        ),
        (
            lambda: {"groups": [SegmentGroup(dimensions=lots(1)) for _ in range(6)]},
            "a segment has 6 groups: use at most 5",
        ),
        (lambda: {"segment_name": ""}, "segment name has 0 characters: use 1 to 64"),
        (
            lambda: {"dimensions": lots(1), "groups": [SegmentGroup(dimensions=lots(1))]},
            "a segment has dimensions and groups: put the dimensions into a group",
        ),
        (lambda: {"include": "SOME"}, "include 'SOME' is not known: use one of ALL, ANY, NONE"),
        (
            lambda: {"dimensions": [Dimension.country("FR"), Dimension.country("BE")]},
            "two dimensions are about location.country: merge them, or put each into a group",
        ),
    ],
)
def test_a_segment_is_refused_if(make: Callable[[], dict[str, Any]], problem: str, stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as caught:
        segment_of(stack, **make())
    assert str(caught.value) == problem


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (AttributeMatch.any_of, "attribute has 0 values: use 1 to 50"),
        (lambda: AttributeMatch.any_of("a", "a"), "value of attribute 'a' is given twice: give each one once"),
        (lambda: AttributeMatch.any_of("x" * 101), "value of attribute has 101 characters: use 1 to 100"),
        (
            lambda: AttributeMatch.before(datetime(2026, 5, 1)),  # noqa: DTZ001 - that it has none is the point
            "before '2026-05-01T00:00:00' has no time zone: give one, such as datetime.UTC",
        ),
        (
            lambda: AttributeMatch.between(JUNE, MAY),
            "end '2026-05-01T00:00:00.000Z' is not after start '2026-06-01T00:00:00.000Z': give the earlier one first",
        ),
        (
            lambda: Dimension.attribute("x" * 51, AttributeMatch.any_of("a")),
            "name of attribute has 51 characters: use 1 to 50",
        ),
        (
            lambda: Dimension.metric("m", "NEAR", 1),  # type: ignore[arg-type]
            f"comparison 'NEAR' is not known: use one of {', '.join(MetricComparison)}",
        ),
        (
            lambda: Dimension.active_within("DAY_2"),  # type: ignore[arg-type]
            "duration 'DAY_2' is not known: use one of HR_24, DAY_7, DAY_14, DAY_30",
        ),
        (
            lambda: Dimension.country("france"),
            "country 'france' is not valid: use 2 or 3 capital letters, such as 'FR'",
        ),
        (
            lambda: Dimension.near(latitude=91, longitude=0, kilometers=1),
            "latitude is 91: use -90 to 90 degrees",
        ),
        (
            lambda: Dimension.near(latitude=0, longitude=-181, kilometers=1),
            "longitude is -181: use -180 to 180 degrees",
        ),
        (lambda: Dimension.near(latitude=0, longitude=0, kilometers=0), "kilometers is 0: use more than 0"),
        (SegmentGroup, "a segment group is empty: give it dimensions, sources, or both"),
        (
            lambda: SegmentGroup(dimensions=lots(1), match="SOME"),  # type: ignore[arg-type]
            "match 'SOME' is not known: use one of ALL, ANY, NONE",
        ),
    ],
)
def test_a_criterion_is_refused_if(make: Callable[[], object], problem: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        make()
    assert str(caught.value) == problem


def test_a_source_is_of_the_same_project(stack: cdk.Stack) -> None:
    other = Segment.from_segment_id(
        stack, "Elsewhere", OTHER_ID, project=Project.from_project_id(stack, "Other", OTHER_ID)
    )
    with pytest.raises(InvalidArgument, match="source 'Stack/Elsewhere' belongs to another project"):
        segment_of(stack, groups=[SegmentGroup(sources=[other])])


def test_an_imported_list_is_the_only_source_of_its_group(stack: cdk.Stack) -> None:
    listed = imported_segment(imported_project(stack), imported=True)
    SegmentGroup(sources=[listed])
    with pytest.raises(InvalidArgument, match="an imported segment is one of several sources"):
        SegmentGroup(sources=[listed, segment_of(stack)])


def test_an_imported_segment_has_its_arn_and_a_wrong_id_is_refused(stack: cdk.Stack) -> None:
    project = imported_project(stack)
    found = imported_segment(project)
    assert stack.resolve(found.segment_arn) == arn(f"segments/{OTHER_ID}")
    with pytest.raises(InvalidArgument, match="segment id 'x' is not valid: use 32 hexadecimal digits"):
        Segment.from_segment_id(stack, "Wrong", "x", project=project)


def test_reading_is_granted_on_the_segment_alone(stack: cdk.Stack) -> None:
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    imported_segment(imported_project(stack)).grant_read(role)
    actions = [f"mobiletargeting:{name}" for name in ("GetSegment", "GetSegmentVersion", "GetSegmentVersions")]
    assert Reading(stack).allowed(role) == [(actions, arn(f"segments/{OTHER_ID}"))]


def test_a_segment_warns_once_that_it_has_ended_and_an_imported_one_does_not(stack: cdk.Stack) -> None:
    imported_segment(imported_project(stack))
    assert warnings(stack) == []
    segment_of(stack)
    (warning,) = warnings(stack)
    assert "Amazon Connect Customer Profiles" in warning
    assert "[ack: cdk_messaging:pinpoint.Segment.retired]" in warning


def test_two_segments_stand_side_by_side(stack: cdk.Stack) -> None:
    segment_of(stack, "One")
    segment_of(stack, "Two")
    assert len(Reading(stack).all(TYPE)) == 2
