"""SQS moves dead letters back to where they came from: StartMessageMoveTask and its two companions.

The emulator has none of them. A task without a rate is done before it is answered; one with a rate takes its time.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
"""

from __future__ import annotations

import base64
import json
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from sandbox import seam
from sandbox.clock import clock

Json = dict[str, Any]

FASTEST, MOST_LISTED = 500, 10


@dataclass
class Task:
    """A move that was started."""

    source: str
    destination: str | None
    rate: int | None
    to_move: int
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    started: int = field(default_factory=lambda: int(time.time() * 1000))
    moved: int = 0
    status: str = "RUNNING"
    failure: str = ""

    @property
    def handle(self) -> str:
        """Names the task to who wants to cancel it."""
        return base64.b64encode(json.dumps({"taskId": self.id, "sourceArn": self.source}).encode()).decode()


_tasks: list[Task] = []


def install() -> None:
    """Adds the operations."""
    seam.add_queue_operation("StartMessageMoveTask", _start)
    seam.add_queue_operation("ListMessageMoveTasks", _list)
    seam.add_queue_operation("CancelMessageMoveTask", _cancel)


def _start(request: Json) -> Json:
    source, destination = _existing(request, "SourceArn"), request.get("DestinationArn")
    if destination is not None:
        _existing(request, "DestinationArn")
    _check_source(source)
    rate = request.get("MaxNumberOfMessagesPerSecond")
    if rate is not None and not 1 <= rate <= FASTEST:
        raise _invalid(f"Value {rate} for parameter MaxNumberOfMessagesPerSecond is invalid")
    if any(task.source == source and task.status == "RUNNING" for task in _tasks):
        raise seam.queue_error(
            "AWS.SimpleQueueService.UnsupportedOperation",
            "There is already a task running. Only one active task is allowed for a source queue arn at a given time.",
        )
    task = Task(source, destination, rate, seam.waiting_messages(source))
    _tasks.append(task)
    if rate is None:
        while task.status == "RUNNING":
            _step(task)
    else:
        _step_later(task)
    return {"TaskHandle": task.handle}


def _step_later(task: Task) -> None:
    def step() -> None:
        _step(task)
        if task.status == "RUNNING":
            _step_later(task)

    clock.after(1 / (task.rate or FASTEST), step)


def _step(task: Task) -> None:
    """Move one message, or find the task done."""
    if task.status != "RUNNING":
        return
    if not seam.waiting_messages(task.source):
        task.status = "COMPLETED"
        return
    task.failure = seam.move_message(task.source, task.destination)
    if task.failure:
        task.status = "FAILED"
    else:
        task.moved += 1


def _list(request: Json) -> Json:
    source, most = _existing(request, "SourceArn"), request.get("MaxResults", 1)
    if not 1 <= most <= MOST_LISTED:
        raise _invalid(f"Value {most} for parameter MaxResults is invalid")
    found = [task for task in reversed(_tasks) if task.source == source][:most]
    return {"Results": [_described(task) for task in found]}


def _described(task: Task) -> Json:
    described: Json = {
        "Status": task.status,
        "SourceArn": task.source,
        "ApproximateNumberOfMessagesMoved": task.moved,
        "ApproximateNumberOfMessagesToMove": task.to_move,
        "StartedTimestamp": task.started,
    }
    if task.status == "RUNNING":
        described["TaskHandle"] = task.handle
    if task.destination is not None:
        described["DestinationArn"] = task.destination
    if task.rate is not None:
        described["MaxNumberOfMessagesPerSecond"] = task.rate
    if task.failure:
        described["FailureReason"] = task.failure
    return described


def _cancel(request: Json) -> Json:
    for task in _tasks:
        if task.handle == request.get("TaskHandle"):
            if task.status != "RUNNING":
                raise seam.queue_error(
                    "AWS.SimpleQueueService.UnsupportedOperation",
                    "Only active tasks can be cancelled.",
                )
            task.status = "CANCELLED"
            return {"ApproximateNumberOfMessagesMoved": task.moved}
    raise seam.queue_error("ResourceNotFoundException", "Task does not exist.")


def _existing(request: Json, name: str) -> str:
    arn = str(request.get(name, ""))
    if seam.queue_attributes(arn) is None:
        raise seam.queue_error(
            "ResourceNotFoundException", f"The resource that you specified for the {name} parameter doesn't exist."
        )
    return arn


def _check_source(source: str) -> None:
    if not seam.dead_letter_sources(source):
        raise _invalid("Source queue must be configured as a Dead Letter Queue.")


def _invalid(message: str) -> Exception:
    return seam.queue_error("InvalidParameterValue", message)
