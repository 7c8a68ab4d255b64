"""What the settings of an account have in common: two custom resources, and just the permissions that they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct, IConstruct

from ...acknowledge import acknowledge, shown
from ...errors import InvalidArgument
from ...observability import LogOptions
from ...provider import Provider
from ..two_way import SERVICE

Permission = tuple[Sequence[str], str]
"""Actions without their prefix, and the ARN that they are for."""

_claims: WeakKeyDictionary[IConstruct, dict[tuple[str, str], str]] = WeakKeyDictionary()


class AccountSetting(Construct):
    """A setting that outlives no stack: what was there before is put back when the setting goes, if it is still ours.

    Two stacks that set the same thing don't know each other: the last deployment holds, and what is put back is what
    each of them found. In one app the second is refused.
    """

    _resource: cdk.CustomResource

    @property
    def resource(self) -> cdk.CustomResource:
        """The custom resource that sets it."""
        return self._resource

    def _set(
        self,
        *,
        what: str,
        resource_type: str,
        key: Mapping[str, Any],
        value: Mapping[str, Any],
        permissions: Sequence[Permission],
        log_options: LogOptions | None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        passed_role: iam.IRole | None = None,
        scope: Construct | None = None,
    ) -> None:
        """Define both resources.

        :param what: the setting in words; the second of the same words in an account and Region is refused
        :param key: properties that say which setting it is, as the runtime names them
        :param value: properties that say what it is set to
        :param passed_role: role that the provider hands to the service. Default: - none
        :param scope: construct to define them in. Default: - this one
        """
        claim(self, what)
        provider = provider_of(self, log_options)
        grants = [_grant(self, provider, permission) for permission in permissions]
        if passed_role is not None:
            grants.append(grant_pass_role(provider, passed_role))
        place = self if scope is None else scope
        earlier = provider.define(
            place,
            "Earlier",
            resource_type="Custom::EarlierSetting",
            properties={"Setting": resource_type, **key},
            grants=tuple(grants),
        )
        self._resource = provider.define(
            place,
            "Resource",
            resource_type=resource_type,
            properties={**key, **value, "Earlier": earlier.get_att_string("Value")},
            grants=tuple(grants),
            removal_policy=removal_policy,
        )


def grant_pass_role(provider: Provider, role: iam.IRole) -> iam.Grant:
    """Let the provider hand a role to the service, and to no other."""
    return iam.Grant.add_to_principal(
        grantee=provider.permissions,
        actions=["iam:PassRole"],
        resource_arns=[role.role_arn],
        conditions={"StringEquals": {"iam:PassedToService": SERVICE}},
    )


def provider_of(scope: Construct, log_options: LogOptions | None) -> Provider:
    """The provider of the stack, made with these options when there is none yet."""
    provider = Provider.of(scope, log_options=LogOptions() if log_options is None else log_options)
    provider.leave_unheard()
    return provider


def claim(scope: Construct, what: str) -> None:
    """Refuse a second construct of an app that sets the same thing in the same account and Region.

    :raises InvalidArgument: if there is one
    """
    environment = cdk.Stack.of(scope).environment
    stage = cdk.Stage.of(scope)
    place = environment if "unknown" not in environment or stage is None else f"{environment} {stage.node.path}"
    claims = _claims.setdefault(scope.node.root, {})
    taken_by = claims.setdefault((place, what), scope.node.path)
    if taken_by != scope.node.path:
        raise InvalidArgument(f"{what} is set by {taken_by!r} already: set it once for an account and Region")


def _grant(scope: Construct, provider: Provider, permission: Permission) -> iam.Grant:
    actions, arn = permission
    if arn.endswith("*"):
        reason = "The actions have no resource type, or what was set before this deployment is known only then."
        acknowledge(provider.permissions, {f"AwsSolutions-IAM5[Resource::{shown(scope, arn)}]": reason})
    return iam.Grant.add_to_principal(
        grantee=provider.permissions, actions=[f"sms-voice:{action}" for action in actions], resource_arns=[arn]
    )
