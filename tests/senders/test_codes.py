"""Codes of our own: sending and verifying them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cdk_messaging.sms_voice.senders.runtime import code_table, codes, send_code, verify_code
from tests.runtime.fakes.aws import scan
from tests.senders.service import DESTINATION, NOTIFY, POOL, SECRET, SET, TABLE, Service

EVENT = {"destination": DESTINATION, "reference": "login-4711"}


class Clock:
    """What ``time.time`` says."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(send_code, "time", made)
    monkeypatch.setattr(verify_code, "time", made)
    return made


@pytest.fixture
def pair(service: Service, clock: Clock) -> Service:
    service.table()
    service.variables(
        TABLE_NAME=TABLE, KEY_SECRET_ARN=SECRET, CODE_LENGTH="6", VALIDITY_SECONDS="600", ALLOWED_ATTEMPTS="3",
        SEND_LIMIT="5", SEND_WINDOW_SECONDS="3600", ORIGINATION_IDENTITY=POOL, CONFIGURATION_SET=SET,
        TEXT="{code} is your code.",
    )  # fmt: skip
    return service


def sent_code(service: Service) -> str:
    return str(service.bodies("sms-voice:SendTextMessage")[-1]["MessageBody"]).split()[0]


def send() -> dict[str, Any]:
    return send_code.handler(EVENT, None)


def verify(code: str, **change: str) -> dict[str, Any]:
    return verify_code.handler(EVENT | {"code": code} | change, None)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10 ** len(code):0{len(code)}}"


RIGHT = {"outcome": "checked", "valid": True}
WRONG = {"outcome": "checked", "valid": False}


def test_a_code_is_sent_and_is_right_once(pair: Service) -> None:
    assert send() == {"outcome": "sent", "message_id": "message", "expires_at": 1_800_000_600}
    code = sent_code(pair)
    assert verify(code) == RIGHT
    assert verify(code) == WRONG


def test_a_wrong_code_is_wrong_and_uses_up_an_attempt(pair: Service) -> None:
    send()
    code = sent_code(pair)
    assert [verify(wrong(code)) for _ in range(3)] == [WRONG] * 3
    assert verify(code) == WRONG


def test_the_last_attempt_counts(pair: Service) -> None:
    send()
    code = sent_code(pair)
    assert [verify(wrong(code)) for _ in range(2)] == [WRONG] * 2
    assert verify(code) == RIGHT


