"""Tags of all resources."""

from __future__ import annotations

from typing import Any

from sandbox.sms_voice import errors, views
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.state import Resource, State

Json = dict[str, Any]

MOST_TAGS = 200


def _arn(_state: State, request: Json) -> list[str]:
    return [str(request.get("ResourceArn", "*"))]


def _resource(state: State, request: Json) -> Resource:
    arn = request["ResourceArn"]
    found = next((resource for resource in state.resources() if resource.arn == arn), None)
    if found is None:
        raise errors.not_found(arn.split(":")[-1].split("/")[0], arn)
    return found


@operation("TagResource", resources=_arn)
def tag_resource(state: State, request: Json) -> Json:
    """Adds or changes tags."""
    found = _resource(state, request)
    merged = found.tags | views.tag_map(request["Tags"])
    if len(merged) > MOST_TAGS:
        raise errors.quota_exceeded("TAGS_PER_RESOURCE", f"{found.arn} would have {len(merged)} tags")
    found.tags = merged
    return {}


@operation("UntagResource", resources=_arn)
def untag_resource(state: State, request: Json) -> Json:
    """Removes tags."""
    found = _resource(state, request)
    found.tags = {key: value for key, value in found.tags.items() if key not in request["TagKeys"]}
    return {}


@operation("ListTagsForResource", resources=_arn, requests_per_second=10)
def list_tags_for_resource(state: State, request: Json) -> Json:
    """The tags of a resource."""
    return {"ResourceArn": request["ResourceArn"], "Tags": views.tag_list(_resource(state, request))}
