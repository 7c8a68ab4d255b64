"""The virtual phone for people who zoom or use a screen reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import complaints
from tests.browser.chromium import overflow
from tests.browser.conftest import NewPage
from tests.browser.fake_phone import PERSON, FakePhone, conversation
from tests.browser.site import Answer, Site

pytestmark = pytest.mark.browser


def nobody(page: Page, site: Site) -> None:
    """Before anything happened."""
    site.api = FakePhone()
    page.goto(site.url("_phone/"))
    expect(page.get_by_text("Nobody was texted yet.")).to_be_visible()


def talking(page: Page, site: Site) -> None:
    """In a conversation, with an event record opened."""
    site.api = conversation()
    page.goto(site.url(f"_phone/#{PERSON}"))
    expect(page.get_by_role("log").get_by_role("listitem")).to_have_count(4)
    page.get_by_text("Event record").click()


def refused(page: Page, site: Site) -> None:
    """With every error shown."""
    phone = conversation()
    phone.refusal = Answer(400, {"code": "no_recipient", "message": "nobody texted this phone yet"})
    site.api = phone
    page.goto(site.url(f"_phone/#{PERSON}"))
    page.get_by_role("button", name="YES").click()
    expect(page.get_by_role("alert")).not_to_be_empty()
    page.get_by_role("button", name="Open").click()


STATES: dict[str, Callable[[Page, Site], None]] = {"nobody": nobody, "talking": talking, "refused": refused}


@pytest.mark.parametrize("state", STATES)
def test_axe_has_no_complaint_in_light_and_dark(new_page: NewPage, phone_site: Site, state: str) -> None:
    page = new_page(bypass_csp=True)
    STATES[state](page, phone_site)
    assert complaints(page) == []
    page.emulate_media(color_scheme="dark")
    assert complaints(page) == []


@pytest.mark.parametrize("state", STATES)
def test_at_320_pixels_nothing_scrolls_sideways(new_page: NewPage, phone_site: Site, state: str) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    STATES[state](page, phone_site)
    assert overflow(page) <= 0
