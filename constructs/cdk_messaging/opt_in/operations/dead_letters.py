"""Moves the messages of a dead-letter queue back to their queue, none of them lost.

Amazon SQS does it itself (StartMessageMoveTask), but only for the dead letters of a queue, not for those of a topic's
subscription. Where it doesn't, each message is sent to the queue before it is deleted: an interruption may bring one
twice, which the functions expect anyway.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from ..runtime import clock
from .problems import Problem
from .progress import Progress

_BATCH = 10  # limit of Amazon SQS
_POLL_SECONDS = 2.0
_HIDDEN_SECONDS = 120  # while a message is being moved
_LOOKS = 2  # empty answers before a queue counts as empty, because an answer samples its servers
_UNSUPPORTED = frozenset(
    {
        "AWS.SimpleQueueService.UnsupportedOperation",
        "InvalidAction",
        "UnknownOperationException",
        "UnsupportedOperation",
    }
)


class NotMoved(Problem):
    """The service gave up moving."""


def waiting(client: Any, queue: str) -> int:
    """About how many messages a queue holds.

    :param client: of Amazon SQS.
    :param queue: its URL.
    """
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = client.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
    return sum(int(found.get(name, 0)) for name in names)


def move_back(client: Any, source: str, destination: str, progress: Progress) -> int:
    """Move everything that a queue holds now.

    :param client: of Amazon SQS.
    :param source: URL of the dead-letter queue.
    :param destination: URL of the queue.
    :returns: how many were moved.
    :raises NotMoved: the service gave up.
    """
    source_arn, destination_arn = _arn(client, source), _arn(client, destination)
    try:
        if not _running(client, source_arn):
            client.start_message_move_task(SourceArn=source_arn, DestinationArn=destination_arn)
    except ClientError as problem:
        if problem.response["Error"]["Code"] not in _UNSUPPORTED:
            raise
        return _by_hand(client, source, destination, progress)
    return _followed(client, source_arn, progress)


def _arn(client: Any, queue: str) -> str:
    return str(client.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"])


def _latest(client: Any, source_arn: str) -> Mapping[str, Any]:
    tasks = client.list_message_move_tasks(SourceArn=source_arn, MaxResults=1).get("Results", [])
    return tasks[0] if tasks else {}


def _running(client: Any, source_arn: str) -> bool:
    """Whether a task is under way already: of an interrupted command, for there is one at a time."""
    return _latest(client, source_arn).get("Status") == "RUNNING"


def _followed(client: Any, source_arn: str, progress: Progress) -> int:
    moved = 0
    while True:
        task = _latest(client, source_arn)
        now_moved = int(task.get("ApproximateNumberOfMessagesMoved", 0))
        progress.add(now_moved - moved)
        moved = now_moved
        if task.get("Status") != "RUNNING":
            break
        clock.sleep(_POLL_SECONDS)
    if task.get("Status") not in (None, "COMPLETED"):
        raise NotMoved(f"the messages were not all moved: {task.get('FailureReason') or task['Status']}")
    return moved


def _by_hand(client: Any, source: str, destination: str, progress: Progress) -> int:
    began = clock.now()
    moved, empty = 0, 0
    while empty < _LOOKS:
        messages = client.receive_message(
            QueueUrl=source,
            MaxNumberOfMessages=_BATCH,
            VisibilityTimeout=_HIDDEN_SECONDS,
            WaitTimeSeconds=1,
            MessageSystemAttributeNames=["SentTimestamp"],
            MessageAttributeNames=["All"],
        ).get("Messages", [])
        old = [message for message in messages if _sent_before(message, began)]
        empty = 0 if old else empty + 1
        done = _sent_on(client, destination, old)
        if done:
            entries = [{"Id": str(i), "ReceiptHandle": m["ReceiptHandle"]} for i, m in enumerate(done)]
            client.delete_message_batch(QueueUrl=source, Entries=entries)
        moved += len(done)
        progress.add(len(done))
        if len(done) < len(old):
            raise NotMoved("the queue refused messages; those are still in the dead-letter queue")
    return moved


def _sent_before(message: Mapping[str, Any], moment: datetime) -> bool:
    """Whether it lay there when we began: what failed again since is for the next time, or it would go in circles."""
    sent = message.get("Attributes", {}).get("SentTimestamp")
    return sent is None or clock.from_epoch_milliseconds(int(sent)) <= moment


def _sent_on(client: Any, destination: str, messages: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    if not messages:
        return []
    entries = []
    for index, message in enumerate(messages):
        entry = {"Id": str(index), "MessageBody": message["Body"]}
        if message.get("MessageAttributes"):
            entry["MessageAttributes"] = message["MessageAttributes"]
        entries.append(entry)
    answer = client.send_message_batch(QueueUrl=destination, Entries=entries)
    return [messages[int(entry["Id"])] for entry in answer.get("Successful", [])]
