"""Keeps web pages out of the AWS API.

The emulator runs code that is handed to it, its root keys are known, and it lets every origin in. Without this a page
in the developer's browser could call it. Programs send no Origin; pages do, and cannot choose their Host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_LOOPBACK = r"(127\.0\.0\.1|\[::1\]|([a-z0-9.-]+\.)?localhost)(:\d+)?"
_HOST = re.compile(rf"({_LOOPBACK}|[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|cloudfront\.net)(:\d+)?)")
_ORIGIN = re.compile(rf"http://{_LOOPBACK}")
# What is public on AWS too: sites and APIs answer pages of any origin, as far as their own rules let them.
_PUBLIC = re.compile(r"[a-z0-9]+\.(cloudfront|execute-api)\..+")

REFUSAL = b'{"message": "the sandbox answers neither other host names than its own nor pages of other sites"}'


def refuses(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether a request comes from a page of another site, or by a name that is not ours."""
    given = {name.lower(): value.decode("latin-1").lower() for name, value in headers}
    host, origin = given.get(b"host", ""), given.get(b"origin")
    if not _HOST.fullmatch(host):
        return True
    return origin is not None and not _ORIGIN.fullmatch(origin) and not _PUBLIC.fullmatch(host)


async def refuse(send: Any) -> None:
    """Answers 403."""
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(REFUSAL)).encode())]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": REFUSAL})
