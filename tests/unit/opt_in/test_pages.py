"""From a programme to its pages."""

from __future__ import annotations

from collections.abc import Mapping

from cdk_messaging.opt_in.pages import sign_up_pages
from tests.unit.opt_in.made import programme


def pages(*countries: str, **changes: object) -> Mapping[str, str]:
    return sign_up_pages(programme(**changes), allowed_countries=countries or ("GB",), register_path="/v1/register")


def test_the_form_posts_the_version_of_the_very_text_that_it_shows() -> None:
    page = pages()["index.html"]
    facts = programme()
    assert facts.consent in page
    assert f'value="{facts.consent_version}"' in page


def test_the_form_posts_to_the_register_operation() -> None:
    assert 'action="/v1/register"' in pages()["index.html"]


def test_the_first_country_is_chosen() -> None:
    page = pages("SE", "GB")["index.html"]
    assert "Sweden (+46)" in page
    assert 'selected value="SE"' in page


def test_countries_have_the_names_of_the_pages_language() -> None:
    assert "Vereinigtes Königreich (+44)" in pages("GB", "US", locale="de")["index.html"]


def test_people_see_the_words_that_bring_them_back_and_that_confirm() -> None:
    page = pages(confirm_keyword="JOIN")["thanks.html"]
    assert "JOIN" in page


def test_there_is_a_page_for_everything_that_the_function_redirects_to() -> None:
    assert {"index.html", "thanks.html", "problem.html"} <= set(pages())


def test_terms_and_privacy_are_hosted_unless_they_are_elsewhere() -> None:
    assert {"terms.html", "privacy.html"} <= set(pages())
    elsewhere = pages(terms_url="https://www.example.com/t", privacy_url="https://www.example.com/p")
    assert "https://www.example.com/t" in elsewhere["index.html"]
    assert "https://www.example.com/p" in elsewhere["index.html"]
