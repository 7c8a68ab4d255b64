"""The checks that every browser test makes can fail."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import Watch
from tests.browser.site import Site

pytestmark = pytest.mark.browser

PIXEL = "<img src='http://example.invalid/pixel.png' alt=''>"


def notice(browser: Browser, site: Site, content: str) -> Watch:
    """What is noticed of a page with that content."""
    watch = Watch()
    site.files["bad.html"] = f"<!DOCTYPE html><html lang='en'><title>bad</title>{content}</html>"
    context = browser.new_context()
    try:
        page = context.new_page()
        watch.over(page)
        page.goto(site.url("bad.html"))
    finally:
        context.close()
    return watch


@pytest.mark.parametrize("content", ["<script>window.x = 1</script>", "<p style='color: red'>text</p>", PIXEL])
def test_what_the_policy_forbids_is_noticed(browser: Browser, site: Site, content: str) -> None:
    assert len(notice(browser, site, content).violations) == 1


def test_an_image_of_a_foreign_host_is_noticed_even_without_a_policy(browser: Browser, site: Site) -> None:
    site.headers = {}
    assert notice(browser, site, PIXEL).foreign == ["http://example.invalid/pixel.png"]


def test_an_error_of_a_script_is_noticed(browser: Browser, site: Site) -> None:
    site.files["broken.js"] = "throw new Error('broken on purpose')"
    assert notice(browser, site, "<script src='broken.js'></script>").crashes == ["broken on purpose"]
