"""SendTextMessage when it is refused: the code and reason that a caller sees, and no text on the phone."""

from __future__ import annotations

import pytest

from tests.sandbox.account import Account, person


def test_an_opted_out_number_is_a_conflict_and_gets_nothing(account: Account) -> None:
    number, to = account.number(), person()
    account.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=to)
    error = account.refused(
        "send_text_message", DestinationPhoneNumber=to, MessageBody="x", OriginationIdentity=number["PhoneNumberId"]
    )
    assert (error["Code"], error["Reason"]) == ("ConflictException", "DESTINATION_PHONE_NUMBER_OPTED_OUT")
    assert account.phone.messages(to) == []


def test_the_list_that_counts_is_the_one_of_the_sending_pool(account: Account) -> None:
    number, to = account.number(), person()
    pool = account.pool(number)
    account.sms.create_opt_out_list(OptOutListName="own")
    account.sms.update_pool(PoolId=pool["PoolId"], OptOutListName="own")
    account.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=to)
    account.send(to, "not on this list", OriginationIdentity=pool["PoolId"])
    account.phone.wait_for(to, "not on this list")


def test_an_unknown_identity_is_not_found(account: Account) -> None:
    error = account.refused(
        "send_text_message", DestinationPhoneNumber=person(), MessageBody="x", OriginationIdentity="pool-unknown"
    )
    assert error == {
        "Code": "ResourceNotFoundException",
        "Message": "Resource not found: ResourceType=pool, ResourceId=pool-unknown",
        "ResourceType": "pool",
        "ResourceId": "pool-unknown",
    }


def test_an_unknown_configuration_set_is_not_found(account: Account) -> None:
    number = account.number()
    error = account.refused(
        "send_text_message",
        DestinationPhoneNumber=person(),
        MessageBody="x",
        OriginationIdentity=number["PhoneNumberId"],
        ConfigurationSetName="missing",
    )
    assert (error["Code"], error["ResourceType"]) == ("ResourceNotFoundException", "configuration-set")


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("TEN_DLC", "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY"),
        ("TOLL_FREE", "INTERNATIONAL_SENDING_NOT_SUPPORTED"),
        ("SIMULATOR", "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY"),
    ],
)
def test_a_number_that_cannot_reach_the_country_is_refused(account: Account, kind: str, reason: str) -> None:
    number = account.number(kind=kind)
    error = account.refused(
        "send_text_message",
        DestinationPhoneNumber="+447400123456",
        MessageBody="x",
        OriginationIdentity=number["PhoneNumberId"],
    )
    assert (error["Code"], error["Reason"]) == ("ValidationException", reason)


def test_a_simulator_does_not_text_real_people(account: Account) -> None:
    number = account.number(kind="SIMULATOR")
    error = account.refused(
        "send_text_message",
        DestinationPhoneNumber=person(),
        MessageBody="x",
        OriginationIdentity=number["PhoneNumberId"],
    )
    assert error["Reason"] == "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY"


def test_a_country_without_any_identity_is_a_conflict(account: Account) -> None:
    pool = account.pool(account.number())
    for identity in ({"OriginationIdentity": pool["PoolId"]}, {}):
        error = account.refused("send_text_message", DestinationPhoneNumber="+33612345678", MessageBody="x", **identity)
        assert (error["Code"], error["Reason"]) == ("ConflictException", "NO_ORIGINATION_IDENTITIES_FOUND")


def test_a_price_over_the_limit_is_refused(account: Account) -> None:
    number = account.number()
    error = account.refused(
        "send_text_message",
        DestinationPhoneNumber=person(),
        MessageBody="x" * 200,
        OriginationIdentity=number["PhoneNumberId"],
        MaxPrice=".00900",
    )
    assert error["Reason"] == "PRICE_OVER_THRESHOLD"
    assert error["Message"] == "The message costs 0.01766 US dollars; MaxPrice is .00900"


def test_a_text_of_more_than_ten_parts_is_refused(account: Account) -> None:
    number = account.number()
    error = account.refused(
        "send_text_message",
        DestinationPhoneNumber=person(),
        MessageBody="я" * 671,
        OriginationIdentity=number["PhoneNumberId"],
    )
    assert error["Reason"] == "MAXIMUM_SIZE_EXCEEDED"


def test_a_country_without_sms_is_blocked(account: Account) -> None:
    error = account.refused("send_text_message", DestinationPhoneNumber="+5351234567", MessageBody="x")
    assert error["Reason"] == "DESTINATION_COUNTRY_BLOCKED"


def test_a_spend_limit_that_is_used_up_stops_sending(account: Account) -> None:
    number = account.number()
    account.sms.set_text_message_spend_limit_override(MonthlyLimit=0)
    error = account.refused(
        "send_text_message",
        DestinationPhoneNumber=person(),
        MessageBody="x",
        OriginationIdentity=number["PhoneNumberId"],
    )
    assert (error["Code"], error["Reason"]) == (
        "ServiceQuotaExceededException",
        "MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT",
    )
