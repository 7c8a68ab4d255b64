"""The pages as people see them who zoom, use a screen reader, or have other needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import complaints
from tests.browser.chromium import overflow
from tests.browser.conftest import NewPage
from tests.browser.site import Site
from tests.browser.test_form import fill_in

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


@pytest.mark.parametrize("state", STATES)
def test_axe_has_no_complaint_in_light_and_dark(new_page: NewPage, site: Site, state: str) -> None:
    page = new_page(bypass_csp=True, reduced_motion="reduce")
    STATES[state](page, site)
    for scheme in COLOUR_SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert complaints(page) == []


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


@pytest.mark.parametrize("selector", ["#consent", "button[type=submit]", "#name", "#country", "#phone", ".skip"])
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
