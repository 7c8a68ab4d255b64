"""Policies that share numbers, pools, sender IDs and opt-out lists. They are kept, and let nobody in here."""

from __future__ import annotations

import json
from typing import Any

from sandbox.sms_voice import errors
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.resources import ResourcePolicy
from sandbox.sms_voice.state import State

Json = dict[str, Any]

_SHAREABLE = ("opt-out-list", "phone-number", "pool", "sender-id")


def _arn(_state: State, request: Json) -> list[str]:
    return [str(request.get("ResourceArn", "*"))]


def _check(state: State, arn: str) -> None:
    kind = arn.rsplit(":", 1)[-1].partition("/")[0]
    if kind not in _SHAREABLE:
        raise errors.invalid("INVALID_ARN", f"{arn} cannot be shared", ("ResourceArn", f"one of {_SHAREABLE}"))
    if arn not in {resource.arn for resource in state.resources()}:
        raise errors.not_found(kind, arn.rsplit("/", 1)[-1])


@operation("PutResourcePolicy", resources=_arn)
def put_resource_policy(state: State, request: Json) -> Json:
    """Puts or replaces the policy of a resource."""
    arn, document = request["ResourceArn"], request["Policy"]
    _check(state, arn)
    try:
        parsed = json.loads(document)
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict) or "Statement" not in parsed:
        raise errors.invalid("CANNOT_PARSE", "Policy is not a policy document", ("Policy", "is not a policy document"))
    state.resource_policies[arn] = ResourcePolicy(document)
    return _view(state, arn)


@operation("GetResourcePolicy", resources=_arn)
def get_resource_policy(state: State, request: Json) -> Json:
    """The policy of a resource."""
    _check(state, request["ResourceArn"])
    return _view(state, request["ResourceArn"])


@operation("DeleteResourcePolicy", resources=_arn)
def delete_resource_policy(state: State, request: Json) -> Json:
    """Removes the policy of a resource."""
    _check(state, request["ResourceArn"])
    view = _view(state, request["ResourceArn"])
    del state.resource_policies[request["ResourceArn"]]
    return view


def _view(state: State, arn: str) -> Json:
    found = state.resource_policies.get(arn)
    if found is None:
        raise errors.not_found("policy", arn)
    return {"ResourceArn": arn, "Policy": found.document, "CreatedTimestamp": found.created}
