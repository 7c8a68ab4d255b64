"""Events that applications report."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sandbox.mobiletargeting import endpoints, errors, streaming
from sandbox.mobiletargeting.campaigns import runs
from sandbox.mobiletargeting.registry import operation
from sandbox.mobiletargeting.state import Project, State, new_request_id
from sandbox.service_error import ServiceError

Json = dict[str, Any]

MOST_EVENTS = 100
MOST_KEYS = 40
LONGEST_NAME, LONGEST_VALUE = 50, 200
_ACCEPTED = {"StatusCode": 202, "Message": "Accepted"}


@operation("PutEvents")
def put_events(state: State, request: Json) -> Json:
    """Records events, and puts the endpoints that report them."""
    project = state.project(request["ApplicationId"])
    batches = request["EventsRequest"]["BatchItem"]
    count = sum(len(batch["Events"]) for batch in batches.values())
    if count > MOST_EVENTS:
        raise errors.bad_request(f"the request has {count} events; the most is {MOST_EVENTS}")
    return {"Results": {endpoint: _batch(state, project, endpoint, batch) for endpoint, batch in batches.items()}}


def _batch(state: State, project: Project, endpoint: str, batch: Json) -> Json:
    return {
        "EndpointItemResponse": _endpoint(project, endpoint, batch["Endpoint"]),
        "EventsItemResponse": {
            identity: _event(state, project, endpoint, event) for identity, event in batch["Events"].items()
        },
    }


def _endpoint(project: Project, identity: str, given: Json) -> Json:
    if not given:
        return dict(_ACCEPTED)
    try:
        endpoints.put(project, identity, given, new_request_id())
    except ServiceError as error:
        return {"StatusCode": error.status, "Message": error.message}
    return dict(_ACCEPTED)


def _event(state: State, project: Project, endpoint: str, given: Json) -> Json:
    attributes, metrics = given.get("Attributes", {}), given.get("Metrics", {})
    if len(attributes) + len(metrics) > MOST_KEYS:
        return {"StatusCode": 400, "Message": f"the event has more than {MOST_KEYS} attributes and metrics"}
    try:
        happened = int(datetime.fromisoformat(given["Timestamp"]).timestamp() * 1000)
    except ValueError:
        return {"StatusCode": 400, "Message": "Timestamp must be ISO 8601"}
    if _fits(attributes):
        streaming.publish(state, project, _streamed(project, endpoint, given, happened))
        runs.happened(state, project, endpoint, given)
    return dict(_ACCEPTED)


def _fits(attributes: Json) -> bool:
    """An event whose attributes are too long is dropped, and nobody is told."""
    return all(len(name) <= LONGEST_NAME and len(value) <= LONGEST_VALUE for name, value in attributes.items())


def _streamed(project: Project, endpoint: str, given: Json, happened: int) -> Json:
    demographic = project.endpoints.get(endpoint, {}).get("Demographic", {})
    return streaming.event(
        project, given["EventType"], endpoint,
        timestamp=happened,
        event_version="3.0",
        application=_application(project, given),
        device=_device(demographic),
        session=_session(given.get("Session", {})),
        attributes=given.get("Attributes", {}),
        metrics=given.get("Metrics", {}),
    )  # fmt: skip


def _application(project: Project, given: Json) -> Json:
    named = {"AppPackageName": "package_name", "AppTitle": "title", "AppVersionCode": "version_code"}
    sdk = {"SdkName": "name", "ClientSdkVersion": "version"}
    return {
        "app_id": project.id,
        **{name: given[member] for member, name in named.items() if member in given},
        "sdk": {name: given[member] for member, name in sdk.items() if member in given},
    }


def _device(demographic: Json) -> Json:
    platform = {"Platform": "name", "PlatformVersion": "version"}
    return {
        **{name.lower(): demographic[name] for name in ("Make", "Model") if name in demographic},
        "platform": {name: demographic[member] for member, name in platform.items() if member in demographic},
    }


def _session(session: Json) -> Json:
    moments = {"StartTimestamp": "start_timestamp", "StopTimestamp": "stop_timestamp"}
    return {
        **({"session_id": session["Id"]} if "Id" in session else {}),
        **{
            name: int(datetime.fromisoformat(session[member]).timestamp() * 1000)
            for member, name in moments.items()
            if member in session
        },
    }
