"""Data on countries."""

from __future__ import annotations

import phonenumbers
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import countries


def test_every_country_that_has_phone_numbers_is_known() -> None:
    # AC and TA are islands of SH with a prefix of their own; ISO 3166 only reserves the codes.
    assert phonenumbers.SUPPORTED_REGIONS - {"AC", "TA"} <= countries.ISO_COUNTRIES


def test_there_are_as_many_countries_as_iso_has_and_kosovo() -> None:
    assert len(countries.ISO_COUNTRIES) == 249 + 1


@pytest.mark.parametrize(
    "group",
    [
        countries.TWO_WAY_COUNTRIES,
        countries.LONG_CODE_COUNTRIES,
        countries.SHORT_CODE_COUNTRIES,
        countries.MMS_COUNTRIES,
        countries.SENDER_ID_UNSUPPORTED_COUNTRIES,
        countries.SENDER_ID_REGISTRATION_COUNTRIES,
    ],
)
def test_what_a_country_can_do_it_can_do_only_if_it_can_be_texted(group: frozenset[str]) -> None:
    assert group <= countries.SMS_COUNTRIES <= countries.ISO_COUNTRIES


def test_the_lists_are_as_long_as_those_of_aws() -> None:
    assert len(countries.SMS_COUNTRIES) == 215
    assert len(countries.TWO_WAY_COUNTRIES) == 77
    assert len(countries.LONG_CODE_COUNTRIES) == 54
    assert len(countries.SHORT_CODE_COUNTRIES) == 49


def test_a_sender_id_is_free_or_registered_or_not_supported() -> None:
    assert countries.SENDER_ID_REGISTRATION_COUNTRIES.isdisjoint(countries.SENDER_ID_UNSUPPORTED_COUNTRIES)
    assert "FR" in countries.SENDER_ID_COUNTRIES
    assert "GB" in countries.SENDER_ID_REGISTRATION_COUNTRIES
    assert "US" in countries.SENDER_ID_UNSUPPORTED_COUNTRIES


def test_countries_without_sms_are_not_destinations() -> None:
    assert countries.SMS_COUNTRIES.isdisjoint({"CU", "IR", "KP", "SD", "SY"})


@pytest.mark.parametrize("country", ["us", "USA", "", "ZZ", "UK", "U1", "US\n"])
def test_fails_for_a_code_that_is_no_country(country: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        countries.check_country("iso_country_code", country)
    assert str(error.value) == (
        f"iso_country_code {country!r} is not a country: "
        "use a code of ISO 3166-1 alpha-2 in upper case, for example 'US'"
    )
