"""Puts the ids of new texts into the outbox queue, where no pipe does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from . import aws
from .settings import variable


def handler(event: Mapping[str, Any], _context: object) -> dict[str, list[dict[str, str]]]:
    """Queue the ids of a batch of records; answers with the first that failed, from which the stream goes on.

    A record that was queued and comes again does no harm: the sender claims each text once.
    """
    records = event["Records"]
    answer = aws.sqs().send_message_batch(
        QueueUrl=variable("OUTBOX_QUEUE_URL"),
        Entries=[
            {"Id": str(index), "MessageBody": json.dumps({"outbox_id": record["dynamodb"]["NewImage"]["id"]["S"]})}
            for index, record in enumerate(records)
        ],
    )
    failed = sorted(int(entry["Id"]) for entry in answer.get("Failed", []))
    return {
        "batchItemFailures": [{"itemIdentifier": records[index]["dynamodb"]["SequenceNumber"]} for index in failed[:1]]
    }
