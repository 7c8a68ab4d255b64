"""Requests to the sign-up function, and what a test asks of its answers."""

from __future__ import annotations

import json
from typing import Any

from tests.runtime.deployment import (
    EMAIL_FIELD,
    NAME_FIELD,
    VERSION,
    make_form,
    make_locale,
    make_programme,
    settings_with,
)
from tests.runtime.world import NUMBER, World, request

FORM = "application/x-www-form-urlencoded"
FIELDS = {"name": "Ada Lovelace", "phone": NUMBER, "consent": True, "consent_version": VERSION}
FORM_FIELDS = {**FIELDS, "consent": "yes"}

OFFERS_VERSION = "0ffe250ffe250ffe"
NEWS_VERSION = "11e3511e3511e351"
NEWS_VERSION_GERMAN = "22e3522e3522e352"
EMAIL = "Ada.Lovelace@example.com"
TEXTS_OF_NEWS = ("I agree to get alerts.", "I agree to get offers.")


def everything() -> dict[str, Any]:
    """Settings with a promotional and a mixed programme too, each with a form that asks for more, and a language."""
    german = make_locale(NEWS_VERSION_GERMAN, transactional="Ich möchte Alarme.", promotional="Ich möchte Angebote.")
    german["texts"] = {**german["texts"], "confirmation": "Example Corp: Antworten Sie JA."}
    transactional, promotional = TEXTS_OF_NEWS
    news = {"en-US": make_locale(NEWS_VERSION, transactional=transactional, promotional=promotional), "de-DE": german}
    offers = {"en-US": make_locale(OFFERS_VERSION, promotional="I agree to get offers of Example Corp.")}
    asked = [
        NAME_FIELD,
        EMAIL_FIELD,
        {"name": "visits", "type": "number", "required": False, "max_length": None, "choices": []},
        {"name": "born", "type": "date", "required": False, "max_length": None, "choices": []},
        {"name": "shop", "type": "choice", "required": False, "max_length": None, "choices": ["north", "south"]},
        {"name": "member", "type": "boolean", "required": False, "max_length": None, "choices": []},
    ]
    optional: dict[str, Any] = {"phone_required": False, "terms_required": True, "fields": asked}
    pages = {
        "en-US": {"thanks": "/news/thanks.html", "problem": "/news/problem.html"},
        "de-DE": {"thanks": "/news/de-DE/thanks.html", "problem": "/news/de-DE/problem.html"},
    }
    return settings_with(
        programmes={
            "offers": make_programme("DEAL", type="promotional", locales=offers),
            "news": make_programme("NEWS", type="mixed", locales=news),
        },
        forms={"shop": make_form("offers", **optional), "news": make_form("news", **{**optional, "pages": pages})},
    )


def shop(**members: Any) -> dict[str, Any]:
    """A sign-up for offers: without a phone number."""
    fields = {"name": "Ada Lovelace", "email": EMAIL, "terms": True}
    return {**fields, "consent_version": OFFERS_VERSION, "source": "shop", **members}


def news(**members: Any) -> dict[str, Any]:
    """A sign-up for news with a phone number: no box is ticked yet."""
    fields = {"name": "Ada Lovelace", "email": EMAIL, "phone": NUMBER, "terms": True}
    return {**fields, "consent_version": NEWS_VERSION, "source": "news", **members}


def post(world: World, body: Any, content_type: str = "application/json", **headers: str) -> dict[str, Any]:
    text = body if isinstance(body, str) else json.dumps(body)
    answer: dict[str, Any] = world.invoke("signup", request(text, content_type, **headers))
    return answer


def error(answer: dict[str, Any]) -> tuple[int, str, str | None]:
    body = json.loads(answer["body"])
    return answer["statusCode"], body["code"], body.get("field")


def ledger(world: World, number: str = NUMBER) -> Any:
    (event,) = world.table.snapshot(number).everything
    return event
