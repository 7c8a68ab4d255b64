"""What the service may do with a role that it is given, as AWS would judge it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox import seam
from sandbox.mobiletargeting.state import Project, State

PRINCIPAL = "pinpoint.amazonaws.com"


def refusal(
    state: State, project: Project, role: str, request: tuple[str, str], keys: Mapping[str, Any] | None = None
) -> str:
    """Why the service may not do something for a project; "" when it may.

    :param request: action and ARN
    :param keys: condition keys of the request
    """
    caller = seam.Caller(PRINCIPAL, project.arn, state.account)
    return seam.role_allows(role, caller, *request, keys)
