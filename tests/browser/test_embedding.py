"""The form on a site of another origin: by a script tag, in a frame, and as a form of that site's own.

The sites are the pages of examples/embedding, with the address of the form under test put in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from cdk_messaging.opt_in.form.content import FormContent, Language
from tests.browser.axe import complaints
from tests.browser.conftest import NewPage, ServeForm
from tests.browser.site import Site, serve, until
from tests.unit.opt_in_form.sample import CONSENT_TEXT, sample

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "examples" / "embedding"
ADDRESS = "https://sign-up.example.com"


@dataclass(frozen=True)
class Host:
    """A site that embeds the form, and the form's own site."""

    origin: str
    form: Site

    def url(self, path: str) -> str:
        """Address of a page of the site that embeds."""
        return f"{self.origin}/{path}"


@pytest.fixture
def own_site() -> Iterator[Site]:
    """A site of another origin than the form's."""
    pages = {file.name: file.read_text(encoding="utf-8") for file in EXAMPLES.iterdir() if file.suffix != ".md"}
    with serve(pages, headers={}, api_prefix="/none/") as running:
        yield running


def embed(own_site: Site, serve_form: ServeForm, content: FormContent, *, allowed: bool = True) -> Host:
    """The site with the form in it."""
    # Another host name, so that it is another site too, and not only another port.
    origin = own_site.origin.replace("127.0.0.1", "localhost")
    form = serve_form(content, frame_ancestors=(origin if allowed else "https://other.example",))
    own_site.files.update({name: text.replace(ADDRESS, form.origin) for name, text in own_site.files.items()})
    return Host(origin, form)


@pytest.fixture
def host(own_site: Site, serve_form: ServeForm) -> Host:
    """A site that may embed the form."""
    return embed(own_site, serve_form, sample())


def fill_in(form: FrameLocator | Page) -> None:
    """Fill in the form, wherever it is."""
    form.get_by_label("Your name").fill("Ada Lovelace")
    form.get_by_label("Mobile phone number").fill("(201) 555-0123")
    form.locator("[name=consent]").check()


def height_of(page: Page) -> float:
    """How high the frame is."""
    found: float = page.locator("iframe").evaluate("frame => frame.getBoundingClientRect().height")
    return found


@pytest.mark.parametrize("path", ["script.html", "frame.html"])
def test_a_person_signs_up_in_a_frame(page: Page, host: Host, path: str) -> None:
    page.goto(host.url(path))
    form = page.frame_locator("iframe")
    fill_in(form)
    form.get_by_role("button", name="Sign up").click()
    expect(form.get_by_role("heading", level=1)).to_have_text("Check your phone")
    assert page.url == host.url(path)
    assert len(host.form.received) == 1


def test_a_form_of_the_sites_own_is_posted_and_ends_on_the_hosted_thanks(page: Page, host: Host) -> None:
    host.form.answer(303, location="/thanks.html")
    page.goto(host.url("plain.html"))
    fill_in(page)
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url(host.form.url("thanks.html"))
    sent = host.form.received[0]
    assert sent.content_type == "application/x-www-form-urlencoded"
    assert sent.form == {
        "name": "Ada Lovelace",
        "phone": "(201) 555-0123",
        "country": "US",
        "consent": "yes",
        "consent_version": "0123456789abcdef",
        "source": "web",
        "locale": "en-US",
    }


def test_a_form_of_the_sites_own_shows_the_hosted_consent_text_word_for_word(page: Page, host: Host) -> None:
    page.goto(host.url("plain.html"))
    expect(page.locator("label[for=consent]")).to_have_text(CONSENT_TEXT)


def test_the_index_shows_all_three(page: Page, host: Host) -> None:
    page.goto(host.url("index.html"))
    for path in ("script.html", "frame.html"):
        embedded = page.frame_locator(f"iframe[src='{path}']").frame_locator("iframe")
        expect(embedded.get_by_label("Mobile phone number")).to_be_visible()
    plain = page.frame_locator("iframe[src='plain.html']")
    expect(plain.get_by_label("Mobile phone number")).to_be_visible()


def test_the_script_makes_the_frame_as_high_as_the_form_and_lets_it_shrink(page: Page, host: Host) -> None:
    page.goto(host.url("script.html"))
    form = page.frame_locator("iframe")
    expect(form.get_by_label("Mobile phone number")).to_be_visible()
    until(lambda: abs(height_of(page) - form.locator("body").evaluate("e => e.scrollHeight")) <= 1)
    tall = height_of(page)
    fill_in(form)
    form.get_by_role("button", name="Sign up").click()
    expect(form.get_by_role("heading", level=1)).to_have_text("Check your phone")
    until(lambda: height_of(page) < tall)


