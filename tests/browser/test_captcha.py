"""A form that checks that a person fills it in. The provider's script is a stub; all else is as it is deployed."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from cdk_messaging.opt_in.form.content import CaptchaWidget
from tests.browser.axe import complaints
from tests.browser.chromium import overflow, tab_to
from tests.browser.conftest import NewPage, ServeForm
from tests.browser.site import Site
from tests.browser.test_form import fill_in
from tests.unit.opt_in_form.sample import sample

pytestmark = pytest.mark.browser

STUB = (Path(__file__).parent / "stub_captcha.js").read_text(encoding="utf-8")
MISSING = "Complete the check that you are a person, then sign up."
FAILED = "The check could not tell that you are a person. Do it once more, then sign up."


def widget(provider: str) -> CaptchaWidget:
    """The check of that provider, with the stub for its script."""
    return CaptchaWidget(provider=provider, site_key="the-site-key", script_url="/stub_captcha.js")


def with_captcha(serve_form: ServeForm, provider: str) -> Site:
    """A site whose form has that provider's check."""
    site = serve_form(sample(captcha=widget(provider)))
    site.files["stub_captcha.js"] = STUB
    return site


@pytest.fixture(params=["turnstile", "recaptcha"])
def either(serve_form: ServeForm, request: pytest.FixtureRequest) -> Site:
    """A site with the check of one provider, then of the other."""
    return with_captcha(serve_form, request.param)


@pytest.fixture
def turnstile(serve_form: ServeForm) -> Site:
    """A site with Turnstile's check."""
    return with_captcha(serve_form, "turnstile")


def be_a_person(page: Page) -> None:
    """Pass the check."""
    page.get_by_label("I am a person").check()


def sign_up(page: Page) -> None:
    """Press the button."""
    page.get_by_role("button", name="Sign up").click()


def words_beside_the_check(page: Page) -> str:
    """What stands beside the check."""
    return page.locator("[data-error-for=captcha_token]").inner_text()


def test_the_token_goes_along_with_the_sign_up(page: Page, either: Site) -> None:
    page.goto(either.url())
    fill_in(page)
    be_a_person(page)
    sign_up(page)
    page.wait_for_url("**/thanks.html")
    assert either.received[0].json["captcha_token"] == "token-1"
    assert "the-site-key" not in either.received[0].body


def test_turnstile_is_drawn_as_cloudflare_documents(page: Page, turnstile: Site) -> None:
    page.goto(turnstile.url())
    expect(page.get_by_label("I am a person")).to_be_visible()
    assert parse_qs(page.evaluate("stub.search.slice(1)")) == {
        "render": ["explicit"],
        "onload": ["signUpCaptchaIsReady"],
    }
    options = page.evaluate(
        "Object.fromEntries(Object.entries(stub.options).filter(([, v]) => typeof v != 'function'))"
    )
    assert options == {
        "sitekey": "the-site-key",
        "action": "sign-up",
        "language": "en-US",
        "size": "flexible",
        "theme": "auto",
        "response-field": False,
    }


def test_recaptcha_is_drawn_as_google_documents(new_page: NewPage, serve_form: ServeForm) -> None:
    page = new_page(color_scheme="dark")
    page.goto(with_captcha(serve_form, "recaptcha").url())
    expect(page.get_by_label("I am a person")).to_be_visible()
    assert parse_qs(page.evaluate("stub.search.slice(1)")) == {
        "render": ["explicit"],
        "onload": ["signUpCaptchaIsReady"],
        "hl": ["en-US"],
    }
    options = page.evaluate(
        "Object.fromEntries(Object.entries(stub.options).filter(([, v]) => typeof v != 'function'))"
    )
    assert options == {"sitekey": "the-site-key", "size": "normal", "theme": "dark"}


def test_without_the_check_nothing_is_sent_and_words_lead_to_it(page: Page, either: Site) -> None:
    page.goto(either.url())
    fill_in(page)
    sign_up(page)
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text([MISSING])
    assert words_beside_the_check(page) == MISSING
    page.get_by_role("link", name=MISSING).click()
    expect(page.locator("#captcha-widget")).to_be_focused()
    assert either.received == []


