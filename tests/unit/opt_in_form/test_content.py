"""Content that would render a bad page is refused when it is written down."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in.form.content import Box, CaptchaWidget, FormField, Language
from tests.unit.opt_in_form.sample import BOX, BUSINESS, EMAIL, NAME, UNITED_KINGDOM, UNITED_STATES, sample

OWN_PATH = "but it must be a path of the page's own origin that begins with one slash, such as /v1/register"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"brand": " "}, "brand is empty, but people must be able to read it before they consent"),
        ({"programme": ""}, "programme is empty, but people must be able to read it before they consent"),
        ({"frequency": ""}, "frequency is empty, but people must be able to read it before they consent"),
        ({"source": ""}, "source is empty, but people must be able to read it before they consent"),
        ({"boxes": ()}, "boxes is empty, but people consent by ticking a box; give at least one"),
        ({"boxes": (BOX, BOX)}, "the form asks for consent more than once; give each field its own name"),
        ({"fields": (NAME, EMAIL, NAME)}, "the form asks for name more than once; give each field its own name"),
        ({"root": "/forms"}, "root is '/forms', but a folder ends with a slash, such as /forms/"),
        (
            {"root": "//evil.example/"},
            (
                "root is '//evil.example/', but it must be a path of the page's own origin that begins with one slash, "
                "such as /forms/"
            ),
        ),
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


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "news"}, "box 'consent' is of the kind 'news'; the kinds are transactional, promotional"),
        (
            {"name": "agree"},
            "a box is named 'agree'; the names are consent, consent_transactional, consent_promotional",
        ),
        ({"text": " "}, "the text of box 'consent' is empty; write what people agree to by ticking it"),
    ],
)
def test_a_box_that_asks_for_no_consent_is_refused(changes: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidArgument) as raised:
        Box(**{"kind": "transactional", "name": "consent", "text": "I agree.", **changes})
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"name": "First name"},
            (
                "field 'First name' must have a name of 1 to 64 lower-case letters, digits and underscores that begins "
                "with a letter"
            ),
        ),
        ({"name": "phone"}, "field 'phone' has a name that the form itself uses; choose another"),
        ({"name": "captcha_token"}, "field 'captcha_token' has a name that the form itself uses; choose another"),
        (
            {"type": "colour"},
            "field 'size' is of the type 'colour'; the types are text, email, number, date, choice, boolean",
        ),
        ({"label": ""}, "the label of field 'size' is empty; say what the field asks for"),
        (
            {"type": "choice"},
            (
                "field 'size' is of the type 'choice' and has 0 choices; a choice needs at least one, and no other "
                "type has any"
            ),
        ),
        (
            {"choices": (("s", "Small"),)},
            (
                "field 'size' is of the type 'text' and has 1 choices; a choice needs at least one, and no other type "
                "has any"
            ),
        ),
    ],
)
def test_a_field_that_the_page_cannot_show_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidArgument) as raised:
        FormField(**{"name": "size", "label": "Shoe size", **changes})  # type: ignore[arg-type]
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"provider": "hcaptcha"}, "captcha provider is 'hcaptcha'; the providers are turnstile, recaptcha"),
        ({"site_key": ""}, "captcha site_key is empty; give the public key that the provider issued"),
        (
            {"script_url": "http://evil.example/api.js"},
            (
                "captcha script_url is 'http://evil.example/api.js', but it must be an https address or a path of the "
                "page's own origin; give nothing for https://challenges.cloudflare.com/turnstile/v0/api.js"
            ),
        ),
        (
            {"script_url": "https://example.com/a.js; script-src *"},
            (
                "captcha script_url is 'https://example.com/a.js; script-src *', but it must be an https address or a "
                "path of the page's own origin; give nothing for https://challenges.cloudflare.com/turnstile/v0/api.js"
            ),
        ),
    ],
)
def test_a_captcha_that_could_not_be_drawn_is_refused(changes: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidArgument) as raised:
        CaptchaWidget(**{"provider": "turnstile", "site_key": "1x00000000000000000000AA", **changes})
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("provider", "script"),
    [
        ("turnstile", "https://challenges.cloudflare.com/turnstile/v0/api.js"),
        ("recaptcha", "https://www.google.com/recaptcha/api.js"),
    ],
)
def test_the_script_of_a_captcha_is_the_one_that_its_provider_documents(provider: str, script: str) -> None:
    assert CaptchaWidget(provider=provider, site_key="key").script == script


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"locale": "deutsch!"}, "locale is 'deutsch!', but it must be a language tag such as en-US"),
        (
            {"path": "https://evil.example/"},
            (
                "path is 'https://evil.example/', but it must be a path of the page's own origin that begins with one "
                "slash, such as /de-DE/index.html"
            ),
        ),
    ],
)
def test_a_language_that_cannot_be_linked_to_is_refused(changes: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidArgument) as raised:
        Language(**{"locale": "de-DE", "name": "Deutsch", "path": "/de-DE/index.html", **changes})
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("locale", "direction"),
    [
        ("en-US", "ltr"),
        ("de", "ltr"),
        ("he-IL", "rtl"),
        ("ar", "rtl"),
        ("FA-IR", "rtl"),
        ("az-Arab-IR", "rtl"),
        ("ks-Deva-IN", "ltr"),
    ],
)
def test_the_direction_follows_from_language_and_script(locale: str, direction: str) -> None:
    assert sample(locale=locale).direction == direction
