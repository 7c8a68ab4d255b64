"""What a person sees when a sign-up does not work: words, beside the field, with nothing lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from cdk_messaging.opt_in.form.content import Box
from cdk_messaging.opt_in.form.render import render_pages
from tests.browser.site import Site
from tests.browser.test_form import fill_in
from tests.unit.opt_in_form.sample import CONSENT_TEXT, UNITED_KINGDOM, sample

pytestmark = pytest.mark.browser

NAME_MISSING = "Fill in \u201cYour name\u201d."
TICK = "Tick the box if you agree to get our texts. Without it we must not text you."


def sign_up(page: Page, site: Site) -> None:
    """A sign-up that is filled in completely."""
    page.goto(site.url())
    fill_in(page)
    page.get_by_role("button", name="Sign up").click()


def refuse(site: Site, status: int, code: str, field: str | None = None) -> None:
    """Let the API refuse every sign-up so."""
    site.answer(status, {"code": code, "message": "the API's own words", **({"field": field} if field else {})})


def test_an_empty_form_names_every_field_that_is_missing_and_sends_nothing(page: Page, site: Site) -> None:
    page.goto(site.url())
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text(
        [NAME_MISSING, "Enter your mobile phone number.", TICK]
    )
    assert site.received == []


@pytest.mark.parametrize(
    ("field", "words"),
    [("name", NAME_MISSING), ("phone", "Enter your mobile phone number."), ("consent", TICK)],
)
def test_a_missing_field_is_marked_and_described(page: Page, site: Site, field: str, words: str) -> None:
    page.goto(site.url())
    page.get_by_role("button", name="Sign up").click()
    expect(page.locator(f"[name={field}]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(f"[name={field}]")).to_have_accessible_description(re.compile(f"^{re.escape(words)}"))
    expect(page.locator(f"[data-error-for~={field}]")).to_have_text(words)


def test_the_summary_gets_the_focus_and_leads_to_the_field(page: Page, site: Site) -> None:
    page.goto(site.url())
    page.get_by_role("button", name="Sign up").click()
    expect(page.locator("#error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your name")).to_be_focused()


def test_the_title_says_that_there_is_an_error(page: Page, site: Site) -> None:
    page.goto(site.url())
    page.get_by_role("button", name="Sign up").click()
    expect(page).to_have_title("Error: Sign up for order and delivery alerts by text message from Example Corp")


@pytest.mark.parametrize(
    ("code", "field", "words"),
    [
        ("number_invalid", "phone", "This is not a complete phone number. Check the digits and the country."),
        (
            "number_not_mobile",
            "phone",
            "This number cannot receive texts, as far as we can tell. Enter a mobile phone number.",
        ),
        (
            "country_not_allowed",
            "country",
            "We can only text numbers of these countries: Germany, United Kingdom, United States.",
        ),
        (
            "country_not_allowed",
            "phone",
            "We can only text numbers of these countries: Germany, United Kingdom, United States.",
        ),
        ("missing_field", "phone", "Enter your mobile phone number."),
        ("consent_required", "consent", TICK),
        (
            "invalid_field",
            "name",
            "Check \u201cYour name\u201d for stray characters and for its length.",
        ),
    ],
)
def test_a_refusal_stands_in_words_beside_its_field(page: Page, site: Site, code: str, field: str, words: str) -> None:
    refuse(site, 400, code, field)
    sign_up(page, site)
    expect(page.locator(f"[data-error-for~={field}]")).to_have_text(words)
    expect(page.locator(f"[name={field}]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[aria-invalid=true]")).to_have_count(1)


@pytest.mark.parametrize(
    ("code", "field"),
    [
        ("number_invalid", "phone"),
        ("number_not_mobile", "phone"),
        ("country_not_allowed", "country"),
        ("consent_required", "consent"),
    ],
)
def test_a_refusal_that_names_no_field_stands_beside_its_usual_one(
    page: Page, site: Site, code: str, field: str
) -> None:
    refuse(site, 400, code)
    sign_up(page, site)
    expect(page.locator("[aria-invalid=true]")).to_have_id(field)


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (429, "throttled", "There were too many sign-ups in a short time. Wait a few minutes, then try again."),
        (
            503,
            "unavailable",
            "We cannot take sign-ups right now. You are not signed up yet: try again in a few minutes.",
        ),
        (413, "too_large", "You sent more than we can take. Shorten what you typed."),
        (400, "unknown_field", "The form sent something that we do not know. Reload the page and try again."),
        (400, "invalid_request", "The form sent something that we do not expect. Reload the page and try again."),
        (418, "news_of_tomorrow", "the API's own words"),
        (502, "", "We cannot take sign-ups right now. You are not signed up yet: try again in a few minutes."),
        (404, "", "the API's own words"),
    ],
)
def test_what_no_field_can_mend_stands_in_the_summary(
    page: Page, site: Site, status: int, code: str, words: str
) -> None:
    refuse(site, status, code)
    sign_up(page, site)
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_text([words])
    expect(page.locator("[aria-invalid=true]")).to_have_count(0)


def test_a_blocked_sign_up_without_any_words_still_gets_some(page: Page, site: Site) -> None:
    site.answer(403, "not the API's shape")
    sign_up(page, site)
    expect(page.get_by_role("alert")).to_contain_text("We could not take this sign-up.")


def test_nothing_typed_is_lost_by_a_refusal(page: Page, site: Site) -> None:
    refuse(site, 400, "number_invalid", "phone")
    sign_up(page, site)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Your name")).to_have_value("Ada Lovelace")
    expect(page.get_by_label("Mobile phone number")).to_have_value("(201) 555-0123")
    expect(page.get_by_role("checkbox")).to_be_checked()


def test_a_second_try_after_a_refusal_works_and_clears_the_errors(page: Page, site: Site) -> None:
    refuse(site, 400, "number_invalid", "phone")
    sign_up(page, site)
    expect(page.get_by_role("alert")).to_be_visible()
    site.hold.clear()
    site.answer(202, {"status": "accepted"})
    page.get_by_role("button", name="Sign up").click()
    expect(page.locator("#error-summary")).to_be_hidden()
    expect(page.locator("[aria-invalid=true]")).to_have_count(0)
    site.hold.set()
    page.wait_for_url("**/thanks.html")


def test_offline_says_so_and_keeps_what_was_typed(page: Page, site: Site) -> None:
    page.goto(site.url())
    fill_in(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("alert")).to_contain_text("You seem to be offline.")
    expect(page.get_by_label("Your name")).to_have_value("Ada Lovelace")


def test_no_answer_at_all_says_that_trying_again_does_no_harm(page: Page, site: Site) -> None:
    page.goto(site.url())
    fill_in(page)
    page.route("**/v1/register", lambda route: route.abort("connectionreset"))
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("alert")).to_contain_text("a second one does no harm.")


def test_a_changed_consent_text_is_shown_unticked_with_everything_else_kept(page: Page, site: Site) -> None:
    page.goto(site.url())
    fill_in(page)
    box = Box(kind="transactional", name="consent", text="I agree to something new.")
    changed = sample(boxes=(box,), consent_version="fedcba9876543210")
    site.files["index.html"] = render_pages(changed)["index.html"]
    refuse(site, 409, "consent_text_changed", "consent_version")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("checkbox", name="I agree to something new.")).not_to_be_checked()
    expect(page.locator("#consent-error")).to_contain_text("Read the new text, then tick the box again if you agree.")
    expect(page.get_by_label("Your name")).to_have_value("Ada Lovelace")
    site.answer(202, {"status": "accepted"})
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url("**/thanks.html")
    assert site.received[-1].json["consent_version"] == "fedcba9876543210"


def test_a_changed_consent_text_that_cannot_be_fetched_asks_for_a_reload(page: Page, site: Site) -> None:
    page.goto(site.url())
    fill_in(page)
    del site.files["index.html"]
    refuse(site, 409, "consent_text_changed", "consent_version")
    page.get_by_role("button", name="Sign up").click()
    expect(page.locator("#consent-error")).to_have_text(
        "The consent text has changed since you opened the form. Reload the page to read the new one."
    )
    expect(page.get_by_text(CONSENT_TEXT)).to_be_visible()
    expect(page.get_by_role("checkbox")).not_to_be_checked()


def test_with_one_country_its_refusal_stands_beside_the_number(page: Page, site: Site) -> None:
    one = sample(countries=(UNITED_KINGDOM,), default_country="GB")
    site.files.update(render_pages(one))
    refuse(site, 400, "country_not_allowed", "country")
    sign_up(page, site)
    expect(page.locator("#phone-error")).to_have_text("We can only text numbers of these countries: United Kingdom.")
    assert site.received[0].json["country"] == "GB"


def test_an_answer_of_the_api_is_shown_as_text_and_never_as_markup(page: Page, site: Site) -> None:
    site.answer(400, {"code": "unheard_of", "message": "<img src=x onerror=alert(1)>"})
    sign_up(page, site)
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_text(["<img src=x onerror=alert(1)>"])
