"""Which numbers can be had."""

from __future__ import annotations

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import NumberCapability, NumberType
from cdk_messaging.sms_voice.countries import LONG_CODE_COUNTRIES
from cdk_messaging.sms_voice.number_rules import check_number

SMS = [NumberCapability.SMS]


@pytest.mark.parametrize("number_type", [NumberType.TOLL_FREE, NumberType.TEN_DLC, NumberType.SIMULATOR])
def test_some_types_exist_in_the_united_states_only(number_type: NumberType) -> None:
    check_number("US", number_type, SMS)
    with pytest.raises(InvalidArgument) as error:
        check_number("CA", number_type, SMS)
    assert str(error.value) == f"number type '{number_type}' exists in country 'US' only, not in 'CA'"


@pytest.mark.parametrize("country", ["CA", "GB", "DE", "IN"])
def test_many_countries_have_long_codes(country: str) -> None:
    check_number(country, NumberType.LONG_CODE, SMS)


def test_fails_for_a_long_code_where_there_are_none() -> None:
    with pytest.raises(InvalidArgument) as error:
        check_number("FR", NumberType.LONG_CODE, SMS)
    assert str(error.value) == (
        "number type 'LONG_CODE' doesn't exist in country 'FR': use one of " + ", ".join(sorted(LONG_CODE_COUNTRIES))
    )


def test_fails_for_a_simulator_that_would_call() -> None:
    with pytest.raises(InvalidArgument) as error:
        check_number("US", NumberType.SIMULATOR, [NumberCapability.SMS, NumberCapability.VOICE])
    assert str(error.value) == (
        "number capability 'VOICE' doesn't exist for number type 'SIMULATOR': use SMS and MMS, or another type"
    )


def test_fails_for_a_country_that_does_not_exist() -> None:
    with pytest.raises(InvalidArgument, match=r"^iso_country_code 'UK' is not a country: "):
        check_number("UK", NumberType.LONG_CODE, SMS)


def test_fails_for_a_short_code_which_nobody_can_request() -> None:
    with pytest.raises(InvalidArgument) as error:
        check_number("US", "SHORT_CODE", SMS)
    assert str(error.value) == (
        "number type 'SHORT_CODE' is not known: use one of LONG_CODE, TOLL_FREE, TEN_DLC, SIMULATOR"
    )


def test_fails_without_capabilities() -> None:
    with pytest.raises(InvalidArgument) as error:
        check_number("US", NumberType.TEN_DLC, [])
    assert str(error.value) == "capabilities are empty: give at least one, for example NumberCapability.SMS"


def test_fails_for_a_capability_that_is_given_twice() -> None:
    with pytest.raises(InvalidArgument, match=r"^number capability 'SMS' is given twice: give each one once$"):
        check_number("US", NumberType.TEN_DLC, [NumberCapability.SMS, NumberCapability.SMS])


def test_fails_for_a_capability_that_does_not_exist() -> None:
    with pytest.raises(InvalidArgument, match=r"^number capability 'FAX' is not known: use one of SMS, VOICE, MMS$"):
        check_number("US", NumberType.TEN_DLC, ["FAX"])


def test_mms_exists_in_two_countries() -> None:
    check_number("CA", NumberType.LONG_CODE, [NumberCapability.SMS, NumberCapability.MMS])
    with pytest.raises(InvalidArgument) as error:
        check_number("GB", NumberType.LONG_CODE, [NumberCapability.SMS, NumberCapability.MMS])
    assert str(error.value) == ("number capability 'MMS' doesn't exist in country 'GB': use it in CA, US only")


def test_a_country_may_be_known_at_deployment_only() -> None:
    kind, capabilities = check_number(cdk.Fn.import_value("Country"), NumberType.LONG_CODE, [NumberCapability.MMS])
    assert (kind, capabilities) == (NumberType.LONG_CODE, [NumberCapability.MMS])
