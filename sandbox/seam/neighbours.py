"""What our services hand to the emulator's, and what they ask of them. Permissions are the caller's matter."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, cast

from sandbox.seam.emulator import module, private, replace
from sandbox.seam.serving import scope

Json = dict[str, Any]


def _owner(arn: str) -> Any:
    """The scope of the account and Region that an ARN names."""
    parts = arn.split(":")
    return scope(parts[4], parts[3])


# --- SNS and SQS ---


def topic_attributes(topic_arn: str) -> dict[str, str] | None:
    """An SNS topic's attributes, None when there is no such topic."""
    topic = private("services.sns", "_topic_by_arn_any_scope")(topic_arn)
    return None if topic is None else cast("dict[str, str]", topic.get("attributes", {}))


def publish(topic_arn: str, message: str) -> None:
    """Publishes to a topic."""
    with _owner(topic_arn):
        module("services.sns").publish_internal(topic_arn, message)


def queue_attributes(queue_arn: str) -> dict[str, str] | None:
    """An SQS queue's attributes, None when there is no such queue."""
    queue = private("services.sqs", "_queue_by_arn")(queue_arn)
    return None if queue is None else cast("dict[str, str]", queue["attributes"])


def send_to_queue(queue_arn: str, body: str) -> str:
    """Sends a message to a queue. Returns what went wrong, or ""."""
    queue = private("services.sqs", "_queue_by_arn")(queue_arn)
    if queue is None:
        return f"the queue {queue_arn} does not exist"
    with _owner(queue_arn):
        try:
            private("services.sqs", "_act_send_message")({"MessageBody": body}, queue["url"])
        except Exception as error:  # noqa: BLE001 - whatever the emulator refuses with is the answer
            return str(error)
    module("core.concurrency").esm_wake.set()
    return ""


Guard = Callable[[str, str, str], bool]
"""(topic ARN, queue ARN, envelope) to whether SNS may deliver it."""


def guard_queue_deliveries(guard: Guard) -> None:
    """Asks ``guard`` before SNS delivers to a queue."""
    original = private("services.sns", "_deliver_to_sqs")

    def deliver(endpoint: str, envelope: str, *rest: Any, **named: Any) -> None:
        if guard(named.get("topic_arn", ""), endpoint, envelope):
            original(endpoint, envelope, *rest, **named)

    replace("services.sns", "_deliver_to_sqs", deliver)


# --- KMS, Firehose, CloudWatch Logs, WAF, Lambda ---


def key_policy(key_id: str) -> str | None:
    """The policy of a KMS key, named by id, ARN or alias; None when there is no such key."""
    found = module("services.kms").key_policy_for_arn(key_id)
    return None if found is None else cast("str", found[0])


def key_arn(key_id: str) -> str:
    """The ARN of a KMS key that exists, named by id, ARN or alias."""
    return cast("str", private("services.kms", "_resolve_key")(key_id)["Arn"])


def put_firehose_record(stream_name: str, data: str) -> str:
    """Puts one record into a delivery stream (base64 ``data``). Returns what went wrong, or ""."""
    put = private("services.firehose", "_put_record")
    return problem(put({"DeliveryStreamName": stream_name, "Record": {"Data": data}}))


def put_stream_record(stream_arn: str, partition_key: str, data: bytes) -> str:
    """Puts one record into a Kinesis data stream. Returns what went wrong, or ""."""
    with _owner(stream_arn):
        taken = module("services.kinesis").put_record_internal(stream_arn, partition_key, data)
    return "" if taken else f"the stream {stream_arn} does not exist, or takes nothing now"


def stream_exists(stream_arn: str) -> bool:
    """Whether there is a Kinesis data stream or a delivery stream with this ARN."""
    service, name = stream_arn.split(":")[2], stream_arn.rsplit("/", 1)[-1]
    with _owner(stream_arn):
        store = private("services.kinesis" if service == "kinesis" else "services.firehose", "_streams")
        return name in store


def put_log_event(group: str, stream: str, message: str, timestamp: int) -> str:
    """Writes one log event, making the stream when it is new. Returns what went wrong, or ""."""
    groups = private("services.cloudwatch_logs", "_log_groups")
    if group not in groups:
        return f"the log group {group} does not exist"
    named = {"logGroupName": group, "logStreamName": stream}
    if stream not in groups[group]["streams"]:
        private("services.cloudwatch_logs", "_create_log_stream")(named)
    event = {"timestamp": timestamp, "message": message}
    return problem(private("services.cloudwatch_logs", "_put_log_events")({**named, "logEvents": [event]}))


def watch_log_events(watch: Callable[[str], None]) -> None:
    """Shows ``watch`` the message of every log event that is written, by functions or by the API."""
    original = private("services.cloudwatch_logs", "_append_log_events")

    def append(stream: Json, events: list[Json]) -> None:
        original(stream, events)
        for event in events:
            watch(event["message"])

    replace("services.cloudwatch_logs", "_append_log_events", append)


def record_metric(namespace: str, name: str, value: float, unit: str, dimensions: dict[str, str]) -> None:
    """Adds a value to a CloudWatch metric."""
    module("services.cloudwatch").record_metric(namespace, name, value, unit, dimensions)


def associate_web_acl(web_acl_arn: str, resource_arn: str) -> str:
    """Puts a web ACL before a resource. Returns what went wrong, or ""."""
    associate = private("services.waf", "_associate_web_acl")
    return problem(associate({"WebACLArn": web_acl_arn, "ResourceArn": resource_arn}))


def disassociate_web_acl(resource_arn: str) -> None:
    """Takes the web ACL from a resource."""
    private("services.waf", "_disassociate_web_acl")({"ResourceArn": resource_arn})


def function_credentials(function_arn: str) -> dict[str, str]:
    """The credentials of a function's role, by the names of boto3's arguments.

    :raises ValueError: there is no such function
    """
    _, config, _ = private("services.lambda_svc", "_get_func_record_for_ref")(function_arn)
    if config is None:
        raise ValueError(f"the function {function_arn} does not exist")
    given = module("core.lambda_runtime").execution_credentials(config)
    return {name.lower(): value for name, value in given.items() if value}


def problem(response: tuple[int, Any, bytes]) -> str:
    """What went wrong in an answer of the emulator, "" when nothing did."""
    status, _, body = response
    if status < 400:
        return ""
    try:
        document = json.loads(body)
    except ValueError:
        return body.decode()
    return str(document.get("message") or document.get("Message") or document)


# --- DynamoDB streams ---


def stream_positions(stream_arn: str) -> tuple[int, int]:
    """The oldest readable position of a table's stream and the one behind its newest record."""
    table, account, in_region = _table(stream_arn)
    dynamodb = module("services.dynamodb")
    scoped = {"account_id": account, "region": in_region}
    return dynamodb.stream_start_position(table, **scoped), dynamodb.stream_end_position(table, **scoped)


def stream_records(stream_arn: str, position: int, limit: int) -> list[Json]:
    """Records of a table's stream from a position."""
    table, account, in_region = _table(stream_arn)
    read = module("services.dynamodb").stream_records_since
    return cast("list[Json]", read(table, position, limit, account_id=account, region=in_region))


def _table(stream_arn: str) -> tuple[str, str, str]:
    parts = stream_arn.split(":")
    return parts[5].split("/")[1], parts[4], parts[3]
