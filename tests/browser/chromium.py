"""Starting a real Chromium, and keeping watch over what a page does in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

MISSING = "no Chromium was found: the pages were NOT tested. See `make test` for how to install one"

_ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def launch(executable: Path) -> Iterator[Browser]:
    """A browser for as long as the block lasts."""
    # Chromium refuses to run its sandbox as root, which is what containers run as.
    arguments = [*_ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watch:
    """What a page did that no page of ours may do."""

    violations: list[str] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Watch this page from now on."""
        page.on("console", self._heard)
        page.on("pageerror", self._crashed)
        page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.violations.append(message.text)

    def _crashed(self, error: Error) -> None:
        self.crashes.append(str(error))

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        host = address.hostname or ""
        own = host in {"127.0.0.1", "localhost"} or host.endswith(".localhost")
        if address.scheme in {"http", "https"} and not own:
            self.foreign.append(request.url)


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until that element has the focus.

    :raises AssertionError: when the keyboard does not reach it
    """
    for _ in range(60):
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


def overflow(page: Page) -> int:
    """By how many CSS pixels the page is wider than its window."""
    found: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return found