def test_the_attempt_is_used_up_before_anything_is_compared(pair: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    send()
    monkeypatch.setattr(codes, "matches", lambda *_: pytest.fail("compared"))
    with pytest.raises(pytest.fail.Exception):
        verify("123456")
    assert [item["attempts_left"] for item in scan(TABLE) if "seal" in item] == [{"N": "2"}]


def test_an_expired_code_is_wrong_though_it_is_still_stored(pair: Service, clock: Clock) -> None:
    send()
    clock.now += 600
    assert verify(sent_code(pair)) == WRONG


def test_a_code_is_right_until_it_expires(pair: Service, clock: Clock) -> None:
    send()
    clock.now += 599
    assert verify(sent_code(pair)) == RIGHT


@pytest.mark.parametrize("change", [{"reference": "login-4712"}, {"destination": "+12065550101"}])
def test_a_code_is_for_its_number_and_reference_only(pair: Service, change: dict[str, str]) -> None:
    send()
    assert verify(sent_code(pair), **change) == WRONG


def test_a_new_code_voids_the_old_one(pair: Service) -> None:
    send()
    old = sent_code(pair)
    while True:
        send()
        if sent_code(pair) != old:
            break
    assert verify(old) == WRONG
    assert verify(sent_code(pair)) == RIGHT


def test_two_who_enter_the_right_code_at_once_are_let_in_once(pair: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    send()
    code, answers = sent_code(pair), []
    take = code_table.take

    def slow(item: str, stored: code_table.StoredCode) -> bool:
        monkeypatch.setattr(code_table, "take", take)
        answers.append(verify(code))
        return take(item, stored)

    monkeypatch.setattr(code_table, "take", slow)
    answers.append(verify(code))
    assert answers == [RIGHT, WRONG]


@pytest.mark.parametrize("known", [True, False])
def test_an_unknown_number_takes_the_same_calls_as_a_wrong_code(pair: Service, known: bool) -> None:
    send()
    code, before = sent_code(pair), len(pair.calls)
    number = DESTINATION if known else "+12065550999"
    assert verify(wrong(code), destination=number) == WRONG
    assert [call.action for call in pair.calls[before:]] == ["dynamodb:UpdateItem"]


@pytest.mark.parametrize("known", [True, False])
def test_an_unknown_number_takes_the_same_comparison_as_a_wrong_code(
    pair: Service, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    send()
    code = sent_code(pair)
    compared: list[tuple[int, int]] = []

    def compare(stored: str, found: str) -> bool:
        compared.append((len(stored), len(found)))
        return False

    monkeypatch.setattr(codes, "matches", compare)
    verify(wrong(code), destination=DESTINATION if known else "+12065550999")
    assert compared == [(64, 64)]


def test_a_number_gets_so_many_codes_in_a_window(pair: Service) -> None:
    assert [send_code.handler(EVENT | {"reference": f"r{n}"}, None)["outcome"] for n in range(5)] == ["sent"] * 5
    assert send() == {"outcome": "limited", "reason": "TOO_MANY_CODES", "retry_after_seconds": 3600}
    assert len(pair.bodies("sms-voice:SendTextMessage")) == 5


def test_another_number_is_not_limited_by_it(pair: Service) -> None:
    for _ in range(6):
        send()
    assert send_code.handler(EVENT | {"destination": "+12065550101"}, None)["outcome"] == "sent"


def test_the_next_window_gives_codes_again(pair: Service, clock: Clock) -> None:
    for _ in range(6):
        send()
    clock.now += 3600
    assert send()["outcome"] == "sent"


def test_a_code_that_never_left_is_not_counted(pair: Service) -> None:
    pair.refuse("SendTextMessage", "ThrottlingException")
    assert [send()["outcome"] for _ in range(6)] == ["try_later"] * 6
    del pair.answers["SendTextMessage"]
    assert send()["outcome"] == "sent"


@pytest.mark.parametrize("lost", [True, False])
def test_a_code_that_may_have_left_is_counted(pair: Service, lost: bool) -> None:
    if lost:
        pair.lose("SendTextMessage")
    else:
        pair.refuse("SendTextMessage", "AccessDeniedException")
    for _ in range(5):
        send()
    assert send()["outcome"] == "limited"


def test_the_table_holds_neither_number_nor_code_nor_reference(pair: Service) -> None:
    send()
    stored = json.dumps(scan(TABLE))
    for secret in (DESTINATION.lstrip("+"), sent_code(pair), "login-4711"):
        assert secret not in stored


def test_everything_in_the_table_has_its_end(pair: Service) -> None:
    send()
    items = scan(TABLE)
    assert len(items) == 2
    assert sorted(item["expires_at"]["N"] for item in items) == ["1800000600", "1800007200"]


def test_a_code_whose_sending_is_unknown_can_be_verified(pair: Service) -> None:
    pair.lose("SendTextMessage")
    assert send() == {"outcome": "unknown", "reason": "ReadTimeoutError", "expires_at": 1_800_000_600}
    assert verify(sent_code(pair)) == RIGHT


def test_a_refused_message_says_so(pair: Service) -> None:
    pair.refuse("SendTextMessage", "ConflictException", Reason="DESTINATION_PHONE_NUMBER_OPTED_OUT")
    assert send() == {"outcome": "opted_out", "reason": "DESTINATION_PHONE_NUMBER_OPTED_OUT"}


def test_the_message_lives_no_longer_than_the_code(pair: Service) -> None:
    pair.variables(MAX_PRICE="0.10")
    send()
    (request,) = pair.bodies("sms-voice:SendTextMessage")
    assert (request["TimeToLive"], request["MaxPrice"], request["MessageType"]) == (600, "0.10", "TRANSACTIONAL")
    assert (request["OriginationIdentity"], request["ConfigurationSetName"]) == (POOL, SET)


def test_a_notify_configuration_gets_the_code_as_a_variable(pair: Service) -> None:
    pair.variables(NOTIFY_CONFIGURATION=NOTIFY, TEMPLATE_ID="template-1", CONFIGURATION_SET=None)
    assert send()["outcome"] == "sent"
    (request,) = pair.bodies("sms-voice:SendNotifyTextMessage")
    assert (request["NotifyConfigurationId"], request["TemplateId"]) == (NOTIFY, "template-1")
    assert verify(request["TemplateVariables"]["code"]) == RIGHT


@pytest.mark.parametrize("code", ["12345", "1234567", "12345a", " 123456"])
def test_a_code_of_another_form_is_invalid_and_uses_up_nothing(pair: Service, code: str) -> None:
    send()
    before = len(pair.calls)
    assert verify(code)["problems"] == [{"field": "code", "message": "code is not valid: use 6 digits, as a text"}]
    assert len(pair.calls) == before


def test_the_log_holds_neither_number_nor_code(pair: Service, capsys: pytest.CaptureFixture[str]) -> None:
    send()
    verify(sent_code(pair))
    assert capsys.readouterr().out.splitlines() == [
        '{"level":"INFO","event":"send_code","outcome":"sent","message_id":"message"}',
        '{"level":"INFO","event":"verify_code","outcome":"checked"}',
    ]


def test_codes_have_their_length_with_zeros_in_front(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.randbelow", lambda most: most - 1 - (most - 43))
    assert codes.make_code(6) == "000042"


def test_equal_codes_have_different_seals() -> None:
    assert codes.seal(b"key", "item", "salt-1", "123456") != codes.seal(b"key", "item", "salt-2", "123456")


def test_parts_that_join_to_the_same_text_are_told_apart() -> None:
    assert codes.item_key(b"key", "+1206555", "0100x") != codes.item_key(b"key", "+12065550100", "x")
