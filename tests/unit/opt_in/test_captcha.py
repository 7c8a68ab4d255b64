"""A CAPTCHA as it is configured."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_secretsmanager as secretsmanager

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import Captcha, CaptchaProvider
from cdk_messaging.opt_in.form.headers import CAPTCHA_SOURCES

SITE_KEY = "0x4AAAAAAA"


@pytest.fixture
def secret(stack: cdk.Stack) -> secretsmanager.ISecret:
    return secretsmanager.Secret.from_secret_name_v2(stack, "Secret", "turnstile")


def make(secret: secretsmanager.ISecret, **changes: Any) -> Captcha:
    facts: dict[str, Any] = {"provider": CaptchaProvider.TURNSTILE, "site_key": SITE_KEY, "secret": secret}
    return Captcha(**{**facts, **changes})


@pytest.mark.parametrize(
    ("provider", "url"),
    [
        (CaptchaProvider.TURNSTILE, "https://challenges.cloudflare.com/turnstile/v0/siteverify"),
        (CaptchaProvider.RECAPTCHA, "https://www.google.com/recaptcha/api/siteverify"),
    ],
)
def test_the_function_asks_the_provider(secret: secretsmanager.ISecret, provider: CaptchaProvider, url: str) -> None:
    assert make(secret, provider=provider).settings() == {
        "provider": provider.value,
        "hostnames": [],
        "verify_url": url,
        "timeout_seconds": 3.0,
    }


def test_the_function_may_ask_a_stand_in(secret: secretsmanager.ISecret) -> None:
    made = make(secret, verify_url="http://127.0.0.1:8080/siteverify")
    assert made.settings()["verify_url"] == "http://127.0.0.1:8080/siteverify"


def test_names_that_are_given_come_before_the_pages_own(secret: secretsmanager.ISecret) -> None:
    page = ["page.example.com"]
    assert make(secret).settings(hostnames=page)["hostnames"] == page
    given = make(secret, hostnames=["a.example.com"])
    assert given.settings(hostnames=page)["hostnames"] == ["a.example.com"]


def test_pages_can_show_every_provider() -> None:
    assert {provider.value for provider in CaptchaProvider} == set(CAPTCHA_SOURCES)


@pytest.mark.parametrize(
    ("site_key", "for_tests"),
    [(SITE_KEY, False), ("1x00000000000000000000AA", True), ("6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI", True)],
)
def test_the_providers_own_test_keys_are_known(secret: secretsmanager.ISecret, site_key: str, for_tests: bool) -> None:
    assert make(secret, site_key=site_key).is_for_tests is for_tests


def test_fails_on_a_key_that_only_a_deployment_knows(secret: secretsmanager.ISecret) -> None:
    with pytest.raises(InvalidArgument) as error:
        make(secret, site_key=cdk.Aws.STACK_NAME)
    assert str(error.value) == (
        "site_key is only known at deployment, and the pages that hold it are made at synth; give a literal one"
    )


@pytest.mark.parametrize("site_key", ["", "a key", 'x"><script>'])
def test_fails_on_what_is_no_key(secret: secretsmanager.ISecret, site_key: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        make(secret, site_key=site_key)
    assert str(error.value) == f"site_key {site_key!r} is not valid: use the public key, letters, digits, - and _"


@pytest.mark.parametrize("url", ["http://example.com/verify", "ftp://example.com", "https://"])
def test_fails_on_an_address_that_could_be_listened_to(secret: secretsmanager.ISecret, url: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        make(secret, verify_url=url)
    assert str(error.value) == f"verify_url {url!r} is not valid: use an https address: 'https://example.com/verify'"


def test_fails_on_a_hostname_that_is_an_address(secret: secretsmanager.ISecret) -> None:
    with pytest.raises(InvalidArgument) as error:
        make(secret, hostnames=["https://www.example.com"])
    assert str(error.value) == (
        "hostname 'https://www.example.com' is not valid: use a host in lower case: 'www.example.com'"
    )
