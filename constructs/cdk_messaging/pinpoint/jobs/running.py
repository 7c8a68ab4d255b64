"""What jobs have in common: how long a deployment waits, and how many entries may fail."""

from __future__ import annotations

import aws_cdk as cdk

from ...checks import is_known
from ...errors import InvalidArgument

LONGEST = cdk.Duration.hours(1)
"""CloudFormation waits no longer for a custom resource."""
_SHORTEST_SECONDS = 300


def check_timeout(timeout: cdk.Duration) -> None:
    """Refuse what CloudFormation doesn't wait, or what is too short to tell a job from one that hangs.

    :raises InvalidArgument: if it is
    """
    if timeout.is_unresolved():
        return
    seconds, most = timeout.to_seconds(), LONGEST.to_seconds()
    if not _SHORTEST_SECONDS <= seconds <= most:
        raise InvalidArgument(f"timeout is {seconds:g} seconds: use {_SHORTEST_SECONDS} to {most:g}")


def check_max_failures(max_failures: int) -> None:
    """Refuse what is no number of entries.

    :raises InvalidArgument: if it isn't
    """
    if is_known(max_failures) and (type(max_failures) is not int or max_failures < 0):
        raise InvalidArgument(f"max_failures is {max_failures!r}: give a whole number from 0")
