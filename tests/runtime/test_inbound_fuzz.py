"""Whatever comes on the queues that AWS fills: understood, or a failure of that one record; never more than that."""

from __future__ import annotations

import contextlib
import io
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdk_messaging.opt_in.runtime.outbox_items import Status
from tests.runtime.world import NUMBER, OTHER_NUMBER, World, delivery, inbound

TEXT = st.text(max_size=40) | st.sampled_from(["YES", "STOP", "START", "HELP", NUMBER, "", " ", "\x00", "Ada Lovelace"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3))
INBOUND = ("originationNumber", "destinationNumber", "messageKeyword", "messageBody", "inboundMessageId")
DELIVERY = ("eventType", "eventTimestamp", "isFinal", "destinationPhoneNumber", "messageId", "messageRequestTimestamp",
            "messageStatus", "context")  # fmt: skip
ENVELOPE = ("Type", "MessageId", "TopicArn", "Message", "Timestamp")
NUMBERS = re.compile(r"\+?\d{10,}")
FUZZ = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@contextmanager
def asked_world() -> Iterator[tuple[World, io.StringIO]]:
    """Two numbers that were sent their confirmations, and what is logged from then on."""
    with (
        tempfile.TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as monkeypatch,
        contextlib.redirect_stdout(io.StringIO()) as log,
    ):
        world = World(monkeypatch, Path(folder), quick=True)
        for number in (NUMBER, OTHER_NUMBER):
            world.sign_up(number)
        world.send_all()
        world.clock.advance(seconds=5)
        log.seek(0)
        log.truncate()
        yield world, log


def mangled(record: dict[str, Any], changes: dict[str, Any], envelope: dict[str, Any], raw: str | None) -> Any:
    """A record with members of its message and its envelope replaced, or with another body altogether.

    :param changes: members of the message; one that is None is left out.
    """
    if raw is not None:
        return {**record, "messageId": "fuzzed", "body": raw}
    outer = json.loads(record["body"])
    inner = {**json.loads(outer["Message"]), **changes}
    outer["Message"] = json.dumps({name: value for name, value in inner.items() if value is not None})
    outer.update(envelope)
    return {**record, "messageId": "fuzzed", "body": json.dumps(outer)}


def members(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(names), JSON, max_size=4)


BODY = st.none() | st.none() | st.none() | st.text(max_size=60) | JSON.map(json.dumps)


def nothing_personal(log: str, *values: object) -> None:
    """No number, no name, and nothing of what was sent that is longer than a word."""
    for line in log.splitlines():
        told = {name: value for name, value in json.loads(line).items() if name != "_aws"}
        text = json.dumps(told, ensure_ascii=False)
        assert "Ada Lovelace" not in text
        assert NUMBER not in text
        assert OTHER_NUMBER not in text
        assert not NUMBERS.search(re.sub(r"[0-9a-f]{16,}|confirm-\w+", "", text))
        assert not [v for v in values if isinstance(v, str) and len(v) > 12 and v in told.values()]


@FUZZ
@given(changes=members(INBOUND), envelope=members(ENVELOPE), raw=BODY)
def test_any_reply_is_understood_or_fails_alone(
    changes: dict[str, Any], envelope: dict[str, Any], raw: str | None
) -> None:
    with asked_world() as (world, log):
        fuzzed = mangled(inbound(world, "hello"), changes, envelope, raw)
        records = [fuzzed, inbound(world, "YES", OTHER_NUMBER)]
        assert set(world.invoke_queue("reply", records)) <= {"fuzzed"}
        assert world.state(OTHER_NUMBER) == "OPTED_IN"
        assert world.state() in {"PENDING", "OPTED_OUT"} or said_yes(fuzzed)
        nothing_personal(log.getvalue(), *changes.values())


def said_yes(record: dict[str, Any]) -> bool:
    """Whether the record is a YES of the number, however it is written."""
    message = json.loads(json.loads(record["body"])["Message"])
    return "".join(filter(str.isalpha, str(message["messageBody"]))).casefold() == "yes"


@FUZZ
@given(changes=members(DELIVERY), envelope=members(ENVELOPE), raw=BODY)
def test_any_delivery_event_is_understood_or_fails_alone(
    changes: dict[str, Any], envelope: dict[str, Any], raw: str | None
) -> None:
    with asked_world() as (world, log):
        first, second = (world.message(number).id for number in (NUMBER, OTHER_NUMBER))
        fuzzed = mangled(delivery(world, first), changes, envelope, raw)
        records = [fuzzed, delivery(world, second, number=OTHER_NUMBER)]
        assert set(world.invoke_queue("settlement", records)) <= {"fuzzed"}
        assert "DELIVERED" in world.kinds(OTHER_NUMBER)
        assert {world.state(), world.state(OTHER_NUMBER)} == {"PENDING"}
        assert {message.status for message in (world.message(), world.message(OTHER_NUMBER))} == {Status.SENT}
        nothing_personal(log.getvalue(), *changes.values())


@FUZZ
@given(body=st.text(max_size=60) | JSON.map(json.dumps) | JSON.map(lambda value: json.dumps({"outbox_id": value})))
def test_any_record_of_the_outbox_queue_is_understood_or_fails_alone(body: str) -> None:
    with asked_world() as (world, log):
        world.clock.advance(minutes=20)
        world.sign_up()
        (queued,) = world.queue.messages
        fuzzed = {"messageId": "fuzzed", "body": body, "attributes": {"ApproximateReceiveCount": "3"}}
        answer = world.invoke("sender", {"Records": [fuzzed, queued.record()]})
        assert answer["batchItemFailures"] in ([], [{"itemIdentifier": "fuzzed"}])
        assert len(world.sms.accepted) == 3
        nothing_personal(log.getvalue())
