"""What the files of a sign-up site are, and how they hang together."""

from __future__ import annotations

import re

import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in.form.headers import CONTENT_SECURITY_POLICY, SECURITY_HEADERS
from cdk_messaging.opt_in.form.render import render_pages
from cdk_messaging.opt_in.form.texts import API_ERROR_CODES, ENGLISH
from tests.unit.opt_in_form.reading import read
from tests.unit.opt_in_form.sample import UNITED_KINGDOM, sample

HTML = ("index.html", "thanks.html", "problem.html", "terms.html", "privacy.html")


def test_a_site_is_these_files() -> None:
    assert sorted(render_pages(sample())) == sorted((*HTML, "form.css", "form.js", "favicon.svg"))


def test_the_same_content_renders_the_same_files() -> None:
    assert render_pages(sample()) == render_pages(sample())


def test_own_terms_and_privacy_policy_are_linked_instead_of_rendered() -> None:
    pages = render_pages(
        sample(terms_url="https://www.example.com/terms", privacy_url="https://www.example.com/privacy")
    )
    assert {"terms.html", "privacy.html"}.isdisjoint(pages)
    linked = {link.attributes["href"] for link in read(pages["index.html"]).all("a")}
    assert {"https://www.example.com/terms", "https://www.example.com/privacy"} <= linked


@pytest.mark.parametrize("name", HTML)
def test_every_link_and_reference_of_a_page_leads_somewhere(name: str) -> None:
    pages = render_pages(sample())
    page = read(pages[name])
    wanted = [e.attributes[key] or "" for e in page.elements for key in ("href", "src") if key in e.attributes]
    local = [address for address in wanted if not re.match(r"(https:|mailto:|#)", address)]
    assert [address for address in local if address not in pages] == []
    for fragment in (address for address in wanted if address.startswith("#")):
        page.one(fragment.removeprefix("#"))


@pytest.mark.parametrize("name", HTML)
def test_a_page_loads_nothing_from_a_foreign_host(name: str) -> None:
    page = read(render_pages(sample())[name])
    loaded = [e.attributes.get("src") or e.attributes.get("href") or "" for e in page.elements if e.tag != "a"]
    assert [address for address in loaded if ":" in address or address.startswith("//")] == []


@pytest.mark.parametrize("name", HTML)
def test_a_page_has_nothing_inline_that_a_strict_policy_forbids(name: str) -> None:
    page = read(render_pages(sample())[name])
    assert page.all("style") == []
    assert [script for script in page.all("script") if script.text] == []
    assert [e for e in page.elements for key in e.attributes if key == "style" or key.startswith("on")] == []


@pytest.mark.parametrize("name", HTML)
def test_a_page_names_its_language_and_has_one_heading_of_the_first_level(name: str) -> None:
    page = read(render_pages(sample(locale="en-GB"))[name])
    assert page.all("html")[0].attributes["lang"] == "en-GB"
    assert len(page.all("h1")) == 1


@pytest.mark.parametrize("name", HTML)
def test_no_id_is_used_twice(name: str) -> None:
    ids = [e.attributes["id"] for e in read(render_pages(sample())[name]).elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))


def test_the_form_posts_to_the_register_path() -> None:
    form = read(render_pages(sample(register_path="/v2/register"))["index.html"]).one("sign-up")
    assert (form.attributes["method"], form.attributes["action"]) == ("post", "/v2/register")


def test_the_countries_are_sorted_by_name_with_the_default_chosen() -> None:
    options = read(render_pages(sample(default_country="GB"))["index.html"]).all("option")
    assert [(o.attributes["value"], o.text, "selected" in o.attributes) for o in options] == [
        ("DE", "Germany (+49)", False),
        ("GB", "United Kingdom (+44)", True),
        ("US", "United States (+1)", False),
    ]


def test_one_country_is_not_asked_for_but_named() -> None:
    page = read(render_pages(sample(countries=(UNITED_KINGDOM,), default_country="GB"))["index.html"])
    assert page.all("select") == []
    assert page.one("country").attributes == {"id": "country", "name": "country", "type": "hidden", "value": "GB"}
    assert "Only mobile numbers of United Kingdom (+44) can sign up." in page.one("phone-hint").text


def test_every_code_of_the_api_has_its_text_in_the_problem_page() -> None:
    page = read(render_pages(sample())["problem.html"])
    assert all(page.one(code).text for code in API_ERROR_CODES)


def test_every_text_that_the_script_shows_is_in_the_page() -> None:
    pages = render_pages(sample())
    shown = set(re.findall(r'"((?:error|status)\.[a-z_]+)"', pages["form.js"]))
    given = {e.attributes["data-text"] for e in read(pages["index.html"]).elements if "data-text" in e.attributes}
    assert shown - given == set()


def test_a_text_can_be_replaced() -> None:
    page = read(render_pages(sample(texts={"form.submit": "Join {brand}"}))["index.html"])
    assert page.all("button")[0].text == "Join Example Corp"


def test_a_text_with_an_unknown_key_is_refused() -> None:
    with pytest.raises(InvalidArgument) as raised:
        render_pages(sample(texts={"form.sumbit": "Join"}))
    assert str(raised.value) == (
        "texts has the key 'form.sumbit', which no page shows; "
        "the keys are those of cdk_messaging.opt_in.form.texts.ENGLISH"
    )


def test_a_text_with_an_unknown_word_in_braces_is_refused() -> None:
    with pytest.raises(InvalidArgument) as raised:
        render_pages(sample(texts={"form.submit": "Join {company}"}))
    assert str(raised.value) == (
        "texts['form.submit'] is 'Join {company}', but only these words may stand in braces, and no brace alone: "
        "brand, business, calling_code, confirm, countries, country, email, example, frequency, kinds, "
        "programme, return, website"
    )


@pytest.mark.parametrize(
    "text", ["Join {brand", "Join {brand.__class__}", "Join {0}", "Join {}", "{brand!r}", "{{brand}}"]
)
def test_a_text_with_braces_that_say_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidArgument):
        render_pages(sample(texts={"form.submit": text}))


def test_english_itself_has_only_known_words_in_braces() -> None:
    assert render_pages(sample(texts=dict(ENGLISH))) == render_pages(sample())


def test_the_policy_allows_nothing_but_the_site_itself() -> None:
    assert CONTENT_SECURITY_POLICY == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def test_the_security_headers_are_these() -> None:
    assert dict(SECURITY_HEADERS) == {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), "
        "browsing-topics=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Strict-Transport-Security": "max-age=63072000",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
