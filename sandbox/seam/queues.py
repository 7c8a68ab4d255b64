"""Inside SQS: operations that the emulator lacks, dead-letter queues, and messages on their way from one to another."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable
from typing import Any, cast

from sandbox.seam.emulator import module, private

Json = dict[str, Any]

_SQS = "services.sqs"


def add_queue_operation(name: str, answer: Callable[[Json], Json]) -> None:
    """Serves an operation of SQS; ``answer`` gets the request and raises :func:`queue_error` to refuse it."""
    private(_SQS, "_HANDLERS")[name] = lambda request, _url: answer(request)


def queue_error(code: str, message: str) -> Exception:
    """An error as SQS answers it."""
    return cast("Exception", private(_SQS, "_Err")(code, message, 400))


def dead_letter_sources(queue_arn: str) -> list[str]:
    """The ARNs of the queues whose dead letters a queue takes."""
    found = []
    for _, queue in private(_SQS, "_queues").all_items():
        policy = json.loads(queue["attributes"].get("RedrivePolicy") or "{}")
        if policy.get("deadLetterTargetArn") == queue_arn:
            found.append(str(queue["attributes"]["QueueArn"]))
    return found


def waiting_messages(queue_arn: str) -> int:
    """How many messages of a queue can be received now."""
    return len(_visible(private(_SQS, "_queue_by_arn")(queue_arn)))


def move_message(source_arn: str, destination_arn: str | None) -> str:
    """Moves the oldest message that can be received.

    :param destination_arn: Default: - the queue that the message was a dead letter of
    :returns: why it stays, or ""
    """
    find = private(_SQS, "_queue_by_arn")
    source = find(source_arn)
    message = _visible(source)[0]
    target = destination_arn or message.get("sys", {}).get("DeadLetterQueueSourceArn")
    destination = find(target) if target else None
    if destination is None:
        return "CouldNotDetermineMessageSource"
    source["messages"].remove(message)
    now = time.time()
    kept = {name: value for name, value in message.get("sys", {}).items() if name != "DeadLetterQueueSourceArn"}
    anew = {"id": str(uuid.uuid4()), "receipt_handle": None, "receive_count": 0, "first_receive_at": None}
    times = {"sent_at": now, "visible_at": now}
    moved = {**message, **anew, **times, "sys": {**kept, "SentTimestamp": str(int(now * 1000))}}
    destination["messages"].append(moved)
    module("core.concurrency").esm_wake.set()
    return ""


def bring_delayed_messages_forward(seconds: float) -> None:
    """Messages of all queues that were sent with a delay come so much earlier; those that were received do not."""
    for _, queue in private(_SQS, "_queues").all_items():
        for message in list(queue["messages"]):
            if not message["receive_count"] and message["visible_at"] > time.time():
                message["visible_at"] -= seconds
    module("core.concurrency").esm_wake.set()


def _visible(queue: Json) -> list[Json]:
    now = time.time()
    return [message for message in queue["messages"] if message["visible_at"] <= now]
