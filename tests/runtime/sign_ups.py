"""Requests to the sign-up function, and what a test asks of its answers."""

from __future__ import annotations

import json
from typing import Any

from tests.runtime.world import NUMBER, SETTINGS, World, request

VERSION = SETTINGS["consent"]["version"]
FORM = "application/x-www-form-urlencoded"
FIELDS = {"name": "Ada Lovelace", "phone": NUMBER, "consent": True, "consent_version": VERSION}
FORM_FIELDS = {**FIELDS, "consent": "yes"}


def post(world: World, body: Any, content_type: str = "application/json", **headers: str) -> dict[str, Any]:
    text = body if isinstance(body, str) else json.dumps(body)
    answer: dict[str, Any] = world.invoke("signup", request(text, content_type, **headers))
    return answer


def error(answer: dict[str, Any]) -> tuple[int, str, str | None]:
    body = json.loads(answer["body"])
    return answer["statusCode"], body["code"], body.get("field")


def ledger(world: World, number: str = NUMBER) -> Any:
    (event,) = world.table.snapshot(number).events
    return event
