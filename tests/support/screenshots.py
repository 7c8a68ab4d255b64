"""Takes the README's pictures of the deployed pages: ``python -m tests.support.screenshots``."""

from __future__ import annotations

import sys

from playwright.sync_api import Page, expect

from sandbox.cdk_cli import ROOT
from sandbox.deployment import Deployment, Steps
from sandbox.process import Sandbox
from tests.browser.chromium import launch
from tests.support.chromium import ADVICE, find_chromium

IMAGES = ROOT / "docs" / "images"


def main() -> int:
    """Deploy, sign up, answer, and keep what it looks like."""
    chromium = find_chromium()
    if chromium is None:
        print(ADVICE, file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    with Sandbox() as sandbox, launch(chromium) as browser:
        deployment = Deployment(sandbox, "local", Steps())
        deployment.deploy()
        page = browser.new_page(viewport={"width": 1180, "height": 900}, locale="en-US")
        _form(page, sandbox.browser_url(deployment.outputs["FormUrl"]))
        _phone(page, sandbox)
    return 0


def _form(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_label("Your name").fill("Ada Lovelace")
    page.get_by_label("Mobile phone number").fill("(206) 555-0142")
    page.get_by_role("checkbox").check()
    page.screenshot(path=IMAGES / "form.png", full_page=True)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your phone")


def _phone(page: Page, sandbox: Sandbox) -> None:
    page.set_viewport_size({"width": 1440, "height": 860})
    page.goto(f"{sandbox.phone_url}#+12065550142")
    thread = page.get_by_role("log")
    expect(thread).to_contain_text("Reply YES", timeout=30_000)
    page.get_by_role("button", name="YES", exact=True).click()
    expect(thread).to_contain_text("You now get", timeout=30_000)
    page.screenshot(path=IMAGES / "phone.png")


if __name__ == "__main__":
    sys.exit(main())
