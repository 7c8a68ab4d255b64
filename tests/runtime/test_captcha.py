from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from cdk_messaging.opt_in.runtime import aws, captcha
from cdk_messaging.opt_in.runtime.captcha import CaptchaUnavailable
from cdk_messaging.opt_in.runtime.refusal import Refusal
from cdk_messaging.opt_in.runtime.settings import CaptchaSettings
from tests.runtime.deployment import CAPTCHA_SECRET
from tests.runtime.fakes.captcha import (
    ALREADY_SPENT,
    RECAPTCHA_PASS,
    TURNSTILE_PASS,
    CaptchaProvider,
    captcha_provider,
    failure,
)

Check = Callable[..., None]


class Secrets:
    """AWS Secrets Manager with one secret."""

    def __init__(self) -> None:
        self.value = "the secret key"
        self.read: list[str] = []

    def get_secret_value(self, *, SecretId: str) -> dict[str, Any]:  # noqa: N803 - boto3's name
        self.read.append(SecretId)
        return {"SecretString": self.value}


@pytest.fixture
def provider() -> Iterator[CaptchaProvider]:
    with captcha_provider() as found:
        yield found


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> Iterator[Secrets]:
    found = Secrets()
    monkeypatch.setattr(aws, "secrets", lambda: found)
    monkeypatch.setenv("CAPTCHA_SECRET_ARN", CAPTCHA_SECRET)
    captcha.forget()
    yield found
    captcha.forget()


@pytest.fixture
def check(provider: CaptchaProvider, secrets: Secrets) -> Check:
    def ask(token: str | None = "a token", address: str = "203.0.113.7", **members: Any) -> None:
        settings = {"provider": "turnstile", "hostnames": frozenset({"www.example.com"}), "timeout": 5.0, **members}
        captcha.check(token, address=address, settings=CaptchaSettings(**{"verify_url": provider.url, **settings}))

    return ask


def failed(check: Check, *arguments: Any, **members: Any) -> bool:
    with pytest.raises(Refusal) as caught:
        check(*arguments, **members)
    refusal = caught.value
    assert (refusal.status, refusal.code, refusal.field) == (400, "captcha_failed", "captcha_token")
    assert refusal.message == "Please confirm once more that you are a person."
    return True


def unavailable(check: Check, **members: Any) -> str:
    with pytest.raises(CaptchaUnavailable) as caught:
        check(**members)
    return caught.value.reason


# -- passed


def test_the_provider_is_asked_with_the_secret_the_token_and_the_address(
    check: Check, provider: CaptchaProvider
) -> None:
    check("a token&secret=x", "2001:db8::1")
    assert provider.asked == [{"secret": "the secret key", "response": "a token&secret=x", "remoteip": "2001:db8::1"}]


def test_an_address_that_is_not_known_is_left_out(check: Check, provider: CaptchaProvider) -> None:
    check(address="")
    assert provider.asked == [{"secret": "the secret key", "response": "a token"}]


def test_a_good_token_of_recaptcha_has_no_action(check: Check, provider: CaptchaProvider) -> None:
    provider.will_answer(RECAPTCHA_PASS)
    check(provider="recaptcha")


def test_without_hostnames_any_is_good(check: Check, provider: CaptchaProvider) -> None:
    provider.will_answer({**TURNSTILE_PASS, "hostname": "elsewhere.example"})
    check(hostnames=frozenset())


def test_the_secret_is_read_once(check: Check, secrets: Secrets) -> None:
    check()
    check()
    assert secrets.read == [CAPTCHA_SECRET]


# -- failed


@pytest.mark.parametrize(
    "answer",
    [
        failure("invalid-input-response"),
        failure("missing-input-response"),
        failure("bad-request"),
        ALREADY_SPENT,
        failure(),
        {"success": False},
        {"success": "true"},
        {"success": 1, "error-codes": "none"},
        {},
        {**TURNSTILE_PASS, "hostname": "evil.example"},
        {**TURNSTILE_PASS, "hostname": None},
        {key: value for key, value in TURNSTILE_PASS.items() if key != "hostname"},
        {**TURNSTILE_PASS, "action": "log-in"},
        {**TURNSTILE_PASS, "action": ""},
        {key: value for key, value in TURNSTILE_PASS.items() if key != "action"},
    ],
)
def test_whatever_is_not_a_clear_pass_for_this_form_fails(
    check: Check, provider: CaptchaProvider, answer: dict[str, Any]
) -> None:
    provider.will_answer(answer)
    assert failed(check)


def test_a_token_of_recaptcha_from_another_site_fails(check: Check, provider: CaptchaProvider) -> None:
    provider.will_answer({**RECAPTCHA_PASS, "hostname": "evil.example"})
    assert failed(check, provider="recaptcha")


