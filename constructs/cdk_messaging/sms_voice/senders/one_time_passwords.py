"""Codes of our own: made, sent and verified, without Amazon Pinpoint."""

from __future__ import annotations

from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from ...acknowledge import acknowledge
from ...observability import LogOptions
from ..configuration_set import IConfigurationSet
from .checks import check_whole, whole_seconds
from .code_route import CodeRoute
from .sender_function import SenderFunction

_DAY = 86_400
_HOUR = 3600


class OneTimePasswords(Construct):
    """Two functions and a table: one sends a code, the other tells whether a code is right.

    ``sender`` takes ``{"destination": "+12065550100", "reference": "login-4711"}``; the reference is yours, 1 to 48
    characters without spaces, and ties the verification to the message. A new code for the same number and reference
    makes the old one void. It answers as ``TextSender`` does, with ``expires_at`` (seconds since 1970) when a code may
    be on its way, or with ``limited`` and ``retry_after_seconds`` when the number got as many codes as it may.

    ``verifier`` takes ``{"destination": ..., "reference": ..., "code": "012345"}`` and answers
    ``{"outcome": "checked", "valid": true}``, or ``invalid`` with ``problems``. A right code is valid once. Each answer
    uses up an attempt, in the table, before anything is compared, so many at once are no way around the limit. Wrong
    code, unknown number, expired code and no attempt left are answered alike, with the same calls and a comparison in
    constant time.

    The table holds neither numbers nor codes but HMAC-SHA256 of them, with a key from AWS Secrets Manager, and forgets
    them by DynamoDB's time to live. Guessing is bounded by ``allowed_attempts`` times ``send_limit`` in each
    ``send_window``.

    :param route: how codes are sent: ``CodeRoute.notify(...)`` or ``CodeRoute.text(...)``
    :param configuration_set: rules, and where events go. Default: - none
    :param code_length: digits of a code, 5 to 8. Default: 6
    :param validity: how long a code is valid, 1 to 60 minutes. Default: 10 minutes
    :param allowed_attempts: how often a code may be tried, 1 to 5. Default: 3
    :param send_limit: codes that a number may get in a window, 1 to 100. Default: 5
    :param send_window: how long such a window is, 1 minute to 1 day. Default: 1 hour
    :param log_options: of the functions' log groups. Default: - six months, AWS's key, retained
    :raises InvalidArgument: if a value is not valid
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        route: CodeRoute,
        configuration_set: IConfigurationSet | None = None,
        code_length: int = 6,
        validity: cdk.Duration | None = None,
        allowed_attempts: int = 3,
        send_limit: int = 5,
        send_window: cdk.Duration | None = None,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        check_whole("code_length", code_length, 5, 8)
        check_whole("allowed_attempts", allowed_attempts, 1, 5)
        check_whole("send_limit", send_limit, 1, 100)
        lifetime = 600 if validity is None else whole_seconds("validity", validity, 60, _HOUR)
        window = _HOUR if send_window is None else whole_seconds("send_window", send_window, 60, _DAY)
        self.table: Final = self._define_table()
        self.key: Final = self._define_key()
        shared = {
            "CODE_LENGTH": str(code_length),
            "KEY_SECRET_ARN": self.key.secret_arn,
            "TABLE_NAME": self.table.table_name,
        }
        self.sender: Final = SenderFunction(
            self,
            "Sender",
            module="send_code",
            description="Sends one-time passwords",
            environment={
                **shared,
                "ALLOWED_ATTEMPTS": str(allowed_attempts),
                "CONFIGURATION_SET": None if configuration_set is None else configuration_set.configuration_set_arn,
                "SEND_LIMIT": str(send_limit),
                "SEND_WINDOW_SECONDS": str(window),
                "VALIDITY_SECONDS": str(lifetime),
                **route.environment,
            },
            log_options=log_options,
        )
        self.verifier: Final = SenderFunction(
            self,
            "Verifier",
            module="verify_code",
            description="Verifies one-time passwords",
            environment=shared,
            log_options=log_options,
        )
        route.grant(self.sender.role, configuration_set)
        self._grant(self.sender, "dynamodb:PutItem", "dynamodb:UpdateItem")
        self._grant(self.verifier, "dynamodb:DeleteItem", "dynamodb:UpdateItem")

    def _define_table(self) -> dynamodb.Table:
        table = dynamodb.Table(
            self,
            "Codes",
            partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            time_to_live_attribute="expires_at",
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        reason = "Codes are valid for minutes; an old one must not come back."
        acknowledge(
            table,
            {
                "AwsSolutions-DDB3": reason,
                "NIST.800.53.R5-DynamoDBInBackupPlan": reason,
                "NIST.800.53.R5-DynamoDBPITREnabled": reason,
            },
        )
        return table

    def _define_key(self) -> secretsmanager.Secret:
        secret = secretsmanager.Secret(
            self,
            "Key",
            description="Seals one-time passwords",
            generate_secret_string=secretsmanager.SecretStringGenerator(exclude_punctuation=True, password_length=64),
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        reason = "Another key would void all codes and forget all limits."
        acknowledge(secret, {"AwsSolutions-SMG4": reason, "NIST.800.53.R5-SecretsManagerRotationEnabled": reason})
        return secret

    def _grant(self, function: SenderFunction, *actions: str) -> None:
        iam.Grant.add_to_principal(grantee=function.role, actions=list(actions), resource_arns=[self.table.table_arn])
        iam.Grant.add_to_principal(
            grantee=function.role, actions=["secretsmanager:GetSecretValue"], resource_arns=[self.key.secret_arn]
        )
