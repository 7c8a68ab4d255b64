"""A CAPTCHA provider on this machine, with the answers that the real ones document."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

# https://developers.cloudflare.com/turnstile/get-started/server-side-validation/
TURNSTILE_PASS: Mapping[str, Any] = {
    "success": True,
    "challenge_ts": "2026-11-22T15:29:53.000Z",
    "hostname": "www.example.com",
    "error-codes": [],
    "action": "sign-up",
    "cdata": "",
    "metadata": {"interactive": False},
}
# https://developers.google.com/recaptcha/docs/verify
RECAPTCHA_PASS: Mapping[str, Any] = {
    "success": True,
    "challenge_ts": "2026-11-22T15:29:53Z",
    "hostname": "www.example.com",
}


def failure(*codes: str) -> dict[str, Any]:
    """What both answer to a token that is not good."""
    return {"success": False, "error-codes": list(codes)}


ALREADY_SPENT = failure("timeout-or-duplicate")


@dataclass
class CaptchaProvider:
    """What it was asked, and what it will answer; it goes on with the last answer.

    :param answers: status and body of each. Default: - Turnstile's to a good token
    :param silent: whether it lets everybody wait until the test is over.
    """

    url: str = ""
    answers: deque[tuple[int, bytes]] = field(default_factory=deque)
    asked: list[dict[str, str]] = field(default_factory=list)
    silent: bool = False
    over: threading.Event = field(default_factory=threading.Event)

    def will_answer(self, content: Mapping[str, Any] | bytes, status: int = 200) -> None:
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.answers.append((status, raw))

    def answer(self, question: str) -> tuple[int, bytes]:
        self.asked.append({name: value for name, (value,) in parse_qs(question).items()})
        if self.silent:
            self.over.wait()
        if not self.answers:
            self.will_answer(TURNSTILE_PASS)
        return self.answers[0] if len(self.answers) == 1 else self.answers.popleft()


@contextmanager
def captcha_provider() -> Iterator[CaptchaProvider]:
    """A provider that listens on this machine."""
    provider = CaptchaProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
            status, content = provider.answer(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", provider.url)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.url = f"http://127.0.0.1:{server.server_port}/siteverify"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield provider
    finally:
        provider.over.set()
        server.shutdown()
        server.server_close()
