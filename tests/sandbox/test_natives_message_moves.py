"""Dead letters go back to where they came from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from tests.sandbox.account import Account, refused, until


@dataclass
class Queues:
    """A queue that gives up at once, and the queue of its dead letters."""

    sqs: Any
    work: str
    dead: str

    def arn(self, url: str) -> str:
        attributes = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]
        return str(attributes["QueueArn"])

    def kill(self, *bodies: str) -> None:
        for body in bodies:
            self.sqs.send_message(QueueUrl=self.work, MessageBody=body)
        for _ in bodies:
            self.sqs.receive_message(QueueUrl=self.work, VisibilityTimeout=0)
        self.sqs.receive_message(QueueUrl=self.work)
        until(lambda: self.waiting(self.dead) == len(bodies))

    def waiting(self, url: str) -> int:
        name = "ApproximateNumberOfMessages"
        return int(self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[name])["Attributes"][name])

    def bodies(self, url: str) -> list[str]:
        received = self.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, AttributeNames=["All"])
        assert all(each["Attributes"]["ApproximateReceiveCount"] == "1" for each in received.get("Messages", []))
        return [each["Body"] for each in received.get("Messages", [])]


@pytest.fixture
def queues(account: Account) -> Queues:
    sqs = account.client("sqs")
    made = Queues(sqs, "", sqs.create_queue(QueueName="dead")["QueueUrl"])
    policy = json.dumps({"deadLetterTargetArn": made.arn(made.dead), "maxReceiveCount": 1})
    made.work = sqs.create_queue(QueueName="work", Attributes={"RedrivePolicy": policy})["QueueUrl"]
    return made


def test_dead_letters_go_back_to_their_queue(queues: Queues) -> None:
    queues.kill("a", "b", "c")

    source = queues.arn(queues.dead)
    assert queues.sqs.start_message_move_task(SourceArn=source)["TaskHandle"]

    until(lambda: queues.waiting(queues.work) == 3)
    (task,) = queues.sqs.list_message_move_tasks(SourceArn=source)["Results"]
    assert (task["Status"], task["ApproximateNumberOfMessagesMoved"]) == ("COMPLETED", 3)
    assert (queues.waiting(queues.dead), sorted(queues.bodies(queues.work))) == (0, ["a", "b", "c"])


def test_dead_letters_can_go_elsewhere(queues: Queues) -> None:
    queues.kill("a")
    other = queues.sqs.create_queue(QueueName="other")["QueueUrl"]

    queues.sqs.start_message_move_task(SourceArn=queues.arn(queues.dead), DestinationArn=queues.arn(other))

    until(lambda: queues.waiting(other) == 1)
    assert queues.waiting(queues.work) == 0


def test_a_task_with_a_rate_takes_its_time_and_can_be_cancelled(queues: Queues) -> None:
    queues.kill("a", "b", "c", "d")
    source = queues.arn(queues.dead)
    handle = queues.sqs.start_message_move_task(SourceArn=source, MaxNumberOfMessagesPerSecond=1)["TaskHandle"]

    error = refused(lambda: queues.sqs.start_message_move_task(SourceArn=source))
    assert error["Message"].startswith("There is already a task running.")
    assert queues.sqs.cancel_message_move_task(TaskHandle=handle)["ApproximateNumberOfMessagesMoved"] < 4
    (task,) = queues.sqs.list_message_move_tasks(SourceArn=source)["Results"]
    assert (task["Status"], task["MaxNumberOfMessagesPerSecond"]) == ("CANCELLED", 1)
    assert "TaskHandle" not in task


def test_what_was_never_a_dead_letter_has_nowhere_to_go(queues: Queues) -> None:
    queues.sqs.send_message(QueueUrl=queues.dead, MessageBody="sent here")
    source = queues.arn(queues.dead)

    queues.sqs.start_message_move_task(SourceArn=source)

    (task,) = queues.sqs.list_message_move_tasks(SourceArn=source)["Results"]
    assert (task["Status"], task["FailureReason"]) == ("FAILED", "CouldNotDetermineMessageSource")


def test_only_queues_of_dead_letters_that_exist_are_sources(queues: Queues) -> None:
    error = refused(lambda: queues.sqs.start_message_move_task(SourceArn=queues.arn(queues.work)))
    assert error["Message"] == "Source queue must be configured as a Dead Letter Queue."
    missing = queues.arn(queues.dead) + "-missing"
    error = refused(lambda: queues.sqs.start_message_move_task(SourceArn=missing))
    assert error["Message"] == "The resource that you specified for the SourceArn parameter doesn't exist."
