"""Each reason for which carriers deny a registration, as far as the pages can show the opposite.

Source: AWS End User Messaging, "Registration help": "Review criteria", "Opt-in, transactional", "Opt-in, marketing",
"Opt-in, mixed"
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cdk_messaging.opt_in.form.content import Box, CaptchaWidget, FormContent, Section
from cdk_messaging.opt_in.form.render import render_pages
from tests.unit.opt_in_form.reading import Document, Element, read
from tests.unit.opt_in_form.sample import CONSENT_TEXT, MESSAGES, mixed, promotional, sample


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The rendered site."""
    return render_pages(sample())


@pytest.fixture(scope="module")
def form(pages: dict[str, str]) -> Document:
    """The page with the form."""
    return read(pages["index.html"])


@pytest.fixture(scope="module")
def promotion() -> Document:
    """The page with a promotional form."""
    return read(render_pages(promotional())["index.html"])


@pytest.fixture(scope="module")
def terms(pages: dict[str, str]) -> Document:
    """The terms."""
    return read(pages["terms.html"])


@pytest.fixture(scope="module")
def privacy(pages: dict[str, str]) -> Document:
    """The privacy policy."""
    return read(pages["privacy.html"])


def test_the_checkbox_is_there_and_not_preselected(form: Document) -> None:
    box = form.one("consent")
    assert box.attributes["type"] == "checkbox"
    assert "checked" not in box.attributes


def test_the_consent_is_a_box_of_its_own(form: Document) -> None:
    assert [e.attributes["id"] for e in form.all("input") if e.attributes["type"] == "checkbox"] == ["consent"]


def test_the_label_of_the_box_is_the_consent_text_word_for_word(form: Document) -> None:
    label = form.one("consent-text")
    assert (label.tag, label.attributes["for"], label.text) == ("label", "consent", CONSENT_TEXT)


def test_a_consent_text_of_several_lines_stays_word_for_word() -> None:
    text = "I agree.\n\n  Message and data rates may apply."
    page = read(render_pages(sample(boxes=(Box(kind="transactional", name="consent", text=text),)))["index.html"])
    assert page.one("consent-text").text == text


def test_the_links_are_outside_the_label_of_the_box(form: Document) -> None:
    assert [link for link in form.all("a") if any(around.tag == "label" for around in link.within)] == []


def test_the_version_of_the_text_shown_is_sent(form: Document) -> None:
    version = form.one("consent-version").attributes
    assert (version["name"], version["value"]) == ("consent_version", "0123456789abcdef")


@pytest.mark.parametrize(
    "words",
    [
        "Example Corp",
        "order updates, delivery alerts",
        "Up to 4 msgs/month",
        "Message and data rates may apply.",
        "Reply STOP to any of our texts, at any time.",
        "Reply HELP, or write to support@example.com",
        "Text START to the same number first.",
        "Signing up is never a condition of buying anything.",
    ],
)
def test_the_disclosures_beside_the_number_say(form: Document, words: str) -> None:
    assert words in " ".join(form.one("facts").text.split())


def test_the_disclosures_stand_after_the_number_and_before_the_button(form: Document) -> None:
    order = [e.attributes.get("id") or e.tag for e in form.elements]
    assert order.index("phone") < order.index("facts") < order.index("consent") < order.index("button")


@pytest.mark.parametrize("target", ["terms.html", "privacy.html"])
def test_the_form_itself_links_to_terms_and_privacy(form: Document, target: str) -> None:
    inside = [a.attributes["href"] for a in form.all("a") if any(around.tag == "form" for around in a.within)]
    assert target in inside


@pytest.mark.parametrize(
    "words",
    [
        "Example Corporation",
        "Example Corp sells parts for bicycles",
        "support@example.com",
        "www.example.com",
        "1 Example Street",
        "+1 201 555 0100",
    ],
)
@pytest.mark.parametrize("name", ["index.html", "thanks.html", "problem.html", "terms.html", "privacy.html"])
def test_every_page_says_who_the_business_is(pages: dict[str, str], name: str, words: str) -> None:
    assert words in read(pages[name]).text


def test_the_page_is_more_than_a_form(form: Document) -> None:
    assert "How it works" in form.text
    assert MESSAGES.confirmation in form.text


def test_the_thanks_are_the_same_for_everybody(pages: dict[str, str]) -> None:
    text = read(pages["thanks.html"]).text
    assert "If this number can receive our texts, we have sent it a message. Reply YES to it to finish." in text
    assert "If you texted STOP to us before, text START to the same number first" in text


@pytest.mark.parametrize(
    "words",
    [
        "Example Corp sends text messages about: order updates, delivery alerts. Up to 4 msgs/month.",
        MESSAGES.confirmation,
        "reply STOP to any of them",
        MESSAGES.stop,
        "To join again, text START to the same number, then sign up as you did the first time.",
        "Reply HELP to any message.",
        MESSAGES.help,
        "support@example.com",
        "Message and data rates may apply",
        "wireless carriers of: Germany, United Kingdom, United States.",
        "Carriers are not liable for delayed or undelivered messages.",
    ],
)
def test_the_terms_say(terms: Document, words: str) -> None:
    assert words in terms.text


@pytest.mark.parametrize(
    "words",
    [
        "We collect phone numbers in order to send the text messages",
        "No mobile numbers will be shared with third parties or affiliates for marketing or promotional purposes.",
        "Text messaging originator opt-in data and consent will not be shared with any third parties.",
        "support@example.com",
    ],
)
def test_the_privacy_policy_says(privacy: Document, words: str) -> None:
    assert words in privacy.text


