"""What a message is for."""

from __future__ import annotations

from enum import StrEnum


class MessageType(StrEnum):
    """Whether a message is time-critical or promotes something."""

    TRANSACTIONAL = "TRANSACTIONAL"
    PROMOTIONAL = "PROMOTIONAL"
