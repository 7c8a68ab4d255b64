"""Findings that are meant to be so."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_s3 as s3

from cdk_messaging.acknowledge import acknowledge, shown
from tests.unit.reading import Reading

REASON = "Who reads it is for CloudTrail."


@pytest.fixture
def stack() -> cdk.Stack:
    return cdk.Stack(cdk.App(), "Stack")


def acknowledged(bucket: s3.Bucket) -> list[Any]:
    return [entry.data for entry in bucket.node.metadata if entry.type == "aws:cdk:acknowledged-rules"]


def test_a_reason_is_noted_with_the_rule_where_the_finding_is(stack: cdk.Stack) -> None:
    bucket = s3.Bucket(stack, "Bucket")
    acknowledge(bucket, {"AwsSolutions-S1": REASON})
    noted = str(acknowledged(bucket))
    assert "AwsSolutions-S1" in noted
    assert REASON in noted


def test_nothing_is_noted_elsewhere(stack: cdk.Stack) -> None:
    bucket, other = s3.Bucket(stack, "Bucket"), s3.Bucket(stack, "Other")
    acknowledge(bucket, {"AwsSolutions-S1": REASON})
    assert acknowledged(other) == []


def test_what_is_deployed_is_the_same_with_an_acknowledgement_and_without(stack: cdk.Stack) -> None:
    acknowledge(s3.Bucket(stack, "Bucket"), {"AwsSolutions-S1": REASON})
    other = cdk.Stack(cdk.App(), "Stack")
    s3.Bucket(other, "Bucket")
    assert Reading(stack).properties("AWS::S3::Bucket") == Reading(other).properties("AWS::S3::Bucket")


def test_a_plain_value_is_shown_as_it_is(stack: cdk.Stack) -> None:
    assert shown(stack, "arn:aws:s3:::events/*") == "arn:aws:s3:::events/*"


def test_references_are_shown_in_angle_brackets_by_their_logical_ids(stack: cdk.Stack) -> None:
    bucket = s3.Bucket(stack, "Bucket")
    name = stack.get_logical_id(bucket.node.default_child)  # type: ignore[arg-type]
    assert shown(stack, bucket.bucket_name) == f"<{name}>"
    assert shown(stack, bucket.arn_for_objects("*")) == f"<{name}.Arn>/*"


def test_pseudo_parameters_are_references_too(stack: cdk.Stack) -> None:
    assert shown(stack, stack.format_arn(service="sns", resource="*")) == (
        "arn:<AWS::Partition>:sns:<AWS::Region>:<AWS::AccountId>:*"
    )


def test_substitutions_are_shown_as_references(stack: cdk.Stack) -> None:
    assert shown(stack, cdk.Fn.sub("assets-${AWS::AccountId}/*")) == "assets-<AWS::AccountId>/*"


def test_anything_else_is_shown_as_json(stack: cdk.Stack) -> None:
    assert shown(stack, cdk.Fn.import_value("Elsewhere")) == '{"Fn::ImportValue":"Elsewhere"}'
