"""The service ``sms-voice``: AWS JSON 1.0 requests in, checked, authorized, throttled, run, and checked again."""

from __future__ import annotations

import json
import logging
import uuid
from typing import Any

from sandbox import seam, shapes
from sandbox.sms_voice import errors, overlay, registry
from sandbox.sms_voice.errors import ServiceError
from sandbox.sms_voice.state import State, current
from sandbox.sms_voice.throttle import throttle

logger = logging.getLogger("sandbox.sms_voice")

SERVICE, CLIENT, TARGET_PREFIX = "sms-voice", "pinpoint-sms-voice-v2", "PinpointSMSVoiceV2."
CONTENT_TYPE = "application/x-amz-json-1.0"

Json = dict[str, Any]


async def handle(
    _method: str, _path: str, headers: dict[str, str], body: bytes, _query: dict[str, list[str]]
) -> seam.Response:
    """Serves one HTTP request."""
    name = headers.get("x-amz-target", "").removeprefix(TARGET_PREFIX)
    state = current()
    try:
        request = _parsed(body)
        operation = _known(name)
        with state.lock:
            _authorize(state, operation, request, headers)
            throttle.request(state, operation)
            return _respond(200, run(state, operation, request))
    except ServiceError as error:
        return _respond(error.status, {"__type": error.code, "Message": error.message, **error.members}, error.code)
    except Exception:
        logger.exception("%s failed", name)
        message = f"the sandbox failed in {name}; its log says why"
        return _respond(500, {"__type": "InternalServerException", "Message": message, "RequestId": str(uuid.uuid4())})


def call(state: State, name: str, request: Json) -> Json:
    """Runs an operation for CloudFormation, which needs no signature and waits out every quota."""
    with state.lock:
        return run(state, registry.find(name), request)


def run(state: State, operation: registry.Operation, request: Json) -> Json:
    """Runs an operation with its input and output checked against the service model."""
    model = overlay.model()
    problems = model.check_input(operation.name, request)
    if problems:
        raise _invalid(problems)
    token = request.get("ClientToken")
    earlier = state.client_tokens.get((operation.name, token)) if token else None
    if earlier is not None:
        return earlier
    response = {name: value for name, value in operation.run(state, request).items() if value is not None}
    wrong = model.check_output(operation.name, response)
    if wrong:
        listed = "; ".join(f"{problem.path} {problem.message}" for problem in wrong)
        raise AssertionError(f"the response of {operation.name} does not fit the service model: {listed}")
    if token:
        state.client_tokens[operation.name, token] = response
    return response


def _parsed(body: bytes) -> Json:
    try:
        request = json.loads(body or b"{}")
    except ValueError:
        raise ServiceError("SerializationException", "the body is not JSON") from None
    if not isinstance(request, dict):
        raise ServiceError("SerializationException", "the body is not a JSON object")
    return {name: value for name, value in request.items() if value is not None}


def _known(name: str) -> registry.Operation:
    if name not in overlay.model().operations:
        raise ServiceError("UnknownOperationException", f"there is no operation {name!r}")
    return registry.find(name)


def _authorize(state: State, operation: registry.Operation, request: Json, headers: dict[str, str]) -> None:
    resources = operation.resources(state, request)
    for resource in resources:
        context = _tag_context(state, resource, request)
        refusal = seam.authorize(f"{SERVICE}:{operation.name}", [resource], headers, context)
        if refusal is not None:
            raise ServiceError(refusal.code or "AccessDeniedException", refusal.message)


def _tag_context(state: State, arn: str, request: Json) -> Json:
    owned = next((resource for resource in state.resources() if resource.arn == arn), None)
    context: Json = {f"aws:resourcetag/{key}": value for key, value in (owned.tags if owned else {}).items()}
    tags = request.get("Tags")
    if isinstance(tags, list):
        context |= {f"aws:requesttag/{tag['Key']}": tag["Value"] for tag in tags if {"Key", "Value"} <= set(tag)}
        context["aws:tagkeys"] = [tag["Key"] for tag in tags if "Key" in tag]
    return context


def _invalid(problems: list[shapes.Problem]) -> ServiceError:
    listed = "; ".join(f"{problem.path} {problem.message}" for problem in problems)
    fields = [(problem.path, problem.message) for problem in problems]
    missing = all(problem.message == "is required" for problem in problems)
    reason = "MISSING_PARAMETER" if missing else "INVALID_PARAMETER"
    return errors.invalid(reason, f"{len(problems)} validation error(s): {listed}", *fields)


def _respond(status: int, document: Json, code: str = "") -> seam.Response:
    headers = {"Content-Type": CONTENT_TYPE}
    if code:
        headers["x-amzn-errortype"] = code
    return status, headers, json.dumps(document).encode()
