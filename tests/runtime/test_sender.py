from __future__ import annotations

import pytest

from cdk_messaging.opt_in.runtime.events import Kind
from tests.runtime.fakes.aws import error_reply
from tests.runtime.fakes.queue import MAX_RECEIVES
from tests.runtime.world import NUMBER, World

# -- what is sent


def test_the_confirmation_carries_everything_that_bounds_and_traces_it(world: World) -> None:
    world.sign_up()
    world.clock.advance(seconds=100)
    world.send_queued()
    (sent,) = world.sms.accepted
    life = sent.request["TimeToLive"]
    assert {**sent.request, "TimeToLive": 0} == {
        "DestinationPhoneNumber": NUMBER,
        "OriginationIdentity": "arn:aws:sms-voice:us-east-1:111122223333:pool/pool-1",
        "ConfigurationSetName": "alerts",
        "MessageBody": "Example Corp: Reply YES to get alerts.",
        "MessageType": "TRANSACTIONAL",
        "MaxPrice": "0.10",
        "TimeToLive": 0,
        "Context": {"outbox": world.message().id},
        "MessageFeedbackEnabled": True,
    }
    assert 86400 - 110 < life <= 86400 - 100


def test_a_notice_asks_for_no_feedback(world: World) -> None:
    world.subscribe()
    assert [sent.request["MessageFeedbackEnabled"] for sent in world.sms.accepted] == [True, False]


def test_the_ledger_says_what_was_sent_and_when_it_was_claimed(world: World) -> None:
    world.sign_up()
    world.send_queued()
    (event,) = [e for e in world.table.snapshot(NUMBER).events if e.kind is Kind.SENT]
    assert event.message_id == "message-1"
    assert event.details["text"] == "Example Corp: Reply YES to get alerts."
    assert event.time == world.message().claimed_at


def test_a_settled_text_leaves_the_index_and_is_forgotten_in_time(world: World) -> None:
    world.sign_up()
    world.send_queued()
    (item,) = [item for item in world.items() if item["sk"] == "MESSAGE"]
    assert item["status"] == "SENT"
    assert "status_key" not in item
    assert int(item["expires_at"]) == pytest.approx(world.clock.time.timestamp() + 2592000, abs=5)


# -- robustness


def test_a_text_that_is_gone_is_nothing_to_fail_for(world: World) -> None:
    world.again("confirm-unknown")
    assert world.send_queued() == []


@pytest.mark.parametrize("body", ["", "{}", "[]", '{"outbox_id": null}'])
def test_a_message_that_names_no_text_comes_again_and_ends_in_the_dead_letters(world: World, body: str) -> None:
    world.queue.put(body)
    for _ in range(MAX_RECEIVES):
        assert len(world.send_queued()) == 1
    assert len(world.queue.dead) == 1


def test_one_bad_record_does_not_hold_up_the_others(world: World) -> None:
    world.queue.put("nonsense")
    world.sign_up()
    assert len(world.send_queued()) == 1
    assert len(world.sms.accepted) == 1


@pytest.mark.parametrize("name", ["ORIGINATION_IDENTITY", "CONFIGURATION_SET", "OUTBOX_QUEUE_URL"])
def test_a_wrong_deployment_is_noticed_before_anything_is_claimed(
    world: World, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    world.sign_up()
    monkeypatch.delenv(name)
    with pytest.raises(Exception, match=f"the environment variable {name} is not set"):
        world.send_queued()
    assert world.message().status.value == "PENDING"


def test_an_unavailable_table_fails_the_record_and_loses_nothing(world: World) -> None:
    world.sign_up()
    down = [True]
    world.aws.before.append(
        lambda service, operation, body: (
            error_reply("InternalServerError", 500) if down and service == "dynamodb" else None
        )
    )
    assert len(world.send_queued()) == 1
    down.clear()
    world.send_all()
    assert len(world.sms.accepted) == 1
