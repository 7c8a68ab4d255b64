"""Amazon Pinpoint as the custom resources call it: most of what they ask for has ended, and errors say so.

Source: https://docs.aws.amazon.com/pinpoint/latest/userguide/migrate.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import boto3
from botocore.exceptions import ClientError

from .pinpoint_retirement import ENDED_ON, REPLACEMENTS
from .sms_voice import PATIENCE, Refused, is_missing, refusal

SERVICE = "pinpoint"

_CODES = frozenset({"ForbiddenException", "MethodNotAllowedException"})
# AWS has not said how it refuses what has ended.
_WORDS = re.compile(r"end[- ]of[- ](life|support)|no longer|discontinued|has ended|retired|shut ?down", re.IGNORECASE)
_PERMISSION = "not authorized to perform"


@cache
def client() -> Any:
    """The service's client; the boto3 of AWS Lambda has known it since 2016."""
    session: Any = boto3.Session()
    return session.client(SERVICE, config=PATIENCE)


def is_over(problem: ClientError) -> bool:
    """Whether the service refuses because it has ended what it is asked for, rather than for want of permission."""
    error = problem.response["Error"]
    said = error.get("Message", "")
    return _PERMISSION not in said and (error["Code"] in _CODES or _WORDS.search(said) is not None)


def is_gone(problem: ClientError) -> bool:
    """Whether there is no such thing, or no such thing any more anywhere."""
    return is_missing(problem) or is_over(problem)


@contextmanager
def unless_gone() -> Iterator[None]:
    """Pass over that something is gone, which is what a deletion is for."""
    try:
        yield
    except ClientError as problem:
        if not is_gone(problem):
            raise refusal(problem) from None


def refused(problem: ClientError, resource_type: str) -> Refused:
    """A refusal in words; where it ended, with what to use instead."""
    words = str(refusal(problem))
    if not is_gone(problem):
        return Refused(words)
    unless = "unless what it names is missing, " if is_missing(problem) else ""
    return Refused(
        f"{words}: {unless}Amazon Pinpoint ended this on {ENDED_ON} and makes no more of it; "
        f"use {REPLACEMENTS[resource_type]}"
    )


@contextmanager
def refusals(resource_type: str) -> Iterator[None]:
    """Turn refusals into words, as ``refused`` does."""
    try:
        yield
    except ClientError as problem:
        raise refused(problem, resource_type) from None
