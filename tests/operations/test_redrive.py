"""``redrive``: what failed is tried once more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.operations.operating import Operator, Queues, stack
from tests.runtime.fakes.aws import Reply, error_reply
from tests.runtime.fakes.sms import denied, invalid
from tests.runtime.world import NUMBER, OTHER_NUMBER, TABLE, World

URL = "https://sqs.us-east-1.amazonaws.com/111122223333/"
INBOUND = ("--inbound-dead-letters", f"{URL}inbound-dead", "--inbound-queue", f"{URL}inbound")
EVENTS = ("--events-dead-letters", f"{URL}events-dead", "--events-queue", f"{URL}events")
OUTBOX = ("--outbox-dead-letters", f"{URL}outbox-dead", "--outbox-queue", f"{URL}outbox")
TEXTS = ("texts", "--programme", "alerts", "--table", TABLE, *OUTBOX)


def refused_for_good(_: object) -> Reply:
    return invalid("INVALID_PARAMETER")


def fail(world: World, number: str = NUMBER) -> None:
    """A sign-up whose confirmation is refused until the queue sets it aside."""
    world.sms.script += [denied] * 3
    world.sign_up(number)
    world.send_all()


def sweep(world: World) -> None:
    world.clock.advance(minutes=1)
    world.invoke("sweeper", {})
    world.send_all()


def test_a_failed_text_that_was_not_sent_is_sent_after_all(world: World, operator: Operator) -> None:
    fail(world)
    queue = world.aws.services["sqs"]
    world.aws.services["sqs"] = Queues(world).answer
    answer = operator("redrive", *TEXTS).json
    assert answer["failed_texts"] == {"queued": 1, "not_repeatable": 0, "too_late": 0}
    world.aws.services["sqs"] = queue
    sweep(world)
    assert world.bodies() == ["Example Corp: Reply YES to get alerts."]


def test_a_dry_run_only_counts(world: World, operator: Operator, queues: Queues) -> None:
    world.pipe_open = False
    queues.put(f"{URL}inbound-dead", "a")
    ended = operator("redrive", "replies", "--dry-run", *INBOUND)
    assert ended.json == {"dry_run": True, "dead_letters": {"replies": 1}}
    assert operator.writes == []
    assert queues.bodies(f"{URL}inbound-dead") == ["a"]


def test_a_dry_run_of_texts_leaves_them_as_they_are(world: World, operator: Operator) -> None:
    fail(world)
    world.aws.services["sqs"] = Queues(world).answer
    before = world.items()
    assert operator("redrive", *TEXTS, "--dry-run").json["failed_texts"]["queued"] == 1
    assert world.items() == before


def test_a_text_that_was_refused_for_good_or_is_too_late_is_not_repeated(world: World, operator: Operator) -> None:
    fail(world)
    world.clock.advance(hours=25)
    world.sms.script.append(refused_for_good)
    world.sign_up(OTHER_NUMBER)
    world.send_all()
    world.aws.services["sqs"] = Queues(world).answer
    answer = operator("redrive", *TEXTS).json
    assert answer["failed_texts"] == {"queued": 0, "not_repeatable": 1, "too_late": 1}


def test_a_text_that_somebody_sends_meanwhile_is_left_to_them(world: World, operator: Operator) -> None:
    fail(world)
    world.aws.services["sqs"] = Queues(world).answer
    world.aws.before.append(
        lambda _s, operation, _b: (
            error_reply("TransactionCanceledException", CancellationReasons=[{"Code": "ConditionalCheckFailed"}])
            if operation == "TransactWriteItems"
            else None
        )
    )
    assert operator("redrive", *TEXTS).json["failed_texts"]["queued"] == 0


@pytest.mark.parametrize("move_tasks", [True, False])
def test_dead_letters_go_back_to_their_queue(
    world: World, operator: Operator, queues: Queues, move_tasks: bool
) -> None:
    queues.move_tasks = move_tasks
    bodies = [f"message {index}" for index in range(25)]
    for body in bodies:
        queues.put(f"{URL}inbound-dead", body)
    ended = operator("redrive", "replies", *INBOUND)
    assert (ended.code, ended.json["dead_letters"]) == (0, {"replies": 25})
    assert sorted(queues.bodies(f"{URL}inbound")) == sorted(bodies)
    assert queues.bodies(f"{URL}inbound-dead") == []


def test_what_the_queue_refuses_stays_among_the_dead_letters(world: World, operator: Operator, queues: Queues) -> None:
    queues.move_tasks = False
    queues.refused = 2
    for index in range(5):
        queues.put(f"{URL}events-dead", f"message {index}")
    ended = operator("redrive", "events", *EVENTS)
    assert ended.code == 1
    assert ended.err.splitlines()[-1] == "the queue refused messages; those are still in the dead-letter queue"
    assert len(queues.bodies(f"{URL}events")) == 3
    assert len(queues.bodies(f"{URL}events-dead")) == 2


def test_a_message_is_deleted_only_after_it_was_sent(world: World, operator: Operator, queues: Queues) -> None:
    queues.move_tasks = False
    queues.put(f"{URL}events-dead", "message")
    world.aws.before.append(
        lambda _s, operation, _b: error_reply("AccessDenied") if operation == "SendMessageBatch" else None
    )
    assert operator("redrive", "events", *EVENTS).code == 1
    assert queues.bodies(f"{URL}events-dead") == ["message"]


def test_what_fails_again_at_once_does_not_go_in_circles(world: World, operator: Operator, queues: Queues) -> None:
    queues.move_tasks = False
    queues.put(f"{URL}events-dead", "message")

    def fails_again(service: str, operation: str, body: Mapping[str, Any], _status: int) -> None:
        if operation == "SendMessageBatch":
            world.clock.advance(seconds=1)
            queues.put(f"{URL}events-dead", "message")

    world.aws.observers.append(fails_again)
    assert operator("redrive", "events", *EVENTS).json["dead_letters"] == {"events": 1}


def test_a_move_that_is_under_way_is_followed_not_started_again(
    world: World, operator: Operator, queues: Queues
) -> None:
    queues.tasks.append(
        {"Status": "RUNNING", "SourceArn": "arn:aws:sqs:us-east-1:111122223333:inbound-dead", "moved": 7}
    )
    ended = operator("redrive", "replies", *INBOUND)
    assert ended.json["dead_letters"] == {"replies": 7}
    assert "StartMessageMoveTask" not in operator.writes


def test_a_move_that_the_service_gave_up_is_told(world: World, operator: Operator, queues: Queues) -> None:
    queues.tasks.append(
        {"Status": "RUNNING", "SourceArn": "arn:aws:sqs:us-east-1:111122223333:inbound-dead", "moved": 1,
         "why": "AWS.SimpleQueueService.NonExistentQueue"}
    )  # fmt: skip
    ended = operator("redrive", "replies", *INBOUND)
    assert ended.code == 1
    assert ended.err.splitlines()[-1] == ("the messages were not all moved: AWS.SimpleQueueService.NonExistentQueue")


def test_with_a_stack_everything_is_redriven(world: World, operator: Operator, queues: Queues) -> None:
    world.aws.services["cloudformation"] = stack(
        ConsentTableName=TABLE,
        OutboxQueueUrl=f"{URL}outbox",
        OutboxDeadLetterQueueUrl=f"{URL}outbox-dead",
        InboundQueueUrl=f"{URL}inbound",
        InboundDeadLetterQueueUrl=f"{URL}inbound-dead",
        EventsQueueUrl=f"{URL}events",
        EventsDeadLetterQueueUrl=f"{URL}events-dead",
    )
    for name in ("outbox-dead", "inbound-dead", "events-dead"):
        queues.put(URL + name, "message")
    ended = operator("redrive", "--stack", "Prod-OptIn", "--programme", "alerts")
    assert ended.json["dead_letters"] == {"texts": 1, "replies": 1, "events": 1}


def test_nothing_to_redrive_has_its_own_exit_code(operator: Operator, queues: Queues) -> None:
    assert operator("redrive", "replies", *INBOUND).code == 3


WRONG: dict[tuple[str, ...], str] = {
    ("fax",): "'fax' is not one of texts, replies, events\n",
    (): "name the stack with --stack, or a pair of queues: --inbound-dead-letters and --inbound-queue\n",
    ("texts", "--table", TABLE, *OUTBOX): "say whose texts are meant, with --programme; or name replies or events "
    "only\n",
    ("replies", *INBOUND[:2]): "name the URL of the queue of replies with --inbound-queue, or the stack with --stack\n",
}


@pytest.mark.parametrize("arguments", WRONG)
def test_a_wrong_call_is_told(operator: Operator, queues: Queues, arguments: tuple[str, ...]) -> None:
    ended = operator("redrive", *arguments)
    assert (ended.code, ended.err) == (2, WRONG[arguments])


def test_what_is_printed_names_nobody(world: World, operator: Operator) -> None:
    fail(world)
    world.aws.services["sqs"] = Queues(world).answer
    ended = operator("redrive", *TEXTS)
    assert NUMBER.removeprefix("+1") not in ended.out + ended.err
