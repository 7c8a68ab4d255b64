"""A form with a CAPTCHA, against a provider that gives recorded answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from sandbox.deployment import CAPTCHA_SECRET
from sandbox.sign_up_page import SignUpPage
from tests.end_to_end.conftest import Running, deployed

pytestmark = pytest.mark.sandbox

# As Cloudflare documents them; a token is good once.
# https://developers.cloudflare.com/turnstile/get-started/server-side-validation/
_SOLVED = {"success": True, "challenge_ts": "2026-11-22T15:04:05.678Z", "hostname": "example.com", "error-codes": []}
ANSWERS: dict[str, tuple[int, dict[str, Any]]] = {
    "solved": (200, {**_SOLVED, "action": "sign-up", "cdata": ""}),
    "solved-without-script": (200, {**_SOLVED, "action": "sign-up", "cdata": ""}),
    "solved-elsewhere": (200, {**_SOLVED, "action": "login", "cdata": ""}),
    "wrong": (200, {"success": False, "error-codes": ["invalid-input-response"]}),
    "provider-broken": (200, {"success": False, "error-codes": ["internal-error"]}),
    "provider-down": (503, {}),
    "secret-refused": (200, {"success": False, "error-codes": ["invalid-input-secret"]}),
}
_SPENT = (200, {"success": False, "error-codes": ["timeout-or-duplicate"]})


class Provider(ThreadingHTTPServer):
    """Answers as recorded, and remembers what it was asked."""

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.asked: list[dict[str, str]] = []
        self.spent: set[str] = set()

    def answer(self, question: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """The recorded answer to a question."""
        self.asked.append(question)
        token = question["response"]
        if token in self.spent:
            return _SPENT
        self.spent.add(token)
        return ANSWERS[token]


class _Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        status, document = self.server.answer({name: values[0] for name, values in parse_qs(body).items()})
        content = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def guarded() -> Iterator[Running]:
    with deployed("captcha") as environment:
        yield environment


@pytest.fixture(scope="module")
def page(guarded: Running) -> SignUpPage:
    return SignUpPage.read(guarded.sandbox, guarded.deployment.outputs["FormUrl"])


@pytest.fixture
def provider(guarded: Running) -> Iterator[Provider]:
    port = urlsplit(guarded.deployment.captcha_verify_url).port
    assert port is not None
    with Provider(port) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def body(page: SignUpPage, number: str, token: str | None) -> dict[str, Any]:
    return page.body(phone=number, name="Ada Lovelace", country="US", captcha_token=token)


def test_who_solved_it_signs_up_and_is_texted(guarded: Running, page: SignUpPage, provider: Provider) -> None:
    answer = page.post(guarded.sandbox, body(page, "+12065550111", "solved"))

    assert answer.status == 202
    question = {"secret": CAPTCHA_SECRET, "response": "solved", "remoteip": "127.0.0.1"}
    assert provider.asked == [question]
    guarded.sandbox.phone.wait_for("+12065550111", "Reply YES", timeout=30)


def test_the_same_solution_is_not_taken_twice(guarded: Running, page: SignUpPage, provider: Provider) -> None:
    provider.spent.add("solved")

    answer = page.post(guarded.sandbox, body(page, "+12065550112", "solved"))

    assert (answer.status, answer.json()["code"], answer.json()["field"]) == (400, "captcha_failed", "captcha_token")


@pytest.mark.parametrize("token", ["wrong", "solved-elsewhere", None])
def test_who_did_not_solve_it_is_refused_and_texted_nothing(
    guarded: Running, page: SignUpPage, provider: Provider, token: str | None
) -> None:
    answer = page.post(guarded.sandbox, body(page, "+12065550113", token))

    assert (answer.status, answer.json()["code"], answer.json()["field"]) == (400, "captcha_failed", "captcha_token")
    assert guarded.sandbox.phone.messages("+12065550113") == []


@pytest.mark.parametrize("token", ["provider-broken", "provider-down", "secret-refused"])
def test_nobody_signs_up_while_the_provider_cannot_say(
    guarded: Running, page: SignUpPage, provider: Provider, token: str
) -> None:
    answer = page.post(guarded.sandbox, body(page, "+12065550114", token))

    assert (answer.status, answer.json()["code"]) == (503, "unavailable")
    assert "retry-after" in answer.headers


def test_nobody_signs_up_while_the_provider_does_not_answer(guarded: Running, page: SignUpPage) -> None:
    answer = page.post(guarded.sandbox, body(page, "+12065550115", "solved"))

    assert (answer.status, answer.json()["code"]) == (503, "unavailable")


def test_a_plain_form_post_sends_the_solution_under_the_providers_own_name(
    guarded: Running, page: SignUpPage, provider: Provider
) -> None:
    filled = body(page, "+12065550116", None) | {"cf-turnstile-response": "solved-without-script"}

    answer = page.post_without_script(guarded.sandbox, filled)

    assert (answer.status, answer.headers["location"]) == (303, "/thanks.html")


def test_the_page_lets_the_provider_in_and_nobody_else(guarded: Running) -> None:
    policy = guarded.sandbox.request("GET", guarded.deployment.outputs["FormUrl"]).headers["content-security-policy"]

    foreign = {word for word in policy.replace(";", " ").split() if "//" in word}
    assert foreign == {"https://challenges.cloudflare.com"}
