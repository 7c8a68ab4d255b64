"""What a sender ID may be, and where."""

from __future__ import annotations

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice.countries import SENDER_ID_COUNTRIES, SENDER_ID_REGISTRATION_COUNTRIES
from cdk_messaging.sms_voice.sender_id_rules import check_requestable, check_sender_id


@pytest.mark.parametrize("sender_id", ["A", "Example", "EX-AMPLE_1", "1A", "_A_", "ABCDEFGHIJK"])
def test_a_sender_id_has_a_letter_and_at_most_eleven_characters(sender_id: str) -> None:
    check_sender_id("default_sender_id", sender_id)


@pytest.mark.parametrize("sender_id", ["", "123", "___", "-A", "A-", "A B", "Ä", "ABCDEFGHIJKL", "A\n"])
def test_fails_for_any_other_sender_id(sender_id: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        check_sender_id("default_sender_id", sender_id)
    assert str(error.value) == (
        f"default_sender_id {sender_id!r} is not valid: "
        "use 1 to 11 letters, digits, _ and -, at least one letter, no - at either end"
    )


def test_a_sender_id_may_be_known_at_deployment_only() -> None:
    check_sender_id("default_sender_id", cdk.Fn.import_value("SenderId"))


@pytest.mark.parametrize("country", sorted(SENDER_ID_COUNTRIES))
def test_a_sender_id_can_be_requested_where_it_needs_no_registration(country: str) -> None:
    check_requestable("EXAMPLE", country)


@pytest.mark.parametrize("country", ["US", "CA", "ZA"])
def test_fails_in_a_country_without_sender_ids(country: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        check_requestable("EXAMPLE", country)
    assert str(error.value) == (
        f"sender IDs don't work in country {country!r}: send there from a phone number, see "
        "https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-sms-by-country.html"
    )


def test_fails_in_a_country_that_the_service_does_not_send_to() -> None:
    with pytest.raises(InvalidArgument, match=r"^sender IDs don't work in country 'KP': "):
        check_requestable("EXAMPLE", "KP")


@pytest.mark.parametrize("country", sorted(SENDER_ID_REGISTRATION_COUNTRIES))
def test_fails_in_a_country_that_wants_a_registration(country: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        check_requestable("EXAMPLE", country)
    assert str(error.value) == (
        f"a sender ID for country {country!r} must be registered and can't be requested: make a Registration, "
        "submit it, and import what comes of it with SenderId.from_sender_id(...)"
    )


def test_fails_for_lower_case_which_cloudformation_refuses() -> None:
    with pytest.raises(InvalidArgument) as error:
        check_requestable("Example", "DE")
    assert str(error.value) == (
        "sender_id 'Example' has lower-case letters, which CloudFormation refuses: use 'EXAMPLE'"
    )


def test_fails_for_a_hyphen_in_france() -> None:
    check_requestable("MY-CO", "DE")
    with pytest.raises(InvalidArgument, match=r"^sender_id 'MY-CO' has a '-', which France forbids: "):
        check_requestable("MY-CO", "FR")


def test_what_is_known_at_deployment_only_is_let_through() -> None:
    check_requestable(cdk.Fn.import_value("SenderId"), "DE")
    check_requestable("EXAMPLE", cdk.Fn.import_value("Country"))
