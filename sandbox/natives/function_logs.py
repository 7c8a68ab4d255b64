"""Functions write logs with the permissions of their roles.

https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
"""

from __future__ import annotations

from sandbox import seam


def install() -> None:
    """Applies it."""
    seam.write_logs_as_roles_allow()
