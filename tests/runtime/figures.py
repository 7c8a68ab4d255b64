"""What very many histories came to."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass
class Figures:
    """What was lived through, over all histories.

    :param steps: what happened in them, each perhaps with many calls.
    :param sign_ups: that were accepted.
    :param imports: rows of another vendor's files.
    :param texts: that the service took, ``confirmations`` among them.
    :param subscriptions: that stood at the end.
    """

    histories: int = 0
    steps: int = 0
    sign_ups: int = 0
    imports: int = 0
    texts: int = 0
    confirmations: int = 0
    subscriptions: int = 0

    def add(self, other: Figures) -> None:
        """Count others in."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))
