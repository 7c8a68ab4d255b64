"""Tells whether a code is the one that was sent: each answer takes an attempt, and each takes the same way."""

from __future__ import annotations

import os
import time

from . import code_table, codes
from .code_table import StoredCode
from .fields import Fields
from .outcomes import Answer, answered

_NOTHING = StoredCode(seal="0" * 64, salt="0" * 32)
"""What is compared with where there is no code, so that the same is done as where there is one."""


def handler(event: object, _context: object) -> Answer:
    """Verify the code of the event; see ``OneTimePasswords``."""
    return answered("verify_code", lambda: _verify(event, now=int(time.time())))


def _verify(event: object, *, now: int) -> Answer:
    fields = Fields(event, ("code", "destination", "reference"))
    length = int(os.environ["CODE_LENGTH"])
    number, asked, code = fields.number(), fields.reference(), fields.code(length, length)
    fields.check()
    key = code_table.key()
    item = codes.item_key(key, str(number), str(asked))
    found = code_table.use_attempt(item, now=now)
    stored = _NOTHING if found is None else found
    same = codes.matches(stored.seal, codes.seal(key, item, stored.salt, str(code)))
    # Deleted, so that a code opens one door once.
    return {"outcome": "checked", "valid": found is not None and same and code_table.take(item, stored)}
