"""A person texts: what is answered, who is opted out, what is published."""

from __future__ import annotations

import pytest

from tests.sandbox.account import Account, Json, person, until


def two_way(account: Account, number: Json, **members: object) -> str:
    """Switches a number to two-way messaging; returns the queue behind its topic."""
    topic = account.topic()
    account.sms.update_phone_number(
        PhoneNumberId=number["PhoneNumberId"], TwoWayEnabled=True, TwoWayChannelArn=topic, **members
    )
    return account.queue_of(topic)


def opted_out(account: Account, name: str = "Default") -> dict[str, bool]:
    listed = account.sms.describe_opted_out_numbers(OptOutListName=name)["OptedOutNumbers"]
    return {each["OptedOutNumber"]: each["EndUserOptedOut"] for each in listed}


def inbound_event(account: Account, sender: str) -> Json:
    return account.phone.wait_for_event(sender, lambda event: event["kind"] == "inbound")


def test_a_text_is_published_with_exactly_the_members_that_aws_documents(account: Account) -> None:
    number, sender = account.number(), person()
    queue = two_way(account, number)
    sent = account.send(sender, "hello", OriginationIdentity=number["PhoneNumberId"])
    account.phone.wait_for(sender, "hello")
    text = account.phone.reply(sender, "What is this?")
    assert account.received(queue) == [
        {
            "originationNumber": sender,
            "destinationNumber": number["PhoneNumber"],
            "messageKeyword": f"KEYWORD_{account.id}",
            "messageBody": "What is this?",
            "inboundMessageId": text["messageId"],
            "previousPublishedMessageId": sent,
        }
    ]


def test_an_own_keyword_is_answered_and_published(account: Account) -> None:
    number, sender = account.number(), person()
    queue = two_way(account, number)
    account.sms.put_keyword(OriginationIdentity=number["PhoneNumberId"], Keyword="YES", KeywordMessage="thanks")
    account.phone.reply(sender, "yes please", to=number["PhoneNumber"])
    account.phone.wait_for(sender, "thanks")
    assert account.received(queue)[0]["messageKeyword"] == "YES"


def test_a_text_matches_the_longest_keyword_that_it_begins_with(account: Account) -> None:
    number, sender = account.number(), person()
    for word in ("JOIN", "JOIN NOW"):
        account.sms.put_keyword(
            OriginationIdentity=number["PhoneNumberId"], Keyword=word, KeywordMessage=f"answer to {word}"
        )
    account.phone.reply(sender, "join now!", to=number["PhoneNumber"])
    assert account.phone.wait_for(sender, "answer to")["body"] == "answer to JOIN NOW"


@pytest.mark.parametrize(
    "word",
    ["STOP", "stop", "ARRET", "CANCEL", "END", "OPT-OUT", "OPTOUT", "QUIT", "REMOVE", "TD", "UNSUBSCRIBE", "Stop it"],
)
def test_the_managed_words_opt_out_are_answered_and_not_published(account: Account, word: str) -> None:
    number, sender = account.number(), person()
    two_way(account, number)
    account.phone.reply(sender, word, to=number["PhoneNumber"])
    account.phone.wait_for(sender, "You are now opted out")
    assert opted_out(account) == {sender: True}
    assert [event for event in account.phone.events(sender) if event["kind"] == "inbound"] == []


def test_help_is_answered_and_not_published(account: Account) -> None:
    number, sender = account.number(), person()
    two_way(account, number)
    account.sms.put_keyword(OriginationIdentity=number["PhoneNumberId"], Keyword="HELP", KeywordMessage="call us")
    account.phone.reply(sender, "Help", to=number["PhoneNumber"])
    account.phone.wait_for(sender, "call us")
    assert [event for event in account.phone.events(sender) if event["kind"] == "inbound"] == []


