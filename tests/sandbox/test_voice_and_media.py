"""SendVoiceMessage and SendMediaMessage: what reaches the phone, the events, and the refusals."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.account import Account, Json, person, refused

PICTURE = "s3://pictures/cat.png"


def voice_number(account: Account) -> str:
    return str(account.number(kind="TOLL_FREE", NumberCapabilities=["SMS", "VOICE", "MMS"])["PhoneNumberId"])


def call(account: Account, to: str, body: str = "hello", **members: Any) -> str:
    given = {"OriginationIdentity": voice_number(account), **members}
    return str(account.sms.send_voice_message(DestinationPhoneNumber=to, MessageBody=body, **given)["MessageId"])


def events(account: Account, to: str, message: str) -> list[Json]:
    account.final_event(to, message)
    found = [each for each in account.phone.events(to) if each["kind"] == "delivery"]
    return [each["record"] for each in found if each["messageId"] == message]


def test_a_call_rings_is_answered_and_read_out(account: Account) -> None:
    to = person()
    message = call(account, to, "your code is 1 2 3", Context={"account": "bar"})
    heard = account.phone.wait_for(to, "your code is 1 2 3")
    assert (heard["origin"], heard["messageId"]) == ("voice", message)
    records = events(account, to, message)
    assert [each["eventType"] for each in records] == [
        "VOICE_INITIATED",
        "VOICE_RINGING",
        "VOICE_ANSWERED",
        "VOICE_COMPLETED",
    ]
    assert [each["isFinal"] for each in records] == [False, False, False, True]


def test_the_record_of_a_call_has_the_members_of_awss_sample(account: Account) -> None:
    to = person()
    record = events(account, to, call(account, to, Context={"account": "bar"}))[-1]
    assert set(record) == {
        "eventType", "eventVersion", "eventTimestamp", "isFinal", "originationPhoneNumber", "destinationPhoneNumber",
        "isoCountryCode", "messageId", "messageRequestTimestamp", "messageStatus", "callDurationInSeconds",
        "totalDurationInMinutes", "totalMessagePrice", "context",
    }  # fmt: skip
    assert (record["totalMessagePrice"], record["messageStatus"]) == (0.013, "COMPLETED")


def test_a_phone_that_is_off_does_not_answer(account: Account) -> None:
    to = person()
    account.phone.set_state(to, "off")
    assert events(account, to, call(account, to))[-1]["eventType"] == "VOICE_NO_ANSWER"
    assert account.phone.messages(to) == []


def test_a_number_that_does_not_exist_fails(account: Account) -> None:
    to = person()
    account.phone.set_state(to, "invalid")
    assert events(account, to, call(account, to))[-1]["eventType"] == "VOICE_FAILED"


def test_a_number_without_voice_does_not_call(account: Account) -> None:
    error = account.refused(
        "send_voice_message",
        DestinationPhoneNumber=person(),
        MessageBody="x",
        OriginationIdentity=account.number()["PhoneNumberId"],
    )
    assert (error["Code"], error["Reason"]) == ("ValidationException", "VOICE_CAPABILITY_NOT_AVAILABLE")


@pytest.mark.parametrize(("kind", "most"), [("TEXT", 3000), ("SSML", 6000)])
def test_a_body_can_be_too_long(account: Account, kind: str, most: int) -> None:
    number, to = voice_number(account), person()
    members: Json = {"MessageBodyTextType": kind, "OriginationIdentity": number, "DryRun": True}
    account.sms.send_voice_message(DestinationPhoneNumber=to, MessageBody="x" * most, **members)
    if kind == "TEXT":  # more SSML than that is refused by the model already
        error = account.refused(
            "send_voice_message", DestinationPhoneNumber=to, MessageBody="x" * (most + 1), **members
        )
        assert error["Reason"] == "MAXIMUM_SIZE_EXCEEDED"


def test_a_person_is_called_five_times_a_day(account: Account) -> None:
    number, to = voice_number(account), person()
    for _ in range(5):
        call(account, to, OriginationIdentity=number)
    error = account.refused(
        "send_voice_message", DestinationPhoneNumber=to, MessageBody="x", OriginationIdentity=number
    )
    assert (error["Code"], error["Reason"]) == ("ServiceQuotaExceededException", "DAILY_DESTINATION_CALL_LIMIT")
    account.phone.advance_clock(24 * 3600)
    call(account, to, OriginationIdentity=number)


@pytest.mark.parametrize(
    ("operation", "members", "capability"),
    [("send_voice_message", {}, "VOICE"), ("send_media_message", {"MediaUrls": [PICTURE]}, "MMS")],
)
def test_the_rules_of_a_channel_are_its_own(account: Account, operation: str, members: Json, capability: str) -> None:
    protect = account.sms.create_protect_configuration()["ProtectConfigurationId"]
    account.sms.update_protect_configuration_country_rule_set(
        ProtectConfigurationId=protect,
        NumberCapability=capability,
        CountryRuleSetUpdates={"US": {"ProtectStatus": "BLOCK"}},
    )
    number = voice_number(account)
    to: Json = {"DestinationPhoneNumber": person(), "MessageBody": "x", "OriginationIdentity": number}
    error = account.refused(operation, **to, **members, ProtectConfigurationId=protect)
    assert error["Reason"] == "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION"
    account.sms.send_text_message(**to, ProtectConfigurationId=protect)


@pytest.mark.parametrize("operation", ["send_voice_message", "send_media_message"])
def test_an_opted_out_number_gets_neither(account: Account, operation: str) -> None:
    to = person()
    account.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=to)
    error = account.refused(
        operation, DestinationPhoneNumber=to, MessageBody="x", OriginationIdentity=voice_number(account)
    )
    assert error["Reason"] == "DESTINATION_PHONE_NUMBER_OPTED_OUT"


def test_a_picture_arrives_with_its_text(account: Account) -> None:
    to = person()
    message = account.sms.send_media_message(
        DestinationPhoneNumber=to,
        MessageBody="look",
        MediaUrls=[PICTURE],
        OriginationIdentity=voice_number(account),
    )["MessageId"]
    seen = account.phone.wait_for(to, "look")
    assert (seen["body"], seen["origin"]) == (f"look\n{PICTURE}", "media")
    record = events(account, to, message)[-1]
    assert (record["eventType"], record["contentType"], record["totalMessageParts"]) == ("MEDIA_DELIVERED", "MMS", 1)
    assert (record["totalMessagePrice"], record["totalCarrierFee"]) == (0.0195, 0.00266)
    assert not {"messageEncoding", "mcc", "mnc"} & set(record)


@pytest.mark.parametrize("operation", ["send_voice_message", "send_media_message"])
def test_a_number_and_a_set_must_both_be_allowed(account: Account, operation: str) -> None:
    number = account.number(kind="TOLL_FREE", NumberCapabilities=["SMS", "VOICE", "MMS"])
    account.sms.create_configuration_set(ConfigurationSetName="set")
    action = f"sms-voice:{operation.title().replace('_', '')}"
    both = [number["PhoneNumberArn"], account.arn("configuration-set/set")]
    members: Json = {
        "DestinationPhoneNumber": person(),
        "MessageBody": "x",
        "OriginationIdentity": number["PhoneNumberId"],
        "ConfigurationSetName": "set",
    }

    def user(resources: list[str]) -> Any:
        return account.as_user("pinpoint-sms-voice-v2", [{"Effect": "Allow", "Action": action, "Resource": resources}])

    assert getattr(user(both), operation)(**members)["MessageId"]
    error = refused(lambda: getattr(user(both[:1]), operation)(**members))
    assert error["Code"] == "AccessDeniedException"


def test_a_message_without_text_and_picture_is_refused(account: Account) -> None:
    error = account.refused(
        "send_media_message", DestinationPhoneNumber=person(), OriginationIdentity=voice_number(account)
    )
    assert error["Reason"] == "MISSING_PARAMETER"


def test_a_number_without_mms_sends_none(account: Account) -> None:
    error = account.refused(
        "send_media_message",
        DestinationPhoneNumber=person(),
        MessageBody="x",
        OriginationIdentity=account.number()["PhoneNumberId"],
    )
    assert error["Reason"] == "INVALID_PARAMETER"


@pytest.mark.parametrize(
    ("operation", "price"), [("send_voice_message", "MaxPricePerMinute"), ("send_media_message", "MaxPrice")]
)
def test_a_price_over_the_most_is_refused(account: Account, operation: str, price: str) -> None:
    error = account.refused(
        operation,
        DestinationPhoneNumber=person(),
        MessageBody="x",
        OriginationIdentity=voice_number(account),
        **{price: "0.001"},
    )
    assert error["Reason"] == "PRICE_OVER_THRESHOLD"


@pytest.mark.parametrize(
    ("operation", "limit", "reason"),
    [
        ("send_voice_message", "set_voice_message_spend_limit_override", "MONTHLY_SPEND_LIMIT_REACHED_FOR_VOICE"),
        ("send_media_message", "set_media_message_spend_limit_override", "MONTHLY_SPEND_LIMIT_REACHED_FOR_MEDIA"),
    ],
)
def test_each_channel_has_its_own_spend_limit(account: Account, operation: str, limit: str, reason: str) -> None:
    number, to = voice_number(account), person()
    getattr(account.sms, limit)(MonthlyLimit=0)
    members: Json = {"DestinationPhoneNumber": to, "MessageBody": "x", "OriginationIdentity": number}
    assert account.refused(operation, **members)["Reason"] == reason
    account.sms.send_text_message(**members)
