"""One way to make a log group: with a retention, a key and a removal policy."""

from __future__ import annotations

from dataclasses import dataclass

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from constructs import Construct


@dataclass(frozen=True, kw_only=True)
class LogOptions:
    """How long logs are kept, with which key, and what becomes of them.

    :param retention: how long. Default: six months
    :param encryption_key: its policy must let CloudWatch Logs use it, as ``DataKey``'s does. Default: - the key
        that AWS owns
    :param removal_policy: what happens to the log group when it leaves the stack. Default: RETAIN
    """

    retention: logs.RetentionDays = logs.RetentionDays.SIX_MONTHS
    encryption_key: kms.IKey | None = None
    removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN


def create_log_group(
    scope: Construct, construct_id: str, options: LogOptions, *, name: str | None = None
) -> logs.LogGroup:
    """Define a log group::

        import aws_cdk as cdk
        from aws_cdk import aws_logs as logs

        from cdk_messaging import access, observability

        stack = cdk.Stack(cdk.App(), "Alerts")
        options = observability.LogOptions(
            retention=logs.RetentionDays.ONE_YEAR, encryption_key=access.DataKey(stack, "Key")
        )
        observability.create_log_group(stack, "Failures", options)

    :param name: only where a service insists on a prefix. Default: - CloudFormation makes one
    """
    return logs.LogGroup(
        scope,
        construct_id,
        log_group_name=name,
        retention=options.retention,
        encryption_key=options.encryption_key,
        removal_policy=options.removal_policy,
    )
