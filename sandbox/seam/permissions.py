"""Whether a caller, or a service that acts for a resource, may do something. The emulator's evaluator decides."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sandbox.seam.emulator import module, private, replace
from sandbox.seam.serving import region

Context = Mapping[str, Any]


@dataclass(frozen=True)
class Denied:
    """Why a request is refused. ``code`` is "" when it is a matter of permissions."""

    message: str
    code: str = ""


def enforcing() -> bool:
    """Whether the emulator checks permissions at all."""
    return bool(module("app").AUTH)


def authorize(
    action: str, resources: Iterable[str], headers: Mapping[str, str], context: Context | None = None
) -> Denied | None:
    """Checks the caller's signature and identity policies for an action on each of the resources."""
    if not enforcing():
        return None
    evaluator = module("core.iam_evaluator")
    access_key = module("core.router").extract_access_key_id(headers, {})
    for resource in resources:
        verdict = evaluator.enforce(
            access_key, action, action.partition(":")[0], region(),
            resource_arn=resource, service_context=dict(context or {}),
        )  # fmt: skip
        if verdict is None:
            continue
        if isinstance(verdict, evaluator.AuthError):
            return Denied(verdict.message, verdict.code)
        message = module("core.iam_actions").identity_denial_message
        return Denied(message(action, verdict.principal_arn, resource, verdict.decision == "Deny"))
    return None


@dataclass(frozen=True)
class Caller:
    """An AWS service that acts for one of its resources, as resource and trust policies see it."""

    principal: str
    source_arn: str
    source_account: str


def policy_allows_service(
    policy: str | Mapping[str, Any] | None, caller: Caller, action: str, resource: str, extra: Context | None = None
) -> bool:
    """Whether a resource's policy, or a role's trust policy, lets a service do this. A deny wins."""
    statements = [
        {"Resource": "*", **statement}
        for statement in _statements(policy)
        if _names_service(statement.get("Principal"), caller.principal)
    ]
    keys = {"aws:SourceArn": caller.source_arn, "aws:SourceAccount": caller.source_account, **(extra or {})}
    return _allowed(statements, _context(("", "Service", ""), action, resource, keys))


def role_allows(role_arn: str, caller: Caller, action: str, resource: str, extra: Context | None = None) -> str:
    """Why a service may not do this with a role's permissions; "" when it may."""
    if not enforcing():
        return ""
    role = _role(role_arn)
    if role is None:
        return f"the role {role_arn} does not exist"
    if not policy_allows_service(role.get("AssumeRolePolicyDocument"), caller, "sts:AssumeRole", role_arn):
        return (
            f"the trust policy of {role_arn} does not let {caller.principal} assume it for "
            f"aws:SourceArn {caller.source_arn}, aws:SourceAccount {caller.source_account}"
        )
    return role_identity_allows(role_arn, action, resource, extra)


def role_identity_allows(role_arn: str, action: str, resource: str, extra: Context | None = None) -> str:
    """Why a role's own policies do not allow an action; "" when they do."""
    if not enforcing():
        return ""
    account, name = _account_and_name(role_arn)
    principal = (f"arn:aws:sts::{account}:assumed-role/{name}/service", "AssumedRole", account)
    context = _context(principal, action, resource, extra or {})
    policies = private("core.iam_evaluator", "_gather_role_policies")(name, account)
    if module("core.iam_evaluator").evaluate(context, policies).decision == "Allow":
        return ""
    return f"{role_arn} does not allow {action} on {resource}"


def add_condition_keys(keys: Callable[[str, bytes], Context]) -> None:
    """Adds to what policies can see of a request: (action, body) to condition keys."""
    original = private("core.iam_actions", "request_tag_context")

    def context(service: str, action: str, body: bytes, *rest: Any) -> dict[str, Any]:
        return {**original(service, action, body, *rest), **keys(action, body)}

    replace("core.iam_actions", "request_tag_context", context)


def _allowed(statements: list[dict[str, Any]], context: Any) -> bool:
    evaluator = module("core.iam_evaluator")
    parsed = evaluator.parse_policy_document({"Statement": statements})
    return bool(evaluator.evaluate(context, [parsed]).decision == "Allow")


def _context(principal: tuple[str, str, str], action: str, resource: str, keys: Context) -> Any:
    """``principal`` is its ARN, its type and its account."""
    arn, kind, account = principal
    return module("core.iam_evaluator").EvalContext(
        principal_arn=arn, principal_type=kind, principal_account=account, action=action, resource_arn=resource,
        region=region(), secure_transport=True, service_context={key.lower(): value for key, value in keys.items()},
    )  # fmt: skip


def _statements(policy: str | Mapping[str, Any] | None) -> list[dict[str, Any]]:
    document = json.loads(policy) if isinstance(policy, str) and policy else policy
    statements = document.get("Statement", []) if isinstance(document, Mapping) else []
    return [statements] if isinstance(statements, dict) else list(statements)


def _names_service(principal: Any, service: str) -> bool:
    if principal == "*":
        return True
    if not isinstance(principal, Mapping):
        return False
    return "*" in _listed(principal.get("AWS")) or service in _listed(principal.get("Service"))


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _role(role_arn: str) -> dict[str, Any] | None:
    account, name = _account_and_name(role_arn)
    return cast("dict[str, Any] | None", private("services.iam", "_roles").get_scoped(account, None, name))


def _account_and_name(role_arn: str) -> tuple[str, str]:
    return role_arn.split(":")[4], role_arn.rsplit("/", 1)[-1]
