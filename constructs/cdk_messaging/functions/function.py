"""One function: its own role, its own log group, its own alarm."""

from __future__ import annotations

from collections.abc import Mapping

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from cdk_messaging.access import service_principal
from cdk_messaging.acknowledge import OWN_POLICY, acknowledge
from cdk_messaging.functions.code import ARCHITECTURE, RUNTIME
from cdk_messaging.observability import LogOptions, alarm_on_any, create_log_group

MEMORY_MIB = 256
_ALARM_PERIOD = cdk.Duration.minutes(5)
_MEANT = {
    **OWN_POLICY,
    "NIST.800.53.R5-LambdaConcurrency": "What calls it holds it back: throttling, a queue's concurrency, a schedule. A "
    "reservation would take from the account's other functions, and fails where few are left.",
    "NIST.800.53.R5-LambdaDLQ": "Its queue or its next run tries again, or its caller is told. An alarm tells of "
    "errors.",
    "NIST.800.53.R5-LambdaInsideVPC": "It calls AWS's APIs only, signed and by TLS; there is nothing in a VPC for it.",
}


class MessagingFunction(Construct):
    """A Lambda function that may write to its own log group and nothing else until it is granted more.

    Its code is a package ``runtime``, here one that is written on the spot::

        import aws_cdk as cdk
        from aws_cdk import aws_lambda as lambda_

        from cdk_messaging import functions, observability

        stack = cdk.Stack(cdk.App(), "Alerts")
        files = {"runtime/hello.py": b"def handler(event, context): return event"}
        functions.MessagingFunction(
            stack,
            "Hello",
            code=lambda_.Code.from_asset(".", **functions.asset_options(files)),
            module="hello",
            description="Answers what it is told",
            timeout=cdk.Duration.seconds(5),
            log_options=observability.LogOptions(),
        )

    :param code: its code, a package ``runtime``.
    :param module: the module of that package that holds ``handler``: ``"signup"``.
    :param description: shown in the console.
    :param timeout: how long one invocation may take.
    :param log_options: retention, key and removal policy of its log group.
    :param environment: its environment variables. Default: - none
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        code: lambda_.Code,
        module: str,
        description: str,
        timeout: cdk.Duration,
        log_options: LogOptions,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        self._log_group = create_log_group(self, "Logs", log_options)
        self._role = iam.Role(self, "Role", assumed_by=service_principal(self, "lambda.amazonaws.com"))
        self._log_group.grant_write(self._role)
        self._function = lambda_.Function(
            self,
            "Resource",
            architecture=ARCHITECTURE,
            code=code,
            description=description,
            environment=None if environment is None else dict(environment),
            handler=f"runtime.{module}.handler",
            log_group=self._log_group,
            memory_size=MEMORY_MIB,
            role=self._role,
            runtime=RUNTIME,
            timeout=timeout,
        )
        self._errors_alarm = alarm_on_any(
            self,
            "ErrorsAlarm",
            meaning=f"The function '{module}' fails.",
            section="function-errors",
            metric=self._function.metric_errors(period=_ALARM_PERIOD),
        )
        acknowledge(self, _MEANT)

    @property
    def function(self) -> lambda_.Function:
        """The Lambda function."""
        return self._function

    @property
    def role(self) -> iam.Role:
        """Its execution role."""
        return self._role

    @property
    def log_group(self) -> logs.LogGroup:
        """Where it logs."""
        return self._log_group

    @property
    def errors_alarm(self) -> cloudwatch.Alarm:
        """In alarm when an invocation failed in the last five minutes."""
        return self._errors_alarm
