"""A row of the tables of rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk

Break = Callable[[cdk.Stack], Any]


@dataclass(frozen=True)
class Rule:
    """Something that is refused.

    :param breaks: does it, in an empty stack called ``Stack`` that knows neither account nor Region.
    :param message: what the error says.
    :param path: the construct that it names; by custom the tables call theirs ``It``.
    """

    breaks: Break
    message: str
    path: str | None = "Stack/It"


def twice(define: Callable[[cdk.Stack, str], Any]) -> Break:
    """Define the same in two constructs of a stack; the second is ``It``."""
    return lambda stack: [define(stack, construct_id) for construct_id in ("First", "It")]
