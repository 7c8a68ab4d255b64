"""Version 1 of the service ``sms-voice``: REST requests in, checked, authorized, throttled, run, and checked again.

Both versions sign with the same name and differ in what they send: a path here, a target header there.
"""

from __future__ import annotations

import json
import logging
import re
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from sandbox import seam, shapes
from sandbox.service_error import ServiceError
from sandbox.sms_voice import service as version_2
from sandbox.sms_voice.registry import Operation
from sandbox.sms_voice.throttle import throttle
from sandbox.sms_voice_v1 import errors
from sandbox.sms_voice_v1.operations import OPERATIONS
from sandbox.sms_voice_v1.state import State, current

logger = logging.getLogger("sandbox.sms_voice_v1")

CLIENT, PATH = "pinpoint-sms-voice", "/v1/sms-voice/"

Json = dict[str, Any]


def install() -> None:
    """Adds both versions to the emulator, which knows them by their common name."""
    seam.add_service(version_2.SERVICE, handle, client=version_2.CLIENT, target_prefixes=[version_2.TARGET_PREFIX])


async def handle(
    method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]]
) -> seam.Response:
    """Serves one HTTP request of either version."""
    if not path.startswith(PATH):
        return await version_2.handle(method, path, headers, body, query)
    state = current()
    try:
        name, in_path = _found(method, path)
        _authorize(name, headers)
        with state.numbers.lock:
            pace(state, name)
            return _respond(200, run(state, name, _parsed(body) | in_path))
    except ServiceError as error:
        return _respond(error.status, {"Message": error.message}, error.code)
    except Exception:
        logger.exception("%s %s failed", method, path)
        return _respond(500, {"Message": "the sandbox failed; see its log"}, "InternalServiceErrorException")


def run(state: State, name: str, request: Json) -> Json:
    """Runs an operation with its input and output checked against the service model."""
    model = shapes.load(CLIENT)
    problems = model.check_input(name, request)
    if problems:
        raise errors.bad_request("; ".join(f"{problem.path} {problem.message}" for problem in problems))
    answer = OPERATIONS[name](state, request)
    wrong = model.check_output(name, answer)
    if wrong:
        listed = "; ".join(f"{problem.path} {problem.message}" for problem in wrong)
        raise AssertionError(f"the response of {name} does not fit the service model: {listed}")
    return answer


def _found(method: str, path: str) -> tuple[str, Json]:
    for name, in_method, pattern in _routes():
        match = pattern.fullmatch(path) if in_method == method else None
        if match:
            return name, {member: unquote(value) for member, value in match.groupdict().items()}
    raise ServiceError("NotFoundException", f"there is no operation {method} {path}", status=404)


@lru_cache(maxsize=1)
def _routes() -> list[tuple[str, str, re.Pattern[str]]]:
    found = []
    for name, operation in shapes.load(CLIENT).operations.items():
        http = operation["http"]
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", http["requestUri"])
        found.append((name, str(http["method"]), re.compile(pattern)))
    return found


def _parsed(body: bytes) -> Json:
    try:
        request = json.loads(body or b"{}")
    except ValueError:
        raise errors.bad_request("the body is not JSON") from None
    if not isinstance(request, dict):
        raise errors.bad_request("the body is not a JSON object")
    return {name: value for name, value in request.items() if value is not None}


def _authorize(name: str, headers: dict[str, str]) -> None:
    # No operation of this version has a resource type.
    refusal = seam.authorize(f"{version_2.SERVICE}:{name}", ["*"], headers)
    if refusal is not None:
        raise ServiceError(refusal.code or "AccessDeniedException", refusal.message, status=403)


def pace(state: State, name: str) -> None:
    """:raises ServiceError: the account's request of this second was made already."""
    one_a_second = Operation(f"version 1 of {name}", lambda _state, _request: {}, lambda _state, _request: [], 1.0)
    try:
        throttle.request(state.numbers, one_a_second)
    except ServiceError as refusal:
        raise errors.too_many_requests(refusal.message) from None


def _respond(status: int, document: Json, code: str = "") -> seam.Response:
    headers = {"Content-Type": "application/json"}
    if code:
        headers["x-amzn-errortype"] = code
    return status, headers, json.dumps(document).encode()