def test_an_expired_check_says_so_and_its_token_is_not_sent(page: Page, either: Site) -> None:
    page.goto(either.url())
    fill_in(page)
    be_a_person(page)
    page.evaluate("stub.expire()")
    assert words_beside_the_check(page) == "The check was too long ago. Do it once more, then sign up."
    sign_up(page)
    expect(page.get_by_role("link", name=MISSING)).to_be_visible()
    assert either.received == []


def test_an_expired_check_that_is_passed_again_clears_its_words(page: Page, turnstile: Site) -> None:
    page.goto(turnstile.url())
    fill_in(page)
    be_a_person(page)
    page.evaluate("stub.expire()")
    page.evaluate("stub.pass()")
    expect(page.locator("[data-error-for=captcha_token]")).to_be_hidden()
    sign_up(page)
    page.wait_for_url("**/thanks.html")
    assert turnstile.received[0].json["captcha_token"] == "token-2"


def test_a_check_that_fails_in_the_browser_says_so(page: Page, turnstile: Site) -> None:
    page.goto(turnstile.url())
    expect(page.get_by_label("I am a person")).to_be_visible()
    assert page.evaluate("stub.fail()") is True
    assert words_beside_the_check(page) == FAILED


def test_a_token_that_the_server_refuses_is_told_beside_the_check_and_a_new_one_is_needed(
    page: Page, turnstile: Site
) -> None:
    turnstile.answer(400, {"code": "captcha_failed", "message": "no", "field": "captcha_token"})
    page.goto(turnstile.url())
    fill_in(page)
    be_a_person(page)
    sign_up(page)
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text([FAILED])
    assert words_beside_the_check(page) == FAILED
    assert page.evaluate("stub.resets") == 1
    turnstile.answer(202, {"status": "accepted"})
    be_a_person(page)
    sign_up(page)
    page.wait_for_url("**/thanks.html")
    assert [sent.json["captcha_token"] for sent in turnstile.received] == ["token-1", "token-2"]


def test_any_refusal_asks_for_a_new_token_because_each_is_good_for_one_sign_up(page: Page, turnstile: Site) -> None:
    turnstile.answer(400, {"code": "number_invalid", "message": "no", "field": "phone"})
    page.goto(turnstile.url())
    fill_in(page)
    be_a_person(page)
    sign_up(page)
    expect(page.locator("#phone-error")).to_be_visible()
    sign_up(page)
    expect(page.get_by_role("link", name=MISSING)).to_be_visible()
    assert len(turnstile.received) == 1


def test_a_page_from_the_browsers_memory_asks_for_a_new_token(page: Page, turnstile: Site) -> None:
    page.goto(turnstile.url())
    fill_in(page)
    be_a_person(page)
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    sign_up(page)
    expect(page.get_by_role("link", name=MISSING)).to_be_visible()
    assert turnstile.received == []


def test_a_check_that_does_not_load_says_what_to_do(page: Page, turnstile: Site) -> None:
    del turnstile.files["stub_captcha.js"]
    page.goto(turnstile.url())
    expect(page.locator("[data-error-for=captcha_token]")).to_have_text(
        "The check that you are a person does not load. Allow content from Cloudflare Turnstile in your browser and "
        "reload the page, or write to us."
    )


def test_without_scripts_the_page_says_what_is_needed(new_page: NewPage, turnstile: Site) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(turnstile.url())
    # Not by its text: to Playwright, what stands in a noscript element is none.
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("noscript p")).to_contain_text("This form needs JavaScript")
    expect(page.locator("#captcha")).to_be_hidden()


def test_the_keyboard_reaches_the_check(page: Page, turnstile: Site) -> None:
    page.goto(turnstile.url())
    expect(page.get_by_label("I am a person")).to_be_visible()
    tab_to(page, "[aria-label='I am a person']")


def test_the_check_is_accessible_and_fits_a_small_screen(new_page: NewPage, turnstile: Site) -> None:
    page = new_page(bypass_csp=True, viewport={"width": 320, "height": 640})
    page.goto(turnstile.url())
    sign_up(page)
    assert complaints(page) == []
    assert overflow(page) <= 0
    assert page.evaluate("stub.options.size") == "compact"
