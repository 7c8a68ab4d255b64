"""Work that takes longer than one invocation: the function invokes itself with what it knows so far.

A loop of functions that invoke each other is stopped by AWS Lambda after some sixteen rounds; an hour, the longest that
CloudFormation waits, is five.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import boto3

Event = Mapping[str, Any]
Progress = Mapping[str, Any]
Outcome = tuple[str, Mapping[str, str]]
Remaining = Callable[[], float]
"""Seconds that are left to this invocation."""
LongWork = Callable[[Event, Remaining], Outcome]

PROGRESS = "Progress"
"""Member of the event that holds what an earlier invocation knew; CloudFormation sends none of this name."""

_logger = logging.getLogger(__name__)
_logger.setLevel(logging.INFO)


class Unfinished(Exception):
    """The work goes on in another invocation.

    :param progress: what that one has to know.
    """

    def __init__(self, progress: Progress) -> None:
        super().__init__("unfinished")
        self.progress = progress


def serve(work: LongWork, event: Event, context: Any) -> Outcome | None:
    """Serve a request, or as much of it as there is time for: then None, and CloudFormation is answered later.

    :param context: AWS Lambda's.
    """
    try:
        return work(event, lambda: float(context.get_remaining_time_in_millis()) / 1000)
    except Unfinished as rest:
        _logger.info("it goes on in another invocation")
        # A request that is lost here fails the resource: the caller answers CloudFormation for any other exception.
        client().invoke(
            FunctionName=context.invoked_function_arn,
            InvocationType="Event",
            Payload=json.dumps({**event, PROGRESS: dict(rest.progress)}).encode(),
        )
        return None


@cache
def client() -> Any:
    """AWS Lambda's client."""
    make: Any = boto3.client
    return make("lambda")
