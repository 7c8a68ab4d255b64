"""The function that sends push notifications."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_messaging.sms_voice.senders.runtime import push
from tests.runtime.fakes.aws import json_reply
from tests.senders.service import Service

Json = dict[str, Any]

ANDROID, APPLE = {"channel": "GCM", "token": "android"}, {"channel": "APNS", "token": "apple"}
EVENT: Json = {"recipients": [ANDROID, APPLE], "body": "It has left."}


@pytest.fixture
def pinpoint(service: Service) -> Service:
    service.variables(APPLICATION_ID="app", USERS=None)
    return service


def answer(service: Service, **results: Json) -> None:
    """Let the service say what became of each token."""
    service.answers["SendMessages"] = json_reply({"ApplicationId": "app", "Result": results})


def sent(identity: str = "m1", **members: Any) -> Json:
    return {"DeliveryStatus": "SUCCESSFUL", "StatusCode": 200, "MessageId": identity, **members}


def failed(status: str, code: int = 400) -> Json:
    return {"DeliveryStatus": status, "StatusCode": code}


def test_a_notification_is_sent_to_each_device_by_its_channel(pinpoint: Service) -> None:
    result = {"outcome": "sent", "message_id": "message"}
    assert push.handler(EVENT, None) == {"outcome": "sent", "results": [result, result]}
    request = pinpoint.request()
    assert request["Addresses"] == {"android": {"ChannelType": "GCM"}, "apple": {"ChannelType": "APNS"}}
    plain = {"Body": "It has left.", "Action": "OPEN_APP"}
    assert request["MessageConfiguration"] == dict.fromkeys(
        ("ADMMessage", "APNSMessage", "BaiduMessage", "GCMMessage"), plain
    )


def test_every_field_is_sent_to_the_providers_that_know_it(pinpoint: Service) -> None:
    push.handler(
        EVENT | {
            "title": "Your order", "url": "https://example.com/order", "data": {"order": "4711"}, "silent": True,
            "priority": "high", "time_to_live": 300,
        },
        None,
    )  # fmt: skip
    messages = pinpoint.request()["MessageConfiguration"]
    plain = {
        "Action": "URL", "Body": "It has left.", "Data": {"order": "4711"}, "SilentPush": True, "Title": "Your order",
        "Url": "https://example.com/order",
    }  # fmt: skip
    assert messages["ADMMessage"] == plain | {"ExpiresAfter": "300"}
    assert messages["BaiduMessage"] == plain | {"TimeToLive": 300}
    assert messages["APNSMessage"] == messages["GCMMessage"] == plain | {"TimeToLive": 300, "Priority": "high"}


def test_an_address_of_the_app_opens_a_place_in_it(pinpoint: Service) -> None:
    push.handler(EVENT | {"url": "example://order/4711"}, None)
    assert pinpoint.request()["MessageConfiguration"]["GCMMessage"]["Action"] == "DEEP_LINK"


@pytest.mark.parametrize(
    ("android", "apple", "outcome", "results"),
    [
        (sent(), failed("OPT_OUT"), "partly", ["sent", "opted_out"]),
        (sent(), failed("UNKNOWN_FAILURE"), "unknown", ["sent", "unknown"]),
        (failed("THROTTLED", 429), failed("THROTTLED", 429), "try_later", ["try_later", "try_later"]),
        (failed("PERMANENT_FAILURE", 410), failed("PERMANENT_FAILURE"), "refused", ["gone", "refused"]),
        (failed("TEMPORARY_FAILURE"), failed("DUPLICATE"), "refused", ["try_later", "refused"]),
        (sent(), {}, "unknown", ["sent", "unknown"]),
    ],
    ids=["some", "unknown", "throttled", "gone", "refused", "no result"],
)
def test_what_became_of_each_and_of_all_is_told(
    pinpoint: Service, android: Json, apple: Json, outcome: str, results: list[str]
) -> None:
    told = {"android": android} | ({"apple": apple} if apple else {})
    answer(pinpoint, **told)
    found = push.handler(EVENT, None)
    assert (found["outcome"], [each["outcome"] for each in found["results"]]) == (outcome, results)
    assert all("message_id" in each or "reason" in each for each in found["results"])


@pytest.mark.parametrize(("channel", "kind"), [("APNS_VOIP", "voip"), ("APNS_VOIP_SANDBOX", "voip"), ("APNS", None)])
def test_apple_is_told_of_a_call_that_it_is_one(pinpoint: Service, channel: str, kind: str | None) -> None:
    push.handler(EVENT | {"recipients": [ANDROID, {"channel": channel, "token": "phone"}]}, None)
    assert pinpoint.request()["MessageConfiguration"]["APNSMessage"].get("APNSPushType") == kind


def test_a_newer_token_is_told(pinpoint: Service) -> None:
    answer(pinpoint, android=sent(UpdatedToken="newer"), apple=sent("m2"))
    assert push.handler(EVENT, None)["results"] == [
        {"outcome": "sent", "message_id": "m1", "updated_token": "newer"},
        {"outcome": "sent", "message_id": "m2"},
    ]


def test_users_are_sent_to_where_the_function_may(pinpoint: Service) -> None:
    pinpoint.variables(USERS="yes")
    pinpoint.answers["SendUsersMessages"] = json_reply(
        {"ApplicationId": "app", "Result": {"ada": {"e1": sent(), "e2": failed("OPT_OUT")}, "bob": {}}}
    )
    found = push.handler({"users": ["ada", "bob"], "body": "Hello."}, None)
    assert pinpoint.request()["Users"] == {"ada": {}, "bob": {}}
    assert found == {
        "outcome": "partly",
        "results": [
            {"user": "ada", "endpoint": "e1", "outcome": "sent", "message_id": "m1"},
            {"user": "ada", "endpoint": "e2", "outcome": "opted_out", "reason": "OPT_OUT"},
            {"user": "bob", "outcome": "refused", "reason": "NO_ENDPOINT"},
        ],
    }


@pytest.mark.parametrize(
    ("code", "status", "outcome"),
    [("TooManyRequestsException", 429, "try_later"), ("InternalServerErrorException", 500, "unknown"),
     ("ForbiddenException", 403, "refused")],
)  # fmt: skip
def test_an_error_is_understood_and_nothing_is_tried_twice(
    pinpoint: Service, code: str, status: int, outcome: str
) -> None:
    pinpoint.refuse("SendMessages", code, status)
    assert push.handler(EVENT, None) == {"outcome": outcome, "reason": code}
    assert len(pinpoint.calls) == 1


def test_no_answer_is_no_proof_that_nothing_was_sent(pinpoint: Service) -> None:
    pinpoint.lose("SendMessages")
    assert push.handler(EVENT, None) == {"outcome": "unknown", "reason": "ReadTimeoutError"}


@pytest.mark.parametrize(
    ("event", "problems"),
    [
        ({"body": "Hello."}, ["recipients or users is missing, or there are both: use one of them"]),
        (
            EVENT | {"users": ["ada"]},
            ["users is not allowed: the function may send to recipients only", "recipients or"],
        ),
        ({"users": ["ada"], "body": "b"}, ["users is not allowed: the function may send to recipients only"]),
        (EVENT | {"recipients": []}, ["recipients is not valid: use a list of 1 to 100"]),
        (EVENT | {"recipients": [ANDROID] * 2}, ["a token is there twice: give each one once"]),
        (EVENT | {"recipients": [{"channel": "SMS", "token": "t"}]}, ["a recipient is not valid: use an object of"]),
        (EVENT | {"recipients": [{"channel": "GCM"}]}, ["a recipient is not valid: use an object of"]),
        (EVENT | {"recipients": [{"channel": ["GCM"], "token": "t"}]}, ["a recipient is not valid: use an object of"]),
        (
            EVENT | {"recipients": [APPLE, {"channel": "APNS_VOIP", "token": "phone"}]},
            ["some of APNS, APNS_VOIP are calls and some aren't: use two events"],
        ),
        ({"recipients": [ANDROID]}, ["body is missing"]),
        (EVENT | {"body": "x" * 4001}, ["body has 4001 characters: use 1 to 4000"]),
        (EVENT | {"title": "x" * 201}, ["title is not valid: use 1 to 200 characters"]),
        (EVENT | {"url": "nowhere"}, ["url is not valid: use an address"]),
        (EVENT | {"data": {"order": 4711}}, ["data is not valid: use an object of texts"]),
        (EVENT | {"priority": "10"}, ["priority '10' is not valid: use one of high, normal"]),
        (EVENT | {"time_to_live": -1}, ["time_to_live -1 is not valid: use a whole number from 0 to 2419200"]),
        (EVENT | {"colour": "red"}, ["field 'colour' is not known"]),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_sent(pinpoint: Service, event: Json, problems: list[str]) -> None:
    found = push.handler(event, None)
    assert found["outcome"] == "invalid"
    messages = [each["message"] for each in found["problems"]]
    assert len(messages) == len(problems)
    assert all(message.startswith(problem) for message, problem in zip(messages, problems, strict=True))
    assert pinpoint.calls == []


@pytest.mark.parametrize(
    ("users", "problem"),
    [(["ada", "ada"], "a user is there twice: give each one once"), ([7], "users is not valid: use a list of ids")],
)
def test_users_are_named_once_by_their_ids(pinpoint: Service, users: list[Any], problem: str) -> None:
    pinpoint.variables(USERS="yes")
    found = push.handler({"users": users, "body": "Hello."}, None)
    assert found == {"outcome": "invalid", "problems": [{"field": "users", "message": problem}]}
    assert pinpoint.calls == []


def test_a_silent_notification_needs_no_words(pinpoint: Service) -> None:
    assert push.handler({"recipients": [ANDROID], "silent": True, "data": {"sync": "now"}}, None)["outcome"] == "sent"


def test_the_log_holds_neither_token_nor_words(pinpoint: Service, capsys: pytest.CaptureFixture[str]) -> None:
    push.handler(EVENT, None)
    assert capsys.readouterr().out.splitlines() == ['{"level":"INFO","event":"send_push","outcome":"sent"}']
