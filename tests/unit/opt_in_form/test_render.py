"""What the files of a sign-up site are, and how they hang together."""

from __future__ import annotations

import re

import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in.form.content import Language
from cdk_messaging.opt_in.form.render import render_pages, static_files
from cdk_messaging.opt_in.form.texts import API_ERROR_CODES, ENGLISH
from tests.unit.opt_in_form.reading import read
from tests.unit.opt_in_form.sample import EVERY_FIELD, UNITED_KINGDOM, mixed, sample

HTML = ("index.html", "thanks.html", "problem.html", "terms.html", "privacy.html")


def test_a_site_is_these_files() -> None:
    assert sorted(render_pages(sample())) == sorted(HTML)


def test_all_forms_share_these_files() -> None:
    assert sorted(static_files()) == [
        "captcha.js",
        "embed.js",
        "favicon.svg",
        "form.css",
        "form.js",
        "frame.js",
        "problems.js",
        "words.js",
    ]


def test_the_shared_files_are_found_below_the_root() -> None:
    page = read(render_pages(sample(root="/forms/"))["index.html"])
    loaded = [e.attributes.get("src") or e.attributes["href"] for e in page.elements if e.tag in {"script", "link"}]
    assert loaded == ["/forms/favicon.svg", "/forms/form.css", "/forms/frame.js", "/forms/form.js"]


def test_scripts_import_nothing_but_shared_files() -> None:
    imported = {name for text in static_files().values() for name in re.findall(r'from "\./([a-z]+\.js)"', text)}
    assert imported == {"captcha.js", "problems.js", "words.js"}


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
    known = {*pages, *(f"/{file}" for file in static_files())}
    assert [address for address in local if address not in known] == []
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
    scripts = "".join(text for name, text in static_files().items() if name.endswith(".js"))
    shown = set(re.findall(r'"((?:error|status)\.[a-z_]+)"', scripts))
    page = read(render_pages(sample())["index.html"])
    given = {e.attributes["data-text"] for e in page.elements if "data-text" in e.attributes}
    assert shown
    assert shown - given == set()


def test_every_field_has_words_for_being_missing_and_for_being_wrong() -> None:
    page = read(render_pages(mixed(fields=EVERY_FIELD))["index.html"])
    given = {e.attributes["data-text"] or "": e.text for e in page.elements if "data-text" in e.attributes}
    assert {
        key: given[key] for key in given if key.endswith((".email", ".size", ".birthday", ".visits", ".adult"))
    } == {
        "error.missing_field.email": "Fill in \u201cE-mail address\u201d.",
        "error.invalid_field.email": "Enter a complete e-mail address, such as name@example.com.",
        "error.missing_field.size": "Choose an answer for \u201cShoe size\u201d.",
        "error.invalid_field.size": "Choose one of the answers for \u201cShoe size\u201d.",
        "error.missing_field.birthday": "Fill in \u201cDate of birth\u201d.",
        "error.invalid_field.birthday": "Enter a complete date for \u201cDate of birth\u201d.",
        "error.missing_field.visits": "Fill in \u201cVisits a month\u201d.",
        "error.invalid_field.visits": "Enter a number in digits for \u201cVisits a month\u201d.",
        "error.missing_field.adult": "Tick \u201cI am 18 or older\u201d to go on.",
        "error.invalid_field.adult": "This is not something we can use. Check it for stray characters and for its "
        "length.",
    }


def test_the_form_names_itself_and_its_language() -> None:
    page = read(render_pages(sample(source="kiosk", locale="en-GB"))["index.html"])
    hidden = {
        e.attributes["name"]: e.attributes["value"] for e in page.all("input") if e.attributes["type"] == "hidden"
    }
    assert hidden == {"consent_version": "0123456789abcdef", "source": "kiosk", "locale": "en-GB"}


def test_the_form_in_other_languages_is_linked_to_in_their_own_words() -> None:
    languages = (
        Language(locale="en-US", name="English", path="/index.html"),
        Language(locale="de-DE", name="Deutsch", path="/de-DE/index.html"),
    )
    page = read(render_pages(sample(languages=languages))["index.html"])
    links = [a for a in page.all("a") if "hreflang" in a.attributes]
    assert [(a.text, a.attributes) for a in links] == [
        ("Deutsch", {"href": "/de-DE/index.html", "lang": "de-DE", "hreflang": "de-DE"})
    ]


def test_a_form_in_one_language_links_to_no_other() -> None:
    assert 'class="languages"' not in render_pages(sample())["index.html"]


def test_a_text_can_be_replaced() -> None:
    page = read(render_pages(sample(texts={"form.submit": "Join {brand}"}))["index.html"])
    assert page.all("button")[0].text == "Join Example Corp"


def test_a_text_with_an_unknown_key_is_refused() -> None:
    with pytest.raises(InvalidArgument) as raised:
        render_pages(sample(texts={"form.sumbit": "Join"}))
    assert str(raised.value) == (
        "texts has the key 'form.sumbit', which no page shows; "
        "the keys are those of cdk_messaging.opt_in.form.texts.KEYS"
    )


def test_a_text_with_an_unknown_word_in_braces_is_refused() -> None:
    with pytest.raises(InvalidArgument) as raised:
        render_pages(sample(texts={"form.submit": "Join {company}"}))
    assert str(raised.value) == (
        "texts['form.submit'] is 'Join {company}', but only these words may stand in braces, and no brace alone: "
        "brand, business, calling_code, confirm, countries, country, email, example, fields, frequency, kinds, "
        "programme, provider, return, website"
    )


@pytest.mark.parametrize(
    "text", ["Join {brand", "Join {brand.__class__}", "Join {0}", "Join {}", "{brand!r}", "{{brand}}"]
)
def test_a_text_with_braces_that_say_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidArgument):
        render_pages(sample(texts={"form.submit": text}))


def test_english_itself_has_only_known_words_in_braces() -> None:
    assert render_pages(sample(texts=dict(ENGLISH))) == render_pages(sample())
