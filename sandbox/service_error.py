"""What a service of the sandbox answers when it refuses."""

from __future__ import annotations

from typing import Any


class ServiceError(Exception):
    """Answered to the caller as it is. ``members`` are the error's own (Reason, ResourceType, ...)."""

    def __init__(self, code: str, message: str, *, status: int = 400, **members: Any) -> None:
        super().__init__(message)
        self.code, self.message, self.status = code, message, status
        self.members = {name: value for name, value in members.items() if value is not None}
