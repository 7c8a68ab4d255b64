"""Where delivery events land for good."""

from __future__ import annotations

from cdk_messaging.events.archive import EventArchive

__all__ = ["EventArchive"]
