"""What people decide about texts."""

from __future__ import annotations

import pytest

from cdk_messaging.opt_in.runtime.changes import Moved
from cdk_messaging.opt_in.runtime.decisions import help_answer
from cdk_messaging.opt_in.runtime.outbox_items import Message
from cdk_messaging.opt_in.runtime.redrive import requeue, settle_by_hand
from tests.runtime.fakes.sms import denied, lost, taken_and_lost
from tests.runtime.world import NUMBER, World


def settle(world: World, message: Message, *, sent: bool) -> None:
    settle_by_hand(world.table, message, sent=sent, by="ada", time=world.clock.time)


@pytest.fixture
def failed(world: World) -> World:
    """A text that failed for a reason that somebody has mended since."""
    world.sms.script.extend([denied] * 3)
    world.sign_up()
    for _ in range(3):
        world.send_queued()
    world.queue.dead.clear()
    return world


@pytest.fixture
def doubtful(world: World) -> World:
    """A text of which nobody knows whether it was sent; it was."""
    world.sms.script.append(taken_and_lost(world.sms))
    world.sign_up()
    world.send_all()
    world.clock.advance(minutes=10)
    return world


# -- once more


def test_a_failed_text_is_queued_by_the_next_sweep_and_sent(failed: World) -> None:
    requeue(failed.table, failed.message())
    assert failed.message().status.value == "FAILED"
    assert failed.invoke("sweeper", {})["queued"] == 1
    failed.send_all()
    assert failed.kinds() == ["REQUESTED", "FAILED", "SENT"]
    assert failed.state() == "PENDING"


def test_a_requeued_text_is_queued_once_and_then_left_alone_for_a_while(failed: World) -> None:
    requeue(failed.table, failed.message())
    assert [failed.invoke("sweeper", {})["queued"] for _ in range(2)] == [1, 0]


def test_a_requeued_text_that_fails_again_is_no_longer_swept(failed: World) -> None:
    requeue(failed.table, failed.message())
    failed.invoke("sweeper", {})
    failed.sms.script.extend([denied] * 3)
    failed.send_all()
    failed.clock.advance(hours=5)
    assert failed.invoke("sweeper", {})["queued"] == 0
    assert failed.message().may_be_sent


def test_a_requeued_text_that_is_too_late_stays_failed_for_good(failed: World) -> None:
    requeue(failed.table, failed.message())
    failed.clock.advance(days=2)
    assert failed.invoke("sweeper", {})["queued"] == 1
    failed.send_all()
    assert failed.kinds() == ["REQUESTED", "FAILED"]
    assert not failed.message().may_be_sent
    failed.clock.advance(days=2)
    assert failed.invoke("sweeper", {})["queued"] == 0


def test_what_may_not_be_sent_again_is_not_requeued(doubtful: World) -> None:
    with pytest.raises(Moved):
        requeue(doubtful.table, doubtful.message())


def test_what_was_sent_meanwhile_is_not_requeued(failed: World) -> None:
    before = failed.message()
    failed.again(before.id)
    failed.send_all()
    with pytest.raises(Moved):
        requeue(failed.table, before)


# -- settled by hand


def test_a_doubt_is_settled_as_sent(doubtful: World) -> None:
    claimed_at = doubtful.message().claimed_at
    settle(doubtful, doubtful.message(), sent=True)
    assert doubtful.message().status.value == "SENT"
    (event,) = [e for e in doubtful.table.snapshot(NUMBER).events if e.kind == "SENT"]
    assert (event.source, event.details["by"], event.time) == ("operator", "ada", claimed_at)


def test_a_yes_that_came_before_its_doubt_was_settled_counts_then(doubtful: World) -> None:
    doubtful.text("YES")
    assert doubtful.state() == "PENDING"
    settle(doubtful, doubtful.message(), sent=True)
    assert doubtful.state() == "OPTED_IN"
    doubtful.send_all()
    assert doubtful.bodies()[-1] == "Example Corp: You now get alerts."


def test_a_doubt_is_settled_as_not_sent_and_the_text_is_never_sent_again(world: World) -> None:
    world.sms.script.append(lost)
    world.sign_up()
    world.send_all()
    settle(world, world.message(), sent=False)
    assert (world.message().status.value, world.message().may_be_sent) == ("FAILED", False)
    assert world.state() == "NONE"
    (event,) = [e for e in world.table.snapshot(NUMBER).events if e.kind == "FAILED"]
    assert (event.source, event.details["by"]) == ("operator", "ada")
    world.again(world.message().id)
    world.send_all()
    assert world.sms.accepted == []


def test_a_doubt_after_a_failure_is_settled_as_not_sent(failed: World) -> None:
    failed.sms.script.append(lost)
    failed.again(failed.message().id)
    failed.send_all()
    settle(failed, failed.message(), sent=False)
    (attempt,) = failed.consent().attempts.values()
    assert (attempt.outcome, attempt.reason) == ("FAILED", "settled-by-hand")


def test_a_delivery_event_proves_a_person_wrong(doubtful: World) -> None:
    settle(doubtful, doubtful.message(), sent=False)
    doubtful.event(doubtful.message().id)
    assert doubtful.message().status.value == "SENT"
    (attempt,) = doubtful.consent().attempts.values()
    assert attempt.outcome == "SENT"


def test_what_is_in_doubt_no_longer_is_not_settled_by_hand(doubtful: World) -> None:
    before = doubtful.message()
    doubtful.event(before.id)
    with pytest.raises(Moved):
        settle(doubtful, before, sent=False)
    assert doubtful.message().status.value == "SENT"


def test_an_answer_to_help_in_doubt_is_settled_though_no_ledger_tells_of_it(world: World) -> None:
    texts = world.settings.default_programme.locale().texts
    draft = help_answer("in-1", texts, world.clock.time, "alerts")
    world.table.add_message(draft, number=NUMBER)
    world.sms.script.append(lost)
    world.send_all()
    message = world.table.message(draft.id)
    assert message is not None
    assert message.status.value == "IN_DOUBT"
    assert settle_by_hand(world.table, message, sent=False, by="ada", time=world.clock.time) is None
    settled = world.table.message(draft.id)
    assert settled is not None
    assert settled.status.value == "FAILED"
    assert world.kinds() == []


def test_settling_by_hand_writes_nothing_to_the_log(doubtful: World, capsys: pytest.CaptureFixture[str]) -> None:
    """A command's output is not a function's log."""
    capsys.readouterr()
    settle(doubtful, doubtful.message(), sent=True)
    assert capsys.readouterr().out == ""
