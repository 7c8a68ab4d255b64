"""Trust in AWS services."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Template

from cdk_messaging.access import SERVICE_TRUSTS, log_encryption_principal, service_principal
from cdk_messaging.errors import InvalidArgument


def trust_of(stack: cdk.Stack, principal: iam.IPrincipal) -> Any:
    iam.Role(stack, "Role", assumed_by=principal)
    (role,) = Template.from_stack(stack).find_resources("AWS::IAM::Role").values()
    (statement,) = role["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    return statement


def test_a_service_acts_for_this_account_only(stack: cdk.Stack) -> None:
    assert trust_of(stack, service_principal(stack, "sms-voice.amazonaws.com")) == {
        "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}},
        "Effect": "Allow",
        "Principal": {"Service": "sms-voice.amazonaws.com"},
    }


def test_a_service_acts_for_one_resource_if_its_arn_is_given(stack: cdk.Stack) -> None:
    principal = service_principal(stack, "pipes.amazonaws.com", source_arn="arn:aws:pipes:us-east-1:1:pipe/p")
    assert trust_of(stack, principal)["Condition"] == {
        "StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}},
        "ArnLike": {"aws:SourceArn": "arn:aws:pipes:us-east-1:1:pipe/p"},
    }


def test_a_known_account_stands_in_the_condition(tokyo: cdk.Stack) -> None:
    principal = service_principal(tokyo, "scheduler.amazonaws.com")
    assert trust_of(tokyo, principal)["Condition"] == {"StringEquals": {"aws:SourceAccount": "111122223333"}}


@pytest.mark.parametrize("service", ["firehose.amazonaws.com", "lambda.amazonaws.com"])
def test_a_service_that_sends_no_source_gets_no_condition(stack: cdk.Stack, service: str) -> None:
    assert "Condition" not in trust_of(stack, service_principal(stack, service))


def test_a_service_that_sends_no_account_is_held_by_the_arn(stack: cdk.Stack) -> None:
    principal = service_principal(stack, "sns.amazonaws.com", source_arn="arn:aws:sns:us-east-1:111122223333:t")
    assert trust_of(stack, principal)["Condition"] == {
        "ArnLike": {"aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:t"}
    }


def test_fails_for_a_service_that_sends_no_account_and_no_arn_is_given(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        service_principal(stack, "sns.amazonaws.com")
    assert str(error.value).startswith("service principal 'sns.amazonaws.com' needs a source arn: ")


def test_fails_for_a_source_arn_that_a_service_would_not_send(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        service_principal(stack, "lambda.amazonaws.com", source_arn="arn:aws:lambda:us-east-1:1:function:f")
    assert str(error.value) == (
        "service principal 'lambda.amazonaws.com' takes no source arn: it sends none (see "
        "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html), so leave source_arn out"
    )


def test_fails_for_a_service_that_nobody_has_looked_up(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        service_principal(stack, "ec2.amazonaws.com")
    known = ", ".join(sorted(trust.service for trust in SERVICE_TRUSTS))
    assert str(error.value) == f"service principal 'ec2.amazonaws.com' is not known: use one of {known}"


def test_every_service_has_the_page_that_says_what_it_sends() -> None:
    assert [trust for trust in SERVICE_TRUSTS if not trust.source.startswith("https://docs.aws.amazon.com/")] == []


def test_log_groups_are_encrypted_for_this_account_and_region_only(tokyo: cdk.Stack) -> None:
    statement = trust_of(tokyo, log_encryption_principal(tokyo))
    assert statement["Principal"] == {"Service": "logs.ap-northeast-1.amazonaws.com"}
    assert statement["Condition"] == {
        "ArnLike": {
            "kms:EncryptionContext:aws:logs:arn": {
                "Fn::Join": [
                    "",
                    ["arn:", {"Ref": "AWS::Partition"}, ":logs:ap-northeast-1:111122223333:log-group:*"],
                ]
            }
        }
    }
