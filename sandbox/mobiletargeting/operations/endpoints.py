"""Endpoints: how a person is reached, one by one, in batches and by user."""

from __future__ import annotations

import fnmatch
from typing import Any

from sandbox.mobiletargeting import endpoints, errors
from sandbox.mobiletargeting.registry import operation
from sandbox.mobiletargeting.state import Project, State, new_request_id

Json = dict[str, Any]

MOST_IN_BATCH = 100
_KINDS = {
    "endpoint-custom-attributes": ("Attributes",),
    "endpoint-metric-attributes": ("Metrics",),
    "endpoint-user-attributes": ("User", "UserAttributes"),
}


def _project(state: State, request: Json) -> list[str]:
    return [state.arn(f"apps/{request['ApplicationId']}")]


@operation("UpdateEndpoint")
def update_endpoint(state: State, request: Json) -> Json:
    """Makes or changes an endpoint."""
    project, request_id = state.project(request["ApplicationId"]), new_request_id()
    endpoints.put(project, request["EndpointId"], request["EndpointRequest"], request_id)
    return _accepted(request_id)


@operation("UpdateEndpointsBatch", resources=_project)
def update_endpoints_batch(state: State, request: Json) -> Json:
    """Makes or changes endpoints. Nothing is done when one is wrong by itself."""
    project, request_id = state.project(request["ApplicationId"]), new_request_id()
    given = request["EndpointBatchRequest"]["Item"]
    if not 1 <= len(given) <= MOST_IN_BATCH:
        raise errors.bad_request(f"the batch has {len(given)} endpoints; it takes 1 to {MOST_IN_BATCH}")
    for each in given:
        endpoints.check(each.get("Id", ""), each)
    for each in given:
        endpoints.put(project, each["Id"], each, request_id)
    return _accepted(request_id)


@operation("GetEndpoint")
def get_endpoint(state: State, request: Json) -> Json:
    """One endpoint."""
    return _endpoint(state.project(request["ApplicationId"]), request["EndpointId"])


@operation("DeleteEndpoint")
def delete_endpoint(state: State, request: Json) -> Json:
    """Deletes an endpoint and shows what it was."""
    project = state.project(request["ApplicationId"])
    found = _endpoint(project, request["EndpointId"])
    del project.endpoints[found["Id"]]
    return found


@operation("GetUserEndpoints")
def get_user_endpoints(state: State, request: Json) -> Json:
    """All endpoints of a user."""
    return {"Item": _of_user(state.project(request["ApplicationId"]), request["UserId"])}


@operation("DeleteUserEndpoints")
def delete_user_endpoints(state: State, request: Json) -> Json:
    """Deletes all endpoints of a user and shows what they were."""
    project = state.project(request["ApplicationId"])
    found = _of_user(project, request["UserId"])
    for each in found:
        del project.endpoints[each["Id"]]
    return {"Item": found}


@operation("RemoveAttributes")
def remove_attributes(state: State, request: Json) -> Json:
    """Takes custom attributes away from all endpoints. That AWS captures them no more from then on is not emulated."""
    project, kind = state.project(request["ApplicationId"]), request["AttributeType"]
    if kind not in _KINDS:
        raise errors.bad_request(f"attribute type {kind!r} is not known; allowed: {', '.join(_KINDS)}")
    patterns = request["UpdateAttributesRequest"].get("Blacklist", [])
    removed: set[str] = set()
    for identity, endpoint in list(project.endpoints.items()):
        changed = _without(endpoint, _KINDS[kind], patterns, removed)
        if changed != endpoint:
            project.endpoints[identity] = changed
    return {"ApplicationId": project.id, "AttributeType": kind, "Attributes": sorted(removed)}


def _without(endpoint: Json, path: tuple[str, ...], patterns: list[str], removed: set[str]) -> Json:
    if path[0] not in endpoint:
        return endpoint
    if len(path) > 1:
        return endpoint | {path[0]: _without(endpoint[path[0]], path[1:], patterns, removed)}
    gone = {name for name in endpoint[path[0]] if any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)}
    removed |= gone
    return endpoint | {path[0]: {name: value for name, value in endpoint[path[0]].items() if name not in gone}}


def _endpoint(project: Project, identity: str) -> Json:
    try:
        return project.endpoints[identity]
    except KeyError:
        raise errors.not_found(f"endpoint {identity!r} was not found") from None


def _of_user(project: Project, user_id: str) -> list[Json]:
    found = project.endpoints.of_user(user_id)
    if not found:
        raise errors.not_found(f"user {user_id!r} was not found")
    return found


def _accepted(request_id: str) -> Json:
    return {"RequestID": request_id, "Message": "Accepted"}
