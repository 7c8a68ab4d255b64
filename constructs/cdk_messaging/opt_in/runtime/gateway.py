"""Requests and answers of API Gateway's Lambda proxy integration: flat JSON, and forms' own posts. Pure."""

from __future__ import annotations

import base64
import ipaddress
import json
from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from .fields import Number
from .refusal import Refusal, invalid

MAXIMUM_BYTES = 8192
_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_MAXIMUM_FIELDS = 200
_MAXIMUM_USER_AGENT = 256


def is_form_post(event: Mapping[str, Any]) -> bool:
    """Whether the request is a form's own post, to be answered by sending the browser to a page."""
    return _content_type(event) == _FORM


def read_fields(event: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, by name: text only from a form; text, :class:`fields.Number`, booleans and worse from JSON.

    :raises Refusal: it is too large, of another type, not to be read, or has a field twice.
    """
    content_type = _content_type(event)
    if content_type not in (_JSON, _FORM):
        raise Refusal(415, "unsupported_media_type", f"Send the sign-up as {_JSON} or {_FORM}.")
    body = _body(event)
    return _json(body) if content_type == _JSON else _form(body)


def glance(event: Mapping[str, Any]) -> dict[str, str]:
    """What a form's own post seems to hold, whatever is wrong with it: enough to find the page that says so."""
    try:
        return dict(parse_qsl(_body(event), max_num_fields=_MAXIMUM_FIELDS))
    except (Refusal, ValueError):
        return {}


def header(event: Mapping[str, Any], name: str) -> str | None:
    """A request header, in whatever case it came.

    :param name: in lower case.
    """
    for key, value in (event.get("headers") or {}).items():
        if key.lower() == name:
            return str(value)
    return None


def viewer_address(event: Mapping[str, Any], *, behind_cloudfront: bool) -> str:
    """The address of the person's browser, or empty when it is not known.

    :param behind_cloudfront: take it from CloudFront's own header, which a client cannot set; X-Forwarded-For, which
        it can, is never used.
    """
    if behind_cloudfront:
        return _host(header(event, "cloudfront-viewer-address") or "")
    identity = (event.get("requestContext") or {}).get("identity") or {}
    return _address(str(identity.get("sourceIp") or ""))


def user_agent(event: Mapping[str, Any]) -> str:
    """The browser's own description of itself, cut to a length that can be stored, without control characters."""
    told = (header(event, "user-agent") or "")[:_MAXIMUM_USER_AGENT]
    return "".join(character for character in told if character.isprintable())


def answer(
    status: int, body: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """An answer for API Gateway.

    :param body: sent as JSON. Default: - an empty body
    :param headers: besides the usual ones.
    """
    return {
        "statusCode": status,
        "headers": {
            "Content-Type": "application/json; charset=utf-8",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            **(headers or {}),
        },
        "body": "" if body is None else json.dumps(body),
        "isBase64Encoded": False,
    }


def _host(address_and_port: str) -> str:
    """CloudFront appends a port; an IPv6 address may or may not be in brackets before it."""
    host, _, port = address_and_port.rpartition(":")
    return _address(host.strip("[]")) if port.isdigit() else ""


def _address(text: str) -> str:
    if "%" in text:  # an IPv6 scope can be any text
        return ""
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return ""


def _content_type(event: Mapping[str, Any]) -> str:
    return (header(event, "content-type") or "").partition(";")[0].strip().lower()


def _body(event: Mapping[str, Any]) -> str:
    body = event.get("body") or ""
    if len(body) > 2 * MAXIMUM_BYTES:
        raise _too_large()
    try:
        raw = base64.b64decode(body, validate=True) if event.get("isBase64Encoded") else body.encode()
        text = raw.decode()
    except ValueError:  # of base64 and of UTF-8
        raise Refusal(400, "invalid_json", "The request could not be read; send it as UTF-8.") from None
    if len(raw) > MAXIMUM_BYTES:
        raise _too_large()
    return text


def _too_large() -> Refusal:
    return Refusal(413, "too_large", f"The request is larger than {MAXIMUM_BYTES} bytes.")


def _json(body: str) -> dict[str, Any]:
    try:
        found = json.loads(
            body, object_pairs_hook=_unique, parse_int=Number, parse_float=Number, parse_constant=_no_number
        )
    except (ValueError, RecursionError):
        raise Refusal(400, "invalid_json", "The request is not valid JSON.") from None
    if not isinstance(found, dict):
        raise Refusal(400, "invalid_json", "The request must be a JSON object.")
    return found


def _no_number(_: str) -> NoReturn:
    raise ValueError("JSON knows neither NaN nor Infinity")


def _form(body: str) -> dict[str, Any]:
    try:
        pairs = parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=_MAXIMUM_FIELDS)
    except ValueError:
        raise Refusal(400, "invalid_field", "The form could not be read.") from None
    return _unique(pairs)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name in fields:
            raise invalid(name[:40], f"{name[:40]} is given twice.")
        fields[name] = value
    return fields
