"""A function that runs on a schedule."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_scheduler as scheduler
from constructs import Construct

from cdk_messaging.access import service_principal
from cdk_messaging.acknowledge import OWN_POLICY, acknowledge
from cdk_messaging.functions import MessagingFunction
from cdk_messaging.opt_in.grants import grant_send
from cdk_messaging.opt_in.queues import DeadLetterQueue

_MAXIMUM_RETRIES = 3


class ScheduledInvocation(Construct):
    """Amazon EventBridge Scheduler invokes a function at a fixed rate.

    :param function: what to invoke, with an empty object.
    :param rate: how often; whole minutes.
    :param encryption_key: encrypts the queue of invocations that failed.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        function: MessagingFunction,
        rate: cdk.Duration,
        encryption_key: kms.IKey,
    ) -> None:
        super().__init__(scope, construct_id)
        stack = cdk.Stack.of(self)
        group_arn = stack.format_arn(service="scheduler", resource="schedule-group", resource_name="default")
        self._dead_letters = DeadLetterQueue(self, "DeadLetters", encryption_key=encryption_key)
        self._role = iam.Role(
            self, "Role", assumed_by=service_principal(self, "scheduler.amazonaws.com", source_arn=group_arn)
        )
        iam.Grant.add_to_principal(
            grantee=self._role,
            actions=["lambda:InvokeFunction"],
            resource_arns=[function.function.function_arn],
        )
        grant_send(self._role, self._dead_letters.queue)
        acknowledge(self._role, OWN_POLICY)
        self._schedule = scheduler.CfnSchedule(
            self,
            "Resource",
            flexible_time_window=scheduler.CfnSchedule.FlexibleTimeWindowProperty(mode="OFF"),
            schedule_expression=scheduler.ScheduleExpression.rate(rate).expression_string,
            target=scheduler.CfnSchedule.TargetProperty(
                arn=function.function.function_arn,
                role_arn=self._role.role_arn,
                input="{}",
                dead_letter_config=scheduler.CfnSchedule.DeadLetterConfigProperty(
                    arn=self._dead_letters.queue.queue_arn
                ),
                retry_policy=scheduler.CfnSchedule.RetryPolicyProperty(
                    maximum_retry_attempts=_MAXIMUM_RETRIES,
                    maximum_event_age_in_seconds=int(rate.to_seconds()),
                ),
            ),
        )
        self._schedule.node.add_dependency(self._role)

    @property
    def schedule(self) -> scheduler.CfnSchedule:
        """The schedule."""
        return self._schedule

    @property
    def role(self) -> iam.Role:
        """The role that may invoke this function and nothing else."""
        return self._role

    @property
    def dead_letters(self) -> DeadLetterQueue:
        """Invocations that failed for good."""
        return self._dead_letters
