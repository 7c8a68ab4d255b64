"""The kill switch: an item of the table that stops all sending at once, and lets it go on without loss.

Every claim of a text checks it in its own transaction, so that nothing is claimed any more once it is thrown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from . import clock
from .writes import Part, Write

if TYPE_CHECKING:
    from .items import Items

PARTITION_KEY = "SENDING"
SORT_KEY = "SWITCH"
DELAY_SECONDS = 120
"""After which a text that met the switch is looked at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """How the switch stands.

    :param since: when it was thrown, or when sending was allowed again. Default: - never touched
    :param by: by whom. Default: - never touched
    :param reason: why sending is stopped. Default: - it is not
    """

    stopped: bool
    since: datetime | None = None
    by: str | None = None
    reason: str | None = None


def read(items: Items) -> Switch:
    """How the switch stands now."""
    item = items.get(PARTITION_KEY, SORT_KEY) or {}
    since = item.get("since")
    return Switch(
        stopped=bool(item.get("stopped")),
        since=None if since is None else clock.parse(since),
        by=item.get("by"),
        reason=item.get("reason"),
    )


def stop(items: Items, *, by: str, reason: str, time: datetime) -> Switch:
    """Stop all sending: confirmations, notices, and answers to STOP and HELP. What is being sent at this moment is
    not held back; nothing else is begun.

    :param by: who stops it.
    :param reason: why, for whoever asks.
    """
    items.put({**_KEY, "stopped": True, "since": clock.iso(time), "by": by, "reason": reason})
    return read(items)


def resume(items: Items, *, by: str, time: datetime) -> Switch:
    """Let sending go on. What waited is sent within minutes, unless its deadline has passed."""
    items.put({**_KEY, "since": clock.iso(time), "by": by})
    return read(items)


def check() -> Write:
    """The part of a transaction that fails when sending is stopped."""
    return Write(
        part=Part.SWITCH,
        operation="ConditionCheck",
        target=_KEY,
        condition="attribute_not_exists(#stopped) OR #stopped = :no",
        names=("stopped",),
        values={":no": False},
    )


_KEY = {"pk": PARTITION_KEY, "sk": SORT_KEY}
