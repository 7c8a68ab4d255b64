"""Takes the pictures of the docs: ``python -m tests.support.screenshots``, or ``... pages`` for the sign-up pages only.

The sign-up pages are rendered from the tests' samples; the phone shows a sign-up that really went through the sandbox.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from cdk_messaging.opt_in.form.content import FormContent, Language
from cdk_messaging.opt_in.form.headers import security_headers
from cdk_messaging.opt_in.form.render import render_pages, static_files
from sandbox.cdk_cli import ROOT
from sandbox.deployment import Deployment, Steps
from sandbox.process import Sandbox
from tests.browser.chromium import launch
from tests.browser.site import serve
from tests.support.chromium import ADVICE, find_chromium
from tests.unit.opt_in_form.german import german
from tests.unit.opt_in_form.hebrew import hebrew_promotional
from tests.unit.opt_in_form.sample import mixed, promotional, sample

IMAGES = ROOT / "docs" / "images"
LARGEST = 150_000  # bytes; a page of docs loads many of them

LANGUAGES = (
    Language(locale="en-US", name="English", path="/index.html"),
    Language(locale="de-DE", name="Deutsch", path="/de-DE/index.html"),
    Language(locale="fr-FR", name="Fran\u00e7ais", path="/fr-FR/index.html"),
)


def as_it_opens(page: Page) -> None:
    """Nothing filled in."""


def filled_in(page: Page) -> None:
    """A sign-up that is ready to be sent."""
    page.get_by_label("Your name").fill("Ada Lovelace")
    page.get_by_label("Mobile phone number").fill("(206) 555-0142")
    page.locator("[name=consent]").check()


def sent_empty(page: Page) -> None:
    """What is missing, in words."""
    page.locator("button[type=submit]").click()
    page.mouse.move(0, 0)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture of a sign-up page: what it shows, how wide, how much smaller, and what happens before."""

    content: FormContent
    width: int = 1100
    height: int | None = None
    scale: float = 0.6
    act: Callable[[Page], None] = as_it_opens
    options: dict[str, str] = field(default_factory=dict)


PICTURES = {
    "form": Picture(content=sample(languages=LANGUAGES), scale=0.7, act=filled_in),
    "form-errors": Picture(content=sample(), height=1000, act=sent_empty),
    "form-promotional": Picture(content=promotional(), scale=0.65),
    "form-mixed": Picture(content=mixed(), scale=0.55),
    "form-german": Picture(content=german(languages=LANGUAGES)),
    "form-dark": Picture(content=promotional(), options={"color_scheme": "dark"}),
    "form-right-to-left": Picture(content=hebrew_promotional(languages=LANGUAGES)),
    "form-320": Picture(content=promotional(), width=320, height=1400, scale=1),
}


def take_pages(browser: Browser) -> None:
    """The sign-up pages, without an embedded AWS."""
    for name, picture in PICTURES.items():
        files = {**render_pages(picture.content), **static_files()}
        with serve(files, headers=security_headers(), api_prefix="/v1/") as site:
            page = browser.new_page(
                viewport={"width": picture.width, "height": picture.height or 900},
                device_scale_factor=picture.scale,
                locale="en-US",
                reduced_motion="reduce",
                **picture.options,  # type: ignore[arg-type]
            )
            page.goto(site.url())
            picture.act(page)
            page.evaluate("scrollTo(0, 0)")
            _keep(page, IMAGES / f"{name}.png", whole=picture.height is None)
            page.close()


def take_phone(browser: Browser) -> None:
    """The virtual phone with the texts of a sign-up at the deployed page."""
    with Sandbox() as sandbox:
        deployment = Deployment(sandbox, "local", Steps())
        deployment.deploy()
        page = browser.new_page(viewport={"width": 1440, "height": 860}, locale="en-US")
        page.goto(sandbox.browser_url(deployment.outputs["FormUrl"]))
        filled_in(page)
        page.get_by_role("button", name="Sign up").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Check your phone")
        page.goto(f"{sandbox.phone_url}#+12065550142")
        thread = page.get_by_role("log")
        expect(thread).to_contain_text("Reply YES", timeout=30_000)
        page.get_by_role("button", name="YES", exact=True).click()
        expect(thread).to_contain_text("You now get", timeout=30_000)
        page.screenshot(path=IMAGES / "phone.png")


def main(arguments: list[str]) -> int:
    """Take all pictures, or those of the pages only."""
    chromium = find_chromium()
    if chromium is None:
        print(ADVICE, file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    with launch(chromium) as browser:
        take_pages(browser)
        if arguments != ["pages"]:
            take_phone(browser)
    return 0


def _keep(page: Page, file: Path, *, whole: bool) -> None:
    taken = page.screenshot(path=file, full_page=whole)
    if len(taken) > LARGEST:
        raise ValueError(f"{file.name} is {len(taken)} bytes, {LARGEST} are allowed; make it smaller")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
