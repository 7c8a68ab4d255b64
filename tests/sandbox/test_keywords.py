"""Keywords of numbers and pools."""

from __future__ import annotations

from tests.sandbox.account import Account


def test_help_and_stop_are_always_there(account: Account) -> None:
    number = account.number()
    keywords = account.sms.describe_keywords(OriginationIdentity=number["PhoneNumberId"])["Keywords"]
    actions = {keyword["Keyword"]: keyword["KeywordAction"] for keyword in keywords}
    assert actions == {"HELP": "AUTOMATIC_RESPONSE", "STOP": "OPT_OUT"}


def test_help_and_stop_are_not_deleted(account: Account) -> None:
    number = account.number()
    error = account.refused("delete_keyword", OriginationIdentity=number["PhoneNumberId"], Keyword="stop")
    assert (error["Code"], error["Reason"]) == ("ConflictException", "RESOURCE_DELETION_NOT_ALLOWED")


def test_the_message_of_stop_changes_and_its_action_does_not(account: Account) -> None:
    number = account.number()
    answer = account.sms.put_keyword(
        OriginationIdentity=number["PhoneNumberId"], Keyword="stop", KeywordMessage="bye from us"
    )
    assert (answer["Keyword"], answer["KeywordMessage"], answer["KeywordAction"]) == ("STOP", "bye from us", "OPT_OUT")
    error = account.refused(
        "put_keyword",
        OriginationIdentity=number["PhoneNumberId"],
        Keyword="STOP",
        KeywordMessage="bye",
        KeywordAction="OPT_IN",
    )
    assert error["Reason"] == "RESOURCE_MODIFICATION_NOT_ALLOWED"


def test_a_keyword_is_overwritten_whatever_its_case(account: Account) -> None:
    number = account.number()
    for word, message in (("Join", "first"), ("JOIN", "second")):
        account.sms.put_keyword(OriginationIdentity=number["PhoneNumberId"], Keyword=word, KeywordMessage=message)
    found = account.sms.describe_keywords(OriginationIdentity=number["PhoneNumberId"], Keywords=["join"])["Keywords"]
    assert [keyword["KeywordMessage"] for keyword in found] == ["second"]


def test_a_keyword_does_not_begin_or_end_with_a_space(account: Account) -> None:
    number = account.number()
    error = account.refused(
        "put_keyword", OriginationIdentity=number["PhoneNumberId"], Keyword=" JOIN", KeywordMessage="x"
    )
    assert error["Message"] == "the keyword ' JOIN' begins or ends with a space"


def test_a_number_has_30_keywords_at_most(account: Account) -> None:
    number = account.number()
    for count in range(28):
        account.sms.put_keyword(OriginationIdentity=number["PhoneNumberId"], Keyword=f"WORD{count}", KeywordMessage="x")
    error = account.refused(
        "put_keyword", OriginationIdentity=number["PhoneNumberId"], Keyword="ONE MORE", KeywordMessage="x"
    )
    assert (error["Code"], error["Reason"]) == ("ServiceQuotaExceededException", "KEYWORDS_PER_PHONE_NUMBER")
