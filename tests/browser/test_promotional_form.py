"""Forms whose phone number is optional: promotional ones with one box for texts, mixed ones with two."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from cdk_messaging.opt_in.form.content import Box
from cdk_messaging.opt_in.form.render import render_pages
from tests.browser.chromium import tab_to
from tests.browser.conftest import NewPage, ServeForm
from tests.browser.site import Site
from tests.unit.opt_in_form.sample import mixed, promotional

pytestmark = pytest.mark.browser

TICK = (
    "Tick a box if you agree to get our texts, or leave the phone number empty. Without your consent we must not "
    "text you."
)


@pytest.fixture
def promotion(serve_form: ServeForm) -> Site:
    """A promotional form."""
    return serve_form(promotional())


@pytest.fixture
def both(serve_form: ServeForm) -> Site:
    """A mixed form."""
    return serve_form(mixed())


def fill_in(page: Page) -> None:
    """Fill in what is required: no phone number, no consent to texts."""
    page.get_by_label("Your name").fill("Ada Lovelace")
    page.get_by_label("E-mail address").fill("ada@example.com")
    page.get_by_label("I agree to the terms of service").check()


def sign_up(page: Page) -> None:
    """Press the button."""
    page.get_by_role("button", name="Sign up").click()


def test_nobody_needs_a_phone_number(page: Page, promotion: Site) -> None:
    page.goto(promotion.url())
    fill_in(page)
    sign_up(page)
    page.wait_for_url("**/thanks.html")
    assert promotion.received[0].json == {
        "name": "Ada Lovelace",
        "email": "ada@example.com",
        "country": "US",
        "consent": False,
        "terms": True,
        "consent_version": "0123456789abcdef",
        "source": "news",
        "locale": "en-US",
    }
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")


def test_number_and_box_are_sent_when_given(page: Page, promotion: Site) -> None:
    page.goto(promotion.url())
    fill_in(page)
    page.get_by_label("Mobile phone number").fill("(201) 555-0123")
    page.locator("[name=consent]").check()
    sign_up(page)
    page.wait_for_url("**/thanks.html")
    sent = promotion.received[0].json
    assert (sent["phone"], sent["consent"], sent["terms"]) == ("(201) 555-0123", True, True)


def test_a_number_without_a_box_is_asked_about(page: Page, promotion: Site) -> None:
    page.goto(promotion.url())
    fill_in(page)
    page.get_by_label("Mobile phone number").fill("(201) 555-0123")
    sign_up(page)
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text([TICK])
    expect(page.locator("[name=consent]")).to_have_attribute("aria-invalid", "true")
    assert promotion.received == []


def test_a_box_without_a_number_is_asked_about(page: Page, promotion: Site) -> None:
    page.goto(promotion.url())
    fill_in(page)
    page.locator("[name=consent]").check()
    sign_up(page)
    words = "Enter your mobile phone number, or untick the box for text messages."
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text([words])
    expect(page.locator("#phone-error")).to_have_text(words)
    assert promotion.received == []


def test_the_terms_have_to_be_agreed_to(page: Page, promotion: Site) -> None:
    page.goto(promotion.url())
    fill_in(page)
    page.get_by_label("I agree to the terms of service").uncheck()
    sign_up(page)
    expect(page.locator("#terms-error")).to_contain_text("Tick the box if you agree to the terms of service")
    assert promotion.received == []


@pytest.mark.parametrize(
    ("code", "field", "marked"),
    [
        ("consent_required", "consent_promotional", ["consent_transactional", "consent_promotional"]),
        ("consent_required", None, ["consent_transactional", "consent_promotional"]),
        ("missing_field", "terms", ["terms"]),
        ("missing_field", "phone", ["phone"]),
        ("missing_field", "email", ["email"]),
    ],
)
def test_a_refusal_stands_beside_its_boxes(
    page: Page, both: Site, code: str, field: str | None, marked: list[str]
) -> None:
    both.answer(400, {"code": code, "message": "no", **({"field": field} if field else {})})
    page.goto(both.url())
    fill_in(page)
    sign_up(page)
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(1)
    assert page.locator("[aria-invalid=true]").evaluate_all("found => found.map(e => e.name)") == marked


@pytest.mark.parametrize("ticked", ["consent_transactional", "consent_promotional"])
def test_either_box_of_a_mixed_form_will_do(page: Page, both: Site, ticked: str) -> None:
    page.goto(both.url())
    fill_in(page)
    page.get_by_label("Mobile phone number").fill("(201) 555-0123")
    page.locator(f"[name={ticked}]").check()
    sign_up(page)
    page.wait_for_url("**/thanks.html")
    boxes = ("consent_transactional", "consent_promotional")
    assert {name: both.received[0].json[name] for name in boxes} == {name: name == ticked for name in boxes}


def test_the_keyboard_alone_is_enough_and_reaches_the_links_beside_the_box(page: Page, both: Site) -> None:
    page.goto(both.url())
    tab_to(page, "[name=name]")
    page.keyboard.type("Ada")
    tab_to(page, "[name=email]")
    page.keyboard.type("ada@example.com")
    tab_to(page, "[name=phone]")
    page.keyboard.type("201 555 0123")
    tab_to(page, "[name=consent_promotional]")
    page.keyboard.press("Space")
    tab_to(page, "[name=terms]")
    page.keyboard.press("Space")
    tab_to(page, ".beside a[href='privacy.html']")
    tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thanks.html")
    assert both.received[0].json["consent_promotional"] is True


def test_a_link_beside_the_box_does_not_tick_it(page: Page, promotion: Site) -> None:
    page.goto(promotion.url())
    page.locator(".beside").get_by_role("link", name="Terms of service").click()
    page.wait_for_url("**/terms.html")
    page.go_back()
    expect(page.get_by_label("I agree to the terms of service")).not_to_be_checked()


def test_changed_consent_texts_are_shown_unticked(page: Page, both: Site) -> None:
    page.goto(both.url())
    fill_in(page)
    page.get_by_label("Mobile phone number").fill("(201) 555-0123")
    page.locator("[name=consent_promotional]").check()
    one = Box(kind="transactional", name="consent_transactional", text="I agree to alerts.")
    other = Box(kind="promotional", name="consent_promotional", text="I agree to news.")
    changed = mixed(boxes=(one, other), consent_version="fedcba9876543210")
    both.files["index.html"] = render_pages(changed)["index.html"]
    both.answer(409, {"code": "consent_text_changed", "message": "no", "field": "consent_version"})
    sign_up(page)
    expect(page.get_by_role("checkbox", name="I agree to news.")).not_to_be_checked()
    expect(page.get_by_label("I agree to the terms of service")).to_be_checked()
    expect(page.locator("#consent-error")).to_contain_text("Read the new text")
    both.answer(202, {"status": "accepted"})
    page.get_by_role("checkbox", name="I agree to news.").check()
    sign_up(page)
    page.wait_for_url("**/thanks.html")
    assert both.received[-1].json["consent_version"] == "fedcba9876543210"


def test_without_scripts_nobody_needs_a_phone_number(new_page: NewPage, both: Site) -> None:
    both.answer(303, location="/thanks.html")
    page = new_page(java_script_enabled=False)
    page.goto(both.url())
    fill_in(page)
    sign_up(page)
    page.wait_for_url("**/thanks.html")
    assert both.received[0].form == {
        "name": "Ada Lovelace",
        "email": "ada@example.com",
        "country": "US",
        "terms": "yes",
        "consent_version": "0123456789abcdef",
        "source": "shop",
        "locale": "en-US",
    }
