"""The function that sends SMS and MMS."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ConnectTimeoutError

from cdk_messaging.sms_voice.senders.runtime.text import handler
from tests.senders.service import DESTINATION, POOL, SET, Service

EVENT = {"destination": DESTINATION, "body": "Your order has left."}


@pytest.fixture
def sender(service: Service) -> Service:
    service.variables(
        ORIGINATION_IDENTITY=POOL, CONFIGURATION_SET=SET, MESSAGE_TYPE="TRANSACTIONAL", MEDIA_BUCKET="pictures"
    )
    return service


def problems(**event: Any) -> list[tuple[str, str]]:
    answer = handler(event, None)
    assert answer["outcome"] == "invalid"
    return [(each["field"], each["message"]) for each in answer["problems"]]


def test_a_text_is_sent_with_what_the_function_is_set_to(sender: Service) -> None:
    assert handler(EVENT, None) == {"outcome": "sent", "message_id": "message"}
    assert sender.request() == {
        "DestinationPhoneNumber": DESTINATION,
        "OriginationIdentity": POOL,
        "ConfigurationSetName": SET,
        "MessageBody": "Your order has left.",
        "MessageType": "TRANSACTIONAL",
    }


def test_all_that_the_event_may_say_reaches_the_service(sender: Service) -> None:
    event = EVENT | {
        "message_type": "PROMOTIONAL", "max_price": "0.05", "time_to_live": 300, "in_entity_id": "E1",
        "in_template_id": "T1", "keyword": "ALERTS", "context": {"order": "4711"}, "message_feedback": True,
        "dry_run": True,
    }  # fmt: skip
    assert handler(event, None) == {"outcome": "checked", "message_id": "message"}
    request = sender.request()
    assert request["MessageType"] == "PROMOTIONAL"
    assert (request["MaxPrice"], request["TimeToLive"], request["Keyword"]) == ("0.05", 300, "ALERTS")
    assert request["DestinationCountryParameters"] == {"IN_ENTITY_ID": "E1", "IN_TEMPLATE_ID": "T1"}
    assert request["Context"] == {"order": "4711"}
    assert (request["MessageFeedbackEnabled"], request["DryRun"]) == (True, True)


def test_a_file_makes_it_an_mms(sender: Service) -> None:
    assert handler(EVENT | {"media_key": "pets/cat.png"}, None)["outcome"] == "sent"
    (call,) = sender.calls
    assert call.action == "sms-voice:SendMediaMessage"
    assert call.body["MediaUrls"] == ["s3://pictures/pets/cat.png"]
    assert "MessageType" not in call.body


def test_an_mms_may_be_a_file_alone(sender: Service) -> None:
    assert handler({"destination": DESTINATION, "media_key": "cat.png"}, None)["outcome"] == "sent"
    assert "MessageBody" not in sender.request()


def test_a_default_price_and_life_are_sent(sender: Service) -> None:
    sender.variables(MAX_PRICE="0.10", TIME_TO_LIVE="120")
    handler(EVENT, None)
    assert (sender.request()["MaxPrice"], sender.request()["TimeToLive"]) == ("0.10", 120)


def test_an_event_can_lower_the_price(sender: Service) -> None:
    sender.variables(MAX_PRICE="0.10")
    handler(EVENT | {"max_price": "0.09"}, None)
    assert sender.request()["MaxPrice"] == "0.09"


def test_an_event_can_not_raise_the_price(sender: Service) -> None:
    sender.variables(MAX_PRICE="0.10")
    assert problems(**EVENT, max_price="0.11") == [
        ("max_price", "max_price '0.11' is too high: use at most '0.10', which the function is set to")
    ]
    assert sender.calls == []


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"destination": None}, "destination",
         "destination is missing: use E.164: a plus and 7 to 15 digits, such as +12065550100"),
        ({"destination": "2065550100"}, "destination",
         "destination is not valid: use E.164: a plus and 7 to 15 digits, such as +12065550100"),
        ({"body": None}, "body", "body is missing: use 1 to 1600 characters that aren't all blank"),
        ({"body": " \n"}, "body", "body is not valid: use 1 to 1600 characters that aren't all blank"),
        ({"body": "x" * 1601}, "body", "body has 1601 characters: use 1 to 1600"),
        ({"message_type": "URGENT"}, "message_type",
         "message_type 'URGENT' is not valid: use one of PROMOTIONAL, TRANSACTIONAL"),
        ({"max_price": "1"}, "max_price",
         ("max_price '1' is not valid: use US dollars with a point, such as '0.05': up to 2 digits before it, "
         "1 to 5 behind")),
        ({"time_to_live": 4}, "time_to_live",
         "time_to_live 4 is not valid: use a whole number from 5 to 259200"),
        ({"time_to_live": True}, "time_to_live",
         "time_to_live True is not valid: use a whole number from 5 to 259200"),
        ({"dry_run": "no"}, "dry_run", "dry_run 'no' is not valid: use true or false"),
        ({"in_entity_id": "E1"}, "in_template_id",
         "in_template_id is missing: India needs both ids, or leave both out"),
        ({"context": {"a b": "c"}}, "context",
         ("context is not valid: use at most 5 entries, names of 1 to 100 characters without spaces, texts of 1 to 800 "
         "characters without a space at either end")),
        ({"media_key": "cat.png", "message_type": "PROMOTIONAL"}, "message_type",
         "message_type does not go with media_key: leave one out, an MMS has no message_type"),
        ({"mesage": "x"}, "mesage",
         ("field 'mesage' is not known: use destination, body, context, dry_run, max_price, media_key, "
         "message_feedback, time_to_live, in_entity_id, in_template_id, keyword, message_type")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_and_nothing_is_sent(
    sender: Service, change: dict[str, Any], field: str, message: str
) -> None:
    assert problems(**(EVENT | change)) == [(field, message)]
    assert sender.calls == []


def test_everything_that_is_wrong_is_said_at_once(sender: Service) -> None:
    assert [field for field, _ in problems(body="", time_to_live=1)] == ["destination", "time_to_live", "body"]


def test_a_function_without_a_bucket_sends_no_mms(sender: Service) -> None:
    sender.variables(MEDIA_BUCKET=None)
    assert problems(**EVENT, media_key="cat.png") == [
        ("media_key", "media_key is not allowed: the function has no bucket, set media_bucket")
    ]


@pytest.mark.parametrize("event", [None, [], "text", 1])
def test_an_event_that_is_no_object_is_answered(sender: Service, event: object) -> None:
    answer = handler(event, None)
    assert answer["problems"][0]["field"] == "event"


@pytest.mark.parametrize(
    ("code", "status", "members", "outcome", "reason"),
    [
        ("ThrottlingException", 400, {}, "try_later", "ThrottlingException"),
        ("ConflictException", 400, {"Reason": "DESTINATION_PHONE_NUMBER_OPTED_OUT"}, "opted_out",
         "DESTINATION_PHONE_NUMBER_OPTED_OUT"),
        ("ValidationException", 400, {"Reason": "PRICE_OVER_THRESHOLD"}, "refused", "PRICE_OVER_THRESHOLD"),
        ("AccessDeniedException", 400, {}, "refused", "AccessDeniedException"),
        ("InternalServerException", 500, {}, "unknown", "InternalServerException"),
    ],
)  # fmt: skip
def test_each_refusal_has_its_outcome(  # noqa: PLR0917 - pytest passes them by name
    sender: Service, code: str, status: int, members: dict[str, str], outcome: str, reason: str
) -> None:
    sender.refuse("SendTextMessage", code, status, **members)
    assert handler(EVENT, None) == {"outcome": outcome, "reason": reason}


@pytest.mark.parametrize("code", ["ThrottlingException", "InternalServerException"])
def test_nothing_is_tried_twice(sender: Service, code: str) -> None:
    sender.refuse("SendTextMessage", code, 500)
    handler(EVENT, None)
    assert len(sender.calls) == 1


def test_an_answer_that_is_lost_leaves_it_unknown_and_unrepeated(sender: Service) -> None:
    sender.lose("SendTextMessage")
    assert handler(EVENT, None) == {"outcome": "unknown", "reason": "ReadTimeoutError"}
    assert len(sender.calls) == 1


def test_what_never_left_may_be_tried_later(sender: Service) -> None:
    sender.answers["SendTextMessage"] = ConnectTimeoutError(endpoint_url="https://sms-voice.us-east-1.amazonaws.com")
    assert handler(EVENT, None) == {"outcome": "try_later", "reason": "ConnectTimeoutError"}


def test_the_log_holds_neither_number_nor_text(sender: Service, capsys: pytest.CaptureFixture[str]) -> None:
    handler(EVENT, None)
    handler(EVENT | {"body": "", "+12065550177": "x"}, None)
    sender.refuse("SendTextMessage", "ValidationException", Message=f"{DESTINATION} is not valid")
    handler(EVENT, None)
    sender.lose("SendTextMessage")
    handler(EVENT, None)
    assert capsys.readouterr().out.splitlines() == [
        '{"level":"INFO","event":"send_text","outcome":"sent","message_id":"message"}',
        '{"level":"WARNING","event":"send_text","outcome":"invalid","fields":["body"]}',
        '{"level":"WARNING","event":"send_text","outcome":"refused","reason":"ValidationException"}',
        '{"level":"WARNING","event":"send_text","outcome":"unknown","reason":"ReadTimeoutError"}',
    ]
