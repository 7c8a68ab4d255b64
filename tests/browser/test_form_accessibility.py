"""The pages as people see them who zoom, use a screen reader, or have other needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from cdk_messaging.opt_in.form.content import FormContent, Language
from tests.browser.axe import complaints
from tests.browser.chromium import overflow
from tests.browser.conftest import NewPage, ServeForm
from tests.browser.site import Site
from tests.browser.test_form import fill_in
from tests.unit.opt_in_form.german import german_promotional
from tests.unit.opt_in_form.hebrew import hebrew, hebrew_promotional
from tests.unit.opt_in_form.sample import EVERY_FIELD, UNITED_KINGDOM, mixed, promotional, sample

pytestmark = pytest.mark.browser


def opened(path: str) -> Callable[[Page, Site], None]:
    """A page as it opens."""

    def open_it(page: Page, site: Site) -> None:
        page.goto(site.url(path))

    return open_it


def with_errors(page: Page, site: Site) -> None:
    """The form after somebody sent it empty."""
    page.goto(site.url())
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("alert")).to_be_visible()


def refused(page: Page, site: Site) -> None:
    """The form after the API could not take a sign-up."""
    site.answer(503, {"code": "unavailable", "message": "later"})
    page.goto(site.url())
    fill_in(page)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("alert")).to_be_visible()


def waiting(page: Page, site: Site) -> None:
    """The form while it waits."""
    site.hold.clear()
    page.goto(site.url())
    fill_in(page)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("status")).not_to_be_empty()


COLOUR_SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")

STATES = {
    "form": opened("index.html"),
    "form with errors": with_errors,
    "form refused": refused,
    "form waiting": waiting,
    "thanks": opened("thanks.html"),
    "problem": opened("problem.html"),
    "problem of a code": opened("problem.html#number_not_mobile"),
    "terms": opened("terms.html"),
    "privacy": opened("privacy.html"),
}

LANGUAGES = (
    Language(locale="de-DE", name="Deutsch", path="/de-DE/index.html"),
    Language(locale="he-IL", name="\u05e2\u05d1\u05e8\u05d9\u05ea", path="/he-IL/index.html"),
)

VARIANTS: dict[str, FormContent] = {
    "every field": sample(fields=EVERY_FIELD, languages=LANGUAGES),
    "one country": sample(countries=(UNITED_KINGDOM,), default_country="GB"),
    "promotional": promotional(),
    "mixed": mixed(fields=EVERY_FIELD),
    "German": german_promotional(languages=LANGUAGES),
    "Hebrew": hebrew(languages=LANGUAGES),
    "Hebrew, promotional": hebrew_promotional(),
    "French": mixed(locale="fr-FR"),
    "Spanish": mixed(locale="es-MX"),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_has_no_complaint_in_light_and_dark(new_page: NewPage, site: Site, state: str) -> None:
    page = new_page(bypass_csp=True, reduced_motion="reduce")
    STATES[state](page, site)
    for scheme in COLOUR_SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert complaints(page) == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_axe_has_no_complaint_about_any_form_and_its_errors(
    new_page: NewPage, serve_form: ServeForm, variant: str
) -> None:
    page = new_page(bypass_csp=True, reduced_motion="reduce")
    page.goto(serve_form(VARIANTS[variant]).url())
    for scheme in COLOUR_SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert complaints(page) == []
        page.locator("button[type=submit]").click()


@pytest.mark.parametrize("variant", VARIANTS)
def test_axe_has_no_complaint_about_the_pages_around_any_form(
    new_page: NewPage, serve_form: ServeForm, variant: str
) -> None:
    page = new_page(bypass_csp=True)
    site = serve_form(VARIANTS[variant])
    for name in ("thanks.html", "terms.html", "privacy.html"):
        page.goto(site.url(name))
        assert complaints(page) == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_at_320_pixels_no_form_and_none_of_its_errors_scroll_sideways(
    new_page: NewPage, serve_form: ServeForm, variant: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto(serve_form(VARIANTS[variant]).url())
    assert overflow(page) <= 0
    page.locator("button[type=submit]").click()
    assert overflow(page) <= 0


@pytest.mark.parametrize("variant", VARIANTS)
def test_text_of_twice_the_size_still_fits_a_window(new_page: NewPage, serve_form: ServeForm, variant: str) -> None:
    page = new_page(viewport={"width": 640, "height": 800})
    # What people set in their browser: the size that 1rem stands for.
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.goto(serve_form(VARIANTS[variant]).url())
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "32px"
    page.locator("button[type=submit]").click()
    assert overflow(page) <= 0
    cut = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML)"
    assert page.locator("p, label, legend, h1, h2, dd, dt, li, button").evaluate_all(cut) == []


def test_on_a_right_to_left_page_fields_and_numbers_keep_their_own_direction(page: Page, serve_form: ServeForm) -> None:
    page.goto(serve_form(hebrew_promotional()).url())
    checkbox, text = (page.locator(each).bounding_box() for each in ("#consent", "#consent-text"))
    assert checkbox is not None
    assert text is not None
    assert checkbox["x"] > text["x"] + text["width"]
    directions = "all => all.map(e => [e.name, getComputedStyle(e).direction, getComputedStyle(e).textAlign])"
    assert page.locator("[name=name], [name=email], [name=phone]").evaluate_all(directions) == [
        ["name", "rtl", "start"],
        ["email", "ltr", "end"],
        ["phone", "ltr", "end"],
    ]


def test_forced_colours_still_show_what_is_wrong(new_page: NewPage, site: Site) -> None:
    page = new_page(forced_colors="active")
    with_errors(page, site)
    outlined = page.locator("#phone").evaluate("e => getComputedStyle(e).outlineStyle")
    assert outlined == "solid"


def test_who_asks_for_less_motion_gets_none(new_page: NewPage, site: Site) -> None:
    page = new_page(reduced_motion="reduce")
    page.goto(site.url())
    moving = "all => all.filter(e => getComputedStyle(e).transitionDuration !== '0s').length"
    assert page.locator("*").evaluate_all(moving) == 0


def test_axe_does_complain_when_a_label_is_missing(new_page: NewPage, site: Site) -> None:
    site.files["index.html"] = site.files["index.html"].replace('<label for="phone">', "<label>")
    page = new_page(bypass_csp=True)
    page.goto(site.url())
    assert any(line.startswith("label:") for line in complaints(page))


@pytest.mark.parametrize("state", STATES)
def test_at_320_pixels_nothing_scrolls_sideways(new_page: NewPage, site: Site, state: str) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    STATES[state](page, site)
    assert overflow(page) <= 0


def test_at_320_pixels_not_even_a_very_long_word_scrolls_sideways(new_page: NewPage, site: Site) -> None:
    site.files["index.html"] = site.files["index.html"].replace("Example Corp", "Ex" + "a" * 200 + "mple")
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto(site.url())
    assert overflow(page) <= 0


@pytest.mark.parametrize("selector", ["#consent", "button[type=submit]", "[name=name]", "#country", "#phone", ".skip"])
def test_what_is_pressed_is_at_least_24_pixels_high_and_wide(page: Page, site: Site, selector: str) -> None:
    page.goto(site.url())
    if selector == ".skip":
        page.keyboard.press("Tab")
    box = page.locator(selector).bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24


def test_the_disclosures_stand_between_the_number_and_the_button(page: Page, site: Site) -> None:
    page.goto(site.url())
    order = page.evaluate("""() => [...document.querySelectorAll('#phone, #facts, #consent, button[type=submit]')]
        .map(element => element.id || element.type)""")
    assert order == ["phone", "facts", "consent", "submit"]


def test_the_help_is_in_the_same_place_on_every_page(page: Page, site: Site) -> None:
    seen = set()
    for name in ("index.html", "thanks.html", "problem.html", "terms.html", "privacy.html"):
        page.goto(site.url(name))
        seen.add(page.locator("footer").inner_html())
    assert len(seen) == 1
