"""What all functions of this package are: invoked with an event, answered with an outcome, tried once."""

from __future__ import annotations

from collections.abc import Mapping

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from ...functions import MessagingFunction
from ...observability import LogOptions
from .code import sender_code

_TIMEOUT = cdk.Duration.seconds(30)  # longer than all its calls may take together


class SenderFunction(Construct):
    """A Lambda function that takes an event and answers with an outcome.

    Its log holds ids, outcomes and reasons; no number, text or code. An asynchronous invocation that fails is not
    repeated by AWS Lambda, because a repeat could be a second message.

    :param module: module of the runtime that holds ``handler``
    :param description: shown in the console
    :param environment: its settings; those that are None are left out
    :param log_options: retention, key and removal policy of its log group. Default: - six months, AWS's key, retained
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        module: str,
        description: str,
        environment: Mapping[str, str | None],
        log_options: LogOptions | None,
    ) -> None:
        super().__init__(scope, construct_id)
        self._made = MessagingFunction(
            self,
            "Resource",
            code=sender_code(cdk.Stack.of(self)),
            module=module,
            description=description,
            timeout=_TIMEOUT,
            environment={name: value for name, value in environment.items() if value is not None},
            log_options=LogOptions() if log_options is None else log_options,
        )
        self._made.function.configure_async_invoke(retry_attempts=0)

    @property
    def messaging_function(self) -> MessagingFunction:
        """The function with its role, log group and alarm."""
        return self._made

    @property
    def function(self) -> lambda_.Function:
        """The Lambda function."""
        return self._made.function

    @property
    def role(self) -> iam.Role:
        """Its execution role."""
        return self._made.role

    def grant_invoke(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow invoking this function, and no version or alias of it."""
        return iam.Grant.add_to_principal(
            grantee=grantee, actions=["lambda:InvokeFunction"], resource_arns=[self.function.function_arn]
        )
