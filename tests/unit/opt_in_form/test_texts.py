"""The words of the pages, language by language."""

from __future__ import annotations

import re

import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in.form.render import render_pages
from cdk_messaging.opt_in.form.texts import BUILT_IN, ENGLISH, KEYS, built_in_texts
from tests.unit.opt_in_form.hebrew import TEXTS, hebrew
from tests.unit.opt_in_form.reading import read
from tests.unit.opt_in_form.sample import promotional, sample

LANGUAGES = sorted(BUILT_IN)


def test_these_languages_are_built_in() -> None:
    assert LANGUAGES == ["de", "en", "es", "fr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_built_in_language_has_all_words(language: str) -> None:
    assert sorted(BUILT_IN[language]) == sorted(KEYS)
    assert [key for key, text in BUILT_IN[language].items() if not text.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_names_the_same_facts(language: str) -> None:
    def words(text: str) -> set[str]:
        return set(re.findall(r"{[a-z_]+}", text))

    assert {key for key, text in BUILT_IN[language].items() if words(text) != words(ENGLISH[key])} == set()


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_a_translation_leaves_nothing_in_english(language: str) -> None:
    same_word = {"facts.cost", "about.website", "nav.label", "about.email", "about.post", "error.title_prefix"}
    same = {key for key, text in BUILT_IN[language].items() if text == ENGLISH[key]}
    assert same - same_word == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("content", [sample, promotional])
def test_a_page_is_rendered_in_a_built_in_language(language: str, content: object) -> None:
    pages = render_pages(content(locale=f"{language}-XX"))  # type: ignore[operator]
    assert BUILT_IN[language]["form.submit"] in pages["index.html"]
    assert "{" not in "".join(pages.values())


def test_the_words_of_a_language_serve_all_its_regions() -> None:
    assert built_in_texts("de-AT") == built_in_texts("DE") == BUILT_IN["de"]


def test_a_language_without_built_in_words_needs_them_all() -> None:
    some = {key: text for key, text in TEXTS.items() if key not in {"form.submit", "error.reload"}}
    with pytest.raises(InvalidArgument) as raised:
        render_pages(hebrew(texts=some))
    assert str(raised.value) == (
        f"the locale 'he-IL' has no built-in words, and texts lacks 2 of {len(KEYS)}: form.submit, error.reload; "
        "give a text for each"
    )


def test_a_language_with_all_words_of_its_own_is_rendered() -> None:
    page = read(render_pages(hebrew())["index.html"])
    assert page.all("html")[0].attributes == {"lang": "he-IL", "dir": "rtl"}
    assert page.all("button")[0].text == TEXTS["form.submit"]


def test_on_a_right_to_left_page_numbers_keep_their_direction() -> None:
    page = read(render_pages(hebrew())["index.html"])
    assert [option.text for option in page.all("option")] == [
        "\u05d0\u05e8\u05e6\u05d5\u05ea \u05d4\u05d1\u05e8\u05d9\u05ea (\u2066+1\u2069)",
        "\u05d9\u05e9\u05e8\u05d0\u05dc (\u2066+972\u2069)",
    ]
    assert page.one("phone").attributes["dir"] == "ltr"


def test_a_left_to_right_page_holds_no_direction_marks() -> None:
    assert re.findall("[\u2066-\u2069]", "".join(render_pages(sample()).values())) == []
