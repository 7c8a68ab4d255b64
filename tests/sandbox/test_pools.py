"""Pools take over what their numbers had, and govern them from then on."""

from __future__ import annotations

from tests.sandbox.account import Account, person


def test_a_pool_takes_over_the_settings_of_its_first_number(account: Account) -> None:
    number, topic = account.number(), account.topic()
    account.sms.put_keyword(OriginationIdentity=number["PhoneNumberId"], Keyword="JOIN", KeywordMessage="welcome")
    account.sms.update_phone_number(
        PhoneNumberId=number["PhoneNumberId"],
        TwoWayEnabled=True,
        TwoWayChannelArn=topic,
        DeletionProtectionEnabled=True,
    )
    pool = account.pool(number)
    assert (pool["TwoWayEnabled"], pool["TwoWayChannelArn"], pool["DeletionProtectionEnabled"]) == (True, topic, False)
    keywords = account.sms.describe_keywords(OriginationIdentity=pool["PoolId"])["Keywords"]
    assert {keyword["Keyword"] for keyword in keywords} == {"HELP", "STOP", "JOIN"}


def test_the_keywords_of_the_pool_answer_for_its_numbers(account: Account) -> None:
    number, sender = account.number(), person()
    pool = account.pool(number)
    account.sms.put_keyword(OriginationIdentity=pool["PoolId"], Keyword="HELP", KeywordMessage="help from the pool")
    account.phone.reply(sender, "help", to=number["PhoneNumber"])
    account.phone.wait_for(sender, "help from the pool")


def test_a_number_with_other_settings_does_not_join(account: Account) -> None:
    pool, other = account.pool(account.number()), account.number()
    account.sms.put_keyword(OriginationIdentity=other["PhoneNumberId"], Keyword="JOIN", KeywordMessage="welcome")
    error = account.refused(
        "associate_origination_identity", PoolId=pool["PoolId"], OriginationIdentity=other["PhoneNumberId"]
    )
    assert (error["Code"], error["Reason"]) == ("ConflictException", "KEYWORD_MISMATCH")


def test_a_number_is_in_one_pool_only(account: Account) -> None:
    number = account.number()
    account.pool(number)
    error = account.refused("create_pool", OriginationIdentity=number["PhoneNumberId"], MessageType="TRANSACTIONAL")
    assert error["Reason"] == "PHONE_NUMBER_ASSOCIATED_TO_POOL"


def test_the_last_number_does_not_leave(account: Account) -> None:
    number = account.number()
    pool = account.pool(number)
    error = account.refused(
        "disassociate_origination_identity", PoolId=pool["PoolId"], OriginationIdentity=number["PhoneNumberArn"]
    )
    assert error["Reason"] == "LAST_PHONE_NUMBER"


def test_a_pool_lists_what_is_in_it(account: Account) -> None:
    first, second = account.number(), account.number("GB", "LONG_CODE")
    pool = account.pool(first)
    account.sms.associate_origination_identity(PoolId=pool["PoolId"], OriginationIdentity=second["PhoneNumberId"])
    listed = account.sms.list_pool_origination_identities(PoolId=pool["PoolId"])["OriginationIdentities"]
    assert [each["PhoneNumber"] for each in listed] == [first["PhoneNumber"], second["PhoneNumber"]]


def test_a_protected_pool_is_not_deleted(account: Account) -> None:
    pool = account.pool(account.number(), DeletionProtectionEnabled=True)
    error = account.refused("delete_pool", PoolId=pool["PoolId"])
    assert error["Reason"] == "DELETION_PROTECTION_ENABLED"


def test_deleting_a_pool_keeps_its_numbers(account: Account) -> None:
    number = account.number()
    pool = account.pool(number)
    account.sms.delete_pool(PoolId=pool["PoolId"])
    assert "PoolId" not in account.sms.describe_phone_numbers()["PhoneNumbers"][0]
    account.sms.release_phone_number(PhoneNumberId=number["PhoneNumberId"])


def test_a_sender_id_of_a_pool_reaches_its_country(account: Account) -> None:
    account.sms.request_sender_id(SenderId="BRAND", IsoCountryCode="DE")
    pool = account.pool(account.number())
    joined = account.sms.associate_origination_identity(
        PoolId=pool["PoolId"], OriginationIdentity="BRAND", IsoCountryCode="DE"
    )
    assert joined["OriginationIdentityArn"] == account.arn("sender-id/BRAND/DE")
    to = "+4915112345678"
    account.send(to, "hallo", OriginationIdentity=pool["PoolId"])
    assert account.phone.wait_for(to, "hallo")["from"] == "BRAND"


def test_a_sender_id_that_does_not_exist_joins_no_pool(account: Account) -> None:
    pool = account.pool(account.number())
    error = account.refused(
        "associate_origination_identity",
        PoolId=pool["PoolId"],
        OriginationIdentity=account.arn("sender-id/BRAND/DE"),
        IsoCountryCode="DE",
    )
    assert (error["Code"], error["ResourceType"]) == ("ResourceNotFoundException", "sender-id")


def test_a_pool_lists_all_kinds_of_members_and_lets_the_last_not_go(account: Account) -> None:
    account.sms.request_sender_id(SenderId="BRAND", IsoCountryCode="DE")
    agent = account.sms.create_rcs_agent()
    pool = account.sms.create_pool(
        OriginationIdentity=agent["RcsAgentArn"], IsoCountryCode="ZZ", MessageType="TRANSACTIONAL"
    )
    sender = {"OriginationIdentity": account.arn("sender-id/BRAND/DE"), "IsoCountryCode": "DE"}
    account.sms.associate_origination_identity(PoolId=pool["PoolId"], **sender)
    listed = account.sms.list_pool_origination_identities(PoolId=pool["PoolId"])["OriginationIdentities"]
    assert [(each["IsoCountryCode"], each["NumberCapabilities"]) for each in listed] == [
        ("ZZ", ["RCS"]),
        ("DE", ["SMS"]),
    ]
    assert account.sms.describe_rcs_agents()["RcsAgents"][0]["PoolId"] == pool["PoolId"]
    account.sms.disassociate_origination_identity(
        PoolId=pool["PoolId"], OriginationIdentity=agent["RcsAgentArn"], IsoCountryCode="ZZ"
    )
    error = account.refused("disassociate_origination_identity", PoolId=pool["PoolId"], **sender)
    assert error["Reason"] == "LAST_PHONE_NUMBER"
