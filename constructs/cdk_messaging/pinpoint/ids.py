"""The ids that the service makes."""

from __future__ import annotations

from ..checks import check_pattern


def check_id(what: str, value: str) -> None:
    """Refuse what can't be the id of a project, a segment, a campaign.

    :raises InvalidArgument: if it is none
    """
    check_pattern(what, value, "[0-9a-f]{32}", "32 hexadecimal digits")
