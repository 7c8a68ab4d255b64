"""Sends an SMS, or an MMS where a file is named."""

from __future__ import annotations

import os
from typing import Any

from . import aws
from .fields import Fields
from .outcomes import Answer, answered, attempt

_TEXT_ONLY = ("in_entity_id", "in_template_id", "keyword", "message_type")
_FIELDS = (
    "destination", "body", "context", "dry_run", "max_price", "media_key", "message_feedback", "time_to_live",
    *_TEXT_ONLY,
)  # fmt: skip
_MOST_BODY, _SHORTEST_LIFE, _LONGEST_LIFE = 1600, 5, 259200
_INDIA = {"in_entity_id": "IN_ENTITY_ID", "in_template_id": "IN_TEMPLATE_ID"}


def handler(event: object, _context: object) -> Answer:
    """Send what the event says; see ``TextSender``."""
    return answered("send_text", lambda: _send(event))


def _send(event: object) -> Answer:
    fields = Fields(event, _FIELDS)
    media = _media(fields)
    request = {**common(fields, "max_price", "MaxPrice"), "MessageBody": _body(fields, media), "MediaUrls": media}
    if not fields.given("media_key"):
        request |= _text_only(fields)
    fields.check()
    client = aws.sender()
    call = client.send_text_message if media is None else client.send_media_message
    return attempt(call, {name: value for name, value in request.items() if value is not None})


def common(fields: Fields, price: str, member: str) -> dict[str, Any]:
    """What every message has.

    :param price: name of the field with the price, and of its variable in capitals.
    :param member: the service's name for it.
    """
    return {
        "DestinationPhoneNumber": fields.number(),
        "OriginationIdentity": os.environ["ORIGINATION_IDENTITY"],
        "ConfigurationSetName": os.environ.get("CONFIGURATION_SET"),
        "TimeToLive": fields.whole("time_to_live", _SHORTEST_LIFE, _LONGEST_LIFE) or _default_life(),
        "Context": fields.context(),
        member: fields.price(price, os.environ.get(price.upper())),
        "DryRun": fields.flag("dry_run") or None,
        "MessageFeedbackEnabled": fields.flag("message_feedback") or None,
    }


def _default_life() -> int | None:
    life = os.environ.get("TIME_TO_LIVE")
    return None if life is None else int(life)


def _body(fields: Fields, media: list[str] | None) -> str | None:
    return fields.body(_MOST_BODY, required=media is None)


def _media(fields: Fields) -> list[str] | None:
    key = fields.text("media_key", r"[^\r\n]{1,1024}", "the key of a file, 1 to 1024 characters")
    if not fields.given("media_key"):
        return None
    bucket = os.environ.get("MEDIA_BUCKET")
    if bucket is None:
        fields.refuse("media_key", "media_key is not allowed: the function has no bucket, set media_bucket")
    for name in _TEXT_ONLY:
        if fields.given(name):
            fields.refuse(name, f"{name} does not go with media_key: leave one out, an MMS has no {name}")
    return [f"s3://{bucket}/{key}"]


def _text_only(fields: Fields) -> dict[str, Any]:
    return {
        "MessageType": fields.choice("message_type", ("PROMOTIONAL", "TRANSACTIONAL")) or os.environ["MESSAGE_TYPE"],
        "Keyword": fields.text("keyword", r"[ \S]{1,30}", "the programme of a US short code, 1 to 30 characters"),
        "DestinationCountryParameters": _india(fields),
    }


def _india(fields: Fields) -> dict[str, str] | None:
    """Registered ids for India: both, or none."""
    found = {
        member: fields.text(name, r"\S{1,64}", "an id of India's registry, 1 to 64 characters", shown=True)
        for name, member in _INDIA.items()
    }
    missing = [name for name in _INDIA if not fields.given(name)]
    if len(missing) == 1:
        fields.refuse(missing[0], f"{missing[0]} is missing: India needs both ids, or leave both out")
    known = {member: value for member, value in found.items() if value is not None}
    return known or None
