"""A table with deletion protection is not deleted with its stack."""

from __future__ import annotations

from typing import Any

from sandbox import seam
from sandbox.natives import handlers

TYPE = "AWS::DynamoDB::Table"


def install() -> None:
    """Applies it."""
    seam.guard_deletions(TYPE, _refusal)


def _refusal(physical_id: str, properties: dict[str, Any]) -> str:
    if not handlers.flag(properties.get("DeletionProtectionEnabled", False)):
        return ""
    return (
        'Resource handler returned message: "Resource cannot be deleted as it is currently protected against deletion. '
        f'Disable deletion protection first: {physical_id}"'
    )
