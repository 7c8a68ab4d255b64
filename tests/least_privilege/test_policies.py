"""Every role and every resource policy of every environment: nothing is open that could be closed."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from cdk_messaging.access import SERVICE_TRUSTS
from tests.least_privilege.deployed import ACCOUNT, Deployed, Statement, listed

ENVIRONMENTS = ("Dev", "Local", "Prod", "Staging", "Captcha", "Flood", "OwnDomain", "SelfManaged", "TwoProgrammes")

# The CDK's own function for copying files: code, runtime and role come with aws-cdk-lib.
COPYING = re.compile(r"OptIn/CustomCDKBucketDeployment\w+ServiceRole\w+")
ACCOUNT_SETTING = re.compile(r"ApiGatewayAccount/Role\w+")

ANY_RESOURCE = {
    ("sms-voice:CarrierLookup",): "The action has no resource type.",
    ("cloudfront:CreateInvalidation", "cloudfront:GetInvalidation"): "The CDK's grant for copying files.",
    ("dynamodb:ListStreams",): "The action has no resource type, and pipes ask for it.",
}
"""Statements that may name every resource, and why."""

PATTERNS = {
    r"arn:aws:logs:[\w:-]+:log-group:\w+:\*": "The streams of a log group; its ARN ends so.",
    r"arn:aws:s3:::\w+/\*": "The objects of one bucket, whose names are made later.",
    r"arn:aws:s3:::cdk-hnb659fds-assets-\d+-[\w-]+/\*": "The account's assets; the CDK's grant for copying files.",
    r"arn:aws:secretsmanager:[\w:-]+:secret:captcha-\?{6}": "AWS appends six characters to the secret's name.",
    r"arn:aws:sms-voice:[\w:-]+:message/\*": "A message's id is made when it is sent.",
}
"""Resources that roles name by a pattern, and why."""

MANAGED_POLICIES = {
    "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole": COPYING,
    # API Gateway checks for the permissions of this very policy.
    "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs": ACCOUNT_SETTING,
}
"""AWS's policies that are used, and by which role only."""

SOURCES = {"aws:sourceaccount", "aws:sourcearn", "kms:encryptioncontext:aws:logs:arn"}
"""Any of these keeps a service from acting for somebody else."""

Environments = Mapping[str, Deployed]


@pytest.fixture(params=ENVIRONMENTS)
def deployed(request: pytest.FixtureRequest, environments: Environments) -> Deployed:
    return environments[request.param]


def services(statements: list[Statement]) -> list[tuple[str, Statement]]:
    """Each service with the statement that lets it in."""
    return [(each, one) for one in statements if one.effect == "Allow" for each in one.services()]


def test_every_role_is_looked_at(deployed: Deployed) -> None:
    assert len(deployed.roles()) > 15
    assert {each.holder for each in deployed.granted()} | {
        role for role in deployed.roles() if ACCOUNT_SETTING.fullmatch(role)
    } == set(deployed.roles())


def test_only_three_grants_name_every_resource(deployed: Deployed) -> None:
    everywhere = [each for each in deployed.granted() if "*" in each.resources]
    assert {each.actions for each in everywhere} <= set(ANY_RESOURCE)
    copying = [each.holder for each in everywhere if each.actions[0].startswith("cloudfront:")]
    assert all(COPYING.fullmatch(holder) for holder in copying)


def test_every_reason_for_naming_every_resource_is_needed(environments: Environments) -> None:
    granted = [each for deployed in environments.values() for each in deployed.granted()]
    assert {each.actions for each in granted if "*" in each.resources} == set(ANY_RESOURCE)


def test_every_other_pattern_of_resources_has_a_reason(deployed: Deployed) -> None:
    patterns = {
        resource
        for statement in deployed.granted()
        for resource in statement.resources
        if ("*" in resource or "?" in resource) and resource != "*"
    }
    assert [each for each in patterns if not any(re.fullmatch(known, each) for known in PATTERNS)] == []


def test_every_reason_for_a_pattern_is_needed(environments: Environments) -> None:
    used = {
        known
        for deployed in environments.values()
        for statement in deployed.granted()
        for resource in statement.resources
        for known in PATTERNS
        if re.fullmatch(known, resource)
    }
    assert used == set(PATTERNS)


def test_only_the_cdks_own_function_has_patterns_of_actions(deployed: Deployed) -> None:
    holders = {one.holder for one in deployed.granted() for action in one.actions if "*" in action or "?" in action}
    assert all(COPYING.fullmatch(holder) for holder in holders)
    assert len(holders) == 1


def test_no_role_is_refused_anything_which_would_mean_that_it_was_granted_too_much(deployed: Deployed) -> None:
    assert {each.effect for each in deployed.granted()} == {"Allow"}


def test_aws_policies_are_used_only_where_there_is_no_other_way(deployed: Deployed) -> None:
    used = [
        (f"{stack}/{name}", policy)
        for stack, name, role in deployed.all("AWS::IAM::Role")
        for policy in deployed.resolve(stack, role.get("ManagedPolicyArns", []))
    ]
    assert [(holder, policy) for holder, policy in used if not MANAGED_POLICIES[policy].fullmatch(holder)] == []


def test_every_role_is_for_one_service_that_somebody_has_looked_up(deployed: Deployed) -> None:
    known = {trust.service for trust in SERVICE_TRUSTS}
    for statement in deployed.trusts():
        assert statement.actions == ("sts:AssumeRole",)
        assert statement.principal.keys() == {"Service"}, statement.holder
        assert set(statement.services()) <= known, statement.holder
        assert len(statement.services()) == 1, statement.holder


