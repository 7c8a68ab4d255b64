"""Programmes of each type, forms of several sources, and languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.runtime.sign_ups import (
    EMAIL,
    FIELDS,
    FORM,
    NEWS_VERSION_GERMAN,
    OFFERS_VERSION,
    TEXTS_OF_NEWS,
    error,
    everything,
    ledger,
    news,
    post,
    shop,
)
from tests.runtime.world import NUMBER, World


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world(**everything())


def calls(world: World) -> list[str]:
    return [call.action for call in world.recorder.calls]


# -- without a phone number


def test_without_a_number_only_the_contact_is_kept(world: World) -> None:
    answer = post(world, shop(visits=3))
    assert (answer["statusCode"], json.loads(answer["body"])) == (
        202,
        {"status": "accepted", "message": "Thank you. Without a phone number, you will get no texts."},
    )
    contact, counter = sorted(world.items(), key=lambda item: str(item["pk"]))
    assert counter["pk"].startswith("VELOCITY#ADDRESS#192.0.2.7#")
    assert contact.pop("sk").startswith("PROFILE#")
    moment = contact.pop("requested_at")
    assert contact == {
        "pk": "CONTACT#ada.lovelace@example.com",
        "name": "Ada Lovelace",
        "email": EMAIL,
        "visits": "3",
        "programme": "offers",
        "source": "shop",
        "locale": "en-US",
        "consent_version": OFFERS_VERSION,
        "ip": "192.0.2.7",
        "status_key": "CONTACT#offers",
        "status_at": moment,
    }


def test_without_a_number_nothing_is_looked_up_or_sent(world: World) -> None:
    post(world, shop())
    assert "sms-voice:CarrierLookup" not in calls(world)
    assert world.queue.messages == []


def test_the_same_address_in_other_letters_is_the_same_contact(world: World) -> None:
    post(world, shop())
    post(world, shop(email=EMAIL.upper()))
    contacts = [item["pk"] for item in world.items() if item["pk"].startswith("CONTACT#")]
    assert contacts == ["CONTACT#ada.lovelace@example.com"] * 2


def test_a_forms_own_post_without_a_number_is_sent_to_the_page_of_thanks(world: World) -> None:
    answer = post(world, urlencode(shop(terms="yes", phone="")), FORM)
    assert (answer["statusCode"], answer["headers"]["Location"]) == (303, "/thanks.html")


def test_a_number_without_a_ticked_box_is_refused_with_the_way_out(world: World) -> None:
    answer = post(world, shop(phone=NUMBER))
    assert error(answer) == (400, "consent_required", "consent")
    assert json.loads(answer["body"])["message"] == (
        "Please tick the box to agree to receive our texts, or leave the phone number empty."
    )
    assert world.items() == []


def test_a_ticked_box_without_a_number_misses_the_number(world: World) -> None:
    assert error(post(world, shop(consent=True))) == (400, "missing_field", "phone")


def test_a_number_with_a_ticked_box_goes_the_usual_way(world: World) -> None:
    assert post(world, shop(phone=NUMBER, consent=True))["statusCode"] == 202
    event = ledger(world)
    assert (event.programme, event.source, event.details["consent_kinds"]) == ("offers", "shop", "promotional")
    assert event.details["consent_text"] == "I agree to get offers of Example Corp."
    assert [item for item in world.items() if item["pk"].startswith("CONTACT#")] == []


@pytest.mark.parametrize("phone", [None, NUMBER])
@pytest.mark.parametrize("terms", [None, False])
def test_the_terms_have_a_box_of_their_own(world: World, phone: str | None, terms: bool | None) -> None:
    assert error(post(world, shop(phone=phone, consent=phone is not None, terms=terms))) == (
        400,
        "missing_field",
        "terms",
    )


def test_accepting_the_terms_is_no_consent_to_texts(world: World) -> None:
    assert error(post(world, shop(phone=NUMBER, terms=True, consent=False)))[1] == "consent_required"


def test_a_transactional_form_requires_the_number(world: World) -> None:
    assert error(post(world, {**FIELDS, "phone": None, "consent": None})) == (400, "missing_field", "phone")


# -- a box a kind


@pytest.mark.parametrize(
    ("ticked", "kinds", "text"),
    [
        (("transactional",), "transactional", TEXTS_OF_NEWS[0]),
        (("promotional",), "promotional", TEXTS_OF_NEWS[1]),
        (("transactional", "promotional"), "promotional transactional", "\n\n".join(TEXTS_OF_NEWS)),
    ],
)
def test_the_ledger_holds_the_boxes_that_were_ticked_and_no_other(
    world: World, ticked: tuple[str, ...], kinds: str, text: str
) -> None:
    post(world, news(**{f"consent_{kind}": True for kind in ticked}))
    details = ledger(world).details
    assert (details["consent_kinds"], details["consent_text"]) == (kinds, text)


def test_whatever_is_ticked_one_confirmation_is_sent(world: World) -> None:
    post(world, news(consent_transactional=True, consent_promotional=True))
    assert len(world.queue.messages) == 1


def test_a_number_without_any_ticked_box_is_refused(world: World) -> None:
    answer = post(world, news(consent_transactional=False))
    assert error(answer) == (400, "consent_required", "consent_transactional")


def test_a_form_with_several_boxes_does_not_know_the_single_one(world: World) -> None:
    assert error(post(world, news(consent=True))) == (400, "unknown_field", "consent")


def test_a_consent_in_json_is_true_or_false_in_each_box(world: World) -> None:
    assert error(post(world, news(consent_promotional="yes"))) == (400, "invalid_field", "consent_promotional")


def publish(world: World, **boxes: str) -> dict[str, Any]:
    item = {"pk": "TEXT#old", "sk": "CONSENT", "boxes": boxes, "locale": "en-US", "programme": "news"}
    world.table.write(item)
    return {"consent_version": "old"}


def test_the_boxes_that_were_replaced_while_the_form_was_open_are_stored_as_they_were_shown(world: World) -> None:
    old = publish(world, promotional="Old offers.", transactional="Old alerts.")
    post(world, news(consent_transactional=True, consent_promotional=True, **old))
    assert ledger(world).details["consent_text"] == "Old alerts.\n\nOld offers."


def test_a_box_that_the_text_did_not_have_cannot_have_been_ticked(world: World) -> None:
    old = publish(world, transactional="Old alerts.")
    answer = post(world, news(consent_promotional=True, **old))
    assert error(answer) == (409, "consent_text_changed", "consent")


# -- several forms


def test_each_form_is_for_its_own_programme(world: World) -> None:
    post(world, FIELDS)
    post(world, shop(phone=NUMBER, consent=True))
    post(world, news(consent_transactional=True))
    consents = {item["sk"] for item in world.items() if item["sk"].startswith("CONSENT#")}
    assert consents == {"CONSENT#alerts", "CONSENT#offers", "CONSENT#news"}


def test_a_consent_text_of_another_programme_is_none_of_this_one(world: World) -> None:
    answer = post(world, {**FIELDS, "consent_version": OFFERS_VERSION})
    assert error(answer) == (409, "consent_text_changed", "consent")


@pytest.mark.parametrize("source", ["fax", "WEB", "web2"])
def test_a_form_that_is_not_there_is_refused(world: World, source: str) -> None:
    answer = post(world, {**FIELDS, "source": source})
    assert error(answer) == (400, "invalid_field", "source")
    assert json.loads(answer["body"])["message"] == "source must be one of web, kiosk, shop, news."


@pytest.mark.parametrize("given", [{}, {"source": None}, {"source": ""}])
def test_the_first_form_is_meant_when_none_is_named(world: World, given: dict[str, Any]) -> None:
    post(world, {**FIELDS, **given})
    assert ledger(world).source == "web"


def test_a_form_without_pages_answers_its_own_posts_as_json(world: World) -> None:
    form = {**FIELDS, "consent": "yes", "source": "kiosk"}
    assert post(world, urlencode(form), FORM)["statusCode"] == 202
    assert error(post(world, urlencode({**form, "phone": "1"}), FORM)) == (400, "number_invalid", "phone")


# -- languages

GERMAN = {"consent_version": NEWS_VERSION_GERMAN, "consent_transactional": True}


def test_texts_are_in_the_language_of_the_consent_that_was_shown(world: World) -> None:
    post(world, news(**GERMAN, locale="de-DE"))
    assert ledger(world).details["consent_locale"] == "de-DE"
    assert ledger(world).details["consent_text"] == "Ich möchte Alarme."
    assert world.message().body == "Example Corp: Antworten Sie JA."
    assert [item["locale"] for item in world.items() if item["sk"].startswith("PROFILE#")] == ["de-DE"]


def test_the_language_of_the_consent_counts_not_what_the_request_says(world: World) -> None:
    post(world, news(**GERMAN, locale="en-US"))
    assert (ledger(world).details["consent_locale"], world.message().body) == (
        "de-DE",
        "Example Corp: Antworten Sie JA.",
    )


def test_a_language_that_the_programme_has_not_is_refused(world: World) -> None:
    answer = post(world, news(consent_transactional=True, locale="xx"))
    assert error(answer) == (400, "invalid_field", "locale")
    assert json.loads(answer["body"])["message"] == "locale must be one of en-US, de-DE."


def test_a_language_that_was_dropped_while_the_form_was_open_still_counts(world: World) -> None:
    item = {"pk": "TEXT#old", "sk": "CONSENT", "locale": "fr-FR", "programme": "news"}
    world.table.write({**item, "boxes": {"transactional": "Je veux des alertes."}})
    given = news(consent_version="old", consent_transactional=True, locale="fr-FR")
    assert post(world, given)["statusCode"] == 202
    assert ledger(world).details["consent_locale"] == "fr-FR"
    assert world.message().body == "Example Corp: Reply YES to get alerts."


@pytest.mark.parametrize(
    ("locale", "ticked", "page"),
    [
        ("de-DE", "yes", "/news/de-DE/thanks.html"),
        ("de-DE", "", "/news/de-DE/problem.html#consent_required"),
        ("en-US", "yes", "/news/thanks.html"),
        (None, "yes", "/news/thanks.html"),
        ("xx", "yes", "/news/problem.html#invalid_field"),
    ],
)
def test_a_forms_own_post_is_sent_to_the_page_of_its_form_and_language(
    world: World, locale: str | None, ticked: str, page: str
) -> None:
    given = news(terms="yes", consent_transactional=ticked, **({} if locale is None else {"locale": locale}))
    assert post(world, urlencode(given), FORM)["headers"]["Location"] == page


def test_a_post_of_a_form_that_is_not_there_is_sent_to_the_page_of_the_first(world: World) -> None:
    answer = post(world, urlencode({**FIELDS, "source": "fax"}), FORM)
    assert answer["headers"]["Location"] == "/problem.html#invalid_field"
