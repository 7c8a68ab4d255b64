"""One function a stack that serves all custom resources of the library."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk_messaging.acknowledge import OWN_POLICY, acknowledge
from cdk_messaging.functions import MessagingFunction, asset_options, package_files, service_model
from cdk_messaging.observability import LogOptions, notify

_ID = "CdkMessagingProvider"
_RUNTIME = Path(__file__).parent / "runtime"
_UNHEARD = {"NIST.800.53.R5-CloudWatchAlarmAction": "It works for deployments only, and one that it fails for says so."}
_TIMEOUT = cdk.Duration.minutes(15)  # the longest there is: a bucket that is emptied may hold much


class Provider(Construct):
    """Answers CloudFormation for the library's custom resources.

    There is one in a stack, made by the first resource that needs it: use ``Provider.of``. Its role may do nothing
    until a resource grants what that resource needs.
    """

    def __init__(self, scope: Construct, construct_id: str, *, log_options: LogOptions) -> None:
        super().__init__(scope, construct_id)
        self._notified: set[str] = set()
        self._unheard = False
        code = lambda_.Code.from_asset(str(_RUNTIME), **asset_options({**package_files(_RUNTIME), **service_model()}))
        self._function = MessagingFunction(
            self,
            "Function",
            code=code,
            module="handler",
            description="Custom resources of cdk_messaging",
            timeout=_TIMEOUT,
            log_options=log_options,
        )

    @classmethod
    def of(cls, scope: Construct, *, log_options: LogOptions) -> Provider:
        """The provider of the stack that ``scope`` is in; made when there is none yet, then with ``log_options``."""
        stack = cdk.Stack.of(scope)
        existing = stack.node.try_find_child(_ID)
        if isinstance(existing, Provider):
            return existing
        return cls(stack, _ID, log_options=log_options)

    def define(
        self,
        scope: Construct,
        construct_id: str,
        *,
        resource_type: str,
        properties: Mapping[str, Any],
        grants: tuple[iam.Grant, ...],
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        service_timeout: cdk.Duration | None = None,
    ) -> cdk.CustomResource:
        """Define a custom resource that this provider serves.

        :param resource_type: ``Custom::...``, as the runtime registers it.
        :param grants: what the provider needs for it; in place before the resource is made and until it is gone.
        :param service_timeout: how long CloudFormation waits for one that may take longer than an invocation, an hour
            at most; it needs ``grant_going_on``. Default: - it takes no longer than an invocation
        """
        resource = cdk.CustomResource(
            scope,
            construct_id,
            service_token=self._function.function.function_arn,
            resource_type=resource_type,
            properties=dict(properties),
            removal_policy=removal_policy,
            service_timeout=service_timeout,
        )
        for grant in grants:
            grant.apply_before(resource)
        return resource

    def grant_going_on(self, policy: iam.Policy) -> iam.Grant:
        """Let the function invoke itself, for what takes longer than an invocation.

        :param policy: of the role, and not its default policy, which the function waits for
        """
        return iam.Grant.add_to_principal(
            grantee=policy,
            actions=["lambda:InvokeFunction"],
            resource_arns=[self._function.function.function_arn],
        )

    def notify(self, topic: sns.ITopic) -> None:
        """Let a topic hear of errors of the provider; once, however many resources ask for it."""
        if topic.node.path not in self._notified:
            self._notified.add(topic.node.path)
            notify(topic, [self._function.errors_alarm])

    def leave_unheard(self) -> None:
        """Note that resources of this stack need nobody to hear of the provider's errors."""
        if not self._unheard:
            self._unheard = True
            acknowledge(self._function.errors_alarm, _UNHEARD)

    @property
    def function(self) -> MessagingFunction:
        """The function, with its role, its log group and its alarm."""
        return self._function

    @property
    def permissions(self) -> iam.Policy:
        """A policy of the role, to grant to; for what can be about something that the provider makes itself.

        The function waits for the role's default policy, so that one must not name such a thing.
        """
        existing = self.node.try_find_child("Permissions")
        if isinstance(existing, iam.Policy):
            return existing
        policy = iam.Policy(self, "Permissions", roles=[self.role])
        acknowledge(policy, OWN_POLICY)
        return policy

    @property
    def role(self) -> iam.Role:
        """Its role; resources grant to it."""
        return self._function.role
