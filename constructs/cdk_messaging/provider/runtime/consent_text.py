"""``Custom::ConsentText``: keeps every published consent text in the consent table, its boxes by their kinds.

A text is never deleted: consents refer to it. When another takes its place, or the stack goes, it is marked as
retired, and the sign-up function decides how long an open page may still post it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import boto3


def handle(event: Mapping[str, Any]) -> tuple[str, Mapping[str, str]]:
    """Publish on create and update, retire on delete. All of it can be repeated."""
    table = boto3.resource("dynamodb").Table(event["ResourceProperties"]["TableName"])
    now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if event["RequestType"] == "Delete":
        return _retire(table, event["PhysicalResourceId"], now), {}
    return _publish(table, event["ResourceProperties"], now), {}


def _publish(table: Any, properties: Mapping[str, Any], now: str) -> str:
    key = f"TEXT#{properties['Version']}"
    table.update_item(
        Key={"pk": key, "sk": "CONSENT"},
        UpdateExpression=(
            "SET boxes = :boxes, locale = :locale, programme = :programme, "
            "published_at = if_not_exists(published_at, :now) REMOVE retired_at"
        ),
        ExpressionAttributeValues={
            ":boxes": properties["Boxes"],
            ":locale": properties["Locale"],
            ":programme": properties["Programme"],
            ":now": now,
        },
    )
    return key


def _retire(table: Any, key: str, now: str) -> str:
    never_published = table.meta.client.exceptions.ConditionalCheckFailedException
    with contextlib.suppress(never_published):
        table.update_item(
            Key={"pk": key, "sk": "CONSENT"},
            UpdateExpression="SET retired_at = if_not_exists(retired_at, :now)",
            ConditionExpression="attribute_exists(pk)",
            ExpressionAttributeValues={":now": now},
        )
    return key