def test_a_token_is_good_once(check: Check, provider: CaptchaProvider) -> None:
    provider.will_answer(TURNSTILE_PASS)
    provider.will_answer(ALREADY_SPENT)
    check()
    assert failed(check)


@pytest.mark.parametrize(
    ("name", "token"),
    [
        ("turnstile", None),
        ("turnstile", "x" * 2049),
        ("turnstile", "a\ntoken"),
        ("turnstile", "\ud800"),
        ("recaptcha", "x" * 4001),
    ],
)
def test_what_cannot_be_a_token_fails_without_asking(
    check: Check, provider: CaptchaProvider, name: str, token: str | None
) -> None:
    assert failed(check, token, provider=name)
    assert provider.asked == []


@pytest.mark.parametrize(("name", "length"), [("turnstile", 2048), ("recaptcha", 4000)])
def test_the_longest_tokens_are_asked_about(check: Check, provider: CaptchaProvider, name: str, length: int) -> None:
    check("x" * length, provider=name)
    assert len(provider.asked[0]["response"]) == length


@pytest.mark.parametrize("status", [400, 413])
def test_a_refused_token_fails_whatever_the_answer_says(check: Check, provider: CaptchaProvider, status: int) -> None:
    provider.will_answer(TURNSTILE_PASS, status)
    assert failed(check)


@pytest.mark.parametrize("status", [400, 413])
def test_a_token_that_the_provider_does_not_even_read_fails(
    check: Check, provider: CaptchaProvider, status: int
) -> None:
    provider.will_answer(b"<html>Bad Request</html>", status)
    assert failed(check, provider="recaptcha")


# -- not to be asked: nobody gets in


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"<html>", b"\xff\xfe", b"[" * 16000])
def test_an_answer_that_cannot_be_understood_lets_nobody_in(
    check: Check, provider: CaptchaProvider, content: bytes
) -> None:
    provider.will_answer(content)
    assert unavailable(check) == "status 200"


@pytest.mark.parametrize("status", [403, 404, 429])
def test_a_provider_that_wants_nothing_of_us_lets_nobody_in(
    check: Check, provider: CaptchaProvider, status: int
) -> None:
    provider.will_answer(b"no", status)
    assert unavailable(check) == f"status {status}"


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_broken_provider_lets_nobody_in_even_if_it_says_success(
    check: Check, provider: CaptchaProvider, status: int
) -> None:
    provider.will_answer(TURNSTILE_PASS, status)
    assert unavailable(check) == f"status {status}"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirection_takes_the_secret_elsewhere(check: Check, provider: CaptchaProvider, status: int) -> None:
    provider.will_answer(TURNSTILE_PASS, status)
    provider.will_answer(TURNSTILE_PASS)
    assert unavailable(check) == f"status {status}"
    assert len(provider.asked) == 1


def test_a_slow_provider_lets_nobody_in(check: Check, provider: CaptchaProvider) -> None:
    provider.silent = True
    assert unavailable(check, timeout=0.05) == "no answer"


def test_a_provider_that_is_not_there_lets_nobody_in(check: Check) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        assert unavailable(check, verify_url=f"http://127.0.0.1:{port}/siteverify") == "no answer"


def test_a_provider_that_speaks_no_http_lets_nobody_in(check: Check) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            connection.sendall(b"hello\r\n\r\n")
            connection.recv(65536)
            connection.close()

        threading.Thread(target=answer, daemon=True).start()
        port = server.getsockname()[1]
        assert unavailable(check, verify_url=f"http://127.0.0.1:{port}/") == "no answer"


def test_a_provider_without_certificate_is_not_told_the_secret(check: Check, provider: CaptchaProvider) -> None:
    assert unavailable(check, verify_url=provider.url.replace("http:", "https:")) == "no answer"
    assert provider.asked == []


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize("code", ["internal-error", "missing-input-secret", "invalid-input-secret"])
def test_a_fault_of_the_provider_or_of_ours_is_not_blamed_on_the_person(
    check: Check, provider: CaptchaProvider, code: str, status: int
) -> None:
    provider.will_answer(failure(code), status)
    assert unavailable(check) == code


def test_a_secret_that_was_replaced_is_read_anew(check: Check, provider: CaptchaProvider, secrets: Secrets) -> None:
    provider.will_answer(failure("invalid-input-secret"))
    provider.will_answer(TURNSTILE_PASS)
    assert unavailable(check) == "invalid-input-secret"
    secrets.value = "the new key"
    check()
    assert provider.asked[-1]["secret"] == "the new key"


def test_each_time_that_nobody_could_be_asked_is_measured(
    check: Check, provider: CaptchaProvider, capsys: pytest.CaptureFixture[str]
) -> None:
    provider.will_answer(b"", 503)
    unavailable(check)
    (line,) = capsys.readouterr().out.splitlines()
    assert '"CaptchaUnavailable":1' in line
