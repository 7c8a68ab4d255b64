"""Fields of every type: how they are filled in, sent, and said to be wrong."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, ServeForm
from tests.browser.site import Site
from tests.unit.opt_in_form.sample import EVERY_FIELD, sample

pytestmark = pytest.mark.browser

WRONG = {
    "name": "Check \u201cYour name\u201d for stray characters and for its length.",
    "email": "Enter a complete e-mail address, such as name@example.com.",
    "size": "Choose one of the answers for \u201cShoe size\u201d.",
    "birthday": "Enter a complete date for \u201cDate of birth\u201d.",
    "visits": "Enter a number in digits for \u201cVisits a month\u201d.",
    "adult": "This is not something we can use. Check it for stray characters and for its length.",
}


@pytest.fixture
def every(serve_form: ServeForm) -> Site:
    """A form with a field of each type."""
    return serve_form(sample(fields=EVERY_FIELD))


def fill_in(page: Page) -> None:
    """Fill in what is required."""
    page.get_by_label("Your name").fill("Ada Lovelace")
    page.get_by_label("E-mail address").fill("ada@example.com")
    page.get_by_label("Shoe size").select_option("Large")
    page.get_by_label("I am 18 or older").check()
    page.get_by_label("Mobile phone number").fill("(201) 555-0123")
    page.locator("#consent").check()


def sign_up(page: Page) -> None:
    """Press the button."""
    page.get_by_role("button", name="Sign up").click()


def test_values_are_sent_with_their_types(page: Page, every: Site) -> None:
    page.goto(every.url())
    fill_in(page)
    page.get_by_label("Date of birth").fill("1990-12-31")
    page.get_by_label("Visits a month").fill("2.5")
    sign_up(page)
    page.wait_for_url("**/thanks.html")
    sent = every.received[0].json
    assert {name: sent[name] for name in ("name", "email", "size", "birthday", "visits", "adult", "member")} == {
        "name": "Ada Lovelace",
        "email": "ada@example.com",
        "size": "l",
        "birthday": "1990-12-31",
        "visits": 2.5,
        "adult": True,
        "member": False,
    }


def test_what_is_left_empty_is_left_out(page: Page, every: Site) -> None:
    page.goto(every.url())
    fill_in(page)
    sign_up(page)
    page.wait_for_url("**/thanks.html")
    assert {"birthday", "visits", "captcha_token", "terms"}.isdisjoint(every.received[0].json)


def test_an_empty_form_names_all_that_is_missing_in_the_order_of_the_form(page: Page, every: Site) -> None:
    page.goto(every.url())
    sign_up(page)
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text(
        [
            "Fill in \u201cYour name\u201d.",
            "Fill in \u201cE-mail address\u201d.",
            "Choose an answer for \u201cShoe size\u201d.",
            "Tick \u201cI am 18 or older\u201d to go on.",
            "Enter your mobile phone number.",
            "Tick the box if you agree to get our texts. Without it we must not text you.",
        ]
    )
    assert every.received == []


def test_what_the_browser_knows_to_be_wrong_is_told_before_anything_is_sent(page: Page, every: Site) -> None:
    page.goto(every.url())
    fill_in(page)
    page.get_by_label("E-mail address").fill("ada at example.com")
    page.get_by_label("Visits a month").press_sequentially("-e")
    page.get_by_label("Date of birth").press_sequentially("12")
    sign_up(page)
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text(
        [WRONG["email"], WRONG["birthday"], WRONG["visits"]]
    )
    expect(page.locator("[aria-invalid=true]")).to_have_count(3)
    assert every.received == []


@pytest.mark.parametrize("field", WRONG)
def test_a_field_that_the_api_refuses_says_so_beside_it(page: Page, every: Site, field: str) -> None:
    every.answer(400, {"code": "invalid_field", "message": "no", "field": field})
    page.goto(every.url())
    fill_in(page)
    sign_up(page)
    expect(page.locator(f"[data-error-for={field}]")).to_have_text(WRONG[field])
    expect(page.locator(f"[name={field}]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[aria-invalid=true]")).to_have_count(1)


def test_an_error_is_read_before_the_hint(page: Page, every: Site) -> None:
    page.goto(every.url())
    sign_up(page)
    expect(page.get_by_label("Shoe size")).to_have_accessible_description(
        "Choose an answer for \u201cShoe size\u201d. As on the label in your shoe."
    )


def test_optional_fields_say_that_they_are(page: Page, every: Site) -> None:
    page.goto(every.url())
    expect(page.locator("label:has(.optional)")).to_have_text(
        ["Date of birth (optional)", "Visits a month (optional)", "I am a member (optional)"]
    )


def test_browsers_are_told_what_they_may_fill_in(page: Page, every: Site) -> None:
    page.goto(every.url())
    tokens = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.field [autocomplete]')].map(e => [e.name, e.autocomplete]))"
    )
    assert tokens == {
        "name": "name",
        "email": "email",
        "size": "off",
        "birthday": "bday",
        "visits": "off",
        "phone": "tel",
    }


def test_without_scripts_every_field_is_posted(new_page: NewPage, every: Site) -> None:
    every.answer(303, location="/thanks.html")
    page = new_page(java_script_enabled=False)
    page.goto(every.url())
    fill_in(page)
    page.get_by_label("Visits a month").fill("2")
    sign_up(page)
    page.wait_for_url("**/thanks.html")
    assert every.received[0].form == {
        "name": "Ada Lovelace",
        "email": "ada@example.com",
        "size": "l",
        "visits": "2",
        "adult": "yes",
        "phone": "(201) 555-0123",
        "country": "US",
        "consent": "yes",
        "consent_version": "0123456789abcdef",
        "source": "web",
        "locale": "en-US",
    }
