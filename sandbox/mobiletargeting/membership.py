"""Which endpoints a segment chooses, at this moment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sandbox.mobiletargeting import errors
from sandbox.mobiletargeting.dimensions import meets
from sandbox.mobiletargeting.state import Project, Versioned

Json = dict[str, Any]


def find(project: Project, identity: str) -> Versioned:
    """:raises ServiceError: there is no such segment"""
    found = project.segments.get(identity)
    if found is None:
        raise errors.not_found(f"segment {identity!r} was not found")
    return found


def version(found: Versioned, number: int | None) -> Json:
    """A version, or the newest. :raises ServiceError: there is none of this number"""
    if number is None:
        return found.latest
    wanted = next((each for each in found.versions if each["Version"] == number), None)
    if wanted is None:
        raise errors.not_found(f"version {number} of {found.arn} was not found")
    return wanted


def members(project: Project, identity: str, number: int | None = None) -> dict[str, Json]:
    """The endpoints of a segment, by id. :raises ServiceError: there is no such segment"""
    definition = version(find(project, identity), number)
    if definition["SegmentType"] == "IMPORT":
        listed = project.imported.get(identity, {})
        return {name: dict(project.endpoints.get(name, each)) for name, each in listed.items()}
    groups = definition.get("SegmentGroups", {})
    everybody = {name: dict(each) for name, each in project.endpoints.items()}
    if not groups.get("Groups"):
        return {name: each for name, each in everybody.items() if meets(definition.get("Dimensions", {}), each)}
    chosen = [_of_group(project, group, everybody) for group in groups["Groups"]]
    # A source can hold endpoints that were imported, but not registered.
    known = everybody | {name: each for group in chosen for name, each in group.items()}
    kept = _together(groups.get("Include", "ALL"), chosen, known)
    return {name: known[name] for name in known if name in kept}


def _of_group(project: Project, group: Json, everybody: dict[str, Json]) -> dict[str, Json]:
    sources = [members(project, each["Id"], each.get("Version")) for each in group.get("SourceSegments", [])]
    known = everybody | {name: each for source in sources for name, each in source.items()}
    base = _together(group.get("SourceType", "ANY"), sources, known) if sources else set(known)
    sets = group.get("Dimensions", [])
    meeting = [{name: known[name] for name in base if meets(each, known[name])} for each in sets]
    kept = _together(group.get("Type", "ALL"), meeting, base) if sets else base
    return {name: known[name] for name in known if name in kept}


def _together(how: str, chosen: list[dict[str, Json]], of: Iterable[str]) -> set[str]:
    """Those of all, of any or of none of some sets."""
    if how == "ALL":
        return set(of).intersection(*chosen) if chosen else set(of)
    found = set().union(*chosen)
    return found if how == "ANY" else set(of) - found
