"""The service ``mobiletargeting``: REST requests in, checked, authorized, run, and checked again."""

from __future__ import annotations

import json
import logging
import uuid
from typing import Any

from sandbox import seam, shapes
from sandbox.mobiletargeting import errors, registry, routes
from sandbox.mobiletargeting.state import State, current
from sandbox.service_error import ServiceError

logger = logging.getLogger("sandbox.mobiletargeting")

SERVICE = "mobiletargeting"

Json = dict[str, Any]


def install() -> None:
    """Adds the service to the emulator."""
    seam.add_service(SERVICE, handle, client=routes.CLIENT)


async def handle(
    method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]]
) -> seam.Response:
    """Serves one HTTP request."""
    state = current()
    try:
        found = _found(method, path)
        request = routes.members(found, query, _parsed(body))
        operation = registry.find(found.route.operation)
        with state.lock:
            _authorize(state, operation, request, path, headers)
            return _respond(found.route.status, run(state, operation, request))
    except ServiceError as error:
        return _refuse(error)
    except Exception:
        logger.exception("%s %s failed", method, path)
        return _refuse(ServiceError("InternalServerErrorException", "the sandbox failed; see its log", status=500))


def call(state: State, name: str, request: Json) -> Json:
    """Runs an operation for CloudFormation, which needs no signature: the payload of the response."""
    with state.lock:
        answer: Json = run(state, registry.find(name), request) or {}
        return answer


def run(state: State, operation: registry.Operation, request: Json) -> Any:
    """Runs an operation with its input and output checked against the service model."""
    model = shapes.load(routes.CLIENT)
    problems = model.check_input(operation.name, request)
    if problems:
        raise errors.bad_request("; ".join(f"{problem.path} {problem.message}" for problem in problems))
    answer = operation.run(state, request)
    member = routes.by_name(operation.name).answer
    wrong = [] if member is None else model.check_output(operation.name, {member: answer})
    if wrong:
        listed = "; ".join(f"{problem.path} {problem.message}" for problem in wrong)
        raise AssertionError(f"the response of {operation.name} does not fit the service model: {listed}")
    return answer


def _found(method: str, path: str) -> routes.Found:
    found = routes.find(method, path)
    if found is None:
        raise errors.not_found(f"there is no operation {method} {path}")
    return found


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body or b"{}")
    except ValueError:
        raise errors.bad_request("the body is not JSON") from None


def _authorize(state: State, operation: registry.Operation, request: Json, path: str, headers: dict[str, str]) -> None:
    named = [state.arn(path.removeprefix("/v1/"))] if operation.resources is None else None
    for resource in named or (operation.resources(state, request) if operation.resources else []):
        refusal = seam.authorize(operation.action, [resource], headers, _tags(state, resource))
        if refusal is not None:
            raise ServiceError(refusal.code or "ForbiddenException", refusal.message, status=403)


def _tags(state: State, arn: str) -> Json:
    owned = next((resource for resource in state.resources() if resource.arn == arn), None)
    return {f"aws:resourcetag/{key}": value for key, value in (owned.tags if owned else {}).items()}


def _respond(status: int, answer: Any) -> seam.Response:
    body = b"" if answer is None else json.dumps(answer).encode()
    return status, {"Content-Type": "application/json"}, body


def _refuse(error: ServiceError) -> seam.Response:
    headers = {"Content-Type": "application/json", "x-amzn-errortype": error.code}
    return error.status, headers, json.dumps({"Message": error.message, "RequestID": str(uuid.uuid4())}).encode()
