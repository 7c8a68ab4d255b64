"""Takes a sign-up: POST /v1/register.

It never looks at what is known of the number: everybody gets the same answer after the same calls, and the sender
decides later whether a confirmation goes out. Nothing is refused because a look-up is slow or throttled; the sender
asks again.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Mapping
from functools import cache
from typing import Any

from . import clock, logs
from .decisions import Draft, MessageKind
from .events import Event, Kind
from .lookup import Lookup, look_up
from .numbers import NumberProblem, normalise
from .settings import ConsentText, Settings, SettingsProblem, load
from .sign_up_request import Refusal, SignUp, header, read, user_agent, viewer_address, wants_page
from .table import ConsentTable

_ACCEPTED = "If this number can receive our texts, you will get one soon. Reply to it to confirm."
_UNAVAILABLE = Refusal(503, "unavailable", "Signing up is not possible right now. Please try again in a few minutes.")
_RETRY_AFTER_SECONDS = "60"
_INVALID = "INVALID"


def handler(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """Answer a request of API Gateway's Lambda proxy integration."""
    try:
        _accept(event, load(), _table())
    except Refusal as refusal:
        logs.info("sign_up_refused", code=refusal.code)
        logs.metric("SignUpsRefused", Code=refusal.code)
        return _refused(event, refusal)
    except Exception as problem:  # noqa: BLE001 - a person gets words, never a stack trace
        logs.error("sign_up_failed", problem)
        logs.metric("SignUpsFailed")
        return _refused(event, _UNAVAILABLE)
    if wants_page(event):
        return _answer(event, 303, headers={"Location": "/thanks.html"})
    return _answer(event, 202, {"status": "accepted", "message": _ACCEPTED})


@cache
def _table() -> ConsentTable:
    return ConsentTable(load())


def _accept(event: Mapping[str, Any], settings: Settings, table: ConsentTable) -> None:
    request = read(event)
    now = clock.now()
    source = _source(request, settings)
    consent = _consent_text(request.consent_version, settings, table)
    found = _number(request, settings)
    attempt = uuid.uuid4().hex
    requested = Event(
        id=f"requested-{attempt}",
        time=now,
        kind=Kind.REQUESTED,
        programme=settings.programme,
        attempt=attempt,
        source=source,
        reason=found.summary if found.number_type else None,
        deadline=now + settings.attempt_lifetime,
        details={
            "consent_version": consent.version,
            "consent_text": consent.text,
            "consent_locale": consent.locale,
            "ip": viewer_address(event, behind_cloudfront=os.environ.get("TRUSTED_VIEWER_HEADER") == "1"),
            "user_agent": user_agent(event),
        },
    )
    draft = Draft(
        id=f"confirm-{attempt}",
        kind=MessageKind.CONFIRMATION,
        body=settings.confirmation,
        deadline=now + settings.attempt_lifetime,
        attempt=attempt,
    )
    table.register(number=found.number, event=requested, profile={"name": request.name}, draft=draft)
    logs.info("sign_up_accepted", attempt=attempt, source=source, looked_up=bool(found.number_type))
    logs.metric("SignUps")


def _source(request: SignUp, settings: Settings) -> str:
    if request.source is None:
        return settings.sources[0]
    if request.source not in settings.sources:
        raise Refusal(400, "invalid_field", f"source must be one of {', '.join(settings.sources)}.", "source")
    return request.source


def _consent_text(version: str, settings: Settings, table: ConsentTable) -> ConsentText:
    """The text that the person saw: the current one, or one that was replaced while the form was open."""
    if version == settings.consent.version:
        return settings.consent
    published = table.consent_text(version)
    if published is not None and published.get("programme") == settings.programme:
        retired_at = published.get("retired_at")
        if retired_at is None or clock.now() <= clock.parse(retired_at) + settings.form_grace:
            return ConsentText(version=version, text=published["text"], locale=published["locale"])
    raise Refusal(
        409,
        "consent_text_changed",
        "Our consent text has changed. Please reload the page and read it again.",
        "consent",
    )


def _number(request: SignUp, settings: Settings) -> Lookup:
    """The number in E.164, with what the look-up says; its type is empty when there was no answer."""
    country = settings.countries.get(request.country or settings.default_country)
    if country is None:
        raise Refusal(400, "country_not_allowed", "We cannot send texts to this country.", "country")
    try:
        number = normalise(request.phone, country=country, countries=settings.countries)
    except NumberProblem as problem:
        raise _refused_number(problem.code) from None
    found = look_up(number, method=settings.number_validation, timeout=settings.lookup_timeout)
    if found is None:
        return Lookup(number=number, number_type="")
    if found.number_type == _INVALID:
        raise _refused_number("number_invalid")
    if found.number_type in settings.refused_number_types:
        raise _refused_number("number_not_mobile")
    if found.country is not None and found.country not in settings.countries:
        raise _refused_number("country_not_allowed")
    return found


def _refused_number(code: str) -> Refusal:
    return Refusal(400, code, _NUMBER_MESSAGES[code], "phone")


_NUMBER_MESSAGES = {
    "number_invalid": "This is not a valid phone number. Please check it, or enter it with + and the country code.",
    "number_not_mobile": "This number cannot receive texts. Please enter a mobile phone number.",
    "country_not_allowed": "We cannot send texts to numbers of this country.",
}


def _refused(event: Mapping[str, Any], refusal: Refusal) -> dict[str, Any]:
    headers = {"Retry-After": _RETRY_AFTER_SECONDS} if refusal.status == _UNAVAILABLE.status else {}
    if wants_page(event):
        return _answer(event, 303, headers={**headers, "Location": f"/problem.html#{refusal.code}"})
    body = {"code": refusal.code, "message": refusal.message}
    return _answer(event, refusal.status, body if refusal.field is None else {**body, "field": refusal.field}, headers)


def _answer(
    event: Mapping[str, Any],
    status: int,
    body: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    return {
        "statusCode": status,
        "headers": {
            "Content-Type": "application/json; charset=utf-8",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            **_cross_origin(event),
            **(headers or {}),
        },
        "body": "" if body is None else json.dumps(body),
        "isBase64Encoded": False,
    }


def _cross_origin(event: Mapping[str, Any]) -> dict[str, str]:
    """What a browser needs to let another site's page read the answer."""
    origin = header(event, "origin")
    if origin is None or origin not in _allowed_origins():
        return {}
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}


def _allowed_origins() -> tuple[str, ...]:
    try:
        return load().allowed_origins
    except SettingsProblem:  # it was answered with 503 already
        return ()
