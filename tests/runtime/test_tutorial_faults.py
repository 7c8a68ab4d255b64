"""The eight faults of the published tutorial, each with the test that would have caught it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.runtime.deployment import VERSION
from tests.runtime.fakes.aws import error_reply
from tests.runtime.fakes.queue import MAX_RECEIVES
from tests.runtime.fakes.sms import denied, lost, throttled
from tests.runtime.world import NUMBER, OTHER_NUMBER, World, delivery, inbound, request


def test_fault_1_the_handler_reads_the_body_of_a_proxy_event_and_answers_with_one(world: World) -> None:
    fields = {"name": "Ada", "phone": NUMBER, "consent": True, "consent_version": VERSION}
    answer = world.invoke("signup", request(json.dumps(fields)))
    assert answer["statusCode"] == 202
    assert isinstance(answer["body"], str)
    assert json.loads(answer["body"])["status"] == "accepted"
    assert world.state() == "PENDING"


def test_fault_1_a_direct_event_of_the_tutorials_shape_is_refused_with_an_answer(world: World) -> None:
    answer = world.invoke("signup", {"destinationNumber": NUMBER, "firstName": "Ada"})
    assert answer["statusCode"] == 415
    assert world.items() == []


@pytest.mark.parametrize(
    "text", ["yesterday I asked you to stop", "no, yes is not what I want", "eyes", "Yes, but only on Sundays"]
)
def test_fault_2_a_text_that_merely_includes_yes_is_no_consent(world: World, text: str) -> None:
    world.sign_up()
    world.send_all()
    world.clock.advance(seconds=5)
    world.text(text)
    assert world.state() == "PENDING"


@pytest.mark.parametrize("phone", ["+44 7400 123456", "07400 123456"])
def test_fault_3_numbers_of_other_countries_than_plus_one_go_the_whole_way(world: World, phone: str) -> None:
    assert world.sign_up(phone, country="GB")["statusCode"] == 202
    world.send_all()
    world.clock.advance(seconds=5)
    world.text("YES", "+447400123456")
    assert world.state("+447400123456") == "OPTED_IN"


def test_fault_4_every_record_of_a_batch_is_dealt_with(world: World) -> None:
    numbers = [f"+120655503{index:02}" for index in range(10)]
    for number in numbers:
        world.sign_up(number)
    world.send_all()
    world.clock.advance(seconds=5)
    assert world.invoke_queue("reply", [inbound(world, "YES", number) for number in numbers]) == []
    assert {world.state(number) for number in numbers} == {"OPTED_IN"}
    outboxes = [sent.outbox for sent in world.sms.accepted]
    events = [delivery(world, outbox, number=number) for outbox, number in zip(outboxes, numbers, strict=True)]
    assert world.invoke_queue("settlement", events) == []
    assert all("DELIVERED" in world.kinds(number) for number in numbers)


def unavailable_table(world: World) -> None:
    world.aws.before.append(
        lambda service, operation, body: error_reply("InternalServerError", 500) if service == "dynamodb" else None
    )


def test_fault_5_an_error_is_told_to_the_person_who_signs_up(world: World) -> None:
    unavailable_table(world)
    assert world.sign_up()["statusCode"] == 503


@pytest.mark.parametrize("name", ["reply", "settlement"])
def test_fault_5_an_error_brings_the_record_again(world: World, name: str) -> None:
    world.sign_up()
    world.send_all()
    outbox = world.sms.accepted[0].outbox
    unavailable_table(world)
    record = inbound(world, "YES") if name == "reply" else delivery(world, outbox)
    assert world.invoke_queue(name, [record]) == [record["messageId"]]


def test_fault_5_a_text_that_cannot_be_sent_ends_in_the_dead_letters_and_in_the_ledger(world: World) -> None:
    world.sign_up()
    world.sms.script.extend([denied] * MAX_RECEIVES)
    world.send_all()
    assert len(world.queue.dead) == 1
    assert world.kinds() == ["REQUESTED", "FAILED"]


def test_fault_6_no_personal_data_in_the_logs_whatever_happens(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _live_through_everything(world, monkeypatch)
    captured = capsys.readouterr()
    everything = captured.out + captured.err
    assert len(everything.splitlines()) > 50
    for secret in ("206555", "5550100", "5550101", "Lovelace", "192.0.2.7", "Mozilla", "private words", "agree to get"):
        assert secret not in everything
    for line in captured.out.splitlines():
        json.loads(line)


def test_fault_6_the_reference_in_the_logs_is_keyed_not_a_plain_hash(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.text("STOP")
    references = set(re.findall(r'"number":"([^"]+)"', capsys.readouterr().out))
    assert references == {"a55867dc51e92c19"}  # HMAC-SHA256 of the number with the key of the tests


def test_fault_7_asking_again_and_again_sends_one_text(world: World) -> None:
    for _ in range(20):
        world.sign_up()
        world.send_all()
    assert len(world.bodies()) == 1


def test_fault_7_many_sign_ups_at_once_leave_at_the_pace_of_the_number(world: World) -> None:
    start = world.clock.time
    for index in range(30):
        world.sign_up(f"+120655503{index:02}")
    world.send_all()
    assert len(world.sms.accepted) == 30
    assert (world.clock.time - start).total_seconds() >= 29
    assert world.queue.dead == []


def test_fault_8_a_reply_of_a_number_that_never_registered_makes_no_subscriber(world: World) -> None:
    world.text("YES")
    world.send_all()
    assert world.state() == "NONE"
    assert world.items() == []
    assert world.sms.accepted == []


def _live_through_everything(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.sign_up(phone="not a number")
    world.sign_up(phone=NUMBER, admin="private words")
    world.sms.lookups.append(throttled)
    world.subscribe()
    world.text("private words")
    world.text("STOP")
    world.text("START")
    world.sign_up(OTHER_NUMBER)
    world.sms.script.extend([throttled, denied, lost])
    world.send_all()
    world.event(world.sms.accepted[0].outbox)
    world.invoke_queue(
        "reply", [{"messageId": "x", "body": '{"Message": "private words 2065550100"}', "attributes": {}}]
    )
    world.sms.opted_out[NUMBER] = world.clock.time.timestamp()
    for hours in (1, 30):
        world.clock.advance(hours=hours)
        for name in ("sweeper", "expiry", "reconciliation"):
            world.invoke(name, {})
    unavailable_table(world)
    world.sign_up()
    world.text("YES")

    def bug(*_: Any) -> Any:
        raise ValueError(f"private words {NUMBER}")

    monkeypatch.setattr(world.module("reply").notifications, "inbound", bug)
    world.text("YES")