def test_a_service_that_sends_its_source_may_assume_a_role_only_for_one_resource_of_this_account(
    deployed: Deployed,
) -> None:
    sending = {trust.service for trust in SERVICE_TRUSTS if trust.sends_source}
    found = [(each, one) for each, one in services(deployed.trusts()) if each in sending]
    assert {each for each, _ in found} == {"pipes.amazonaws.com", "scheduler.amazonaws.com", "sms-voice.amazonaws.com"}
    for _, statement in found:
        assert statement.conditions["StringEquals"] == {"aws:SourceAccount": ACCOUNT}, statement.holder
        (source,) = statement.conditions["ArnLike"].values()
        assert f":{ACCOUNT}:" in source, statement.holder
        assert "*" not in source, statement.holder


def test_a_service_that_sends_none_is_asked_for_none_because_it_would_be_shut_out(deployed: Deployed) -> None:
    silent = {trust.service for trust in SERVICE_TRUSTS if not trust.sends_source}
    found = [(each, one) for each, one in services(deployed.trusts()) if each in silent]
    assert found
    assert [one.holder for _, one in found if one.conditions] == []


def test_a_service_is_let_into_a_resource_only_for_this_account(deployed: Deployed) -> None:
    found = services(deployed.resource_policies())
    assert found
    assert [(each, one.holder) for each, one in found if not one.condition_keys & SOURCES] == []


def test_sources_of_services_are_of_this_account(deployed: Deployed) -> None:
    for service, statement in services(deployed.resource_policies()):
        values = [each for keys in statement.conditions.values() for value in keys.values() for each in listed(value)]
        assert any(ACCOUNT in value for value in values), (service, statement.holder)


def test_nobody_is_let_in_who_is_neither_a_service_nor_of_this_account(deployed: Deployed) -> None:
    for statement in deployed.resource_policies():
        if statement.effect == "Allow" and not statement.services():
            principals = listed(statement.principal["AWS"])
            assert all(f"::{ACCOUNT}:" in each for each in principals), statement.holder


def test_only_the_key_of_a_stack_trusts_the_whole_account(deployed: Deployed) -> None:
    root = f"arn:aws:iam::{ACCOUNT}:root"
    trusting = {one.holder for one in deployed.resource_policies() if one.principal == {"AWS": root}}
    keys = {f"{stack}/{name}" for stack, name, _ in deployed.all("AWS::KMS::Key")}
    assert trusting == keys


@pytest.mark.parametrize(
    ("resource", "policy", "member"),
    [
        ("AWS::SQS::Queue", "AWS::SQS::QueuePolicy", "Queues"),
        ("AWS::SNS::Topic", "AWS::SNS::TopicPolicy", "Topics"),
        ("AWS::S3::Bucket", "AWS::S3::BucketPolicy", "Bucket"),
    ],
)
def test_every_queue_topic_and_bucket_takes_tls_only(
    deployed: Deployed, resource: str, policy: str, member: str
) -> None:
    tls = {"Bool": {"aws:SecureTransport": "false"}}
    refusing = {one.holder for one in deployed.resource_policies() if one.effect == "Deny" and one.conditions == tls}
    closed = {
        f"{stack}/{each['Ref']}"
        for stack, name, properties in deployed.all(policy)
        if f"{stack}/{name}" in refusing
        for each in listed(properties[member])
    }
    assert closed == {f"{stack}/{name}" for stack, name, _ in deployed.all(resource)}


@pytest.mark.parametrize(
    ("stack", "actions"),
    [
        ("OptIn", {"dynamodb:UpdateItem"}),
        (
            "Stateful",
            {"s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetBucketTagging", "s3:ListBucketVersions"},
        ),
    ],
)
def test_the_provider_of_custom_resources_may_do_what_those_of_its_stack_need(
    environments: Environments, stack: str, actions: set[str]
) -> None:
    held = {
        action
        for statement in environments["Local"].granted()
        if statement.holder.startswith(f"{stack}/CdkMessagingProvider")
        for action in statement.actions
        if not action.startswith(("kms:", "logs:"))
    }
    assert held == actions


def test_functions_are_invoked_only_by_a_source_that_is_named(deployed: Deployed) -> None:
    permissions = list(deployed.all("AWS::Lambda::Permission"))
    assert permissions
    for stack, name, properties in permissions:
        source = deployed.resolve(stack, properties["SourceArn"])
        assert f":{ACCOUNT}:" in source, name
        assert "*" not in source, name
        assert properties["Action"] == "lambda:InvokeFunction"


def test_no_secret_has_a_policy_that_lets_others_in(deployed: Deployed) -> None:
    assert list(deployed.all("AWS::SecretsManager::ResourcePolicy")) == []


def test_an_open_door_is_found() -> None:
    """The checks of this file can fail."""
    open_door = {
        "Statement": [{"Effect": "Allow", "Action": "sns:Publish", "Principal": {"Service": "sns.amazonaws.com"}}]
    }
    template = {
        "Resources": {
            "Policy": {"Type": "AWS::SNS::TopicPolicy", "Properties": {"PolicyDocument": open_door, "Topics": []}}
        }
    }
    with pytest.raises(AssertionError):
        test_a_service_is_let_into_a_resource_only_for_this_account(Deployed({"Stack": template}))
