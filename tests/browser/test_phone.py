"""The virtual phone's page: reading, answering, and watching what happens."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import tab_to
from tests.browser.fake_phone import OURS, PERSON, TOPIC, FakePhone, delivery
from tests.browser.site import Answer, Site, until

pytestmark = pytest.mark.browser

OTHER = "+12065550199"


def look(page: Page, site: Site, number: str = "") -> None:
    """Open the page, with that number chosen by the address."""
    page.goto(site.url(f"_phone/#{number}" if number else "_phone/"))


def test_it_says_that_it_is_an_emulator(page: Page, phone_site: Site) -> None:
    look(page, phone_site)
    expect(
        page.get_by_text("This is an emulator. No text leaves this machine, and no real phone rings.")
    ).to_be_visible()


def test_nobody_texted_and_no_number_leased_is_said_in_words(page: Page, phone_site: Site, fake: FakePhone) -> None:
    fake.originations.clear()
    look(page, phone_site)
    expect(page.get_by_text("Nobody was texted yet.")).to_be_visible()
    expect(page.get_by_text("No number is leased yet. Deploy the application first.")).to_be_visible()


def test_our_numbers_are_listed_with_their_type(page: Page, phone_site: Site) -> None:
    look(page, phone_site)
    expect(page.get_by_role("list", name="Our numbers").get_by_role("listitem")).to_have_text(
        [
            f"{OURS}TOLL_FREE \u00b7 US \u00b7 two-way \u00b7 pool-0123456789abcdef",
            "+447700900123LONG_CODE \u00b7 GB \u00b7 one-way",
        ]
    )


def test_the_first_text_opens_its_phone_by_itself(page: Page, phone_site: Site, fake: FakePhone) -> None:
    look(page, phone_site)
    expect(page.get_by_text("No phone chosen")).to_be_visible()
    fake.text("Reply YES")
    expect(page.get_by_role("heading", name=PERSON)).to_be_visible()
    expect(page.get_by_role("log").get_by_text("Reply YES")).to_be_visible()


def test_a_text_appears_without_a_reload_with_its_sender_parts_and_status(
    page: Page, phone_site: Site, fake: FakePhone
) -> None:
    look(page, phone_site, PERSON)
    fake.text("Two parts of text", parts=2)
    bubble = page.get_by_role("log").get_by_role("listitem")
    expect(bubble).to_contain_text([f"From {OURS}"])
    expect(bubble).to_contain_text(["DELIVERED \u00b7 2 parts"])
    expect(bubble.locator("time")).to_have_attribute("datetime", "2026-11-22T15:04:05.678Z")


def test_a_deep_link_opens_the_thread_of_that_phone(page: Page, phone_site: Site, fake: FakePhone) -> None:
    fake.text("for somebody else", to=OTHER)
    fake.text("for this person")
    look(page, phone_site, PERSON)
    expect(page.get_by_role("log").get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_role("log")).to_contain_text("for this person")


def test_another_phone_can_be_chosen_from_the_list(page: Page, phone_site: Site, fake: FakePhone) -> None:
    fake.text("for somebody else", to=OTHER)
    fake.text("for this person")
    look(page, phone_site, PERSON)
    page.get_by_role("navigation").get_by_role("link", name=OTHER).click()
    expect(page.get_by_role("log")).to_contain_text("for somebody else")
    expect(page.locator("[aria-current]")).to_contain_text(OTHER)


def test_any_phone_can_be_opened_by_its_number_as_people_write_it(page: Page, phone_site: Site) -> None:
    look(page, phone_site)
    page.get_by_label("Open a phone by its number").fill("+44 7700 900-456")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", name="+447700900456")).to_be_visible()


def test_something_that_is_no_number_is_refused_in_words(page: Page, phone_site: Site) -> None:
    look(page, phone_site)
    field = page.get_by_label("Open a phone by its number")
    field.fill("555 0123")
    page.get_by_role("button", name="Open").click()
    expect(field).to_have_accessible_description("Write the number with + and the country code, such as +12065550142.")
    expect(field).to_be_focused()


@pytest.mark.parametrize("word", ["YES", "STOP", "HELP", "START"])
def test_a_quick_answer_is_one_press(page: Page, phone_site: Site, fake: FakePhone, word: str) -> None:
    fake.text("Hello.")
    look(page, phone_site, PERSON)
    page.get_by_role("button", name=word).click()
    expect(page.get_by_role("log").get_by_role("listitem").last).to_contain_text(word)
    posts = [(sent.path, sent.json) for sent in phone_site.received if sent.method == "POST"]
    assert posts == [("/_phone/api/threads/%2B12065550142", {"text": word})]


def test_any_text_can_be_sent_with_the_keyboard_to_a_number_of_choice(
    page: Page, phone_site: Site, fake: FakePhone
) -> None:
    fake.text("Reply YES")
    look(page, phone_site, PERSON)
    page.get_by_label("To", exact=True).select_option("+447700900123")
    tab_to(page, "#text")
    page.keyboard.type("who is this?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log").get_by_role("listitem").last).to_contain_text("who is this?")
    posts = [sent.json for sent in phone_site.received if sent.method == "POST"]
    assert posts == [{"text": "who is this?", "to": "+447700900123"}]
    expect(page.get_by_label("Text", exact=True)).to_have_value("")


def test_a_refused_answer_is_told_and_stays_in_its_box(page: Page, phone_site: Site, fake: FakePhone) -> None:
    fake.refusal = Answer(400, {"code": "no_recipient", "message": "nobody texted this phone yet"})
    look(page, phone_site, PERSON)
    page.get_by_label("Text", exact=True).fill("hello")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_have_text("That did not work: nobody texted this phone yet")
    expect(page.get_by_label("Text", exact=True)).to_have_value("hello")


def test_an_empty_answer_is_not_sent(page: Page, phone_site: Site) -> None:
    look(page, phone_site, PERSON)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_have_text("Write something to send.")
    assert [sent for sent in phone_site.received if sent.method == "POST"] == []


def test_a_phone_can_be_switched_off(page: Page, phone_site: Site, fake: FakePhone) -> None:
    fake.text("Reply YES")
    look(page, phone_site, PERSON)
    page.get_by_label("This phone is").select_option("switched off")
    until(lambda: fake.states == {PERSON: "off"})
    expect(page.get_by_label("This phone is")).to_have_value("off")


def test_delivery_events_and_what_became_of_them_appear_as_they_happen(
    page: Page, phone_site: Site, fake: FakePhone
) -> None:
    look(page, phone_site, PERSON)
    delivery(fake, "a-message")
    events = page.locator("#events > li")
    expect(events).to_contain_text(
        [
            "SNS did not get it",
            "Firehose got it",
            "TEXT_DELIVERED",
        ]
    )
    expect(events.nth(0)).to_contain_text("the topic's policy does not allow sms-voice.amazonaws.com to publish")
    expect(events.nth(2)).to_contain_text("DELIVERED, finalMessage has been accepted by phone")


def test_the_whole_event_record_can_be_opened_and_stays_open(page: Page, phone_site: Site, fake: FakePhone) -> None:
    look(page, phone_site, PERSON)
    delivery(fake, "a-message")
    page.get_by_text("Event record").click()
    fake.happen("optout", list="Default", optedOut=True, source="keyword")
    expect(page.locator("#events > li").first).to_contain_text(f"{PERSON} is on the opt-out list Default")
    expect(page.get_by_role("group", name="Event record")).to_contain_text('"messageStatus": "DELIVERED"')


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (
            {"kind": "inbound", "messageId": "m", "target": TOPIC, "published": True, "reason": "", "payload": "{}"},
            f"Reply publishedto {TOPIC}",
        ),
        (
            {"kind": "inbound", "messageId": "m", "target": "", "published": False, "reason": "STOP is managed"},
            "Reply not publishedSTOP is managed",
        ),
        ({"kind": "optout", "list": "Default", "optedOut": False, "source": "api"}, "is off the opt-out list Default"),
        (
            {"kind": "feedback", "messageId": "m", "status": "FAILED", "source": "expiry"},
            "Feedback FAILEDnobody gave it in time",
        ),
        ({"kind": "state", "state": "off"}, f"Phone changed{PERSON} is now: off"),
        ({"kind": "news", "of": "tomorrow"}, "news"),
    ],
)
def test_each_kind_of_event_is_told_in_words(
    page: Page, phone_site: Site, fake: FakePhone, event: dict[str, object], words: str
) -> None:
    fake.happen(**event)  # type: ignore[arg-type]
    look(page, phone_site, PERSON)
    shown = page.locator("#events > li")
    expect(shown).to_have_count(1)
    shown.locator("time").evaluate("time => time.remove()")
    expect(shown).to_contain_text(words)


def test_events_of_other_phones_are_shown_on_demand(page: Page, phone_site: Site, fake: FakePhone) -> None:
    fake.happen("state", number=OTHER, state="off")
    look(page, phone_site, PERSON)
    expect(page.get_by_text("Delivery events appear here as they happen, newest first.")).to_be_visible()
    page.get_by_label("Only for this phone").uncheck()
    expect(page.locator("#events > li")).to_contain_text([f"{OTHER} is now: off"])


def test_an_emulator_that_is_gone_is_told_and_found_again(page: Page, phone_site: Site, fake: FakePhone) -> None:
    look(page, phone_site, PERSON)
    phone_site.answer(500, {})
    expect(page.get_by_role("status")).to_have_text("The emulator does not answer. Trying again each second\u2026")
    phone_site.api = fake
    expect(page.get_by_role("status")).to_be_empty()


def test_a_new_emulator_begins_with_nothing(page: Page, phone_site: Site, fake: FakePhone) -> None:
    fake.text("of the past")
    look(page, phone_site, PERSON)
    expect(page.get_by_role("log")).to_contain_text("of the past")
    phone_site.answer(500, {})
    expect(page.get_by_role("status")).not_to_be_empty()
    fake.restart()
    fake.text("of today")
    phone_site.api = fake
    expect(page.get_by_role("log")).to_contain_text("of today")
    expect(page.get_by_role("log")).not_to_contain_text("of the past")


def test_a_text_is_shown_as_text_and_never_as_markup(page: Page, phone_site: Site, fake: FakePhone) -> None:
    fake.text("<img src=x onerror=alert(1)>")
    look(page, phone_site, PERSON)
    expect(page.get_by_role("log")).to_contain_text("<img src=x onerror=alert(1)>")


def test_a_new_text_does_not_take_the_focus_from_who_is_answering(
    page: Page, phone_site: Site, fake: FakePhone
) -> None:
    fake.text("first")
    look(page, phone_site, PERSON)
    page.get_by_label("Text", exact=True).fill("half an ans")
    fake.text("second")
    expect(page.get_by_role("log")).to_contain_text("second")
    expect(page.get_by_label("Text", exact=True)).to_be_focused()
    expect(page.get_by_label("Text", exact=True)).to_have_value("half an ans")


def test_the_newest_text_is_in_sight(page: Page, phone_site: Site, fake: FakePhone) -> None:
    for count in range(30):
        fake.text(f"text number {count}")
    look(page, phone_site, PERSON)
    expect(page.get_by_role("log").get_by_text("text number 29")).to_be_in_viewport()
