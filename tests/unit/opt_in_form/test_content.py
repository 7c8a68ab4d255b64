"""Content that would render a bad page is refused when it is written down."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cdk_messaging.errors import InvalidArgument
from tests.unit.opt_in_form.sample import BUSINESS, UNITED_KINGDOM, UNITED_STATES, sample

OWN_PATH = "but it must be a path of the page's own origin that begins with one slash, such as /v1/register"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"brand": " "}, "brand is empty, but people must be able to read it before they consent"),
        ({"programme": ""}, "programme is empty, but people must be able to read it before they consent"),
        ({"frequency": ""}, "frequency is empty, but people must be able to read it before they consent"),
        ({"consent_text": "\n"}, "consent_text is empty, but people must be able to read it before they consent"),
        ({"consent_version": ""}, "consent_version is empty, but people must be able to read it before they consent"),
        ({"kinds": ()}, "kinds is empty, but the page must say what kinds of messages it is for; name one"),
        ({"countries": ()}, "countries is empty, but somebody must be able to sign up; allow at least one"),
        (
            {"countries": (UNITED_STATES, UNITED_STATES)},
            "countries names US more than once; name each country once",
        ),
        (
            {"countries": (UNITED_STATES, UNITED_KINGDOM), "default_country": "DE"},
            "default_country is 'DE', but only GB, US may sign up; choose one of them",
        ),
        (
            {"register_path": "//evil.example/register"},
            f"register_path is '//evil.example/register', {OWN_PATH}",
        ),
        (
            {"register_path": "https://evil.example/register"},
            f"register_path is 'https://evil.example/register', {OWN_PATH}",
        ),
        ({"locale": "English!"}, "locale is 'English!', but it must be a language tag such as en-US"),
        (
            {"terms_url": "javascript:alert(1)"},
            "terms_url is 'javascript:alert(1)', but it must be an https address such as https://example.com/",
        ),
        (
            {"privacy_url": "http://example.com/privacy"},
            "privacy_url is 'http://example.com/privacy', but it must be an https address such as https://example.com/",
        ),
    ],
)
def test_content_that_would_not_work_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidArgument) as raised:
        sample(**changes)
    assert str(raised.value) == message


def test_a_support_address_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidArgument) as raised:
        replace(BUSINESS, support_email="our website")
    assert str(raised.value) == (
        "support_email is 'our website', but it must be an e-mail address such as help@example.com"
    )


def test_a_website_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidArgument) as raised:
        replace(BUSINESS, website="www.example.com")
    assert (
        str(raised.value)
        == "website is 'www.example.com', but it must be an https address such as https://example.com/"
    )
