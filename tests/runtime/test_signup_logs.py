"""What the sign-up function logs: nothing that tells who somebody is."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.runtime.deployment import make_form, settings_with
from tests.runtime.fakes.aws import error_reply
from tests.runtime.fakes.sms import denied
from tests.runtime.sign_ups import FIELDS, FORM, post
from tests.runtime.world import World, request

PERSON = {
    "name": "Ada Lovelace",
    "email": "ada@lovelace.example",
    "street_address": "12 St James's Square",
    "postal_code": "SW1Y 4JH",
    "born": "1815-12-10",
    "phone": "+1 (206) 555-0100",
}
HEADERS = {"User-Agent": "Difference Engine/1.0", "Referer": "https://ada.example/private", "Cookie": "session=secret"}
TRACES = (
    "Ada", "Lovelace", "lovelace.example", "James", "SW1Y", "1815", "2065550100", "555-0100", "5550100", "Difference",
    "ada.example", "session", "192.0.2.7", "agree to get",
)  # fmt: skip


def text_field(name: str, kind: str = "text") -> dict[str, Any]:
    return {"name": name, "type": kind, "required": False, "max_length": None, "choices": []}


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    asked = [text_field(name) for name in ("name", "street_address", "postal_code")]
    asked += [{**text_field("email", "email"), "required": True}, text_field("born", "date")]
    open_form = make_form(fields=asked, phone_required=False, pages={})
    return make_world(**settings_with(forms={"open": open_form}))


def sign_ups() -> list[dict[str, Any]]:
    """Accepted, without a number, and refused for each kind of reason, most with a person's data in the wrong place."""
    person = {**FIELDS, **PERSON, "source": "open"}
    changes: list[dict[str, Any]] = [
        {},
        {"phone": None, "consent": False},
        {"consent": False},
        {"consent_version": "Ada Lovelace"},
        {"source": "Ada Lovelace"},
        {"locale": "Ada Lovelace"},
        {"country": "12 St James's Square"},
        {"phone": "Ada Lovelace"},
        {"phone": "+49 151 5550100"},
        {"email": "Ada Lovelace"},
        {"born": "Ada Lovelace"},
        {"captcha_token": ["Ada Lovelace"]},
        {"name": "Ada Lovelace" * 100},
        {"name": {"first": "Ada", "last": "Lovelace"}},
        {"Ada Lovelace": "12 St James's Square"},
        {"street_address": "12 St James's Square\nLondon"},
    ]
    return [{**person, **change} for change in changes]


def everything_logged(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    for line in captured.out.splitlines():
        json.loads(line)
    assert captured.err == ""
    return captured.out


def assert_clean(out: str) -> None:
    assert [trace for trace in TRACES if trace in out] == []


def test_no_sign_up_leaves_a_trace_of_the_person(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    statuses = {post(world, fields, **HEADERS)["statusCode"] for fields in sign_ups()}
    assert statuses == {202, 400, 409}
    out = everything_logged(capsys)
    assert len(out.splitlines()) == 2 * len(sign_ups())
    assert_clean(out)


def test_no_forms_own_post_leaves_a_trace_of_the_person(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    for fields in sign_ups():
        post(world, urlencode(fields), FORM, **HEADERS)
    assert_clean(everything_logged(capsys))


def test_what_cannot_be_read_leaves_no_trace(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    for body in ('{"name": "Ada Lovelace"', '"Ada Lovelace"', "name=Ada%ffLovelace", "Ada Lovelace" * 1000):
        for content_type in ("application/json", FORM, "Ada Lovelace"):
            post(world, body, content_type, **HEADERS)
    world.invoke("signup", {**request("Ada Lovelace"), "isBase64Encoded": True})
    assert_clean(everything_logged(capsys))


def test_no_trouble_leaves_a_trace_of_the_person(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = {**FIELDS, **PERSON, "source": "open"}
    world.sms.lookups.append(denied)
    post(world, person, **HEADERS)
    reasons = [{"Code": "ValidationError", "Message": "wrong: Ada Lovelace"}]
    replies = [
        error_reply("InternalServerError", 500, message="about Ada Lovelace"),
        error_reply("TransactionCanceledException", message="Ada Lovelace", CancellationReasons=reasons * 6),
        error_reply("ValidationException", message="Ada Lovelace"),
    ]
    for reply in replies:
        world.aws.before[:] = [lambda service, *_, reply=reply: reply if service == "dynamodb" else None]
        assert post(world, person, **HEADERS)["statusCode"] == 503

    def bug(*_: Any, **__: Any) -> Any:
        raise ValueError("Ada Lovelace", PERSON)

    monkeypatch.setattr(world.module("signup"), "find_agreement", bug)
    assert post(world, person, **HEADERS)["statusCode"] == 503
    out = everything_logged(capsys)
    assert out.count('"sign_up_failed"') == 4
    assert_clean(out)
