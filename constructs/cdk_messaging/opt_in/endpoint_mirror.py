"""What tells the function that writes endpoints of consents, and what it may do with endpoints."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_kms as kms
from constructs import Construct

from cdk_messaging.acknowledge import acknowledge, shown
from cdk_messaging.functions import MessagingFunction
from cdk_messaging.opt_in.consent_feed import ConsentFeed
from cdk_messaging.opt_in.queue_consumer import consume, visibility_for
from cdk_messaging.opt_in.scheduled_invocation import ScheduledInvocation
from cdk_messaging.pinpoint import IProject

TIMEOUT = cdk.Duration.minutes(5)
"""Of the function: it goes through all consents as well."""
MODELS = ("pinpoint",)
"""Service models that the functions' code needs besides."""

_ENDPOINTS = "endpoints/*"
_RATE = cdk.Duration.hours(1)
_AT_ONCE = 2  # the least that AWS allows; each brings one number in line after the other


class EndpointMirror(Construct):
    """Tells a function of each consent that changes, and once an hour to go through all of them.

    :param function: of the module ``endpoint_mirror``; its timeout is :data:`TIMEOUT`.
    :param table: the consent table.
    :param project: whose endpoints the function reads, writes and removes.
    :param encryption_key: encrypts the queues.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        function: MessagingFunction,
        table: dynamodb.ITable,
        project: IProject,
        encryption_key: kms.IKey,
    ) -> None:
        super().__init__(scope, construct_id)
        self._function = function
        self._feed = ConsentFeed(
            self, "Feed", table=table, encryption_key=encryption_key, visibility_timeout=visibility_for(TIMEOUT)
        )
        project.grant(
            function.role,
            "mobiletargeting:DeleteEndpoint",
            "mobiletargeting:GetEndpoint",
            "mobiletargeting:UpdateEndpoint",
            paths=(_ENDPOINTS,),
        )
        endpoints = shown(function.role, project.arn_of(_ENDPOINTS))
        reason = "An endpoint's id is made of a number, when somebody signs up."
        acknowledge(function.role, {f"AwsSolutions-IAM5[Resource::{endpoints}]": reason})
        consume(function, self._feed.queue.queue, max_concurrency=_AT_ONCE)
        self._schedule = ScheduledInvocation(
            self, "Schedule", function=function, rate=_RATE, encryption_key=encryption_key
        )

    @property
    def function(self) -> MessagingFunction:
        """Writes the endpoints, and hears of opt-outs there."""
        return self._function

    @property
    def feed(self) -> ConsentFeed:
        """The pipe and the queue of consents that changed."""
        return self._feed

    @property
    def schedule(self) -> ScheduledInvocation:
        """Lets the function go through all consents."""
        return self._schedule
