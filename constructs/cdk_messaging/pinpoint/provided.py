"""What the library's provider makes in Amazon Pinpoint, because CloudFormation has no type for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from ..acknowledge import OWN_POLICY, acknowledge, shown
from ..observability import LogOptions
from ..provider import Provider

SERVICE = "pinpoint.amazonaws.com"
"""Who assumes the roles."""
PASSED_TO = ("mobiletargeting.amazonaws.com", SERVICE)
"""To whom roles are handed: AWS's reference names the first for every operation, which no role can trust."""

_WIDE = "What the provider makes has its id only then, and what it has to find stands beside others."


@dataclass(frozen=True)
class Permission:
    """What the provider may do.

    Of some actions AWS's developer guide and its service authorization reference name other resources; both are
    allowed then, because one refused is a deployment that fails.

    :param actions: without their prefix
    :param arn: what for; ``*`` where anything may stand
    """

    actions: tuple[str, ...]
    arn: str


def provide(
    scope: Construct,
    *,
    resource_type: str,
    key: Mapping[str, Any],
    value: Mapping[str, Any],
    permissions: Sequence[Permission],
    remembers: bool = True,
    passed_roles: Sequence[iam.IRole] = (),
    removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
    log_options: LogOptions | None = None,
    service_timeout: cdk.Duration | None = None,
) -> cdk.CustomResource:
    """Define a custom resource, with just the permissions that it needs.

    :param resource_type: one that the runtime serves
    :param key: properties that say which thing it is
    :param value: properties that say what it is to be
    :param remembers: whether the provider has to know what was there before
    :param passed_roles: roles that the provider hands to the service
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :param service_timeout: as the provider's; such a resource has a policy of its own, because users let others wait
        for it, which must not be in the way of the provider's policy. Default: - it takes no longer than an invocation
    """
    provider = Provider.of(scope, log_options=LogOptions() if log_options is None else log_options)
    provider.leave_unheard()
    policy = provider.permissions if service_timeout is None else _own_policy(scope, provider)
    grants = (
        *(_allow(scope, policy, permission) for permission in permissions),
        *(grant_passing(role, policy) for role in passed_roles),
        *(() if service_timeout is None else (provider.grant_going_on(policy),)),
    )
    earlier: dict[str, Any] = {}
    if remembers:
        looked = provider.define(
            scope,
            "Earlier",
            resource_type="Custom::EarlierSetting",
            properties={"Setting": resource_type, **key},
            grants=grants,
        )
        earlier = {"Earlier": looked.get_att_string("Value")}
    return provider.define(
        scope,
        "Resource",
        resource_type=resource_type,
        properties={**key, **value, **earlier},
        grants=grants,
        removal_policy=removal_policy,
        service_timeout=service_timeout,
    )


def _own_policy(scope: Construct, provider: Provider) -> iam.Policy:
    policy = iam.Policy(scope, "ProviderPermissions", roles=[provider.role])
    acknowledge(policy, OWN_POLICY)
    return policy


def _allow(scope: Construct, policy: iam.Policy, permission: Permission) -> iam.Grant:
    if "*" in permission.arn:
        acknowledge(policy, {f"AwsSolutions-IAM5[Resource::{shown(scope, permission.arn)}]": _WIDE})
    return iam.Grant.add_to_principal(
        grantee=policy,
        actions=sorted(f"mobiletargeting:{action}" for action in permission.actions),
        resource_arns=[permission.arn],
    )


def grant_passing(role: iam.IRole, grantee: iam.IGrantable) -> iam.Grant:
    """Allow handing a role to Amazon Pinpoint, and to no other service.

    Source: "Actions, resources, and condition keys for Amazon Pinpoint", service authorization reference
    """
    return iam.Grant.add_to_principal(
        grantee=grantee,
        actions=["iam:PassRole"],
        resource_arns=[role.role_arn],
        conditions={"StringEquals": {"iam:PassedToService": list(PASSED_TO)}},
    )
