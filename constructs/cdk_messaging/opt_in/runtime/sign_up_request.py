"""The sign-up request as API Gateway hands it over: read strictly, refused in words. Pure."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

MAXIMUM_BYTES = 8192
_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_FIELDS = ("name", "phone", "country", "consent", "consent_version", "source")
_REQUIRED = ("name", "phone", "consent_version")
_LENGTHS = {"name": 100, "phone": 40, "country": 2, "consent_version": 64, "source": 64}
_MAXIMUM_USER_AGENT = 256


class Refusal(Exception):
    """A request that is not accepted, with the answer that says why.

    :param status: HTTP status.
    :param code: stable error code.
    :param message: for the person.
    :param field: the field that it is about. Default: - the request as a whole
    """

    def __init__(self, status: int, code: str, message: str, field: str | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUp:
    """What a person entered. ``country`` and ``source`` are None when not given."""

    name: str
    phone: str
    country: str | None
    consent_version: str
    source: str | None


def wants_page(event: Mapping[str, Any]) -> bool:
    """Whether the request is a form's own post, to be answered by sending the browser to a page."""
    return _content_type(event) == _FORM


def read(event: Mapping[str, Any]) -> SignUp:
    """Read the sign-up.

    :raises Refusal: it is too large, of another type, no JSON, or a field is missing, unknown or wrong.
    """
    content_type = _content_type(event)
    body = _body(event)
    if content_type == _JSON:
        fields = _json(body)
        agreed: object = fields.pop("consent", None)
    elif content_type == _FORM:
        fields = _form(body)
        agreed = str(fields.pop("consent", "")).lower() in ("yes", "on", "true")
    else:
        raise Refusal(415, "unsupported_media_type", f"Send the sign-up as {_JSON} or {_FORM}.")
    if agreed is not None and not isinstance(agreed, bool):
        raise Refusal(400, "invalid_field", "consent must be true or false.", "consent")
    text = {name: _text(name, value) for name, value in fields.items() if value is not None}
    for name in _REQUIRED:
        if not text.get(name):
            raise Refusal(400, "missing_field", _MISSING[name], name)
    if agreed is not True:
        raise Refusal(400, "consent_required", "Please tick the box to agree to receive our texts.", "consent")
    return SignUp(
        name=text["name"],
        phone=text["phone"],
        country=(text.get("country") or "").upper() or None,
        consent_version=text["consent_version"],
        source=text.get("source") or None,
    )


_MISSING = {
    "name": "Please enter your name.",
    "phone": "Please enter your mobile phone number.",
    "consent_version": "The version of the consent text is missing. Please reload the page.",
}


def header(event: Mapping[str, Any], name: str) -> str | None:
    """A request header, in whatever case it came."""
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
    """The browser's own description of itself, cut to a length that can be stored."""
    return (header(event, "user-agent") or "")[:_MAXIMUM_USER_AGENT]


def _host(address_and_port: str) -> str:
    """CloudFront appends a port; an IPv6 address may or may not be in brackets before it."""
    host, _, port = address_and_port.rpartition(":")
    return _address(host.strip("[]")) if port.isdigit() else ""


def _address(text: str) -> str:
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
    except (binascii.Error, UnicodeError):
        raise Refusal(400, "invalid_json", "The request could not be read; send it as UTF-8.") from None
    if len(raw) > MAXIMUM_BYTES:
        raise _too_large()
    return text


def _too_large() -> Refusal:
    return Refusal(413, "too_large", f"The request is larger than {MAXIMUM_BYTES} bytes.")


def _json(body: str) -> dict[str, Any]:
    try:
        found = json.loads(body, object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        raise Refusal(400, "invalid_json", "The request is not valid JSON.") from None
    if not isinstance(found, dict):
        raise Refusal(400, "invalid_json", "The request must be a JSON object.")
    return found


def _form(body: str) -> dict[str, Any]:
    try:
        pairs = parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=2 * len(_FIELDS))
    except ValueError:
        raise Refusal(400, "invalid_field", "The form could not be read.") from None
    return _unique(pairs)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The fields by name; unknown and repeated ones are refused. Nested JSON objects are refused by the same rule."""
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name not in _FIELDS:
            raise Refusal(
                400, "unknown_field", f"Unknown field {name[:40]!r}; known are {', '.join(_FIELDS)}.", name[:40]
            )
        if name in fields:
            raise Refusal(400, "invalid_field", f"{name} is given twice.", name)
        fields[name] = value
    return fields


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise Refusal(400, "invalid_field", f"{name} must be text.", name)
    cleaned = value.strip()
    if len(cleaned) > _LENGTHS[name]:
        raise Refusal(400, "invalid_field", f"{name} must have at most {_LENGTHS[name]} characters.", name)
    if not cleaned.isprintable():
        raise Refusal(400, "invalid_field", f"{name} must not contain control characters.", name)
    return cleaned
