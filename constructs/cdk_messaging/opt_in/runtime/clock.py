"""Time: the only place that asks for the time or waits, so that everything else can be tested without either."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def sleep(seconds: float) -> None:
    """Wait for a number of seconds."""
    time.sleep(seconds)


def iso(moment: datetime) -> str:
    """A moment as ``2026-11-22T15:29:53.000001Z``: always 27 characters, so that text order is time order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse(text: str) -> datetime:
    """Read an ISO 8601 moment; one without an offset is taken as UTC.

    :raises ValueError: the text is no ISO 8601 moment.
    """
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def from_epoch_milliseconds(value: int | float) -> datetime:
    """Read the Unix milliseconds of a delivery event."""
    return datetime.fromtimestamp(value / 1000, UTC)


def epoch_seconds(moment: datetime) -> int:
    """Unix seconds, as DynamoDB's time to live wants them."""
    return int(moment.timestamp())
