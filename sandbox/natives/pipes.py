"""AWS::Pipes::Pipe from a DynamoDB stream to a queue, with filters and input template, under the pipe's role.

The emulator's own pipes deliver to topics and state machines only and ignore filters and templates. Any other source
or target than these two is refused here.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from dataclasses import dataclass
from typing import Any

from sandbox import seam
from sandbox.natives import event_patterns, pipe_input

logger = logging.getLogger("sandbox.pipes")

Json = dict[str, Any]

TYPE, PRINCIPAL = "AWS::Pipes::Pipe", "pipes.amazonaws.com"
POLL_SECONDS, BATCH = 0.1, 100
_READ_ACTIONS = ("DescribeStream", "GetRecords", "GetShardIterator")


@dataclass
class Pipe:
    """A running pipe."""

    arn: str
    role: str
    source: str
    target: str
    filters: list[Json]
    template: str | None
    position: int
    running: bool = True
    complaint: str = ""


_pipes: dict[str, Pipe] = {}
_lock = threading.Lock()
_started = threading.Event()


def install() -> None:
    """Replaces the type."""
    seam.add_resource_type(
        TYPE, create=_create, update=_update, delete=_delete, replaced_by=("Name", "Source"), tags=None
    )


def _create(logical_id: str, properties: Json, stack_name: str) -> seam.Created:
    name = properties.get("Name") or seam.generated_name(stack_name, logical_id, longest=64)
    arn = f"arn:aws:pipes:{seam.region()}:{seam.account_id()}:pipe/{name}"
    pipe = _configured(arn, properties)
    oldest, newest = seam.stream_positions(pipe.source)
    stream = (properties.get("SourceParameters") or {}).get("DynamoDBStreamParameters") or {}
    pipe.position = oldest if stream.get("StartingPosition") == "TRIM_HORIZON" else newest
    _start(pipe)
    return name, _attributes(pipe)


def _update(physical_id: str, _old: Json, new: Json, _stack_name: str, _logical_id: str) -> seam.Created:
    arn = f"arn:aws:pipes:{seam.region()}:{seam.account_id()}:pipe/{physical_id}"
    pipe = _configured(arn, new)
    pipe.position = _pipes[arn].position
    _start(pipe)
    return physical_id, _attributes(pipe)


def _delete(physical_id: str, _properties: Json) -> None:
    with _lock:
        _pipes.pop(f"arn:aws:pipes:{seam.region()}:{seam.account_id()}:pipe/{physical_id}", None)


def _attributes(pipe: Pipe) -> Json:
    state = "RUNNING" if pipe.running else "STOPPED"
    return {"Arn": pipe.arn, "CurrentState": state, "StateReason": "", "CreationTime": "", "LastModifiedTime": ""}


def _configured(arn: str, properties: Json) -> Pipe:
    source, target = properties["Source"], properties["Target"]
    if ":dynamodb:" not in source or ":sqs:" not in target or properties.get("Enrichment"):
        raise ValueError(
            f"the sandbox emulates pipes from a DynamoDB stream to an SQS queue only, not {source} to {target}"
        )
    criteria = (properties.get("SourceParameters") or {}).get("FilterCriteria") or {}
    filters = [json.loads(each["Pattern"]) for each in criteria.get("Filters") or []]
    template = (properties.get("TargetParameters") or {}).get("InputTemplate")
    running = properties.get("DesiredState", "RUNNING") == "RUNNING"
    return Pipe(arn, properties["RoleArn"], source, target, filters, template, 0, running=running)


def _start(pipe: Pipe) -> None:
    with _lock:
        _pipes[pipe.arn] = pipe
    if not _started.is_set():
        _started.set()
        threading.Thread(target=_run, name="sandbox-pipes", daemon=True).start()


def _run() -> None:
    while True:
        with _lock:
            pipes = [pipe for pipe in _pipes.values() if pipe.running]
        for pipe in pipes:
            try:
                with seam.scope(pipe.arn.split(":")[4], pipe.arn.split(":")[3]):
                    _poll(pipe)
            except Exception:
                logger.exception("the pipe %s failed", pipe.arn)
        time.sleep(POLL_SECONDS)


def _poll(pipe: Pipe) -> None:
    oldest, newest = seam.stream_positions(pipe.source)
    pipe.position = max(pipe.position, oldest)
    if pipe.position >= newest:
        return
    for record in seam.stream_records(pipe.source, pipe.position, BATCH):
        reason = _deliver(pipe, record)
        if reason:
            if reason != pipe.complaint:
                logger.warning("the pipe %s is stuck: %s", pipe.arn, reason)
            pipe.complaint = reason
            return  # as in AWS, a shard waits for the record that cannot be delivered
        pipe.position, pipe.complaint = pipe.position + 1, ""


def _deliver(pipe: Pipe, record: Json) -> str:
    if pipe.filters and not any(event_patterns.matches(each, record) for each in pipe.filters):
        return ""
    reason = _refusal(pipe)
    if reason:
        return reason
    body = json.dumps(record) if pipe.template is None else pipe_input.transform(pipe.template, record)
    return seam.send_to_queue(pipe.target, body)


def _refusal(pipe: Pipe) -> str:
    """Why the pipe's role may not read the stream, send to the queue, or use the queue's key."""
    caller = seam.Caller(PRINCIPAL, pipe.arn, pipe.arn.split(":")[4])
    for action in _READ_ACTIONS:
        reason = seam.role_allows(pipe.role, caller, f"dynamodb:{action}", pipe.source)
        if reason:
            return reason
    reason = seam.role_allows(pipe.role, caller, "sqs:SendMessage", pipe.target)
    key = (seam.queue_attributes(pipe.target) or {}).get("KmsMasterKeyId")
    if reason or not key or seam.key_policy(key) is None:
        return reason
    by_way_of = {"kms:ViaService": f"sqs.{pipe.target.split(':')[3]}.amazonaws.com"}
    for action in ("kms:GenerateDataKey", "kms:Decrypt"):
        reason = reason or seam.role_identity_allows(pipe.role, action, seam.key_arn(key), by_way_of)
    return reason
