"""Attributes, limits and tags."""

from __future__ import annotations

from tests.sandbox.account import Account


def test_the_account_may_text_anybody(account: Account) -> None:
    attributes = account.sms.describe_account_attributes()["AccountAttributes"]
    assert attributes == [{"Name": "ACCOUNT_TIER", "Value": "PRODUCTION"}]


def test_the_limits_count_what_is_used(account: Account) -> None:
    account.number()
    limits = {each["Name"]: each for each in account.sms.describe_account_limits()["AccountLimits"]}
    assert limits["PHONE_NUMBERS"] == {"Name": "PHONE_NUMBERS", "Used": 1, "Max": 25}


def test_a_spend_limit_is_overridden_and_restored(account: Account) -> None:
    def texts() -> tuple[int, bool]:
        limits = {each["Name"]: each for each in account.sms.describe_spend_limits()["SpendLimits"]}
        limit = limits["TEXT_MESSAGE_MONTHLY_SPEND_LIMIT"]
        return limit["EnforcedLimit"], limit["Overridden"]

    assert texts() == (1000, False)
    account.sms.set_text_message_spend_limit_override(MonthlyLimit=5)
    assert texts() == (5, True)
    account.sms.delete_text_message_spend_limit_override()
    assert texts() == (1000, False)


def test_a_spend_limit_over_the_services_own_is_refused(account: Account) -> None:
    error = account.refused("set_text_message_spend_limit_override", MonthlyLimit=1001)
    assert error["Reason"] == "REQUESTED_SPEND_LIMIT_HIGHER_THAN_SERVICE_LIMIT"


def test_tags_are_put_listed_and_removed(account: Account) -> None:
    number = account.number(Tags=[{"Key": "a", "Value": "1"}])
    arn = number["PhoneNumberArn"]
    account.sms.tag_resource(ResourceArn=arn, Tags=[{"Key": "b", "Value": "2"}])
    account.sms.untag_resource(ResourceArn=arn, TagKeys=["a"])
    assert account.sms.list_tags_for_resource(ResourceArn=arn)["Tags"] == [{"Key": "b", "Value": "2"}]


def test_tags_of_what_does_not_exist_are_not_found(account: Account) -> None:
    error = account.refused("list_tags_for_resource", ResourceArn=account.arn("pool/none"))
    assert (error["Code"], error["ResourceType"]) == ("ResourceNotFoundException", "pool")
