"""Leasing, changing and releasing numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.account import Account


def test_a_leased_number_is_active_at_once_and_described(account: Account) -> None:
    number = account.number("GB", "LONG_CODE", Tags=[{"Key": "team", "Value": "a"}])
    described = account.sms.describe_phone_numbers(PhoneNumberIds=[number["PhoneNumberArn"]])["PhoneNumbers"]
    assert len(described) == 1
    assert described[0]["Status"] == "ACTIVE"
    assert described[0]["PhoneNumber"].startswith("+44")
    assert described[0]["OptOutListName"] == "Default"
    assert number["PhoneNumberArn"] == account.arn(f"phone-number/{number['PhoneNumberId']}")


def test_numbers_can_be_filtered_and_paged(account: Account) -> None:
    for _ in range(3):
        account.number("GB", "LONG_CODE")
    account.number("US")
    pages = account.sms.get_paginator("describe_phone_numbers").paginate(
        Filters=[{"Name": "iso-country-code", "Values": ["GB"]}], PaginationConfig={"PageSize": 2}
    )
    assert [len(page["PhoneNumbers"]) for page in pages] == [2, 1]


def test_a_foreign_next_token_is_refused(account: Account) -> None:
    error = account.refused("describe_phone_numbers", NextToken="bm90IG91cnM=")
    assert (error["Code"], error["Reason"]) == ("ValidationException", "INVALID_NEXT_TOKEN")


def test_a_type_that_a_country_does_not_have_is_refused(account: Account) -> None:
    error = account.refused(
        "request_phone_number",
        IsoCountryCode="GB",
        NumberType="TEN_DLC",
        MessageType="TRANSACTIONAL",
        NumberCapabilities=["SMS"],
    )
    assert error["Message"] == "TEN_DLC numbers are not available in GB"


def test_a_simulator_is_transactional(account: Account) -> None:
    error = account.refused(
        "request_phone_number",
        IsoCountryCode="US",
        NumberType="SIMULATOR",
        MessageType="PROMOTIONAL",
        NumberCapabilities=["SMS"],
    )
    assert error["Message"] == "a SIMULATOR number needs MessageType TRANSACTIONAL"


def test_the_same_client_token_leases_once(account: Account) -> None:
    first, second = account.number(ClientToken="once"), account.number(ClientToken="once")
    assert first["PhoneNumberId"] == second["PhoneNumberId"]
    assert len(account.sms.describe_phone_numbers()["PhoneNumbers"]) == 1


def test_a_protected_number_is_not_released(account: Account) -> None:
    number = account.number(DeletionProtectionEnabled=True)
    error = account.refused("release_phone_number", PhoneNumberId=number["PhoneNumberId"])
    assert (error["Code"], error["Reason"]) == ("ConflictException", "DELETION_PROTECTION_ENABLED")


def test_a_number_in_a_pool_is_not_released(account: Account) -> None:
    number = account.number()
    account.pool(number)
    error = account.refused("release_phone_number", PhoneNumberId=number["PhoneNumberId"])
    assert (error["Code"], error["Reason"]) == ("ConflictException", "PHONE_NUMBER_ASSOCIATED_TO_POOL")


def test_a_number_in_a_pool_is_not_changed(account: Account) -> None:
    number = account.number()
    account.pool(number)
    error = account.refused("update_phone_number", PhoneNumberId=number["PhoneNumberId"], OptOutListName="Default")
    assert error["Reason"] == "PHONE_NUMBER_ASSOCIATED_TO_POOL"


def test_a_released_number_is_gone(account: Account) -> None:
    number = account.number()
    released = account.sms.release_phone_number(PhoneNumberId=number["PhoneNumberId"])
    assert released["Status"] == "DELETED"
    error = account.refused("describe_phone_numbers", PhoneNumberIds=[number["PhoneNumberId"]])
    assert error["Code"] == "ResourceNotFoundException"


def test_two_way_needs_a_channel(account: Account) -> None:
    number = account.number()
    error = account.refused("update_phone_number", PhoneNumberId=number["PhoneNumberId"], TwoWayEnabled=True)
    assert error["Reason"] == "TWO_WAY_CHANNEL_NOT_PRESENT"


def test_two_way_is_refused_where_aws_has_none(account: Account) -> None:
    number = account.number("SA", "LONG_CODE")
    error = account.refused(
        "update_phone_number",
        PhoneNumberId=number["PhoneNumberId"],
        TwoWayEnabled=True,
        TwoWayChannelArn=account.topic(),
    )
    assert error["Reason"] == "TWO_WAY_NOT_SUPPORTED_IN_COUNTRY"


def test_self_managed_opt_outs_need_two_way(account: Account) -> None:
    number = account.number()
    error = account.refused(
        "update_phone_number", PhoneNumberId=number["PhoneNumberId"], SelfManagedOptOutsEnabled=True
    )
    assert error["Reason"] == "TWO_WAY_NOT_ENABLED"


def test_the_quota_of_numbers_is_25(account: Account) -> None:
    for _ in range(25):
        account.number()
    error = account.refused(
        "request_phone_number",
        IsoCountryCode="US",
        NumberType="TEN_DLC",
        MessageType="TRANSACTIONAL",
        NumberCapabilities=["SMS"],
    )
    assert (error["Code"], error["Reason"]) == ("ServiceQuotaExceededException", "PHONE_NUMBERS_PER_ACCOUNT")


def listed(account: Account, kind: str, *digits: str, **members: Any) -> list[str]:
    wish = [{"PreferenceType": [kind], "Filter": list(digits)}]
    found = account.sms.list_available_phone_numbers(
        IsoCountryCode="US", NumberType="TEN_DLC", NumberCapabilities=["SMS"], NumberPreference=wish, **members
    )
    return list(found["AvailablePhoneNumbers"])


def test_numbers_to_choose_from_are_listed_by_page(account: Account) -> None:
    asked = {"IsoCountryCode": "US", "NumberType": "TEN_DLC", "NumberCapabilities": ["SMS"]}
    first = account.sms.list_available_phone_numbers(**asked)
    second = account.sms.list_available_phone_numbers(**asked, NextToken=first["NextToken"])
    numbers = [*first["AvailablePhoneNumbers"], *second["AvailablePhoneNumbers"]]
    assert len(set(numbers)) == 20
    assert account.number()["PhoneNumber"] in numbers


@pytest.mark.parametrize(
    ("kind", "digits"),
    [("StartsWith", "1209"), ("StartsWith", "+1209"), ("StartsWith", "209"), ("EndsWith", "77"), ("Contains", "555")],
)
def test_numbers_are_found_by_their_digits(account: Account, kind: str, digits: str) -> None:
    found = listed(account, kind, digits)
    assert found
    assert {digits.lstrip("+") in number for number in found} == {True}


def test_no_number_is_found_by_digits_that_none_has(account: Account) -> None:
    assert listed(account, "StartsWith", "907") == []


def test_the_number_that_was_chosen_is_leased_and_listed_no_more(account: Account) -> None:
    chosen = listed(account, "EndsWith", "88")[0]
    wish = [{"PreferenceType": ["ExactMatch"], "Filter": [chosen]}]
    assert account.number(NumberPreference=wish)["PhoneNumber"] == chosen
    assert listed(account, "ExactMatch", chosen) == []
    error = account.refused(
        "request_phone_number",
        IsoCountryCode="US",
        NumberType="TEN_DLC",
        MessageType="TRANSACTIONAL",
        NumberCapabilities=["SMS"],
        NumberPreference=wish,
    )
    assert error["Code"] == "ConflictException"


def test_only_10dlc_numbers_can_be_chosen(account: Account) -> None:
    error = account.refused(
        "request_phone_number",
        IsoCountryCode="US",
        NumberType="TOLL_FREE",
        MessageType="TRANSACTIONAL",
        NumberCapabilities=["SMS"],
        NumberPreference=[{"PreferenceType": ["EndsWith"], "Filter": ["88"]}],
    )
    assert error["Message"] == "NumberPreference is for TEN_DLC numbers of the country US only"


def test_numbers_of_other_countries_are_not_listed(account: Account) -> None:
    error = account.refused(
        "list_available_phone_numbers", IsoCountryCode="GB", NumberType="TEN_DLC", NumberCapabilities=["SMS"]
    )
    assert error["Message"] == "numbers are listed for the country US only"


def test_a_campaign_that_does_not_exist_is_not_found(account: Account) -> None:
    error = account.refused(
        "list_available_phone_numbers",
        IsoCountryCode="US",
        NumberType="TEN_DLC",
        NumberCapabilities=["SMS"],
        RegistrationId="registration-0",
    )
    assert error["Code"] == "ResourceNotFoundException"
