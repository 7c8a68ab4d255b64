"""Requests that change a stack answer when the stack is done: the CDK CLI then need not wait for its next poll."""

from __future__ import annotations

from sandbox import seam

LONGEST_SECONDS = 10.0


def install() -> None:
    """Applies it."""
    seam.answer_when_stacks_have_settled(longest=LONGEST_SECONDS)
