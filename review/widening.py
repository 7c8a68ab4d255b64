"""What statements allow that others did not: decided request by request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from review.evaluator import Request, allows, applicable
from review.policies import Statement
from review.witnesses import is_of, requests_of


@dataclass(frozen=True, kw_only=True)
class Widening:
    """Part of a statement that was not allowed before.

    :param principal: whom it allows; None when the statement is an identity's own.
    :param actions: of the statement, those that are new on one of the resources.
    :param resources: of the statement, those on which one of the actions is new.
    :param former: the statement that allowed it under conditions which have fallen away. Default: - none did
    """

    principal: str | None
    statement: Statement
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    former: Statement | None


def widenings(before: Sequence[Statement], after: Sequence[Statement]) -> Iterator[Widening]:
    """What the statements of ``after`` allow and those of ``before`` do not. Inexact statements are left out."""
    known = {statement.text for statement in before}
    for statement in after:
        if statement.effect != "Allow" or statement.text in known or not statement.exact:
            continue
        for principal in statement.principals or (None,):
            former = applicable(before, principal)
            new = [request for request in requests_of(statement) if not allows(former, request)]
            if new:
                yield Widening(
                    principal=principal,
                    statement=statement,
                    actions=tuple(a for a in statement.actions if any(is_of(a, each.action) for each in new)),
                    resources=tuple(r for r in statement.resources if any(is_of(r, each.resource) for each in new)),
                    former=_conditional(statement, former, new),
                )


def _conditional(statement: Statement, before: Sequence[Statement], new: Sequence[Request]) -> Statement | None:
    """The statement that allowed it before, had its conditions been met; None when there is none."""
    for former in before:
        if former.effect != "Allow" or not former.conditions or former.conditions == statement.conditions:
            continue
        free = [replace(former, conditions=())]
        if any(allows(free, Request(action=each.action, resource=each.resource)) for each in new):
            return former
    return None
