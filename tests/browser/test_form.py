"""Signing up with scripts switched on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import tab_to
from tests.browser.site import Site, until
from tests.unit.opt_in_form.sample import CONSENT_TEXT

pytestmark = pytest.mark.browser


def fill_in(page: Page) -> None:
    """Everything that a person fills in."""
    page.get_by_label("Your name").fill("Ada Lovelace")
    page.get_by_label("Mobile phone number").fill("(201) 555-0123")
    page.locator("[name=consent]").check()


def test_a_person_signs_up_and_is_told_to_look_at_the_phone(page: Page, site: Site) -> None:
    page.goto(site.url())
    fill_in(page)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your phone")
    expect(page.get_by_text("Reply YES to it to finish.")).to_be_visible()


def test_the_form_sends_what_was_typed_and_the_version_of_the_text_shown(page: Page, site: Site) -> None:
    page.goto(site.url())
    fill_in(page)
    page.get_by_label("Country of your phone number").select_option("GB")
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url("**/thanks.html")
    assert [(sent.method, sent.path, sent.json) for sent in site.received] == [
        (
            "POST",
            "/v1/register",
            {
                "name": "Ada Lovelace",
                "phone": "(201) 555-0123",
                "country": "GB",
                "consent": True,
                "consent_version": "0123456789abcdef",
                "source": "web",
                "locale": "en-US",
            },
        )
    ]


def test_the_keyboard_alone_is_enough(page: Page, site: Site) -> None:
    page.goto(site.url())
    tab_to(page, "[name=name]")
    page.keyboard.type("Ada")
    tab_to(page, "#country")
    page.keyboard.type("Germany")
    tab_to(page, "#phone")
    page.keyboard.type("01512 3456789")
    tab_to(page, "#consent")
    page.keyboard.press("Space")
    tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thanks.html")
    assert site.received[0].json["country"] == "DE"


def test_the_first_tab_stop_skips_to_the_main_part(page: Page, site: Site) -> None:
    page.goto(site.url())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


@pytest.mark.parametrize("label", ["Your name", "Country of your phone number", "Mobile phone number", CONSENT_TEXT])
def test_every_field_has_a_visible_label(page: Page, site: Site, label: str) -> None:
    page.goto(site.url())
    expect(page.get_by_label(label, exact=True)).to_have_count(1)
    expect(page.get_by_text(label, exact=True)).to_be_visible()


def test_the_consent_box_is_unchecked(page: Page, site: Site) -> None:
    page.goto(site.url())
    expect(page.get_by_role("checkbox")).not_to_be_checked()


def test_a_reload_unchecks_the_consent_box(page: Page, site: Site) -> None:
    page.goto(site.url())
    page.locator("[name=consent]").check()
    page.reload()
    expect(page.get_by_role("checkbox")).not_to_be_checked()


def test_the_whole_label_ticks_the_consent_box(page: Page, site: Site) -> None:
    page.goto(site.url())
    page.get_by_text(CONSENT_TEXT).click()
    expect(page.get_by_role("checkbox")).to_be_checked()


def test_the_example_number_follows_the_country(page: Page, site: Site) -> None:
    page.goto(site.url())
    page.get_by_label("Country of your phone number").select_option("GB")
    expect(page.get_by_label("Mobile phone number")).to_have_accessible_description(
        "For example 07400 123456, or with the country code, +44."
    )


def test_the_form_says_what_it_does_while_it_waits(page: Page, site: Site) -> None:
    site.hold.clear()
    page.goto(site.url())
    fill_in(page)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("status")).to_have_text("Sending your sign-up\u2026")
    expect(page.locator("form")).to_have_attribute("aria-busy", "true")


def test_after_a_while_the_form_says_that_it_is_still_sending(page: Page, site: Site) -> None:
    site.hold.clear()
    page.clock.install()
    page.goto(site.url())
    fill_in(page)
    page.get_by_role("button", name="Sign up").click()
    page.clock.run_for(5_000)
    expect(page.get_by_role("status")).to_have_text(
        "Still sending. This takes longer than usual; please stay on this page."
    )


def test_a_script_that_never_arrives_leaves_a_form_that_posts_itself(page: Page, site: Site) -> None:
    page.route("**/form.js", lambda route: route.abort())
    site.answer(303, location="/thanks.html")
    page.goto(site.url())
    fill_in(page)
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url("**/thanks.html")
    assert site.received[0].content_type == "application/x-www-form-urlencoded"


def test_a_page_from_the_browsers_memory_is_not_sending_any_more(page: Page, site: Site) -> None:
    site.hold.clear()
    page.goto(site.url())
    fill_in(page)
    page.get_by_role("button", name="Sign up").click()
    expect(page.locator("form")).to_have_attribute("aria-busy", "true")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator("form")).to_have_attribute("aria-busy", "false")
    expect(page.get_by_role("status")).to_be_empty()


def test_an_impatient_person_sends_only_one_sign_up(page: Page, site: Site) -> None:
    site.hold.clear()
    page.goto(site.url())
    fill_in(page)
    button = page.get_by_role("button", name="Sign up")
    for _ in range(3):
        button.click(force=True)
    until(lambda: len(site.received) > 0)
    site.hold.set()
    page.wait_for_url("**/thanks.html")
    assert len(site.received) == 1


def test_going_back_from_the_thanks_finds_a_form_that_can_be_sent_again(page: Page, site: Site) -> None:
    page.goto(site.url())
    fill_in(page)
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url("**/thanks.html")
    page.go_back()
    fill_in(page)
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url("**/thanks.html")
    assert len(site.received) == 2


def test_a_firewalls_challenge_is_not_taken_for_an_accepted_sign_up(page: Page, site: Site) -> None:
    site.answer(202, {})
    page.goto(site.url())
    fill_in(page)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("alert")).to_contain_text("We could not take this sign-up.")


def test_the_number_never_appears_in_an_address(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url())
    fill_in(page)
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url("**/thanks.html")
    assert [url for url in asked if "555" in url] == []
