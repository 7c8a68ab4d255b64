"""Makes a code, keeps its seal and sends it."""

from __future__ import annotations

import os
import time
from typing import Any

from . import aws, code_table, codes
from .code_table import StoredCode
from .fields import Fields
from .outcomes import Answer, answered, attempt

_SHORTEST_LIFE = 5  # seconds, the least TimeToLive


def handler(event: object, _context: object) -> Answer:
    """Send a code to the number of the event; see ``OneTimePasswords``."""
    return answered("send_code", lambda: _send(event, now=int(time.time())))


def _send(event: object, *, now: int) -> Answer:
    fields = Fields(event, ("destination", "reference"))
    number, asked = fields.number(), fields.reference()
    fields.check()
    destination, key = str(number), code_table.key()
    window = _setting("SEND_WINDOW_SECONDS")
    counter = codes.counter_key(key, destination, now // window)
    if not code_table.count_send(counter, limit=_setting("SEND_LIMIT"), expires=now + 2 * window):
        return {"outcome": "limited", "reason": "TOO_MANY_CODES", "retry_after_seconds": window - now % window}
    item, code = codes.item_key(key, destination, str(asked)), codes.make_code(_setting("CODE_LENGTH"))
    salt, expires = codes.make_salt(), now + _setting("VALIDITY_SECONDS")
    stored = StoredCode(seal=codes.seal(key, item, salt, code), salt=salt)
    # Before it is sent: a code that arrives must be known, also when the answer of the sending is lost.
    code_table.store(item, stored, attempts=_setting("ALLOWED_ATTEMPTS"), expires=expires)
    answer = _deliver(destination, code)
    if answer["outcome"] == "try_later":
        code_table.uncount_send(counter)
    return {**answer, "expires_at": expires} if answer["outcome"] in ("sent", "unknown") else answer


def _deliver(destination: str, code: str) -> Answer:
    request: dict[str, Any] = {
        "DestinationPhoneNumber": destination,
        "TimeToLive": max(_SHORTEST_LIFE, _setting("VALIDITY_SECONDS")),
    }
    if "CONFIGURATION_SET" in os.environ:
        request["ConfigurationSetName"] = os.environ["CONFIGURATION_SET"]
    if "NOTIFY_CONFIGURATION" in os.environ:
        request |= {
            "NotifyConfigurationId": os.environ["NOTIFY_CONFIGURATION"],
            "TemplateVariables": {"code": code},
            **({"TemplateId": os.environ["TEMPLATE_ID"]} if "TEMPLATE_ID" in os.environ else {}),
        }
        return attempt(aws.sender().send_notify_text_message, request)
    request |= {
        "OriginationIdentity": os.environ["ORIGINATION_IDENTITY"],
        "MessageBody": os.environ["TEXT"].replace("{code}", code),
        "MessageType": "TRANSACTIONAL",
        **({"MaxPrice": os.environ["MAX_PRICE"]} if "MAX_PRICE" in os.environ else {}),
    }
    return attempt(aws.sender().send_text_message, request)


def _setting(name: str) -> int:
    return int(os.environ[name])
