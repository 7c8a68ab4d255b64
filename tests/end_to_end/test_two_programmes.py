"""Two programmes on the same numbers: each has its own word and texts, an opt-out is of both."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sandbox.company import wait
from sandbox.sign_up_page import SignUpPage
from tests.end_to_end.conftest import Running

pytestmark = pytest.mark.sandbox

CLUB, CLUB_GERMAN = "club/index.html", "club/de-DE/index.html"
GERMAN = "de-DE/index.html"


def page(running: Running, path: str = "") -> SignUpPage:
    return SignUpPage.read(running.sandbox, running.deployment.outputs["FormUrl"] + path)


def sign_up(running: Running, path: str, phone: str, **answers: Any) -> None:
    """Sign up with every box ticked that ``answers`` does not name."""
    form = page(running, path)
    person = {"name": "Ada Lovelace", "country": "US", "store": "north", "email": "ada@example.com"}
    known = {name: value for name, value in (person | answers).items() if name in form.known}
    answer = form.post(running.sandbox, form.body(phone=phone, **known))
    assert answer.status == 202, answer.text


def test_yes_to_one_confirms_that_one_and_stop_ends_both(two_programmes: Running) -> None:
    phone, company, number = two_programmes.sandbox.phone, two_programmes.company, "+12065550131"

    # GIVEN a person who signed up for both
    sign_up(two_programmes, "", number)
    phone.wait_for(number, "Reply YES", timeout=30)
    sign_up(two_programmes, CLUB, number)
    phone.wait_for(number, "Reply JOIN", timeout=30)

    # WHEN they answer the first
    phone.reply(number, "YES")

    # THEN only that is confirmed
    company.verdict_of(number, "opted-in", programme="alerts")
    assert company.verdict(number, programme="club")["reason"] == "pending"

    # AND the word of the other confirms the other
    phone.reply(number, "join")
    company.verdict_of(number, "opted-in", programme="club")

    # AND STOP ends both
    phone.reply(number, "STOP")
    phone.wait_for(number, "unsubscribed", timeout=30)
    company.reconcile()
    for programme in ("alerts", "club"):
        company.verdict_of(number, "opted-out", programme=programme)


def test_the_proof_shows_fields_language_and_kinds(two_programmes: Running) -> None:
    phone, company, number = two_programmes.sandbox.phone, two_programmes.company, "+12065550132"
    sign_up(two_programmes, GERMAN, number, name="Käthe Müller", postal_code="10115", customer_number=42, store="south")
    phone.wait_for(number, "JA", timeout=30)
    phone.reply(number, "ja")

    proof = company.proof_in_state(number, "OPTED_IN")

    assert proof["consent"]["locale"] == "de-DE"
    assert "Bestell-Infos" in proof["consent"]["text"]
    (profile,) = proof["profiles"]
    told = {name: str(profile[name]) for name in ("name", "postal_code", "customer_number", "store")}
    assert told == {"name": "Käthe Müller", "postal_code": "10115", "customer_number": "42", "store": "south"}
    (request,) = [entry for entry in proof["ledger"] if entry["kind"] == "REQUESTED"]
    assert request["details"]["consent_kinds"] == "transactional"


def test_only_the_kind_whose_box_was_ticked_is_consented_to(two_programmes: Running) -> None:
    phone, company, number = two_programmes.sandbox.phone, two_programmes.company, "+12065550133"
    sign_up(two_programmes, CLUB, number, consent_transactional=False, consent_promotional=True)
    phone.wait_for(number, "Reply JOIN", timeout=30)
    phone.reply(number, "JOIN")

    company.verdict_of(number, "opted-in", programme="club")

    assert company.verdict(number, programme="club", kind="promotional")["allowed"]
    refused = company.verdict(number, programme="club", kind="transactional")
    assert (refused["allowed"], refused["reason"]) == (False, "kind-not-consented")


def test_a_sign_up_without_a_phone_is_a_contact_and_no_sms_record(two_programmes: Running) -> None:
    form = page(two_programmes, CLUB)
    tables, name = two_programmes.company.client("dynamodb"), two_programmes.deployment.outputs["ConsentTableName"]

    def keys() -> set[str]:
        return {
            item["pk"]["S"] for page in tables.get_paginator("scan").paginate(TableName=name) for item in page["Items"]
        }

    before = keys()
    boxes = {"consent_transactional": False, "consent_promotional": False, "terms": True}
    body = form.body(name="Grace Hopper", email="Grace@Example.com", phone="", country="US", **boxes)
    answer = form.post(two_programmes.sandbox, body)

    assert answer.status == 202
    new = {key for key in keys() - before if not key.startswith("VELOCITY#")}
    assert new == {"CONTACT#grace@example.com"}
    listed = json.loads(
        two_programmes.company.command("list", "--status", "contact", "--programme", "club", "--format", "json")
    )
    assert [row["contact"] for row in listed] == ["grace@example.com"]


@pytest.mark.parametrize(
    ("phone", "ticked", "code", "field"),
    [("+12065550134", False, "consent_required", None), ("", True, "missing_field", "phone")],
)
def test_a_phone_and_a_box_belong_together(
    two_programmes: Running, phone: str, ticked: bool, code: str, field: str | None
) -> None:
    form = page(two_programmes, CLUB)
    boxes = {"consent_transactional": ticked, "consent_promotional": False, "terms": True}
    body = form.body(name="Ada Lovelace", email="ada@example.com", phone=phone, country="US", **boxes)

    answer = form.post(two_programmes.sandbox, body)

    assert (answer.status, answer.json()["code"]) == (400, code)
    if field is not None:
        assert answer.json()["field"] == field


def test_a_confirmation_is_in_the_language_of_its_page(two_programmes: Running) -> None:
    number = "+4915123456781"
    sign_up(two_programmes, CLUB_GERMAN, number, country="DE")

    text = two_programmes.sandbox.phone.wait_for(number, "JOIN", timeout=30)["body"]

    assert text.startswith("Example Corp:")
    assert "Antworten Sie" in text


def test_an_outstanding_text_of_one_programme_is_held_by_an_opt_out_from_the_other(two_programmes: Running) -> None:
    phone, company, number = two_programmes.sandbox.phone, two_programmes.company, "+12065550135"
    sign_up(two_programmes, "", number)
    phone.wait_for(number, "Reply YES", timeout=30)
    phone.reply(number, "STOP")
    phone.wait_for(number, "unsubscribed", timeout=30)
    company.reconcile()
    company.verdict_of(number, "opted-out", programme="alerts")

    sign_up(two_programmes, CLUB, number)

    def suppressed() -> bool:
        proof = company.proof(number, "--programme", "club")
        return any(entry["kind"] == "SUPPRESSED" for entry in proof["ledger"])

    wait(suppressed, "the sign-up after STOP has no outcome", patience=30)
    assert not [text for text in phone.messages(number) if "JOIN" in text["body"]]