def test_self_managed_stop_and_help_are_published_and_nothing_else_happens(account: Account) -> None:
    number, sender = account.number(), person()
    queue = two_way(account, number, SelfManagedOptOutsEnabled=True)
    for word in ("STOP", "HELP"):
        account.phone.reply(sender, word, to=number["PhoneNumber"])
    received = account.received(queue, 2)
    assert {each["messageKeyword"] for each in received} == {"STOP", "HELP"}
    assert opted_out(account) == {}
    assert [text["direction"] for text in account.phone.messages(sender)] == ["out", "out"]


def test_start_opts_nobody_in_without_a_keyword_for_it(account: Account) -> None:
    number, sender = account.number(), person()
    queue = two_way(account, number)
    account.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=sender)
    account.phone.reply(sender, "START", to=number["PhoneNumber"])
    account.received(queue)
    assert opted_out(account) == {sender: False}


def test_a_keyword_with_opt_in_takes_a_person_off_the_list(account: Account) -> None:
    number, sender = account.number(), person()
    account.sms.put_keyword(
        OriginationIdentity=number["PhoneNumberId"],
        Keyword="START",
        KeywordMessage="welcome back",
        KeywordAction="OPT_IN",
    )
    account.phone.reply(sender, "STOP", to=number["PhoneNumber"])
    until(lambda: opted_out(account))
    account.phone.reply(sender, "start")
    account.phone.wait_for(sender, "welcome back")
    assert opted_out(account) == {}


def test_an_own_keyword_with_opt_out_opts_out_and_is_published(account: Account) -> None:
    number, sender = account.number(), person()
    queue = two_way(account, number)
    account.sms.put_keyword(
        OriginationIdentity=number["PhoneNumberId"],
        Keyword="REVOKE",
        KeywordMessage="you are out",
        KeywordAction="OPT_OUT",
    )
    account.phone.reply(sender, "Revoke", to=number["PhoneNumber"])
    account.phone.wait_for(sender, "you are out")
    assert account.received(queue)[0]["messageKeyword"] == "REVOKE"
    assert opted_out(account) == {sender: True}


def test_an_automatic_response_is_not_sent_to_who_opted_out(account: Account) -> None:
    number, sender = account.number(), person()
    queue = two_way(account, number)
    account.sms.put_keyword(OriginationIdentity=number["PhoneNumberId"], Keyword="YES", KeywordMessage="thanks")
    account.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=sender)
    account.phone.reply(sender, "YES", to=number["PhoneNumber"])
    account.received(queue)
    assert [text["body"] for text in account.phone.messages(sender)] == ["YES"]


def test_without_two_way_keywords_work_and_nothing_is_published(account: Account) -> None:
    number, sender = account.number(), person()
    account.phone.reply(sender, "hello?", to=number["PhoneNumber"])
    event = inbound_event(account, sender)
    assert (event["published"], event["reason"]) == (False, "two-way messaging is not enabled")
    account.phone.reply(sender, "HELP")
    account.phone.wait_for(sender, "For assistance")


def test_a_toll_free_stop_is_answered_by_the_carrier_and_blocks_there_too(account: Account) -> None:
    number, sender = account.number(kind="TOLL_FREE"), person()
    account.phone.reply(sender, "STOP", to=number["PhoneNumber"])
    assert account.phone.wait_for(sender, "NETWORK MSG")["origin"] == "carrier"
    assert opted_out(account) == {sender: True}
    account.sms.delete_opted_out_number(OptOutListName="Default", OptedOutNumber=sender)
    message = account.send(sender, "still there?", OriginationIdentity=number["PhoneNumberId"])
    assert account.final_event(sender, message)["eventType"] == "TEXT_CARRIER_BLOCKED"
    account.phone.reply(sender, "UNSTOP", to=number["PhoneNumber"])
    account.phone.wait_for(sender, "You will again receive messages")
    message = account.send(sender, "back again", OriginationIdentity=number["PhoneNumberId"])
    assert account.final_event(sender, message)["eventType"] == "TEXT_DELIVERED"
