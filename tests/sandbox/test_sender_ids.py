"""Sender IDs: where they can be had, and what is sent with them."""

from __future__ import annotations

import pytest

from tests.sandbox.account import Account, person

GERMAN = "+4915112345678"


def request(account: Account, sender_id: str = "BRAND", country: str = "DE", **members: object) -> None:
    account.sms.request_sender_id(SenderId=sender_id, IsoCountryCode=country, **members)


def test_a_sender_id_is_what_the_recipient_sees(account: Account) -> None:
    request(account)
    account.send(GERMAN, "hallo from a name", OriginationIdentity="BRAND")
    assert account.phone.wait_for(GERMAN, "hallo from a name")["from"] == "BRAND"


def test_it_can_be_named_by_its_arn(account: Account) -> None:
    request(account)
    account.send(GERMAN, "hallo by arn", OriginationIdentity=account.arn("sender-id/BRAND/DE"))
    assert account.phone.wait_for(GERMAN, "hallo by arn")["from"] == "BRAND"


def test_the_default_sender_id_of_a_set_is_used_when_nothing_is_named(account: Account) -> None:
    request(account)
    account.sms.create_configuration_set(ConfigurationSetName="set")
    account.sms.set_default_sender_id(ConfigurationSetName="set", SenderId="BRAND")
    account.send(GERMAN, "hallo by default", ConfigurationSetName="set")
    assert account.phone.wait_for(GERMAN, "hallo by default")["from"] == "BRAND"


def test_it_sends_to_its_own_country_only(account: Account) -> None:
    request(account)
    error = account.refused(
        "send_text_message", DestinationPhoneNumber=person(), MessageBody="x", OriginationIdentity="BRAND"
    )
    assert error["Reason"] == "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY"


@pytest.mark.parametrize(
    ("country", "reason"),
    [("US", "SENDER_ID_NOT_SUPPORTED"), ("GB", "SENDER_ID_REQUIRES_REGISTRATION"), ("KP", "SENDER_ID_NOT_SUPPORTED")],
)
def test_some_countries_have_none_or_want_a_registration(account: Account, country: str, reason: str) -> None:
    assert account.refused("request_sender_id", SenderId="BRAND", IsoCountryCode=country)["Reason"] == reason


@pytest.mark.parametrize("sender_id", ["123", "-A", "A-"])
def test_a_name_needs_a_letter_and_no_hyphen_at_its_ends(account: Account, sender_id: str) -> None:
    error = account.refused("request_sender_id", SenderId=sender_id, IsoCountryCode="DE")
    assert error["Reason"] == "INVALID_PARAMETER"


def test_the_same_twice_is_a_conflict_and_another_country_is_not(account: Account) -> None:
    request(account)
    error = account.refused("request_sender_id", SenderId="BRAND", IsoCountryCode="DE")
    assert (error["Code"], error["Reason"]) == ("ConflictException", "RESOURCE_ALREADY_EXISTS")
    request(account, country="AT")


def test_they_are_described_by_name_by_filter_and_in_pages(account: Account) -> None:
    for country in ("DE", "AT", "SG"):
        request(account, country=country, MessageTypes=["PROMOTIONAL"])
    named = account.sms.describe_sender_ids(SenderIds=[{"SenderId": "BRAND", "IsoCountryCode": "AT"}])["SenderIds"]
    assert [(each["IsoCountryCode"], each["MessageTypes"]) for each in named] == [("AT", ["PROMOTIONAL"])]
    filtered = account.sms.describe_sender_ids(Filters=[{"Name": "iso-country-code", "Values": ["SG"]}])["SenderIds"]
    assert [each["IsoCountryCode"] for each in filtered] == ["SG"]
    pages = account.sms.get_paginator("describe_sender_ids").paginate(PaginationConfig={"PageSize": 2})
    assert [len(page["SenderIds"]) for page in pages] == [2, 1]


def test_one_that_does_not_exist_is_not_found(account: Account) -> None:
    error = account.refused("describe_sender_ids", SenderIds=[{"SenderId": "BRAND", "IsoCountryCode": "AT"}])
    assert (error["Code"], error["ResourceType"]) == ("ResourceNotFoundException", "sender-id")


def test_a_protected_one_is_not_released(account: Account) -> None:
    request(account, DeletionProtectionEnabled=True)
    named = {"SenderId": "BRAND", "IsoCountryCode": "DE"}
    assert account.refused("release_sender_id", **named)["Reason"] == "DELETION_PROTECTION_ENABLED"
    account.sms.update_sender_id(**named, DeletionProtectionEnabled=False)
    account.sms.release_sender_id(**named)
    assert account.sms.describe_sender_ids()["SenderIds"] == []


def test_one_in_a_pool_is_not_released(account: Account) -> None:
    request(account)
    account.sms.create_pool(
        OriginationIdentity=account.arn("sender-id/BRAND/DE"), IsoCountryCode="DE", MessageType="TRANSACTIONAL"
    )
    error = account.refused("release_sender_id", SenderId="BRAND", IsoCountryCode="DE")
    assert error["Reason"] == "SENDER_ID_ASSOCIATED_TO_POOL"


def test_tags_and_limits_know_it(account: Account) -> None:
    request(account, Tags=[{"Key": "team", "Value": "red"}])
    arn = account.arn("sender-id/BRAND/DE")
    assert account.sms.list_tags_for_resource(ResourceArn=arn)["Tags"] == [{"Key": "team", "Value": "red"}]
    limits = {each["Name"]: each["Used"] for each in account.sms.describe_account_limits()["AccountLimits"]}
    assert limits["SENDER_IDS"] == 1


def test_a_permission_on_one_is_none_on_another(account: Account) -> None:
    request(account)
    request(account, "OTHER")
    statement = {
        "Effect": "Allow",
        "Action": "sms-voice:SendTextMessage",
        "Resource": account.arn("sender-id/BRAND/DE"),
    }
    user = account.as_user("pinpoint-sms-voice-v2", [statement])
    member = {"DestinationPhoneNumber": GERMAN, "MessageBody": "x"}
    assert user.send_text_message(**member, OriginationIdentity="BRAND")["MessageId"]
    with pytest.raises(user.exceptions.AccessDeniedException):
        user.send_text_message(**member, OriginationIdentity="OTHER")
