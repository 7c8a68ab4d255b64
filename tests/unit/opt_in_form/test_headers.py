"""What browsers are told that the pages may do, and who may show them in a frame."""

from __future__ import annotations

import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in.form.headers import (
    content_security_policy,
    custom_headers,
    frame_options,
    security_headers,
)

ANCESTORS = ("https://www.example.com", "https://*.example.org:8443")


def directives(policy: str) -> dict[str, str]:
    """The policy's directives by name."""
    return dict(directive.split(" ", maxsplit=1) for directive in policy.split("; "))


def test_the_policy_allows_nothing_but_the_site_itself() -> None:
    assert content_security_policy() == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def test_only_the_given_origins_may_frame_the_page() -> None:
    policy = content_security_policy(frame_ancestors=ANCESTORS)
    assert directives(policy)["frame-ancestors"] == "https://www.example.com https://*.example.org:8443"


@pytest.mark.parametrize(
    "origin",
    [
        "https://www.example.com/",
        "www.example.com",
        "http://www.example.com",
        "*",
        "https:",
        "https://*",
        "https://example.com; script-src *",
        "'self' https://a.example",
    ],
)
def test_what_is_no_origin_is_refused(origin: str) -> None:
    with pytest.raises(InvalidArgument) as raised:
        content_security_policy(frame_ancestors=[origin])
    assert str(raised.value) == (
        f"{origin!r} is no origin that the page's policy can allow; give one such as https://www.example.com, "
        "without a path or a slash at its end"
    )


def test_turnstile_adds_what_cloudflare_documents_and_no_more() -> None:
    plain, with_captcha = (
        directives(content_security_policy()),
        directives(content_security_policy(captcha="turnstile")),
    )
    assert {name: sources for name, sources in with_captcha.items() if plain.get(name) != sources} == {
        "script-src": "'self' https://challenges.cloudflare.com",
        "frame-src": "https://challenges.cloudflare.com",
    }


def test_recaptcha_adds_what_google_documents_and_the_style_attributes_that_it_writes() -> None:
    plain, with_captcha = (
        directives(content_security_policy()),
        directives(content_security_policy(captcha="recaptcha")),
    )
    assert {name: sources for name, sources in with_captcha.items() if plain.get(name) != sources} == {
        "script-src": "'self' https://www.google.com/recaptcha/ https://www.gstatic.com/recaptcha/",
        "frame-src": "https://www.google.com/recaptcha/ https://recaptcha.google.com/recaptcha/",
        "style-src-attr": "'unsafe-inline'",
    }


@pytest.mark.parametrize("captcha", [None, "turnstile", "recaptcha"])
def test_no_policy_allows_inline_code(captcha: str | None) -> None:
    scripts = directives(content_security_policy(captcha=captcha))["script-src"]
    assert "unsafe" not in scripts
    assert "*" not in scripts


def test_a_script_that_replaces_the_providers_is_allowed_by_its_origin() -> None:
    policy = content_security_policy(captcha="turnstile", captcha_script="http://127.0.0.1:8080/stub.js")
    assert directives(policy)["script-src"] == "'self' https://challenges.cloudflare.com http://127.0.0.1:8080"


def test_a_script_of_the_sites_own_needs_no_more() -> None:
    assert content_security_policy(captcha="turnstile", captcha_script="/stub.js") == content_security_policy(
        captcha="turnstile"
    )


def test_an_unknown_captcha_provider_is_refused() -> None:
    with pytest.raises(InvalidArgument) as raised:
        content_security_policy(captcha="hcaptcha")
    assert str(raised.value) == "captcha is 'hcaptcha'; the providers are turnstile, recaptcha"


def test_the_security_headers_are_these() -> None:
    assert dict(security_headers()) == {
        "Content-Security-Policy": content_security_policy(),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), "
        "browsing-topics=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Strict-Transport-Security": "max-age=63072000",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


def test_a_page_that_may_be_framed_sends_no_frame_options() -> None:
    assert frame_options() == "DENY"
    assert frame_options(ANCESTORS) is None
    assert "X-Frame-Options" not in security_headers(frame_ancestors=ANCESTORS)


def test_a_page_that_may_be_framed_lets_other_sites_load_its_files() -> None:
    assert custom_headers(ANCESTORS)["Cross-Origin-Resource-Policy"] == "cross-origin"
