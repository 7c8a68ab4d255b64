"""Signing up with a CAPTCHA: what the function does by the provider's word."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from cdk_messaging.opt_in.runtime import captcha
from tests.runtime.deployment import CAPTCHA_SECRET
from tests.runtime.fakes.captcha import ALREADY_SPENT, RECAPTCHA_PASS, TURNSTILE_PASS, CaptchaProvider, captcha_provider
from tests.runtime.sign_ups import FIELDS, FORM, FORM_FIELDS, error, everything, post, shop
from tests.runtime.world import NUMBER, World


@pytest.fixture
def provider() -> Iterator[CaptchaProvider]:
    with captcha_provider() as found:
        yield found


@pytest.fixture
def make_protected(
    make_world: Callable[..., World], provider: CaptchaProvider, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., World]]:
    def make(**members: Any) -> World:
        settings = {"provider": "turnstile", "hostnames": ["www.example.com"], "timeout_seconds": 5, **members}
        return make_world(**{**everything(), "captcha": {"verify_url": provider.url, **settings}})

    monkeypatch.setenv("CAPTCHA_SECRET_ARN", CAPTCHA_SECRET)
    captcha.forget()
    yield make
    captcha.forget()


@pytest.fixture
def world(make_protected: Callable[..., World]) -> World:
    return make_protected()


def calls(world: World) -> list[str]:
    return [call.action for call in world.recorder.calls if call.function == "signup"]


def test_who_has_solved_it_is_taken(world: World, provider: CaptchaProvider) -> None:
    assert post(world, {**FIELDS, "captcha_token": "solved"})["statusCode"] == 202
    (asked,) = provider.asked
    assert (asked["response"], asked["remoteip"]) == ("solved", "192.0.2.7")


def test_a_contact_has_to_solve_it_too(world: World) -> None:
    assert error(post(world, shop())) == (400, "captcha_failed", "captcha_token")
    assert post(world, shop(captcha_token="solved"))["statusCode"] == 202


@pytest.mark.parametrize("token", [None, "", "x" * 2049])
def test_who_has_not_is_refused_before_anything_is_asked_or_written(
    world: World, provider: CaptchaProvider, token: str | None
) -> None:
    answer = post(world, {**FIELDS, "captcha_token": token})
    assert error(answer) == (400, "captcha_failed", "captcha_token")
    assert (provider.asked, calls(world), world.items()) == ([], [], [])


@pytest.mark.parametrize("answer", [ALREADY_SPENT, {**TURNSTILE_PASS, "hostname": "evil.example"}])
def test_whom_the_provider_does_not_know_is_refused_before_a_look_up_costs_money(
    world: World, provider: CaptchaProvider, answer: dict[str, Any]
) -> None:
    provider.will_answer(answer)
    assert error(post(world, {**FIELDS, "captcha_token": "spent"})) == (400, "captcha_failed", "captcha_token")
    assert calls(world) == ["secretsmanager:GetSecretValue"]


def test_when_the_provider_cannot_be_asked_nobody_gets_in(world: World, provider: CaptchaProvider) -> None:
    provider.will_answer(b"", 500)
    answer = post(world, {**FIELDS, "captcha_token": "solved"})
    assert error(answer) == (503, "unavailable", None)
    assert answer["headers"]["Retry-After"] == "60"
    assert world.items() == []


def test_without_the_secret_nobody_gets_in(world: World, provider: CaptchaProvider, monkeypatch: Any) -> None:
    monkeypatch.delenv("CAPTCHA_SECRET_ARN")
    assert error(post(world, {**FIELDS, "captcha_token": "solved"}))[0] == 503
    assert provider.asked == []


@pytest.mark.parametrize(
    ("name", "field", "answer"),
    [
        ("turnstile", "cf-turnstile-response", TURNSTILE_PASS),
        ("recaptcha", "g-recaptcha-response", RECAPTCHA_PASS),
        ("turnstile", "captcha_token", TURNSTILE_PASS),
    ],
)
def test_a_forms_own_post_has_the_token_in_the_widgets_field(
    make_protected: Callable[..., World], provider: CaptchaProvider, name: str, field: str, answer: Any
) -> None:
    world = make_protected(provider=name)
    provider.will_answer(answer)
    found = post(world, urlencode({**FORM_FIELDS, field: "solved"}), FORM)
    assert found["headers"]["Location"] == "/thanks.html"
    assert provider.asked[0]["response"] == "solved"


def test_a_forms_own_post_without_a_token_is_sent_to_the_page_that_says_so(world: World) -> None:
    answer = post(world, urlencode(FORM_FIELDS), FORM)
    assert answer["headers"]["Location"] == "/problem.html#captcha_failed"


@pytest.mark.parametrize("token", [5, ["solved"], {"token": "solved"}, True])
def test_a_token_is_text(world: World, token: Any) -> None:
    assert error(post(world, {**FIELDS, "captcha_token": token})) == (400, "invalid_field", "captcha_token")


def test_a_sign_up_that_is_wrong_spends_no_token(world: World, provider: CaptchaProvider) -> None:
    post(world, {**FIELDS, "name": "", "captcha_token": "solved"})
    assert provider.asked == []


def test_of_all_secrets_that_of_the_captcha_is_read(world: World) -> None:
    post(world, {**FIELDS, "captcha_token": "solved"})
    read = [call.resources for call in world.recorder.calls if call.action == "secretsmanager:GetSecretValue"]
    assert read == [(("secret", CAPTCHA_SECRET),)]


def test_without_a_captcha_nobody_is_asked_and_no_secret_read(make_world: Callable[..., World]) -> None:
    world = make_world()
    assert post(world, {**FIELDS, "captcha_token": "whatever"})["statusCode"] == 202
    assert "secretsmanager:GetSecretValue" not in calls(world)


def test_no_token_secret_or_answer_gets_into_the_log(
    world: World, provider: CaptchaProvider, capsys: pytest.CaptureFixture[str]
) -> None:
    for answer in (TURNSTILE_PASS, ALREADY_SPENT, {"success": False, "error-codes": ["leak of a token"]}):
        provider.answers.clear()
        provider.will_answer(answer)
        post(world, {**FIELDS, "captcha_token": "leak of a token"})
    provider.answers.clear()
    provider.will_answer(b"leak of a token", 500)
    post(world, {**FIELDS, "captcha_token": "leak of a token"})
    out = capsys.readouterr().out
    assert len(out.splitlines()) >= 8
    for secret in ("leak", "a key of the tests", "192.0.2.7", NUMBER, "Lovelace"):
        assert secret not in out
    for line in out.splitlines():
        json.loads(line)
