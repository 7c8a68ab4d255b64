"""Whatever a business writes, it is shown as text: none of it becomes markup."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cdk_messaging.opt_in.form.content import (
    Box,
    CaptchaWidget,
    Country,
    FormContent,
    FormField,
    Language,
    Messages,
    Section,
)
from cdk_messaging.opt_in.form.render import render_pages
from cdk_messaging.opt_in.form.texts import KEYS
from tests.unit.opt_in_form.reading import read
from tests.unit.opt_in_form.sample import BUSINESS, EVERY_FIELD, promotional, sample

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>&amp;${brand}$$"
HTML = ("index.html", "thanks.html", "problem.html", "terms.html", "privacy.html")


def hostile() -> FormContent:
    """Content in which every free text is an attack."""
    section = Section(heading=HOSTILE, paragraphs=(HOSTILE,))
    return sample(
        brand=HOSTILE,
        programme=HOSTILE,
        description=HOSTILE,
        kinds=(HOSTILE,),
        frequency=HOSTILE,
        boxes=(Box(kind="transactional", name="consent", text=HOSTILE),),
        source=HOSTILE,
        terms_box=True,
        phone_required=False,
        fields=(
            FormField(name="text", label=HOSTILE, hint=HOSTILE, autocomplete=HOSTILE),
            FormField(name="email", type="email", label=HOSTILE, hint=HOSTILE, autocomplete=HOSTILE),
            FormField(name="pick", type="choice", label=HOSTILE, hint=HOSTILE, choices=((HOSTILE, HOSTILE),)),
            FormField(name="tick", type="boolean", label=HOSTILE, hint=HOSTILE, required=True),
        ),
        languages=(Language(locale="de-DE", name=HOSTILE, path="/\"'><b>"),),
        captcha=CaptchaWidget(provider="turnstile", site_key=HOSTILE),
        root="/\"'><b>/",
        consent_version=HOSTILE,
        business=replace(BUSINESS, name=HOSTILE, about=HOSTILE, postal_address=HOSTILE, phone=HOSTILE),
        messages=Messages(confirmation=HOSTILE, help=HOSTILE, stop=HOSTILE),
        countries=(
            Country(code=HOSTILE, name=HOSTILE, calling_code=HOSTILE, example=HOSTILE),
            Country(code="US", name="United States", calling_code="1", example="1"),
        ),
        default_country="US",
        confirm_keyword=HOSTILE,
        return_keyword=HOSTILE,
        terms_sections=(section,),
        privacy_sections=(section,),
        texts=dict.fromkeys(
            ("form.submit", "form.terms", "error.number_invalid", "error.field_missing", "nav.label", "nav.languages"),
            HOSTILE.replace("${brand}", ""),
        ),
    )


def harmless() -> FormContent:
    """The same with nothing hostile in it."""
    return promotional(
        fields=EVERY_FIELD,
        languages=(Language(locale="de-DE", name="Deutsch", path="/de-DE/index.html"),),
        captcha=CaptchaWidget(provider="turnstile", site_key="key"),
    )


@pytest.mark.parametrize("name", HTML)
def test_a_hostile_text_makes_no_element(name: str) -> None:
    usual, attacked = (read(render_pages(content)[name]) for content in (harmless(), hostile()))
    assert {element.tag for element in attacked.elements} <= {element.tag for element in usual.elements}
    assert len(attacked.all("script")) == len(usual.all("script"))


@pytest.mark.parametrize("name", HTML)
def test_a_hostile_text_makes_no_attribute(name: str) -> None:
    attacked = read(render_pages(hostile())[name])
    assert {attribute for e in attacked.elements for attribute in e.attributes} <= {
        attribute for e in read(render_pages(harmless())[name]).elements for attribute in e.attributes
    }


def test_a_hostile_text_is_shown_as_it_is_written() -> None:
    page = read(render_pages(hostile())["index.html"])
    assert page.one("consent-text").text == HOSTILE
    assert page.one("consent-version").attributes["value"] == HOSTILE
    assert page.one("field-text-hint").text == HOSTILE
    assert page.one("field-text").attributes["autocomplete"] == HOSTILE
    assert [option.attributes["value"] for option in page.all("option")][:2] == ["", HOSTILE]
    assert page.one("captcha").attributes["data-site-key"] == HOSTILE


def test_a_text_that_looks_like_a_placeholder_is_not_filled_in() -> None:
    box = Box(kind="transactional", name="consent", text="${brand} $brand {brand} from Example Corp")
    page = read(render_pages(sample(boxes=(box,)))["index.html"])
    assert page.one("consent-text").text == "${brand} $brand {brand} from Example Corp"


@pytest.mark.parametrize("name", HTML)
def test_no_placeholder_is_left_over(name: str) -> None:
    page = render_pages(sample())[name]
    assert "${" not in page
    assert "{" not in page


def test_every_text_is_used_by_a_page() -> None:
    marked = {key: f"mark-{number}-" for number, key in enumerate(KEYS)}
    captcha = CaptchaWidget(provider="turnstile", site_key="key")
    languages = (Language(locale="de-DE", name="Deutsch", path="/de-DE/index.html"),)
    rendered = [
        render_pages(sample(texts=marked, fields=EVERY_FIELD, captcha=captcha, languages=languages)),
        render_pages(promotional(texts=marked, fields=EVERY_FIELD, captcha=captcha)),
        render_pages(sample(texts=marked, countries=sample().countries[:1])),
    ]
    everything = "".join(text for pages in rendered for text in pages.values())
    assert [key for key, mark in marked.items() if mark not in everything] == []
