"""HTTP to the sandbox without name resolution: always 127.0.0.1, with the address's own Host header."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

TIMEOUT = 60.0


@dataclass(frozen=True)
class Response:
    """An answer. Header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as UTF-8."""
        return self.body.decode()

    def json(self) -> Any:
        """The body as JSON. :raises ValueError: it is none."""
        return json.loads(self.body)


def send(
    port: int,
    method: str,
    url: str,
    *,
    body: bytes | str | None = None,
    headers: Mapping[str, str] | None = None,
    timeout: float = TIMEOUT,
) -> Response:
    """Sends one request; redirects are not followed."""
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        content = body.encode() if isinstance(body, str) else body
        connection.request(method, target, body=content, headers={"Host": parts.netloc, **(headers or {})})
        answer = connection.getresponse()
        received = answer.read()
        return Response(answer.status, {name.lower(): value for name, value in answer.getheaders()}, received)
    finally:
        connection.close()
