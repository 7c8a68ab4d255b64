"""Log groups, all made in one way."""

from __future__ import annotations

import dataclasses

import aws_cdk as cdk
import pytest
from aws_cdk import aws_logs as logs

from cdk_messaging.access.data_key import DataKey
from cdk_messaging.observability import LogOptions, create_log_group
from tests.unit.reading import Reading, arn


@pytest.fixture
def stack() -> cdk.Stack:
    return cdk.Stack(cdk.App(), "Stack")


def test_logs_are_kept_for_six_months_and_survive_the_stack(stack: cdk.Stack) -> None:
    create_log_group(stack, "Logs", LogOptions())
    group = Reading(stack).only("AWS::Logs::LogGroup")
    assert group["Properties"] == {"RetentionInDays": 180}
    assert group["DeletionPolicy"] == "Retain"


def test_all_of_it_is_the_users(stack: cdk.Stack) -> None:
    key = DataKey(stack, "Key")
    options = LogOptions(
        retention=logs.RetentionDays.TWO_WEEKS, encryption_key=key, removal_policy=cdk.RemovalPolicy.DESTROY
    )
    create_log_group(stack, "Logs", options, name="aws-waf-logs-mine")
    reading = Reading(stack)
    assert reading.properties("AWS::Logs::LogGroup") == {
        "KmsKeyId": arn(reading.id("AWS::KMS::Key")),
        "LogGroupName": "aws-waf-logs-mine",
        "RetentionInDays": 14,
    }
    assert reading.only("AWS::Logs::LogGroup")["DeletionPolicy"] == "Delete"


def test_options_cannot_change_under_the_constructs_that_share_them() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        LogOptions().encryption_key = None  # type: ignore[misc]
