"""Segments and their versions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.mobiletargeting import errors, listing, membership
from sandbox.mobiletargeting.dimensions import COMPARISONS
from sandbox.mobiletargeting.registry import operation
from sandbox.mobiletargeting.state import Project, State, Versioned, new_id, now

Json = dict[str, Any]

MOST_DIMENSIONS = 100
MOST_GROUPS, MOST_SOURCES, MOST_DEPTH = 5, 5, 5


def _project(state: State, request: Json) -> list[str]:
    return [state.arn(f"apps/{request['ApplicationId']}")]


def _segment(state: State, request: Json) -> list[str]:
    return [state.arn(f"apps/{request['ApplicationId']}/segments/{request['SegmentId']}")]


@operation("CreateSegment", resources=_project)
def create_segment(state: State, request: Json) -> Json:
    """A new segment."""
    project, given = state.project(request["ApplicationId"]), dict(request["WriteSegmentRequest"])
    tags = given.pop("tags", {})
    _check(project, given)
    identity = new_id()
    arn = state.arn(f"apps/{project.id}/segments/{identity}")
    own = {"ApplicationId": project.id, "Arn": arn, "CreationDate": now(), "Id": identity, "SegmentType": "DIMENSIONAL"}
    made = Versioned(arn, [given | own | {"LastModifiedDate": now(), "Version": 1}], dict(tags))
    project.segments[identity] = made
    return _view(made)


@operation("UpdateSegment", resources=_segment)
def update_segment(state: State, request: Json) -> Json:
    """A new version of a segment."""
    project, given = state.project(request["ApplicationId"]), dict(request["WriteSegmentRequest"])
    found = membership.find(project, request["SegmentId"])
    if found.latest["SegmentType"] == "IMPORT":
        raise errors.bad_request(f"segment {request['SegmentId']!r} was imported, so it has no criteria to change")
    given.pop("tags", None)  # no longer looked at since 22 May 2023
    _check(project, given, of=request["SegmentId"])
    kept = ("ApplicationId", "Arn", "CreationDate", "Id", "SegmentType", "Name")
    changed = {name: found.latest[name] for name in kept if name in found.latest} | given
    found.versions.append(changed | {"LastModifiedDate": now(), "Version": found.latest["Version"] + 1})
    return _view(found)


@operation("GetSegment", resources=_segment)
def get_segment(state: State, request: Json) -> Json:
    """The newest version of a segment."""
    return _view(membership.find(state.project(request["ApplicationId"]), request["SegmentId"]))


@operation("GetSegments", resources=_project)
def get_segments(state: State, request: Json) -> Json:
    """All segments of a project."""
    return listing.page([_view(each) for each in state.project(request["ApplicationId"]).segments.values()], request)


@operation("GetSegmentVersion", resources=_segment)
def get_segment_version(state: State, request: Json) -> Json:
    """One version of a segment."""
    found = membership.find(state.project(request["ApplicationId"]), request["SegmentId"])
    try:
        return membership.version(found, int(request["Version"]))
    except ValueError:
        raise errors.bad_request(f"version {request['Version']!r} is not a number") from None


@operation("GetSegmentVersions", resources=_segment)
def get_segment_versions(state: State, request: Json) -> Json:
    """All versions of a segment."""
    found = membership.find(state.project(request["ApplicationId"]), request["SegmentId"])
    return listing.page(found.versions, request)


@operation("DeleteSegment", resources=_segment)
def delete_segment(state: State, request: Json) -> Json:
    """Deletes a segment. A campaign that was for it fails, and counts as deleted."""
    project = state.project(request["ApplicationId"])
    gone = membership.find(project, request["SegmentId"])
    del project.segments[request["SegmentId"]]
    project.imported.pop(request["SegmentId"], None)
    for campaign in project.campaigns.values():
        if campaign.latest["SegmentId"] == request["SegmentId"]:
            campaign.statuses = dict.fromkeys(campaign.statuses, "DELETED")
    return _view(gone)


def _view(found: Versioned) -> Json:
    return found.latest | ({"tags": found.tags} if found.tags else {})


def _check(project: Project, given: Json, of: str | None = None) -> None:
    groups = given.get("SegmentGroups", {}).get("Groups", [])
    if given.get("Dimensions") and groups:
        raise errors.bad_request("give either Dimensions or SegmentGroups")
    sources = [source for group in groups for source in group.get("SourceSegments", [])]
    sets = [given.get("Dimensions", {}), *(each for group in groups for each in group.get("Dimensions", []))]
    criteria = [criterion for each in sets for criterion in _criteria(each)]
    for what, count, most in (
        ("dimensions", len(criteria), MOST_DIMENSIONS),
        ("groups", len(groups), MOST_GROUPS),
        ("source segments", len(sources), MOST_SOURCES),
    ):
        if count > most:
            raise errors.bad_request(f"the segment has {count} {what}; the most is {most}")
    for each in sets:
        for name, metric in each.get("Metrics", {}).items():
            if metric["ComparisonOperator"] not in COMPARISONS:
                raise errors.bad_request(f"ComparisonOperator of {name} is not one of {', '.join(COMPARISONS)}")
    for group in groups:
        _check_sources(project, group.get("SourceSegments", []))
    if max((_depth(project, source["Id"], of) for source in sources), default=0) > MOST_DEPTH:
        raise errors.bad_request(f"the source segments are more than {MOST_DEPTH} deep")


def _check_sources(project: Project, sources: list[Json]) -> None:
    found = [membership.version(membership.find(project, each["Id"]), each.get("Version")) for each in sources]
    if len(found) > 1 and any(each["SegmentType"] == "IMPORT" for each in found):
        raise errors.bad_request("an imported segment must be the only source of its group")


def _depth(project: Project, identity: str, of: str | None) -> int:
    """How many segments stand below, this one counted. :raises ServiceError: one stands on itself"""
    if identity == of:
        raise errors.bad_request(f"segment {identity!r} would be a source of itself")
    groups = membership.find(project, identity).latest.get("SegmentGroups", {}).get("Groups", [])
    below = [source["Id"] for group in groups for source in group.get("SourceSegments", [])]
    return 1 + max((_depth(project, each, of) for each in below), default=0)


def _criteria(dimensions: Json) -> Iterator[str]:
    for kind, named in dimensions.items():
        yield from (f"{kind}.{name}" for name in named)