def test_the_frame_grows_with_the_errors(page: Page, host: Host) -> None:
    page.goto(host.url("script.html"))
    form = page.frame_locator("iframe")
    expect(form.get_by_label("Mobile phone number")).to_be_visible()
    until(lambda: abs(height_of(page) - form.locator("body").evaluate("e => e.scrollHeight")) <= 1)
    before = height_of(page)
    form.get_by_role("button", name="Sign up").click()
    until(lambda: height_of(page) > before)


def test_the_frame_is_called_what_its_page_is_called(page: Page, host: Host) -> None:
    page.goto(host.url("script.html"))
    expect(page.get_by_title("Sign up for order and delivery alerts by text message from Example Corp")).to_be_visible()


def test_the_site_can_choose_another_form_and_title(page: Page, own_site: Site, host: Host) -> None:
    host.form.files["kiosk/index.html"] = host.form.files["index.html"].replace("Sign up</button>", "Join</button>")
    chosen = 'data-form="kiosk/index.html" data-title="Join us"'
    own_site.files["script.html"] = own_site.files["script.html"].replace('data-form="index.html"', chosen)
    page.goto(host.url("script.html"))
    expect(page.get_by_title("Join us")).to_be_visible()
    expect(page.frame_locator("iframe").get_by_role("button", name="Join")).to_be_visible()


def test_a_form_of_a_foreign_origin_is_not_framed(browser: Browser, own_site: Site, host: Host) -> None:
    own_site.files["script.html"] = own_site.files["script.html"].replace("index.html", "https://evil.example/")
    page = browser.new_page()
    with page.expect_event("pageerror") as raised:
        page.goto(host.url("script.html"))
    assert str(raised.value) == (f"data-form is https://evil.example/, but it must be a page of {host.form.origin}")
    expect(page.locator("iframe")).to_have_count(0)
    page.close()


def test_an_origin_that_is_not_allowed_sees_no_form(browser: Browser, own_site: Site, serve_form: ServeForm) -> None:
    refused = embed(own_site, serve_form, sample(), allowed=False)
    # Not watched: the browser says itself that the policy was about to be broken.
    page = browser.new_page()
    with page.expect_console_message(lambda message: "frame-ancestors https://other.example" in message.text):
        page.goto(refused.url("frame.html"))
    expect(page.frame_locator("iframe").get_by_label("Mobile phone number")).to_have_count(0)
    page.close()


def test_nobody_but_the_form_sets_the_height(page: Page, host: Host) -> None:
    page.goto(host.url("script.html"))
    form = page.frame_locator("iframe")
    expect(form.get_by_label("Mobile phone number")).to_be_visible()
    until(lambda: abs(height_of(page) - form.locator("body").evaluate("e => e.scrollHeight")) <= 1)
    before = height_of(page)
    page.evaluate("""() => new Promise(done => {
        window.addEventListener('message', () => setTimeout(done, 0));
        window.postMessage({ type: 'cdk-messaging:size', height: 1 }, '*');
    })""")
    assert height_of(page) == before


def test_the_form_tells_its_height_to_nobody_who_does_not_ask(page: Page, host: Host) -> None:
    heard = "window.heard = []; window.addEventListener('message', event => window.heard.push(event.data))"
    page.add_init_script(heard)
    page.goto(host.url("frame.html"))
    expect(page.frame_locator("iframe").get_by_label("Mobile phone number")).to_be_visible()
    page.frame_locator("iframe").get_by_role("button", name="Sign up").click()
    expect(page.frame_locator("iframe").get_by_role("alert")).to_be_visible()
    assert page.evaluate("window.heard") == []


def test_documents_open_beside_the_frame_and_forms_within_it(page: Page, own_site: Site, serve_form: ServeForm) -> None:
    german = Language(locale="de-DE", name="Deutsch", path="/de-DE/index.html")
    page.goto(embed(own_site, serve_form, sample(languages=(german,))).url("frame.html"))
    links = page.frame_locator("iframe").locator("a")
    expect(page.frame_locator("iframe").locator("html[data-embedded]")).to_have_count(1)
    beside = links.evaluate_all("all => all.filter(a => a.target === '_blank').map(a => a.getAttribute('href'))")
    within = links.evaluate_all("all => all.filter(a => !a.target).map(a => a.getAttribute('href'))")
    assert set(beside) == {"terms.html", "privacy.html", "https://www.example.com/"}
    assert set(within) == {"#main", "index.html", "/de-DE/index.html", "mailto:support@example.com"}


@pytest.mark.parametrize("path", ["script.html", "frame.html", "plain.html", "index.html"])
def test_axe_has_no_complaint_about_a_site_with_the_form(new_page: NewPage, host: Host, path: str) -> None:
    page = new_page(bypass_csp=True)
    page.goto(host.url(path))
    page.wait_for_load_state("networkidle")
    assert complaints(page) == []
