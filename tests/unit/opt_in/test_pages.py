"""From forms to their pages."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import pytest

from cdk_messaging.opt_in import Field, FieldType, Form, ProgrammeType
from cdk_messaging.opt_in.page_paths import hosted_result_pages
from cdk_messaging.opt_in.pages import sign_up_pages
from tests.unit.opt_in.made import form, programme
from tests.unit.opt_in.test_programme import GERMAN, OFFERS, SPANISH


def render(*forms: Form, countries: tuple[str, ...] = ("GB",)) -> Mapping[str, str]:
    return sign_up_pages(forms, allowed_countries=countries, register_path="/v1/register")


def pages(*countries: str, **changes: Any) -> Mapping[str, str]:
    return render(form(**changes), countries=countries or ("GB",))


def mixed() -> Form:
    """A form of a mixed programme."""
    club = programme(id="club", confirm_keyword="JOIN", type=ProgrammeType.MIXED, promotional=OFFERS)
    return Form(programme=club, source="club", fields=(Field.full_name(), Field.email()))


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
    page = pages("GB", "US", translations=(GERMAN,))["de-DE/index.html"]
    assert "Vereinigtes Königreich (+44)" in page


def test_people_see_the_words_that_bring_them_back_and_that_confirm() -> None:
    page = pages(confirm_keyword="JOIN")["thanks.html"]
    assert "JOIN" in page
    assert "START" in page


def test_there_is_a_page_for_everything_that_the_function_redirects_to() -> None:
    forms = (form(translations=(GERMAN,)), mixed())
    targets = [path for each in hosted_result_pages(forms).values() for of in each.values() for path in of.values()]
    assert {path.removeprefix("/") for path in targets} <= set(render(*forms))


def test_terms_and_privacy_are_hosted_unless_they_are_elsewhere() -> None:
    assert {"terms.html", "privacy.html"} <= set(pages())
    elsewhere = pages(terms_url="https://www.example.com/t", privacy_url="https://www.example.com/p")
    assert not {"terms.html", "privacy.html"} & set(elsewhere)
    assert "https://www.example.com/t" in elsewhere["index.html"]
    assert "https://www.example.com/p" in elsewhere["index.html"]


def test_the_first_form_is_at_the_root_and_others_and_languages_are_in_folders() -> None:
    made = render(form(translations=(GERMAN, SPANISH)), form("kiosk", translations=(GERMAN, SPANISH)))
    assert {path for path in made if path.endswith("index.html")} == {
        "index.html",
        "de-DE/index.html",
        "es-US/index.html",
        "kiosk/index.html",
        "kiosk/de-DE/index.html",
        "kiosk/es-US/index.html",
    }


def test_files_that_all_pages_share_are_there_once() -> None:
    made = render(form(translations=(GERMAN,)), mixed())
    assert [path for path in made if path.endswith("form.js")] == ["form.js"]
    assert 'src="/form.js"' in made["club/index.html"]


def test_a_form_tells_its_source_and_its_languages_lead_to_each_other() -> None:
    made = render(form(), form("kiosk", id="other", confirm_keyword="JOIN", translations=(GERMAN,)))
    assert 'value="kiosk"' in made["kiosk/de-DE/index.html"]
    assert 'href="/kiosk/de-DE/index.html"' in made["kiosk/index.html"]
    assert "Deutsch" in made["kiosk/index.html"]
    assert 'href="/kiosk/index.html"' in made["kiosk/de-DE/index.html"]


def test_two_locales_of_a_language_are_told_apart_by_their_regions() -> None:
    made = render(form(translations=(GERMAN, dataclasses.replace(GERMAN, locale="de-AT"))))
    assert "Deutsch (Deutschland)" in made["index.html"]
    assert "Deutsch (Österreich)" in made["index.html"]


def test_a_mixed_form_has_a_box_a_kind_and_says_what_each_is_about_and_how_often() -> None:
    page = render(form(), mixed())["club/index.html"]
    assert 'name="consent_transactional"' in page
    assert 'name="consent_promotional"' in page
    assert 'name="terms"' in page
    assert "order alerts and offers" in page
    assert "order alerts: Up to 4 msgs/month; offers: Up to 2 msgs/month" in page
    assert "seasonal offers" in page


def test_fields_are_shown_in_the_language_of_the_page() -> None:
    store = Field(
        name="store",
        type=FieldType.BOOLEAN,
        label="I come by",
        labels={"de": "Ich komme vorbei"},
        hint="Any day.",
        hints={"de": "An jedem Tag."},
    )
    asked = Form(programme=programme(translations=(GERMAN,)), fields=(Field.full_name(), store))
    made = render(asked)
    assert all(words in made["index.html"] for words in ("Your name", "I come by", "Any day."))
    assert all(words in made["de-DE/index.html"] for words in ("Ihr Name", "Ich komme vorbei", "An jedem Tag."))


def test_the_business_is_shown_with_all_that_is_known_of_it() -> None:
    page = pages(postal_address="1 Example Street", support_phone="+1 201 555 0100")["index.html"]
    assert "1 Example Street" in page
    assert "+1 201 555 0100" in page


def test_words_of_a_page_can_be_replaced_for_one_language() -> None:
    own = dataclasses.replace(GERMAN, page_texts={"form.submit": "Los geht es"})
    made = pages(translations=(own,))
    assert "Los geht es" in made["de-DE/index.html"]
    assert "Los geht es" not in made["index.html"]


@pytest.mark.parametrize("path", ["index.html", "terms.html"])
def test_the_page_quotes_the_confirmation_that_is_sent(path: str) -> None:
    assert programme().confirmation.replace("&", "&amp;") in pages()[path]
