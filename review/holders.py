"""Who holds permissions in a stack: identities by their policies, resources by theirs, roles by their trust."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from review.assembly import Stack, path_of
from review.policies import Policy, Statement, policies_of, statements_of
from review.values import rendered

_ATTACHED = ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy")
_IDENTITIES = ("AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group")
_TARGETS = ("Roles", "Users", "Groups", "RoleName", "UserName", "GroupName")


@dataclass(frozen=True, kw_only=True)
class Holder:
    """What permissions hang on.

    :param kind: ``identity`` (what it may do), ``trust`` (who may assume it) or ``resource`` (who may do what with it).
    :param path: of the construct of the identity, or of the resource that the policy is about; it tells holders apart.
    :param logical_id: of the same.
    """

    kind: str
    path: str
    logical_id: str = field(compare=False)


_PROTECTED = {
    "AWS::Events::EventBusPolicy": ("EventBusName",),
    "AWS::Lambda::Permission": ("FunctionName",),
    "AWS::S3::BucketPolicy": ("Bucket",),
    "AWS::SMSVOICE::ResourcePolicy": ("ResourceArn",),
    "AWS::SNS::TopicPolicy": ("Topics",),
    "AWS::SQS::QueuePolicy": ("Queues",),
    "AWS::SecretsManager::ResourcePolicy": ("SecretId",),
}
"""Policies that are resources of their own, with the property that names what they are about."""

Permissions = Mapping[Holder, tuple[Statement, ...]]


def permissions_of(stack: Stack | None) -> Permissions:
    """All statements of a stack, by who holds them."""
    found: dict[Holder, list[Statement]] = {}
    if stack is None:
        return {}
    for logical_id, resource in stack.resources.items():
        for policy in policies_of(resource):
            for holder in _holders(stack, logical_id, resource, policy):
                found.setdefault(holder, []).extend(statements_of(policy))
        for holder in _bare(stack, logical_id, resource["Type"]):
            found.setdefault(holder, [])
    return {holder: tuple(statements) for holder, statements in found.items()}


def _bare(stack: Stack, logical_id: str, resource_type: str) -> Iterator[Holder]:
    """What is there without a statement: the first one is a change of it, and nothing new."""
    if resource_type in _IDENTITIES:
        yield _holder(stack, "identity", logical_id)
    yield _holder(stack, "resource", logical_id)


def managed_policies(resource: Mapping[str, Any] | None) -> frozenset[str]:
    """ARNs of the managed policies that an identity has."""
    found = (resource or {}).get("Properties", {}).get("ManagedPolicyArns", ())
    return frozenset(rendered(each) for each in found)


def _holders(stack: Stack, logical_id: str, resource: Mapping[str, Any], policy: Policy) -> Iterator[Holder]:
    if resource["Type"] in _ATTACHED:
        for target in _targets(resource["Properties"]):
            yield _holder(stack, "identity", target)
    elif policy.is_trust:
        yield _holder(stack, "trust", logical_id)
    elif resource["Type"] in _IDENTITIES:
        yield _holder(stack, "identity", logical_id)
    else:
        about = list(_targets(resource["Properties"], _PROTECTED.get(resource["Type"], ())))
        for target in about or [logical_id]:
            yield _holder(stack, "resource", target)


def _holder(stack: Stack, kind: str, logical_id: str) -> Holder:
    path = path_of(stack.resources.get(logical_id, {})) or logical_id
    return Holder(kind=kind, logical_id=logical_id, path=path.removeprefix(f"{stack.environment}/"))


def _targets(properties: Mapping[str, Any], names: Iterable[str] = _TARGETS) -> Iterator[str]:
    """Logical ids of what properties name; the text itself where it is no reference."""
    for name in names:
        value = properties.get(name, ())
        for each in value if isinstance(value, list) else [value]:
            if each:
                yield rendered(each).removeprefix("${").removesuffix("}").removesuffix(".Arn")