def test_terms_and_privacy_link_to_each_other(terms: Document, privacy: Document) -> None:
    in_terms, in_privacy = (
        {a.attributes["href"] for a in page.all("a") if any(around.tag == "main" for around in a.within)}
        for page in (terms, privacy)
    )
    assert "privacy.html" in in_terms
    assert "terms.html" in in_privacy


def boxes(page: Document) -> dict[str, Element]:
    """The boxes to tick, by name."""
    ticks = [e for e in page.all("input") if e.attributes["type"] == "checkbox"]
    return {tick.attributes["name"] or "": tick for tick in ticks}


def label(page: Document, name: str) -> Element:
    """The label of the input with that id."""
    return next(element for element in page.all("label") if element.attributes["for"] == name)


def test_a_transactional_form_requires_phone_and_box(form: Document) -> None:
    assert "required" in form.one("phone").attributes
    assert "required" in boxes(form)["consent"].attributes


def test_a_promotional_form_requires_neither_phone_nor_box(promotion: Document) -> None:
    assert "required" not in promotion.one("phone").attributes
    assert "required" not in boxes(promotion)["consent"].attributes


def test_a_promotional_form_says_that_the_phone_is_optional(promotion: Document) -> None:
    assert label(promotion, "phone").text == "Mobile phone number (optional)"
    assert "You can sign up without a phone number." in promotion.one("phone-hint").text


def test_a_promotional_form_asks_for_another_contact_first(promotion: Document) -> None:
    asked = [e.attributes["name"] for e in promotion.all("input") if e.attributes["type"] in {"email", "tel"}]
    assert asked == ["email", "phone"]
    assert "required" in promotion.one("field-email").attributes


@pytest.mark.parametrize("content", [promotional, mixed])
def test_terms_and_privacy_have_a_required_box_of_their_own(content: Callable[[], FormContent]) -> None:
    page = read(render_pages(content())["index.html"])
    assert list(boxes(page))[-1] == "terms"
    assert "required" in boxes(page)["terms"].attributes
    assert label(page, "terms").text == "I agree to the terms of service and the privacy policy of Example Corp."


@pytest.mark.parametrize("content", [promotional, mixed])
def test_the_terms_box_has_direct_links_outside_its_label(content: Callable[[], FormContent]) -> None:
    page = read(render_pages(content())["index.html"])
    beside = [a for a in page.all("a") if a.within[-1].attributes.get("class") == "small beside"]
    assert [a.attributes["href"] for a in beside] == ["terms.html", "privacy.html"]
    assert [a for a in page.all("a") if any(around.tag == "label" for around in a.within)] == []


def test_nothing_about_texts_is_agreed_to_in_the_terms_box(promotion: Document) -> None:
    words = label(promotion, "terms").text.lower()
    assert [word for word in ("sms", "text message", "marketing") if word in words] == []


def test_a_mixed_form_has_a_box_for_each_kind_and_requires_none() -> None:
    page = read(render_pages(mixed())["index.html"])
    assert list(boxes(page)) == ["consent_transactional", "consent_promotional", "terms"]
    required = [name for name, box in boxes(page).items() if "required" in box.attributes]
    assert required == ["terms"]


@pytest.mark.parametrize("name", ["consent_transactional", "consent_promotional"])
@pytest.mark.parametrize("words", ["Example Corp", "msgs/month", "Message and data rates may apply", "HELP", "STOP"])
def test_each_box_of_a_mixed_form_has_its_own_disclosure(name: str, words: str) -> None:
    assert words in label(read(render_pages(mixed())["index.html"]), name).text


@pytest.mark.parametrize("content", [sample, promotional, mixed])
def test_no_box_is_ticked_when_the_page_opens(content: Callable[[], FormContent]) -> None:
    page = read(render_pages(content())["index.html"])
    assert [name for name, box in boxes(page).items() if "checked" in box.attributes] == []


@pytest.mark.parametrize("content", [promotional, mixed])
def test_the_disclosures_of_every_form_stand_between_number_and_button(content: Callable[[], FormContent]) -> None:
    order = [e.attributes.get("id") or e.tag for e in read(render_pages(content())["index.html"]).elements]
    assert order.index("phone") < order.index("facts") < order.index("consents") < order.index("button")


def test_a_captcha_has_words_for_who_cannot_pass_it() -> None:
    captcha = CaptchaWidget(provider="turnstile", site_key="key")
    page = read(render_pages(sample(captcha=captcha))["index.html"])
    assert "write to us and we sign you up: support@example.com" in " ".join(page.one("captcha-purpose").text.split())


def test_the_privacy_policy_says_what_the_captchas_provider_gets() -> None:
    captcha = CaptchaWidget(provider="recaptcha", site_key="key")
    assert (
        "Google reCAPTCHA receives your internet address"
        in read(render_pages(sample(captcha=captcha))["privacy.html"]).text
    )
    assert "reCAPTCHA" not in render_pages(sample())["privacy.html"]


def test_the_privacy_policy_names_all_that_the_form_asks_for() -> None:
    text = read(render_pages(promotional())["privacy.html"]).text
    assert "what you enter in the form (Your name, E-mail address, Mobile phone number)" in text


def test_the_thanks_are_true_for_who_gave_no_number() -> None:
    text = read(render_pages(promotional())["thanks.html"]).text
    assert "If you asked for text messages and your number can receive them" in text
    assert "Check your phone" not in text


def test_own_sections_are_added_to_terms_and_privacy() -> None:
    section = Section(heading="Law", paragraphs=("The law of Examplia applies.",))
    pages = render_pages(sample(terms_sections=(section,), privacy_sections=(section,)))
    assert all("The law of Examplia applies." in read(pages[name]).text for name in ("terms.html", "privacy.html"))
