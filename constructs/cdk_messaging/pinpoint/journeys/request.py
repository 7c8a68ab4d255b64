"""From the properties of CloudFormation's types to the requests of the API, which share a vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_BY_NAME = frozenset({"attributes", "metrics", "userAttributes"})
"""Members whose members have names of the user's."""
_OTHERWISE = {"gpsPoint": "GPSPoint"}


def as_request(value: Any) -> Any:
    """A property of a segment or campaign as the API takes it: the same members, in capitals."""
    if isinstance(value, Mapping):
        return {
            _OTHERWISE.get(name, name[:1].upper() + name[1:]): _members(each) if name in _BY_NAME else as_request(each)
            for name, each in value.items()
        }
    return [as_request(each) for each in value] if isinstance(value, list) else value


def without_nothing(members: Mapping[str, Any]) -> dict[str, Any]:
    """The members that are given."""
    return {name: each for name, each in members.items() if each is not None}


def _members(value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: as_request(each) for name, each in value.items()}
