"""The pace of sending, kept by one item of the table: every text takes the next free moment for its origination."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from . import aws, clock
from .codec import decode_item, encode_item
from .settings import variable

_TRIES = 5


def reserve(key: str, *, interval: timedelta, patience: timedelta) -> tuple[datetime | None, timedelta]:
    """Take the next free moment.

    :param key: what is paced: the origination identity.
    :param interval: how long the text keeps the origination busy: its parts by the parts per second.
    :param patience: how far away the moment may be.
    :returns: the moment and how long to wait for it; or None and how long to stay away, when it is too far away.
    """
    step = _milliseconds(interval)
    for _ in range(_TRIES):
        now = _epoch_milliseconds(clock.now())
        free_at = _take(key, step, now, now + _milliseconds(patience))
        if isinstance(free_at, int):
            return clock.from_epoch_milliseconds(free_at), timedelta(milliseconds=max(0, free_at - now))
        occupied_until = free_at.get("free_at", 0)
        if occupied_until > now + _milliseconds(patience):
            return None, timedelta(milliseconds=occupied_until - now)
        if _restart(key, step, now):
            return clock.from_epoch_milliseconds(now), timedelta()
    return None, interval  # others took it each time


def _take(key: str, step: int, now: int, latest: int) -> int | dict[str, Any]:
    """Queue behind the last one. The moment; or the item as it is, when nobody is waiting or too many are."""
    client = aws.dynamodb()
    try:
        answer = client.update_item(
            TableName=variable("TABLE_NAME"),
            Key=_key(key),
            UpdateExpression="SET free_at = free_at + :step",
            ConditionExpression="free_at >= :now AND free_at <= :latest",
            ExpressionAttributeValues=encode_item({":step": step, ":now": now, ":latest": latest}),
            ReturnValues="UPDATED_NEW",
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
    except client.exceptions.ConditionalCheckFailedException as problem:
        item: Any = problem.response.get("Item", {})
        return decode_item(item)
    moment: int = decode_item(answer["Attributes"])["free_at"]
    return moment - step


def _restart(key: str, step: int, now: int) -> bool:
    """Go at once, because nobody is waiting. False when somebody else just did."""
    client = aws.dynamodb()
    try:
        client.update_item(
            TableName=variable("TABLE_NAME"),
            Key=_key(key),
            UpdateExpression="SET free_at = :free_at",
            ConditionExpression="attribute_not_exists(free_at) OR free_at < :now",
            ExpressionAttributeValues=encode_item({":free_at": now + step, ":now": now}),
        )
    except client.exceptions.ConditionalCheckFailedException:
        return False
    return True


def _key(key: str) -> Any:
    return encode_item({"pk": f"PACE#{key}", "sk": "SLOT"})


def _milliseconds(duration: timedelta) -> int:
    return round(duration.total_seconds() * 1000)


def _epoch_milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
