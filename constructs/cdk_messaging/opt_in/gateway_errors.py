"""Answers that API Gateway gives by itself, in the shape of the function's own errors."""

from __future__ import annotations

import json
from collections.abc import Mapping

from aws_cdk import aws_apigateway as apigateway

_ANSWERS: Mapping[str, tuple[apigateway.ResponseType, str | None, str, str]] = {
    "BadRequestBody": (
        apigateway.ResponseType.BAD_REQUEST_BODY,
        "400",
        "invalid_request",
        "The request does not have the form that is expected.",
    ),
    "Throttled": (
        apigateway.ResponseType.THROTTLED,
        "429",
        "throttled",
        "Too many requests at the moment. Please try again in a minute.",
    ),
    "TooLarge": (
        apigateway.ResponseType.REQUEST_TOO_LARGE,
        "413",
        "too_large",
        "The request is larger than is allowed.",
    ),
    "NotAllowed": (
        apigateway.ResponseType.INVALID_API_KEY,
        "403",
        "forbidden",
        "This address is not open to direct calls. Use the sign-up page.",
    ),
    "Blocked": (
        apigateway.ResponseType.WAF_FILTERED,
        "403",
        "blocked",
        "This request was refused for safety. Please use the sign-up page.",
    ),
    "NotFound": (
        apigateway.ResponseType.MISSING_AUTHENTICATION_TOKEN,
        "404",
        "not_found",
        "There is nothing at this address, or not for this method.",
    ),
    # Whatever else there is keeps its status.
    "ClientError": (
        apigateway.ResponseType.DEFAULT_4_XX,
        None,
        "invalid_request",
        "The request cannot be answered as it is.",
    ),
    "ServerError": (
        apigateway.ResponseType.DEFAULT_5_XX,
        "503",
        "unavailable",
        "Signing up is not possible right now. Please try again in a few minutes.",
    ),
}


def add_gateway_errors(api: apigateway.RestApi, *, allowed_origin: str | None) -> None:
    """Give the API's own refusals a stable code and a message, and no internals.

    :param allowed_origin: the origin whose pages may read the answers. Default: - only the API's own
    """
    for construct_id, (response_type, status, code, message) in _ANSWERS.items():
        api.add_gateway_response(
            construct_id,
            type=response_type,
            status_code=status,
            response_headers=_headers(allowed_origin, status),
            templates={"application/json": _body(code, message)},
        )


def throttled_body() -> str:
    """What the firewall answers to an address that posts too often: the same as the API."""
    _, _, code, message = _ANSWERS["Throttled"]
    return _body(code, message)


def _body(code: str, message: str) -> str:
    return json.dumps({"code": code, "message": message})


def _headers(allowed_origin: str | None, status: str | None) -> dict[str, str]:
    """API Gateway wants literal values in single quotes."""
    headers = {"Cache-Control": "'no-store'"}
    if allowed_origin is not None:
        headers["Access-Control-Allow-Origin"] = f"'{allowed_origin}'"
    if status in {"429", "503"}:
        headers["Retry-After"] = "'60'"
    return headers
