"""Pages of other sites cannot call the sandbox: it runs code, and its keys are known."""

from __future__ import annotations

import pytest

from sandbox import guard
from sandbox.process import Sandbox
from sandbox.transport import send


def refuses(**headers: str) -> bool:
    return guard.refuses([(name.encode(), value.encode()) for name, value in headers.items()])


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1:4566", None),
        ("localhost:4566", "http://localhost:4566"),
        ("localhost:4566", "http://d1.cloudfront.localhost:4566"),
        ("bucket.s3.localhost:4566", None),
        ("d1.cloudfront.localhost:4566", "http://d1.cloudfront.localhost:4566"),
        ("abcd.execute-api.localhost:4566", "https://www.example.com"),
        ("d1.cloudfront.net", None),
        ("sqs.us-east-1.amazonaws.com", None),
    ],
)
def test_programs_and_own_pages_are_let_in(host: str, origin: str | None) -> None:
    assert not refuses(host=host, **({"origin": origin} if origin else {}))


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1:4566", "https://evil.example"),
        ("localhost:4566", "null"),
        ("localhost:4566", "http://localhost.evil.example"),
        ("evil.example", None),
        ("localhost.evil.example:4566", None),
        ("", None),
    ],
)
def test_other_sites_and_other_names_are_kept_out(host: str, origin: str | None) -> None:
    assert refuses(host=host, **({"origin": origin} if origin else {}))


def test_a_foreign_page_gets_a_403_from_every_service(sandbox: Sandbox) -> None:
    headers = {"Origin": "https://evil.example"}
    answer = send(sandbox.port, "POST", f"{sandbox.endpoint}/_ministack/reset", headers=headers)
    assert (answer.status, answer.json()["message"]) == (
        403,
        "the sandbox answers neither other host names than its own nor pages of other sites",
    )
