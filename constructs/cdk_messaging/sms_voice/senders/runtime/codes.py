"""Codes: made, sealed and compared. Pure but for the random numbers.

The table never holds a number or a code, only HMAC-SHA256 with a key from AWS Secrets Manager: whoever reads the table
alone could otherwise try all codes, and all numbers.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets


def make_code(length: int) -> str:
    """A code of so many digits, each as likely as any other."""
    return f"{secrets.randbelow(10**length):0{length}}"


def make_salt() -> str:
    """What makes the seals of equal codes differ."""
    return secrets.token_hex(16)


def item_key(key: bytes, destination: str, reference: str) -> str:
    """The table's key of a code."""
    return _sealed(key, "code", destination, reference)


def counter_key(key: bytes, destination: str, window: int) -> str:
    """The table's key of how many codes a number was sent in a window of time."""
    return _sealed(key, "sends", destination, str(window))


def seal(key: bytes, item: str, salt: str, code: str) -> str:
    """What is stored for a code."""
    return _sealed(key, "seal", item, salt, code)


def matches(stored: str, found: str) -> bool:
    """Compare in a time that doesn't depend on where the two differ."""
    return hmac.compare_digest(stored.encode(), found.encode())


def _sealed(key: bytes, *parts: str) -> str:
    # Lengths in front, so that no two lists of parts are one text.
    content = "".join(f"{len(part)}:{part}" for part in parts)
    return hmac.new(key, content.encode(), hashlib.sha256).hexdigest()
