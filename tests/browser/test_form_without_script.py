"""Signing up where no script runs: a plain form, answered with pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from cdk_messaging.opt_in.form.texts import API_ERROR_CODES
from tests.browser.conftest import NewPage
from tests.browser.site import Site
from tests.browser.test_form import fill_in

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(new_page: NewPage) -> Page:
    """A page on which no script runs."""
    return new_page(java_script_enabled=False)


def test_a_plain_post_ends_on_the_thanks(plain: Page, site: Site) -> None:
    site.answer(303, location="/thanks.html")
    plain.goto(site.url())
    fill_in(plain)
    plain.get_by_role("button", name="Sign up").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Check your phone")


def test_a_plain_post_sends_the_fields_that_the_api_knows(plain: Page, site: Site) -> None:
    site.answer(303, location="/thanks.html")
    plain.goto(site.url())
    fill_in(plain)
    plain.get_by_role("button", name="Sign up").click()
    plain.wait_for_url("**/thanks.html")
    assert [(sent.content_type, sent.form) for sent in site.received] == [
        (
            "application/x-www-form-urlencoded",
            {
                "name": "Ada Lovelace",
                "phone": "(201) 555-0123",
                "country": "US",
                "consent": "yes",
                "consent_version": "0123456789abcdef",
                "source": "web",
                "locale": "en-US",
            },
        )
    ]


def test_the_browser_itself_asks_for_what_is_missing(plain: Page, site: Site) -> None:
    plain.goto(site.url())
    plain.get_by_role("button", name="Sign up").click()
    expect(plain.get_by_label("Your name")).to_be_focused()
    assert site.received == []


@pytest.mark.parametrize("code", API_ERROR_CODES)
def test_a_refusal_has_words_of_its_own_and_only_those(plain: Page, site: Site, code: str) -> None:
    site.answer(303, location=f"/problem.html#{code}")
    plain.goto(site.url())
    fill_in(plain)
    plain.get_by_role("button", name="Sign up").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("You are not signed up yet")
    expect(plain.locator(f"#{code}")).to_be_visible()
    expect(plain.locator(".problem:visible, .problem-generic:visible")).to_have_count(1)


@pytest.mark.parametrize("fragment", ["", "#news_of_tomorrow"])
def test_an_unknown_refusal_has_general_words(plain: Page, site: Site, fragment: str) -> None:
    plain.goto(site.url(f"problem.html{fragment}"))
    expect(plain.locator(".problem:visible, .problem-generic:visible")).to_have_text(
        ["Something in the form was not right, or we could not take it. Nothing was sent."]
    )


def test_the_problem_leads_back_to_the_form(plain: Page, site: Site) -> None:
    plain.goto(site.url("problem.html#number_invalid"))
    plain.get_by_role("link", name="Back to the sign-up form").click()
    expect(plain.get_by_label("Mobile phone number")).to_be_visible()


def test_the_back_button_keeps_what_was_typed(plain: Page, site: Site) -> None:
    site.answer(303, location="/problem.html#number_invalid")
    plain.goto(site.url())
    fill_in(plain)
    plain.get_by_role("button", name="Sign up").click()
    plain.wait_for_url("**/problem.html*")
    plain.go_back()
    expect(plain.get_by_label("Your name")).to_have_value("Ada Lovelace")
