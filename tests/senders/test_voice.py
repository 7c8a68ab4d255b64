"""The function that calls."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_messaging.sms_voice.senders.runtime.voice import VOICES, handler
from sandbox import shapes
from tests.senders.service import DESTINATION, POOL, SET, Service

EVENT = {"destination": DESTINATION, "body": "Your code is 1, 2, 3."}


@pytest.fixture
def sender(service: Service) -> Service:
    service.variables(ORIGINATION_IDENTITY=POOL, CONFIGURATION_SET=SET)
    return service


def test_a_text_is_read_out(sender: Service) -> None:
    assert handler(EVENT, None) == {"outcome": "sent", "message_id": "message"}
    assert sender.request() == {
        "DestinationPhoneNumber": DESTINATION,
        "OriginationIdentity": POOL,
        "ConfigurationSetName": SET,
        "MessageBody": "Your code is 1, 2, 3.",
        "MessageBodyTextType": "TEXT",
    }


def test_ssml_a_voice_and_a_price_per_minute_reach_the_service(sender: Service) -> None:
    body = "<speak>Hello <break strength='weak'/> you</speak>"
    event = {"destination": DESTINATION, "body": body, "text_type": "SSML", "voice_id": "AMY",
             "max_price_per_minute": "0.05", "time_to_live": 60, "context": {"a": "b"}, "dry_run": True}  # fmt: skip
    assert handler(event, None)["outcome"] == "checked"
    request = sender.request()
    assert (request["MessageBodyTextType"], request["VoiceId"], request["MaxPricePerMinute"]) == ("SSML", "AMY", "0.05")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"body": "x" * 3001}, "body has 3001 characters: use 1 to 3000"),
        ({"body": f"<speak>{'x' * 6000}</speak>", "text_type": "SSML"}, "body has 6015 characters: use 1 to 6000"),
        ({"text_type": "SSML"},
         "body is not SSML: put it between <speak> and </speak>, or use text_type 'TEXT'"),
        ({"max_price_per_minute": 1}, ("max_price_per_minute 1 is not valid: use US dollars with a point, such as "
         "'0.05': up to 2 digits before it, 1 to 5 behind")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(sender: Service, change: dict[str, Any], message: str) -> None:
    answer = handler(EVENT | change, None)
    assert [each["message"] for each in answer["problems"]] == [message]
    assert sender.calls == []


def test_a_voice_that_the_service_does_not_know_is_refused(sender: Service) -> None:
    (problem,) = handler(EVENT | {"voice_id": "Matthew"}, None)["problems"]
    assert problem["message"].startswith("voice_id 'Matthew' is not valid: use one of AMY, ASTRID, BIANCA, ")


def test_the_voices_are_those_of_the_service() -> None:
    assert shapes.load("pinpoint-sms-voice-v2").shapes["VoiceId"]["enum"] == VOICES


def test_a_call_whose_answer_is_lost_is_not_made_again(sender: Service) -> None:
    sender.lose("SendVoiceMessage")
    assert handler(EVENT, None)["outcome"] == "unknown"
    assert len(sender.calls) == 1
