"""CarrierLookup and PhoneNumberValidate: what a number is."""

from __future__ import annotations

import pytest

from sandbox import numbering
from sandbox.sms_voice.countries import NUMBER_TYPES
from tests.sandbox.account import Account


@pytest.mark.parametrize(
    ("number", "kind", "country"),
    [
        ("+12065550142", "MOBILE", "US"),
        ("+12065550190", "LANDLINE", "US"),
        ("+16045550190", "LANDLINE", "CA"),
        ("+12065550191", "VOIP", "US"),
        ("+442079460123", "LANDLINE", "GB"),
        ("+447400123456", "MOBILE", "GB"),
        ("+18005550142", "OTHER", "US"),
        ("+10000", "INVALID", None),
    ],
)
def test_a_lookup_tells_the_type_and_the_country(account: Account, number: str, kind: str, country: str | None) -> None:
    answer = account.sms.carrier_lookup(PhoneNumber=number)
    assert (answer["PhoneNumberType"], answer.get("IsoCountryCode")) == (kind, country)
    assert answer["E164PhoneNumber"] == number


def test_a_lookup_reads_a_number_as_people_write_it(account: Account) -> None:
    assert account.sms.carrier_lookup(PhoneNumber="+1 (206) 555-0142")["E164PhoneNumber"] == "+12065550142"


def test_only_a_mobile_has_a_network(account: Account) -> None:
    assert "Carrier" in account.sms.carrier_lookup(PhoneNumber="+12065550142")
    assert not {"Carrier", "MCC", "MNC"} & set(account.sms.carrier_lookup(PhoneNumber="+12065550190"))


def test_a_lookup_wants_the_international_form(account: Account) -> None:
    error = account.refused("carrier_lookup", PhoneNumber="2065550142")
    assert (error["Code"], error["Reason"]) == ("ValidationException", "INVALID_PARAMETER")
    assert error["Fields"][0]["Name"] == "PhoneNumber"


@pytest.mark.parametrize(
    ("number", "country", "kind", "code"),
    [
        ("(206) 555-0142", "US", "MOBILE", 0),
        ("2065550190", "US", "LANDLINE", 1),
        ("07400 123456", "GB", "MOBILE", 0),
        ("12", "US", "INVALID", 3),
    ],
)
def test_pinpoint_validates_national_numbers_too(
    account: Account, number: str, country: str, kind: str, code: int
) -> None:
    request = {"PhoneNumber": number, "IsoCountryCode": country}
    answer = account.client("pinpoint").phone_number_validate(NumberValidateRequest=request)["NumberValidateResponse"]
    assert (answer["PhoneType"], answer["PhoneTypeCode"], answer["OriginalPhoneNumber"]) == (kind, code, number)
    assert ("CleansedPhoneNumberE164" in answer) is (kind != "INVALID")


def test_a_number_that_is_no_number_is_invalid_and_not_an_error() -> None:
    assert numbering.describe("call me").kind == "INVALID"


def test_every_country_that_aws_leases_in_has_numbers_to_lease() -> None:
    for kind, countries in NUMBER_TYPES.items():
        for country in countries:
            assert next(numbering.available(country, kind, set()), None) is not None, (kind, country)


def test_no_number_is_leased_twice() -> None:
    first = next(numbering.available("US", "TEN_DLC", set()))
    assert next(numbering.available("US", "TEN_DLC", {first})) != first
