"""Functions and webhooks that the service calls for a campaign, with the permission that AWS would need."""

from __future__ import annotations

import logging
import time
from typing import Any

from sandbox import seam
from sandbox.mobiletargeting.state import State

logger = logging.getLogger("sandbox.mobiletargeting.functions")

Json = dict[str, Any]

MOST_ENDPOINTS = 50
MOST_SECONDS = 15
ATTEMPTS = 3


def call(state: State, source_arn: str, named: str, event: Json) -> tuple[Any, str]:
    """What a function returned, and why there is no answer or "".

    A function that fails or takes too long is tried again, three times in all.

    :param source_arn: what it is called for
    :param named: name or ARN of the function
    """
    if named.startswith("https://"):
        return None, f"the sandbox calls no webhook, so not {named}"
    arn = function_arn(state, named)
    refused = _refusal(state, source_arn, arn)
    if refused:
        return None, refused
    problem = ""
    for _ in range(ATTEMPTS):
        began = time.monotonic()
        answer, problem = seam.invoke_function(arn, event)
        if not problem and time.monotonic() - began <= MOST_SECONDS:
            return answer, ""
        problem = problem or f"{arn} took more than {MOST_SECONDS} seconds"
    return None, problem


def told(problem: str, status: str) -> str:
    """The status of what a function was asked: ``status`` when it failed. AWS tells no more; here the log does."""
    if not problem:
        return "SUCCESS"
    logger.warning("%s: %s", status, problem)
    return status


def function_arn(state: State, named: str) -> str:
    """The ARN of a function that is named by it or by its name."""
    if named.startswith("arn:"):
        return named
    beginning = state.arn("").partition(":mobiletargeting:")[0]
    return f"{beginning}:lambda:{state.region}:{state.account}:function:{named}"


def _refusal(state: State, source_arn: str, arn: str) -> str:
    """Why the function may not be called; "" when it may."""
    if arn.split(":")[3] != state.region:
        return f"{arn} is not in {state.region}"
    policy = seam.function_policy(arn)
    if policy is None:
        return f"there is no function {arn}"
    principal = f"pinpoint.{state.region}.amazonaws.com"
    caller = seam.Caller(principal, source_arn, state.account)
    if not seam.enforcing() or seam.policy_allows_service(policy, caller, "lambda:InvokeFunction", arn):
        return ""
    return f"the policy of {arn} does not let {principal} invoke it for {source_arn}"
