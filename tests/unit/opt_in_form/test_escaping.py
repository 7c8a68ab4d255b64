"""Whatever a business writes, it is shown as text: none of it becomes markup."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cdk_messaging.opt_in.form.content import Country, FormContent, Messages, Section
from cdk_messaging.opt_in.form.render import render_pages
from cdk_messaging.opt_in.form.texts import ENGLISH
from tests.unit.opt_in_form.reading import read
from tests.unit.opt_in_form.sample import BUSINESS, sample

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
        consent_text=HOSTILE,
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
        texts=dict.fromkeys(("form.submit", "error.number_invalid", "nav.label"), HOSTILE.replace("${brand}", "")),
    )


@pytest.mark.parametrize("name", HTML)
def test_a_hostile_text_makes_no_element(name: str) -> None:
    usual, attacked = (read(render_pages(content)[name]) for content in (sample(), hostile()))
    assert {element.tag for element in attacked.elements} <= {element.tag for element in usual.elements}
    assert [script.attributes for script in attacked.all("script")] == [
        script.attributes for script in usual.all("script")
    ]


@pytest.mark.parametrize("name", HTML)
def test_a_hostile_text_makes_no_attribute(name: str) -> None:
    attacked = read(render_pages(hostile())[name])
    assert [e for e in attacked.elements for attribute in e.attributes if attribute.startswith("on")] == []


def test_a_hostile_text_is_shown_as_it_is_written() -> None:
    page = read(render_pages(hostile())["index.html"])
    assert page.one("consent-text").text == HOSTILE
    assert page.one("consent-version").attributes["value"] == HOSTILE


def test_a_text_that_looks_like_a_placeholder_is_not_filled_in() -> None:
    page = read(render_pages(sample(consent_text="${brand} $brand {brand} from Example Corp"))["index.html"])
    assert page.one("consent-text").text == "${brand} $brand {brand} from Example Corp"


@pytest.mark.parametrize("name", HTML)
def test_no_placeholder_is_left_over(name: str) -> None:
    page = render_pages(sample())[name]
    assert "${" not in page
    assert "{" not in page


def test_every_text_is_used_by_a_page() -> None:
    marked = {key: f"mark-{number}-" for number, key in enumerate(ENGLISH)}
    everything = "".join(render_pages(sample(texts=marked)).values())
    one = sample().countries[:1]
    everything += render_pages(sample(texts=marked, countries=one))["index.html"]
    assert [key for key, mark in marked.items() if mark not in everything] == []
