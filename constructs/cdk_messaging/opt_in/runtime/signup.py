"""Takes a sign-up: POST /v1/register.

It never looks at what is known of the number: everybody gets the same answer after the same calls, and the sender
decides later whether a confirmation goes out. Nothing is refused because a look-up is slow or throttled; the sender
asks again.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from . import captcha, clock, gateway, logs
from .agreement import Agreement, find_agreement
from .decisions import Draft, MessageKind
from .events import Event, Kind
from .programmes import Form, Pages, Programme
from .refusal import Refusal
from .registration import Contact, Registrations, TooMany
from .settings import Settings, SettingsProblem, load
from .sign_up_number import find_number
from .sign_up_request import SignUp, find_form, read

_ACCEPTED = "If this number can receive our texts, you will get one soon. Reply to it to confirm."
_ACCEPTED_CONTACT = "Thank you. Without a phone number, you will get no texts."
_UNAVAILABLE = Refusal(
    503, "unavailable", "Signing up is not possible right now. Please try again in a few minutes.", retry_after=60
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """A sign-up that may be written: what was entered, where, from where and when."""

    id: str
    time: datetime
    request: SignUp
    form: Form
    programme: Programme
    agreement: Agreement
    address: str
    user_agent: str

    @property
    def profile(self) -> dict[str, str | bool]:
        """What is kept of the person."""
        return {**self.request.fields, "source": self.form.source, "locale": self.agreement.shown.locale}


def handler(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """Answer a request of API Gateway's Lambda proxy integration."""
    try:
        message = _accept(event, load(), _table())
    except Refusal as refusal:
        logs.info("sign_up_refused", code=refusal.code)
        logs.metric("SignUpsRefused", Code=refusal.code)
        return _refused(event, refusal)
    except Exception as problem:  # noqa: BLE001 - a person gets words, never a stack trace
        logs.error("sign_up_failed", problem)
        logs.metric("SignUpsFailed")
        return _refused(event, _UNAVAILABLE)
    pages = _pages(event)
    if pages is not None:
        return gateway.answer(303, headers={**_cross_origin(event), "Location": pages.thanks})
    return gateway.answer(202, {"status": "accepted", "message": message}, _cross_origin(event))


@cache
def _table() -> Registrations:
    return Registrations(load())


def _accept(event: Mapping[str, Any], settings: Settings, table: Registrations) -> str:
    """Write the sign-up. What to tell the person."""
    given = gateway.read_fields(event)
    form = find_form(given, settings.forms)
    programme = settings.programmes[form.programme]
    request = read(given, form, programme, posted=gateway.is_form_post(event))
    address = gateway.viewer_address(event, behind_cloudfront=os.environ.get("TRUSTED_VIEWER_HEADER") == "1")
    if settings.captcha is not None:
        captcha.check(request.captcha_token, address=address, settings=settings.captcha)
    now = clock.now()
    visit = _Visit(
        id=uuid.uuid4().hex,
        time=now,
        request=request,
        form=form,
        programme=programme,
        agreement=find_agreement(request, programme, published=table.consent_text, now=now, grace=settings.form_grace),
        address=address,
        user_agent=gateway.user_agent(event),
    )
    try:
        return _add_contact(visit, table) if request.phone is None else _register(visit, request.phone, settings, table)
    except TooMany as problem:
        raise _throttled(problem.retry_after) from None


def _add_contact(visit: _Visit, table: Registrations) -> str:
    contact = Contact(
        id=visit.id,
        email=str(visit.request.fields[visit.form.email or ""]),
        programme=visit.programme.id,
        consent_version=visit.agreement.shown.version,
        requested_at=visit.time,
        profile=visit.profile,
    )
    table.add_contact(contact, address=visit.address)
    logs.info("contact_accepted", contact=visit.id, source=visit.form.source)
    logs.metric("Contacts", Programme=visit.programme.id)
    return _ACCEPTED_CONTACT


def _register(visit: _Visit, phone: str, settings: Settings, table: Registrations) -> str:
    found = find_number(phone, visit.request.country, settings)
    deadline = visit.time + settings.attempt_lifetime
    requested = Event(
        id=f"requested-{visit.id}",
        time=visit.time,
        kind=Kind.REQUESTED,
        programme=visit.programme.id,
        attempt=visit.id,
        source=visit.form.source,
        reason=found.summary if found.number_type else None,
        deadline=deadline,
        details={**visit.agreement.details, "ip": visit.address, "user_agent": visit.user_agent},
    )
    draft = Draft(
        id=f"confirm-{visit.id}",
        kind=MessageKind.CONFIRMATION,
        body=visit.programme.locale(visit.agreement.shown.locale).confirmation,
        deadline=deadline,
        attempt=visit.id,
    )
    table.register(number=found.number, event=requested, profile=visit.profile, draft=draft, address=visit.address)
    logs.info("sign_up_accepted", attempt=visit.id, source=visit.form.source, looked_up=bool(found.number_type))
    logs.metric("SignUps", Programme=visit.programme.id)
    return _ACCEPTED


def _throttled(retry_after: int) -> Refusal:
    message = "Too many sign-ups came from your network. Please try again later."
    return Refusal(429, "throttled", message, retry_after=retry_after)


def _refused(event: Mapping[str, Any], refusal: Refusal) -> dict[str, Any]:
    headers = _cross_origin(event)
    if refusal.retry_after is not None:
        headers["Retry-After"] = str(refusal.retry_after)
    pages = _pages(event)
    if pages is not None:
        return gateway.answer(303, headers={**headers, "Location": f"{pages.problem}#{refusal.code}"})
    body = {"code": refusal.code, "message": refusal.message}
    if refusal.field is not None:
        body["field"] = refusal.field
    return gateway.answer(refusal.status, body, headers)


def _pages(event: Mapping[str, Any]) -> Pages | None:
    """Where the browser is sent after a form's own post, as far as that can be told; None when JSON is the answer."""
    if not gateway.is_form_post(event):
        return None
    try:
        settings = load()
    except SettingsProblem:  # it was logged already
        return None
    given = gateway.glance(event)
    form = settings.forms.get(given.get("source", ""), settings.default_form)
    return form.pages_in(given.get("locale"), settings.programmes[form.programme].default_locale)


def _cross_origin(event: Mapping[str, Any]) -> dict[str, str]:
    """What a browser needs to let another site's page read the answer."""
    origin = gateway.header(event, "origin")
    if origin is None or origin not in _allowed_origins():
        return {}
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}


def _allowed_origins() -> tuple[str, ...]:
    try:
        return load().allowed_origins
    except SettingsProblem:  # it was answered with 503 already
        return ()
