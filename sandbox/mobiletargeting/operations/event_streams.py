"""Event streams: where a project's events go."""

from __future__ import annotations

from typing import Any

from sandbox.mobiletargeting import errors, streaming
from sandbox.mobiletargeting.registry import operation
from sandbox.mobiletargeting.state import State, now

Json = dict[str, Any]


@operation("PutEventStream")
def put_event_stream(state: State, request: Json) -> Json:
    """Makes or changes the stream of a project; it has one at most."""
    project, given = state.project(request["ApplicationId"]), request["WriteEventStream"]
    problem = streaming.problem(state, project, given)
    if problem:
        raise errors.bad_request(problem)
    project.event_stream = {"ApplicationId": project.id, "LastModifiedDate": now()} | given
    return project.event_stream


@operation("GetEventStream")
def get_event_stream(state: State, request: Json) -> Json:
    """The stream of a project."""
    return _stream(state, request)


@operation("DeleteEventStream")
def delete_event_stream(state: State, request: Json) -> Json:
    """Delivers no more events, and shows where they went."""
    found = _stream(state, request)
    state.project(request["ApplicationId"]).event_stream = None
    return found


def _stream(state: State, request: Json) -> Json:
    found = state.project(request["ApplicationId"]).event_stream
    if found is None:
        raise errors.not_found(f"application {request['ApplicationId']!r} has no event stream")
    return found
