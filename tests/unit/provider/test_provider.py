"""The one function of a stack that serves all custom resources."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk_messaging.functions import SMS_VOICE, service_model
from cdk_messaging.observability import LogOptions
from cdk_messaging.provider import EmptiedBucket, Provider
from cdk_messaging.provider.runtime import sms_voice
from cdk_messaging.provider.runtime.emptied_bucket import MARK
from cdk_messaging.provider.runtime.handler import RESOURCES
from cdk_messaging.provider.runtime.settings import SETTINGS
from tests.unit.reading import Reading, arn

LOGS = LogOptions()
KIND = "Custom::Test"


@pytest.fixture
def stack() -> cdk.Stack:
    return cdk.Stack(cdk.App(), "Stack")


def define(stack: cdk.Stack, construct_id: str = "Thing", **arguments: Any) -> cdk.CustomResource:
    provider = Provider.of(stack, log_options=LOGS)
    return provider.define(
        stack, construct_id, **{"resource_type": KIND, "properties": {"Colour": "red"}, "grants": (), **arguments}
    )


def test_there_is_one_in_a_stack_wherever_it_is_asked_for(stack: cdk.Stack) -> None:
    inner = Construct(stack, "Inner")
    assert Provider.of(inner, log_options=LOGS) is Provider.of(stack, log_options=LOGS)
    assert len(Reading(stack).all("AWS::Lambda::Function")) == 1


def test_each_stack_has_its_own() -> None:
    app = cdk.App()
    first, second = cdk.Stack(app, "First"), cdk.Stack(app, "Second")
    assert Provider.of(first, log_options=LOGS) is not Provider.of(second, log_options=LOGS)


def test_its_role_may_write_its_log_and_nothing_else_until_a_resource_grants_more(stack: cdk.Stack) -> None:
    provider = Provider.of(stack, log_options=LOGS)
    reading = Reading(stack)
    assert reading.allowed(provider.role) == [
        (["logs:CreateLogStream", "logs:PutLogEvents"], arn(reading.id("AWS::Logs::LogGroup")))
    ]


def test_it_runs_the_handler_that_knows_all_resources(stack: cdk.Stack) -> None:
    Provider.of(stack, log_options=LOGS)
    assert Reading(stack).properties("AWS::Lambda::Function")["Handler"] == "runtime.handler.handler"
    assert {"Custom::ConsentText", "Custom::EmptiedBucket", "Custom::EarlierSetting", *SETTINGS} < set(RESOURCES)


def test_its_code_carries_the_model_of_the_service_that_is_younger_than_some_runtimes() -> None:
    assert f"models/{SMS_VOICE}/2022-03-31/service-2.json.gz" in service_model()
    assert SMS_VOICE == sms_voice.SERVICE


def test_a_resource_is_served_by_it_and_goes_with_the_stack(stack: cdk.Stack) -> None:
    define(stack)
    reading = Reading(stack)
    assert reading.properties(KIND) == {"ServiceToken": arn(reading.id("AWS::Lambda::Function")), "Colour": "red"}
    assert reading.only(KIND)["DeletionPolicy"] == "Delete"


def test_a_resource_may_be_retained(stack: cdk.Stack) -> None:
    define(stack, removal_policy=cdk.RemovalPolicy.RETAIN)
    assert Reading(stack).only(KIND)["DeletionPolicy"] == "Retain"


def test_what_a_resource_needs_is_granted_before_it_is_made_and_until_it_is_gone(stack: cdk.Stack) -> None:
    role = Provider.of(stack, log_options=LOGS).role
    grant = iam.Grant.add_to_principal(grantee=role, actions=["sqs:SendMessage"], resource_arns=["arn:aws:sqs:::q"])
    define(stack, grants=(grant,))
    reading = Reading(stack)
    assert (["sqs:SendMessage"], "arn:aws:sqs:::q") in reading.allowed(role)
    assert reading.only(KIND)["DependsOn"] == [reading.id("AWS::IAM::Policy")]


def test_there_is_one_more_policy_to_grant_to_when_a_resource_asks_for_it(stack: cdk.Stack) -> None:
    provider = Provider.of(stack, log_options=LOGS)
    assert len(Reading(stack).all("AWS::IAM::Policy")) == 1
    other = Provider.of(cdk.Stack(cdk.App(), "Other"), log_options=LOGS)
    assert other.permissions is other.permissions
    iam.Grant.add_to_principal(
        grantee=other.permissions, actions=["sqs:SendMessage"], resource_arns=["arn:aws:sqs:::q"]
    )
    reading = Reading(cdk.Stack.of(other))
    assert (["sqs:SendMessage"], "arn:aws:sqs:::q") in reading.allowed(other.role)
    assert provider.role is not other.role


def test_the_function_does_not_wait_for_that_policy_which_may_name_what_it_makes(stack: cdk.Stack) -> None:
    provider = Provider.of(stack, log_options=LOGS)
    made = define(stack)
    grantee = provider.permissions
    iam.Grant.add_to_principal(grantee=grantee, actions=["sqs:SendMessage"], resource_arns=[made.get_att_string("Arn")])
    policy = Reading(stack).id_of(grantee)
    assert policy not in Reading(stack).only("AWS::Lambda::Function")["DependsOn"]


@pytest.fixture(scope="module")
def emptied() -> Reading:
    stack = cdk.Stack(cdk.App(), "Stack")
    bucket = s3.Bucket(stack, "Bucket", enforce_ssl=True, removal_policy=cdk.RemovalPolicy.DESTROY)
    EmptiedBucket(stack, "Emptied", bucket=bucket, log_options=LOGS)
    return Reading(stack)


def test_a_bucket_that_is_emptied_carries_the_tag_that_says_so(emptied: Reading) -> None:
    assert {"Key": MARK, "Value": "true"} in emptied.properties("AWS::S3::Bucket")["Tags"]
    assert emptied.properties("Custom::EmptiedBucket")["BucketName"] == {"Ref": emptied.id("AWS::S3::Bucket")}


def test_the_provider_may_empty_this_bucket_and_no_other(emptied: Reading) -> None:
    bucket = emptied.id("AWS::S3::Bucket")
    statements = emptied.properties("AWS::IAM::Policy")["PolicyDocument"]["Statement"]
    assert [(each["Action"], each["Resource"]) for each in statements if "s3:" in str(each["Action"])] == [
        (["s3:GetBucketTagging", "s3:ListBucketVersions"], arn(bucket)),
        (["s3:DeleteObject", "s3:DeleteObjectVersion"], {"Fn::Join": ["", [arn(bucket), "/*"]]}),
    ]


def test_a_bucket_is_emptied_before_its_policy_goes(emptied: Reading) -> None:
    assert emptied.id("AWS::S3::BucketPolicy") in emptied.only("Custom::EmptiedBucket")["DependsOn"]


def test_a_topic_hears_of_errors_once_however_often_it_is_asked(stack: cdk.Stack) -> None:
    provider = Provider.of(stack, log_options=LOGS)
    first, second = sns.Topic(stack, "First"), sns.Topic(stack, "Second")
    for topic in (first, second, first):
        provider.notify(topic)
    reading = Reading(stack)
    assert reading.properties("AWS::CloudWatch::Alarm")["AlarmActions"] == [
        {"Ref": reading.id_of(first)},
        {"Ref": reading.id_of(second)},
    ]


def test_that_nobody_hears_of_errors_is_acknowledged_once_however_often_it_is_said(stack: cdk.Stack) -> None:
    provider = Provider.of(stack, log_options=LOGS)
    for _ in range(2):
        provider.leave_unheard()
    noted = [entry for entry in provider.function.errors_alarm.node.metadata if "acknowledged" in entry.type]
    assert len(noted) == 1
    assert "NIST.800.53.R5-CloudWatchAlarmAction" in str(noted[0].data)
