"""A real browser, and servers of the pages that it opens. A new context for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from cdk_messaging.opt_in.form.content import FormContent
from cdk_messaging.opt_in.form.headers import security_headers
from cdk_messaging.opt_in.form.render import render_pages, static_files
from tests.browser.chromium import MISSING, Watch
from tests.browser.fake_phone import FakePhone
from tests.browser.site import Site, serve
from tests.unit.opt_in_form.sample import sample

PHONE = Path(__file__).parents[2] / "sandbox" / "phone"

NewPage = Callable[..., Page]
ServeForm = Callable[..., Site]


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails any test in which a page broke its policy, asked a foreign host or threw an error."""
    seen = Watch()
    yield seen
    assert seen == Watch()


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[NewPage]:
    """Opens a page in a context of its own, with Playwright's options of contexts."""
    contexts = []

    def make(**options: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "locale": "en-US", **options})  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        watch.over(page)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page in a window of a desktop computer."""
    return new_page()


@pytest.fixture
def serve_form() -> Iterator[ServeForm]:
    """Serves a form with CloudFront's headers. Its API accepts every sign-up until the test says otherwise."""
    with ExitStack() as running:

        def make(content: FormContent, *, frame_ancestors: tuple[str, ...] = ()) -> Site:
            captcha = None if content.captcha is None else content.captcha.provider
            headers = security_headers(frame_ancestors=frame_ancestors, captcha=captcha)
            files = {**render_pages(content), **static_files()}
            site = running.enter_context(serve(files, headers=headers, api_prefix="/v1/"))
            site.answer(202, {"status": "accepted", "message": "if this number can receive our texts, look at it"})
            return site

        yield make


@pytest.fixture
def site(serve_form: ServeForm) -> Site:
    """The site of the form that most tests fill in: transactional, with a name."""
    return serve_form(sample())


@pytest.fixture
def fake() -> FakePhone:
    """The emulator behind the virtual phone. Nobody has been texted yet."""
    return FakePhone()


@pytest.fixture
def phone_site(fake: FakePhone) -> Iterator[Site]:
    """The virtual phone's page at ``/_phone/``."""
    files = {file.name: file.read_text(encoding="utf-8") for file in PHONE.iterdir() if file.is_file()}
    files["index.html"] = files["page.html"]
    with serve(files, headers={}, api_prefix="/_phone/api/", prefix="/_phone/") as running:
        running.api = fake
        yield running


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it loudly when the pages were not tested."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if MISSING in str(report.longrepr)]
    if skipped:
        terminalreporter.section("BROWSER TESTS DID NOT RUN", sep="!", red=True, bold=True)
        terminalreporter.write_line(f"{len(skipped)} tests were skipped, because {MISSING}.", red=True, bold=True)
