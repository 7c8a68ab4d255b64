"""Secrets are referred to by ARN, notifications are timed to the millisecond."""

from __future__ import annotations

from sandbox.seam import identity


def install() -> None:
    """Applies both."""
    identity.refer_to_secrets_by_arn()
    identity.time_notifications_to_the_millisecond()
