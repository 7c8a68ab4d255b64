"""Whether statements allow a request, decided by an existing evaluator of IAM policies.

It is that of the embedded AWS, which decides on every call of the sandbox. This is the only place that knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ministack.core.iam_evaluator import EvalContext, evaluate, parse_policy_document

from review.policies import Statement


@dataclass(frozen=True, kw_only=True)
class Request:
    """Something that a principal may want to do.

    :param context: condition keys with their values.
    """

    action: str
    resource: str
    context: Mapping[str, str | list[str]] = field(default_factory=dict)


def allows(statements: Iterable[Statement], request: Request) -> bool:
    """Whether the statements together allow a request; a denial among them wins."""
    parsed = parse_policy_document({"Statement": [each.plain() for each in statements]})
    keys: dict[str, Any] = {key.lower(): value for key, value in request.context.items()}
    context = EvalContext(
        principal_arn="",
        principal_type="AssumedRole",
        principal_account="",
        action=request.action,
        resource_arn=request.resource,
        region="",
        secure_transport=_secure(keys),
        service_context=keys,
    )
    return bool(evaluate(context, [parsed]).decision == "Allow")


def applicable(statements: Sequence[Statement], principal: str | None) -> list[Statement]:
    """The statements of a resource's policy that speak of a principal; all of them for an identity's own policies."""
    if principal is None:
        return list(statements)
    return [each for each in statements if principal in each.principals or "*" in each.principals]


def _secure(keys: Mapping[str, Any]) -> bool:
    return str(keys.get("aws:securetransport", "true")).lower() == "true"
