"""Sends event records to a configuration set's destinations, with the permissions that AWS would need.

AWS drops what it may not deliver and tells nobody. Here the reason is in the log and in the virtual phone's feed.
"""

from __future__ import annotations

import base64
import json
import logging
from datetime import UTC, datetime
from typing import Any

from sandbox import seam
from sandbox.clock import clock
from sandbox.network import network
from sandbox.sms_voice import topics
from sandbox.sms_voice.state import ConfigurationSet, EventDestination, Message, State

logger = logging.getLogger("sandbox.sms_voice.events")

Json = dict[str, Any]

PRINCIPAL = "sms-voice.amazonaws.com"


def publish(state: State, message: Message, record: Json) -> None:
    """Delivers a record to every enabled destination that asks for its type."""
    network.record(
        "delivery", message.destination, messageId=message.id, eventType=record["eventType"],
        status=record["messageStatus"], description=record.get("messageStatusDescription", ""), final=record["isFinal"],
        record=record,
    )  # fmt: skip
    used = state.configuration_sets.get(message.configuration_set or "")
    if used is None:
        return
    for destination in list(used.destinations.values()):
        if destination.enabled and _wanted(destination, record["eventType"]):
            _deliver(state, used, destination, message, record)


def _wanted(destination: EventDestination, event_type: str) -> bool:
    group = event_type.split("_", 1)[0] + "_ALL"
    return bool({"ALL", group, event_type} & set(destination.event_types))


def _deliver(
    state: State, used: ConfigurationSet, destination: EventDestination, message: Message, record: Json
) -> None:
    caller = seam.Caller(PRINCIPAL, used.arn, state.account)
    kind, target = next(iter(destination.target.items()))
    arn = next(value for name, value in target.items() if name != "IamRoleArn")
    with seam.scope(*arn.split(":")[4:2:-1]):
        reason = _SENDERS[kind](caller, used, target, record)
    if reason:
        logger.warning("event %s lost at destination %s: %s", record["eventType"], destination.name, reason)
    network.record(
        "destination", message.destination, messageId=message.id, eventType=record["eventType"],
        destination=destination.name, target=arn, delivered=not reason, reason=reason,
    )  # fmt: skip


def _to_log_group(caller: seam.Caller, used: ConfigurationSet, target: Json, record: Json) -> str:
    arn = target["LogGroupArn"].removesuffix(":*")
    group = arn.split(":log-group:", 1)[-1]
    stream = f"{used.name}/{datetime.fromtimestamp(clock.now(), UTC):%Y-%m-%d}"
    role = target["IamRoleArn"]
    for action in ("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"):
        reason = seam.role_allows(role, caller, action, f"{arn}:log-stream:{stream}")
        if reason and seam.role_allows(role, caller, action, arn):
            return reason
    return seam.put_log_event(group, stream, json.dumps(record), record["eventTimestamp"])


def _to_delivery_stream(caller: seam.Caller, _used: ConfigurationSet, target: Json, record: Json) -> str:
    arn = target["DeliveryStreamArn"]
    reason = seam.role_allows(target["IamRoleArn"], caller, "firehose:PutRecord", arn)
    if reason:
        return reason
    return seam.put_firehose_record(arn.rsplit("/", 1)[-1], base64.b64encode(json.dumps(record).encode()).decode())


def _to_topic(caller: seam.Caller, _used: ConfigurationSet, target: Json, record: Json) -> str:
    return topics.publish(target["TopicArn"], json.dumps(record), caller)


_SENDERS = {
    "CloudWatchLogsDestination": _to_log_group,
    "KinesisFirehoseDestination": _to_delivery_stream,
    "SnsDestination": _to_topic,
}
