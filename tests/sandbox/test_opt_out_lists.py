"""Opt-out lists: who is on them, and how one leaves."""

from __future__ import annotations

from tests.sandbox.account import Account, person

THIRTY_DAYS = 30 * 24 * 3600


def test_every_account_has_the_list_default(account: Account) -> None:
    assert [each["OptOutListName"] for each in account.sms.describe_opt_out_lists()["OptOutLists"]] == ["Default"]


def test_a_number_put_by_the_api_was_not_opted_out_by_the_end_user(account: Account) -> None:
    number = person()
    answer = account.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=number)
    assert answer["EndUserOptedOut"] is False


def test_putting_a_number_twice_is_no_conflict_and_keeps_the_first_time(account: Account) -> None:
    number = person()
    first = account.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=number)
    second = account.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=number)
    assert first["OptedOutTimestamp"] == second["OptedOutTimestamp"]


def test_a_named_number_that_is_not_on_the_list_is_not_found(account: Account) -> None:
    error = account.refused("describe_opted_out_numbers", OptOutListName="Default", OptedOutNumbers=[person()])
    assert (error["Code"], error["ResourceType"]) == ("ResourceNotFoundException", "opted-out-number")


def test_the_list_can_be_read_in_pages_and_by_who_opted_out(account: Account) -> None:
    numbers = [person() for _ in range(3)]
    for number in numbers:
        account.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=number)
    pages = account.sms.get_paginator("describe_opted_out_numbers").paginate(
        OptOutListName="Default",
        Filters=[{"Name": "end-user-opted-out", "Values": ["false"]}],
        PaginationConfig={"PageSize": 2},
    )
    assert [[each["OptedOutNumber"] for each in page["OptedOutNumbers"]] for page in pages] == [
        numbers[:2],
        numbers[2:],
    ]


def test_a_number_leaves_a_list_once_in_30_days(account: Account) -> None:
    number = person()
    for _ in range(2):
        account.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=number)
        if _ == 0:
            account.sms.delete_opted_out_number(OptOutListName="Default", OptedOutNumber=number)
    error = account.refused("delete_opted_out_number", OptOutListName="Default", OptedOutNumber=number)
    assert (error["Code"], error["Reason"]) == ("ValidationException", "PHONE_NUMBER_CANNOT_BE_OPTED_IN")
    account.phone.advance_clock(THIRTY_DAYS)
    account.sms.delete_opted_out_number(OptOutListName="Default", OptedOutNumber=number)


def test_a_list_in_use_is_not_deleted(account: Account) -> None:
    account.sms.create_opt_out_list(OptOutListName="own")
    account.number(OptOutListName="own")
    error = account.refused("delete_opt_out_list", OptOutListName="own")
    assert (error["Code"], error["Reason"], error["ResourceId"]) == ("ConflictException", "RESOURCE_NOT_EMPTY", "own")


def test_a_list_is_made_once(account: Account) -> None:
    account.sms.create_opt_out_list(OptOutListName="own")
    assert account.refused("create_opt_out_list", OptOutListName="own")["Reason"] == "RESOURCE_ALREADY_EXISTS"
