"""Tags of all resources."""

from __future__ import annotations

from typing import Any

from sandbox.mobiletargeting import errors
from sandbox.mobiletargeting.registry import operation
from sandbox.mobiletargeting.state import Project, State, Versioned

Json = dict[str, Any]

MOST_TAGS = 50


def _arn(_state: State, request: Json) -> list[str]:
    return [str(request["ResourceArn"])]


def _resource(state: State, request: Json) -> Project | Versioned:
    arn = request["ResourceArn"]
    found = next((resource for resource in state.resources() if resource.arn == arn), None)
    if found is None:
        raise errors.not_found(f"resource {arn!r} was not found")
    return found


@operation("TagResource", resources=_arn)
def tag_resource(state: State, request: Json) -> None:
    """Adds or changes tags."""
    found = _resource(state, request)
    merged = found.tags | request["TagsModel"]["tags"]
    if len(merged) > MOST_TAGS:
        raise errors.bad_request(f"{found.arn} would have {len(merged)} tags; the most is {MOST_TAGS}")
    found.tags = merged


@operation("UntagResource", resources=_arn)
def untag_resource(state: State, request: Json) -> None:
    """Removes tags."""
    found = _resource(state, request)
    found.tags = {key: value for key, value in found.tags.items() if key not in request["TagKeys"]}


@operation("ListTagsForResource", resources=_arn)
def list_tags_for_resource(state: State, request: Json) -> Json:
    """The tags of a resource."""
    return {"tags": _resource(state, request).tags}
