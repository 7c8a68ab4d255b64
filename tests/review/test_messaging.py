"""What people read, whom it texts, what it may cost, and services that have ended."""

from __future__ import annotations

from typing import Any

import pytest

from review.danger import Category
from tests.review.assemblies import resource
from tests.review.conftest import Cases, Outcomes

POOL, PROTECT = "AWS::SMSVOICE::Pool", "AWS::SMSVOICE::ProtectConfiguration"


def _change(kind: str, before: dict[str, Any], after: dict[str, Any]) -> tuple[Any, Any]:
    return {"R": resource(kind, **before)}, {"R": resource(kind, **after)}


def _rules(**countries: str) -> dict[str, Any]:
    sms = [{"CountryCode": code, "ProtectStatus": status} for code, status in countries.items()]
    return {"CountryRuleSet": {"SMS": sms}}


def _stop(message: str) -> dict[str, Any]:
    return {"MandatoryKeywords": {"STOP": {"Message": message}}}


LONG = "I agree to receive " + "very " * 40 + "many messages. Up to {} msgs/month. " + "More of it. " * 20

CASES: Cases = {
    "ConsentText": _change("Custom::ConsentText", {"Text": "I agree."}, {"Text": "I agree to all."}),
    "StopAnswer": _change(POOL, _stop("You are unsubscribed."), _stop("Bye.")),
    "Country": _change(PROTECT, _rules(US="ALLOW", GB="BLOCK"), _rules(US="ALLOW", GB="ALLOW")),
    "Answers": _change(POOL, {"TwoWay": {"Enabled": True}}, {}),
    "Protect": _change(
        "AWS::SMSVOICE::ConfigurationSet", {"ProtectConfigurationId": "a"}, {"ProtectConfigurationId": "b"}
    ),
    "NewConsent": ({}, {"R": resource("Custom::ConsentText", Boxes={"transactional": "I agree."})}),
    "LongText": _change("Custom::ConsentText", {"Text": LONG.format(4)}, {"Text": LONG.format(30)}),
    "Retired": ({}, {"S": resource("AWS::Pinpoint::Segment")}),
    "RetiredBefore": _change("AWS::Pinpoint::Segment", {"Name": "a"}, {"Name": "b"}),
}


@pytest.mark.parametrize(
    ("name", "category", "sentence"),
    [
        (
            "ConsentText",
            Category.CONSENT,
            "The text that people consent to changes: “I agree.” becomes “I agree to all.”.",
        ),
        (
            "StopAnswer",
            Category.CONSENT,
            "The answer to HELP or STOP changes: “You are unsubscribed.” becomes “Bye.”.",
        ),
        (
            "Country",
            Category.SPENDING,
            "Which countries may be texted or called changes, SMS to GB: BLOCK becomes ALLOW.",
        ),
        (
            "Answers",
            Category.CONSENT,
            'Where people\'s answers arrive changes: “{"Enabled": true}” becomes “none”.',
        ),
        (
            "Protect",
            Category.SPENDING,
            "Which rules on countries hold for its messages changes: “a” becomes “b”.",
        ),
        (
            "NewConsent",
            Category.CONSENT,
            'There is a new text to consent to: “{"transactional": "I agree."}”.',
        ),
        (
            "LongText",
            Category.CONSENT,
            (
                "The text that people consent to changes: “…ery very many messages. Up to 4 msgs/month. More of it. "
                "More …” becomes “…ery very many messages. Up to 30 msgs/month. More of it. More …”."
            ),
        ),
    ],
)
def test_a_change_for_people_or_the_bill_is_told_with_both_values(
    outcomes: Outcomes, name: str, category: Category, sentence: str
) -> None:
    assert [(danger.category, danger.sentence) for danger in outcomes[name]] == [(category, sentence)]


def test_a_retired_service_that_is_added_names_what_replaces_it(outcomes: Outcomes) -> None:
    (found,) = outcomes["Retired"]
    assert found.sentence == (
        "AWS::Pinpoint::Segment is added: Amazon Pinpoint's engagement features ended on 2026-10-30; AWS refuses to "
        "make it. Instead: Amazon Connect Customer Profiles."
    )


def test_a_retired_service_that_was_there_is_no_news(outcomes: Outcomes) -> None:
    assert outcomes["RetiredBefore"] == ()
