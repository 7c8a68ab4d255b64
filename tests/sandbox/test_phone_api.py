"""The virtual phone's JSON API and its files."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sandbox.transport import Response, send
from tests.sandbox.account import Account, person


def call(account: Account, method: str, path: str, body: Any = None, **headers: str) -> Response:
    given = {"Content-Type": "application/json"} if body is not None else {}
    content = json.dumps(body) if body is not None else None
    url = f"http://localhost:{account.sandbox.port}/_phone/{path}"
    return send(account.sandbox.port, method, url, body=content, headers={**given, **headers})


def test_the_page_comes_with_a_strict_policy(account: Account) -> None:
    answer = call(account, "GET", "")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_path_without_its_slash_leads_to_the_page(account: Account) -> None:
    url = f"http://localhost:{account.sandbox.port}/_phone"
    answer = send(account.sandbox.port, "GET", url)
    assert (answer.status, answer.headers["location"]) == (308, "/_phone/")


@pytest.mark.parametrize("name", ["missing.css", "../seam/__init__.py", "..%2fprocess.py", "%2e%2e/clock.py"])
def test_only_files_of_the_page_are_served(account: Account, name: str) -> None:
    assert call(account, "GET", name).status == 404


def test_a_thread_has_texts_of_both_directions_and_its_events(account: Account) -> None:
    number, to = account.number(), person()
    message = account.send(to, "hello", OriginationIdentity=number["PhoneNumberId"])
    account.final_event(to, message)
    account.phone.reply(to, "hi yourself")
    thread = call(account, "GET", f"api/threads/{to}").json()
    assert thread["number"] == to
    received, sent = thread["messages"]
    assert {key: received[key] for key in ("direction", "from", "to", "body", "messageId", "parts", "status")} == {
        "direction": "in",
        "from": number["PhoneNumber"],
        "to": to,
        "body": "hello",
        "messageId": message,
        "parts": 1,
        "status": "DELIVERED",
    }
    assert (sent["direction"], sent["from"], sent["to"], sent["status"]) == ("out", to, number["PhoneNumber"], "SENT")
    assert {event["kind"] for event in thread["events"]} >= {"message", "delivery"}


def test_an_unknown_number_is_an_empty_thread(account: Account) -> None:
    to = person()
    assert call(account, "GET", f"api/threads/{to}").json() == {"number": to, "messages": [], "events": []}


def test_numbers_lists_phones_and_leased_numbers(account: Account) -> None:
    number, to = account.number(), person()
    account.send(to, "hello", OriginationIdentity=number["PhoneNumberId"])
    account.phone.wait_for(to, "hello")
    answer = call(account, "GET", "api/numbers").json()
    phone = next(each for each in answer["numbers"] if each["number"] == to)
    assert (phone["messages"], phone["lastText"], phone["state"]) == (1, "hello", "on")
    leased = next(each for each in answer["originations"] if each["number"] == number["PhoneNumber"])
    assert (leased["id"], leased["account"], leased["type"]) == (number["PhoneNumberId"], account.id, "TEN_DLC")


def test_events_are_read_on_from_where_one_was(account: Account) -> None:
    last = call(account, "GET", "api/events").json()["last"]
    number, to = account.number(), person()
    account.final_event(to, account.send(to, "hello", OriginationIdentity=number["PhoneNumberId"]))
    answer = call(account, "GET", f"api/events?after={last}").json()
    assert all(event["id"] > last for event in answer["events"])
    assert [event["eventType"] for event in answer["events"] if event["kind"] == "delivery"] == [
        "TEXT_SUCCESSFUL",
        "TEXT_DELIVERED",
    ]
    assert call(account, "GET", f"api/events?after={answer['last']}").json()["events"] == []


@pytest.mark.parametrize(
    ("request_line", "body", "status", "code"),
    [
        ("POST api/threads/+12065550142", {"text": ""}, 400, "invalid_text"),
        ("POST api/threads/+12065550142", {"text": "x" * 1601}, 400, "invalid_text"),
        ("POST api/threads/+19995550142", {"text": "x"}, 400, "no_recipient"),
        ("POST api/threads/+12065550142", {"text": "x", "to": "+19995550100"}, 400, "unknown_recipient"),
        ("POST api/threads/me", {"text": "x"}, 400, "invalid_number"),
        ("POST api/threads/+12065550142", ["x"], 400, "invalid_json"),
        ("PUT api/handsets/+12065550142", {"state": "lost"}, 400, "invalid_state"),
        ("POST api/clock", {"advance": -1}, 400, "invalid_advance"),
        ("GET api/events?after=x", None, 400, "invalid_after"),
        ("DELETE api/numbers", None, 405, "method_not_allowed"),
        ("GET api/nothing", None, 404, "not_found"),
        ("POST page.html", {}, 405, "method_not_allowed"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(
    account: Account, request_line: str, body: Any, status: int, code: str
) -> None:
    method, path = request_line.split(" ")
    answer = call(account, method, path, body)
    assert (answer.status, answer.json()["code"]) == (status, code)


def test_a_form_of_another_site_cannot_text(account: Account) -> None:
    headers = {"Content-Type": "text/plain"}
    url = f"http://localhost:{account.sandbox.port}/_phone/api/threads/+12065550142"
    answer = send(account.sandbox.port, "POST", url, body='{"text": "x"}', headers=headers)
    assert (answer.status, answer.json()["code"]) == (415, "unsupported_media_type")


def test_another_host_name_is_refused(account: Account) -> None:
    answer = send(account.sandbox.port, "GET", "http://evil.example/_phone/api/numbers")
    assert answer.status == 403


def test_the_clock_brings_forward_what_waits_in_a_queue_because_of_a_delay(account: Account) -> None:
    sqs = account.client("sqs")
    url = sqs.create_queue(QueueName="queue")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="later", DelaySeconds=900)
    assert "Messages" not in sqs.receive_message(QueueUrl=url)

    account.phone.advance_clock(900)

    assert [each["Body"] for each in sqs.receive_message(QueueUrl=url)["Messages"]] == ["later"]
