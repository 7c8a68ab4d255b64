"""States of a journey, and the ways between them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class JourneyStatus(StrEnum):
    """Where a journey stands.

    DRAFT, ACTIVE, PAUSED and CANCELLED can be asked for. The service itself closes a journey that takes nobody in any
    more, and completes one that nobody travels any more.

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-journeys-journey-id-state.html
    """

    DRAFT = "DRAFT"
    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    CANCELLED = "CANCELLED"
    CLOSED = "CLOSED"
    COMPLETED = "COMPLETED"


STEPS: Mapping[JourneyStatus, frozenset[JourneyStatus]] = {
    JourneyStatus.DRAFT: frozenset({JourneyStatus.ACTIVE}),
    JourneyStatus.ACTIVE: frozenset({JourneyStatus.PAUSED, JourneyStatus.CANCELLED}),
    JourneyStatus.PAUSED: frozenset({JourneyStatus.ACTIVE, JourneyStatus.CANCELLED}),
    JourneyStatus.CANCELLED: frozenset(),
    JourneyStatus.CLOSED: frozenset({JourneyStatus.CANCELLED}),
    JourneyStatus.COMPLETED: frozenset(),
}
"""Where a journey can be taken from each state."""

IRREVERSIBLE: frozenset[JourneyStatus] = frozenset({JourneyStatus.ACTIVE, JourneyStatus.CANCELLED})
"""States that are reached for good: what was published is never a draft again, what was cancelled never runs again."""
