"""What a reviewer may object to, though it need not be wrong."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from cdk_messaging.opt_in import ProgrammeType
from tests.unit.opt_in.made import programme
from tests.unit.opt_in.test_programme import GERMAN, OFFERS

PRACTICES = "https://docs.aws.amazon.com/end-user-messaging/latest/userguide/nx-sms-scale-best-practices.html"


def test_a_usual_programme_has_no_warnings() -> None:
    assert programme(translations=(GERMAN,)).warnings() == ()


@pytest.mark.parametrize(
    ("changes", "warning_id", "message"),
    [
        (
            {"message_kinds": ("casino nights",)},
            "restrictedContent",
            (
                "programme 'alerts' speaks of 'casino', and gambling is content that AWS and carriers prohibit or "
                f"restrict: {PRACTICES}; if only adults may have it, set age_restricted=True"
            ),
        ),
        (
            {"name": "wine club news", "age_restricted": True},
            "restrictedContent",
            (
                "programme 'alerts' speaks of 'wine', and sex, hate, alcohol, firearms or tobacco is content that AWS "
                f"and carriers prohibit or restrict: {PRACTICES}"
            ),
        ),
        (
            {"samples": ("Example Corp: $5 off [name]. Reply STOP to cancel.", "Example Corp: It is here.")},
            "currencySign",
            (
                "sample 1 of programme 'alerts' has the currency sign '$', which carriers' filters mistrust; write "
                f"the currency in letters: {PRACTICES}"
            ),
        ),
        (
            {"type": ProgrammeType.PROMOTIONAL, "frequency": "Msg frequency varies"},
            "frequencyVaries",
            (
                "programme 'alerts' says 'Msg frequency varies' of promotional messages in 'en-US'; reviewers prefer "
                "a number, such as 'Up to 4 msgs/month': "
                "https://docs.aws.amazon.com/sms-voice/latest/userguide/registration-help-optin-mixed.html"
            ),
        ),
        (
            {"support_email": "help@example.org"},
            "supportEmailDomain",
            (
                "support_email of programme 'alerts' is of example.org, but its website is example.com; reviewers look "
                "for an address of the brand's own domain: "
                "https://docs.aws.amazon.com/sms-voice/latest/userguide/registration-help-review-criteria.html"
            ),
        ),
    ],
)
def test_what_may_be_objected_to_is_said_with_a_stable_id(
    changes: dict[str, Any], warning_id: str, message: str
) -> None:
    (warning,) = programme(**changes).warnings()
    assert (warning.id, warning.message) == (f"cdk_messaging:Programme.{warning_id}", message)


def test_a_brand_that_is_called_like_something_restricted_is_no_content() -> None:
    assert programme(brand="Guns Garage").warnings() == ()


def test_a_transactional_frequency_may_vary() -> None:
    assert programme(frequency="Msg frequency varies").warnings() == ()


def test_the_frequency_of_the_promotional_messages_is_what_counts() -> None:
    facts: dict[str, Any] = {"frequency": "Msg frequency varies", "type": ProgrammeType.MIXED, "promotional": OFFERS}
    assert programme(**facts).warnings() == ()


def test_a_support_address_of_a_part_of_the_website_is_the_brands_own() -> None:
    assert programme(support_email="help@support.example.com").warnings() == ()


def test_translations_are_read_too() -> None:
    german = dataclasses.replace(GERMAN, message_kinds=("Bitcoin",))
    (warning,) = programme(translations=(german,)).warnings()
    assert "'Bitcoin'" in warning.message
