"""What is dangerous about changes: one module for each kind, all asked by :func:`judge`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from review.changes import StackChange
from review.danger import Danger
from review.dangers import data, exposure, files, messaging, permissions, protection

_JUDGES = (data.dangers, permissions.dangers, exposure.dangers, protection.dangers, messaging.dangers, files.dangers)


def _of(stack: StackChange) -> Iterator[Danger]:
    """Dangers of a stack. What moves is new where it comes to: nothing there gets wider or weaker."""
    if stack.moves:
        yield from data.moved(stack)
        stack = stack.as_new
    for each in _JUDGES:
        yield from each(stack)


def judge(stacks: Iterable[StackChange]) -> tuple[Danger, ...]:
    """Every danger, in a stable order."""
    found = {danger for stack in stacks for danger in _of(stack)}
    return tuple(
        sorted(
            found,
            key=lambda one: (one.category, one.environment, one.stack, one.where, one.property, one.before, one.after),
        )
    )
