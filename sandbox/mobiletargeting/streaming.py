"""Hands events of a project to its stream, with the permissions that AWS would need.

AWS drops what it may not deliver and tells nobody. Here the reason is in the log.
"""

from __future__ import annotations

import base64
import json
import logging
from typing import Any

from sandbox import seam
from sandbox.clock import clock
from sandbox.mobiletargeting import roles
from sandbox.mobiletargeting.state import Project, State

logger = logging.getLogger("sandbox.mobiletargeting.events")

Json = dict[str, Any]

_ACTIONS = {
    "kinesis": ("kinesis:DescribeStream", "kinesis:PutRecords"),
    "firehose": ("firehose:DescribeDeliveryStream", "firehose:PutRecordBatch"),
}


def problem(state: State, project: Project, stream: Json) -> str:
    """Why events could not be delivered to a stream; "" when they could.

    :param stream: members of a ``WriteEventStream``
    """
    arn = stream["DestinationStreamArn"]
    service = arn.split(":")[2] if arn.count(":") >= 5 else ""
    if service not in _ACTIONS:
        return f"{arn!r} is the ARN of neither a Kinesis data stream nor a delivery stream"
    for action in _ACTIONS[service]:
        refused = roles.refusal(state, project, stream["RoleArn"], (action, arn))
        if refused:
            return refused
    return "" if seam.stream_exists(arn) else f"the stream {arn} does not exist"


def publish(state: State, project: Project, event: Json) -> None:
    """Puts an event into the project's stream, if it has one.

    :param event: as :func:`event` makes it
    """
    stream = project.event_stream
    if stream is None:
        return
    lost = problem(state, project, stream) or _put(stream["DestinationStreamArn"], event)
    if lost:
        logger.warning("event %s of project %s lost: %s", event["event_type"], project.id, lost)


def event(project: Project, event_type: str, client_id: str, *, timestamp: int | None = None, **members: Any) -> Json:
    """The envelope that all events have.

    :param client_id: id of the endpoint
    :param timestamp: when it happened, in milliseconds. Default: - now
    :param members: what this kind of event has, or has otherwise
    """
    arrived = int(clock.now() * 1000)
    return {
        "event_type": event_type,
        "event_timestamp": arrived if timestamp is None else timestamp,
        "arrival_timestamp": arrived,
        "event_version": "3.1",
        "application": {"app_id": project.id, "sdk": {}},
        "client": {"client_id": client_id},
        "device": {"platform": {}},
        "session": {},
        "attributes": {},
        "awsAccountId": project.arn.split(":")[4],
    } | members


def _put(arn: str, event: Json) -> str:
    body = json.dumps(event).encode()
    if arn.split(":")[2] == "kinesis":
        return seam.put_stream_record(arn, event["client"]["client_id"], body)
    with seam.scope(*arn.split(":")[4:2:-1]):
        return seam.put_firehose_record(arn.rsplit("/", 1)[-1], base64.b64encode(body).decode())
