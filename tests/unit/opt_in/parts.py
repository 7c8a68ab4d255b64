"""Parts that constructs of the pattern are given in tests."""

from __future__ import annotations

from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs

from cdk_messaging.access.data_key import DataKey
from cdk_messaging.functions import MessagingFunction, asset_options
from cdk_messaging.observability import LogOptions
from cdk_messaging.opt_in import ConsentTable

LOGS = LogOptions(retention=logs.RetentionDays.ONE_WEEK)
MINUTE = cdk.Duration.minutes(1)


def make_key(stack: cdk.Stack, construct_id: str = "Key") -> DataKey:
    """A key."""
    return DataKey(stack, construct_id)


def make_function(stack: cdk.Stack, construct_id: str = "Function", *, module: str = "signup") -> MessagingFunction:
    """A function that does nothing."""
    code = lambda_.Code.from_asset(str(Path(__file__).parent), **asset_options({f"runtime/{module}.py": b""}))
    return MessagingFunction(
        stack, construct_id, code=code, module=module, description="Of a test", timeout=MINUTE, log_options=LOGS
    )


def make_table(stack: cdk.Stack, construct_id: str = "Consents") -> dynamodb.Table:
    """A consent table with a key of its own."""
    return ConsentTable(stack, construct_id).table
