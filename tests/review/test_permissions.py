"""Permissions that become wider."""

from __future__ import annotations

from typing import Any

import pytest

from tests.review.assemblies import allow, resource, role
from tests.review.conftest import Cases, Outcomes

TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/consents"
READER = {"AWS": "arn:aws:iam::111122223333:role/reader"}
OWN_ROLE = {"AWS": {"Fn::GetAtt": ["Role", "Arn"]}}
OWN_ACCOUNT = {"StringEquals": {"aws:SourceAccount": "111122223333"}}
QUERY = allow("dynamodb:Query", TABLE)
TRUST: dict[str, Any] = {
    "Effect": "Allow",
    "Principal": {"Service": "scheduler.amazonaws.com"},
    "Action": "sts:AssumeRole",
}
TLS_ONLY: dict[str, Any] = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": "*",
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
OF_LAMBDA = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
BUCKET = resource("AWS::S3::Bucket")
FUNCTION = resource("AWS::Lambda::Function")
NO_VALUE = {"Ref": "AWS::NoValue"}


def _roles(before: Any, after: Any) -> tuple[Any, Any]:
    return {"Role": role(before)}, {"Role": role(after)}


def _tagged(*teams: str) -> Any:
    return allow("s3:GetObject", Condition={"StringEquals": {"aws:PrincipalTag/team": list(teams)}})


def _bucket_policy(*statements: Any) -> Any:
    return {"P": resource("AWS::S3::BucketPolicy", PolicyDocument={"Statement": list(statements)})}


def _with_managed_policy(arn: str = ADMINISTRATOR) -> Any:
    found = role()
    found["Properties"]["ManagedPolicyArns"] = [arn]
    return {"Role": found}


def _policy_of(bucket: str, *statements: Any) -> Any:
    about = {"Ref": bucket} if bucket == "B" else bucket
    return resource("AWS::S3::BucketPolicy", Bucket=about, PolicyDocument={"Statement": list(statements)})


def _permission(**more: Any) -> Any:
    return resource("AWS::Lambda::Permission", FunctionName={"Ref": "F"}, Principal="s3.amazonaws.com", **more)


def _trust(principal: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}


def _bounded(policy: str) -> dict[str, Any]:
    properties = role()["Properties"]
    return {"Properties": {**properties, "PermissionsBoundary": f"arn:aws:iam::111122223333:policy/{policy}"}}


WIDER = {
    "Action": (
        _roles(QUERY, allow(["dynamodb:Query", "dynamodb:Scan"], TABLE)),
        f"It may now do dynamodb:Scan on {TABLE}, without a condition.",
    ),
    "ActionWildcard": (
        _roles(QUERY, allow("dynamodb:*", TABLE)),
        f"It may now do dynamodb:* on {TABLE}, without a condition.",
    ),
    "EveryResource": (
        _roles(QUERY, allow("dynamodb:Query")),
        "It may now do dynamodb:Query on *, without a condition.",
    ),
    "ResourceWildcard": (
        _roles(
            allow("dynamodb:Query", {"Fn::GetAtt": ["Table", "Arn"]}),
            allow("dynamodb:Query", {"Fn::Join": ["", [{"Fn::GetAtt": ["Table", "Arn"]}, "*"]]}),
        ),
        "It may now do dynamodb:Query on ${Table.Arn}*, without a condition.",
    ),
    "Condition": (
        _roles({**QUERY, "Condition": OWN_ACCOUNT}, QUERY),
        (
            f"It may now do dynamodb:Query on {TABLE}, without a condition. "
            "Until now only if aws:SourceAccount StringEquals 111122223333."
        ),
    ),
    "ConditionValue": (
        _roles(_tagged("a"), _tagged("a", "b")),
        (
            "It may now do s3:GetObject on *, if aws:PrincipalTag/team StringEquals a, b. "
            "Until now only if aws:PrincipalTag/team StringEquals a."
        ),
    ),
    "NewRoleOfAnything": (
        ({}, {"Role": role(allow("dynamodb:*", TABLE))}),
        f"It is new and may do dynamodb:* on {TABLE}, without a condition.",
    ),
    "NotAction": (
        ({"Role": role()}, {"Role": role({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"})}),
        "A statement allows all but what it names (NotAction, NotResource or NotPrincipal). Read it.",
    ),
    "NoDenial": (
        (
            _bucket_policy(TLS_ONLY, allow("s3:GetObject", Principal=READER)),
            _bucket_policy(allow("s3:GetObject", Principal=READER)),
        ),
        "A denial falls away: s3:* if aws:SecureTransport Bool false.",
    ),
    "ManagedPolicy": (
        ({"Role": role()}, _with_managed_policy()),
        f"It gets the managed policy {ADMINISTRATOR}; read what that allows, now and after AWS changes it.",
    ),
    "Principal": (
        (
            _bucket_policy(TLS_ONLY, allow("s3:GetObject", Principal=READER)),
            _bucket_policy(TLS_ONLY, allow("s3:GetObject", Principal={"AWS": [READER["AWS"], "444455556666"]})),
        ),
        "444455556666 may now do s3:GetObject on it, without a condition.",
    ),
    "NewTrust": (
        ({}, {"Role": role(trust=TRUST)}),
        (
            "scheduler.amazonaws.com is trusted on behalf of every account: it is asked for neither aws:SourceAccount "
            "nor aws:SourceArn."
        ),
    ),
}
WIDER |= {
    "AddedBucketPolicy": (
        ({"B": BUCKET}, {"B": BUCKET, "P": _policy_of("B", allow("s3:GetObject", Principal=READER))}),
        "arn:aws:iam::111122223333:role/reader may now do s3:GetObject on it, without a condition.",
    ),
    "PolicyOfWhatIsElsewhere": (
        ({"F": FUNCTION}, {"F": FUNCTION, "P": _policy_of("shared", allow("s3:GetObject", Principal=READER))}),
        "arn:aws:iam::111122223333:role/reader may now do s3:GetObject on it, without a condition.",
    ),
    "FunctionPermission": (
        ({"F": FUNCTION}, {"F": FUNCTION, "P": _permission(SourceArn="arn:aws:s3:::uploads")}),
        "s3.amazonaws.com may now do lambda:InvokeFunction on it, if aws:SourceArn ArnLike arn:aws:s3:::uploads.",
    ),
    "OtherAccountTrust": (
        ({}, {"Role": role(trust=_trust({"AWS": "arn:aws:iam::444455556666:root"}))}),
        "It is new and arn:aws:iam::444455556666:root, from outside the account, may assume it, without a condition.",
    ),
    "FederatedTrust": (
        ({}, {"Role": role(trust=_trust({"Federated": "accounts.google.com"}))}),
        "It is new and accounts.google.com, from outside the account, may assume it, without a condition.",
    ),
    "Boundary": (
        ({"Role": {**role(), **_bounded("team")}}, {"Role": role()}),
        "The boundary of what it may be allowed is another one, or gone.",
    ),
    "StatementOfAnOutcome": (
        ({"Role": role()}, {"Role": role({"Fn::If": ["IsProd", NO_VALUE, QUERY]})}),
        f"It may now do dynamodb:Query on {TABLE}, without a condition.",
    ),
    "ResourceOfAnOutcome": (
        _roles(QUERY, allow("dynamodb:Query", {"Fn::If": ["IsProd", TABLE, "*"]})),
        "It may now do dynamodb:Query on *, without a condition.",
    ),
    "ConditionOfAnOutcome": (
        _roles(
            {**QUERY, "Condition": OWN_ACCOUNT}, {**QUERY, "Condition": {"Fn::If": ["IsProd", OWN_ACCOUNT, NO_VALUE]}}
        ),
        (
            f"It may now do dynamodb:Query on {TABLE}, without a condition. "
            "Until now only if aws:SourceAccount StringEquals 111122223333."
        ),
    ),
}
HARMLESS: Cases = {
    "AddedPolicyOfSomethingNew": ({}, {"B": BUCKET, "P": _policy_of("B", allow("s3:GetObject", Principal=OWN_ROLE))}),
    "OwnAccountTrust": ({}, {"Role": role(trust=_trust({"AWS": "arn:aws:iam::${AWS::AccountId}:root"}))}),
    "ExternalId": (
        {},
        {
            "Role": role(
                trust={**_trust({"AWS": "444455556666"}), "Condition": {"StringEquals": {"sts:ExternalId": "a"}}}
            )
        },
    ),
    "SameOutcomes": (
        {"Role": role({"Fn::If": ["IsProd", QUERY, NO_VALUE]})},
        {"Role": role({"Fn::If": ["IsTest", QUERY, NO_VALUE]})},
    ),
    "PolicyMadeByAwsForANewRole": ({}, {"Role": _with_managed_policy(OF_LAMBDA)["Role"]}),
    "FewerActions": _roles(allow("dynamodb:*", TABLE), allow(["dynamodb:Query", "dynamodb:Scan"], TABLE)),
    "OneResourceOfAll": _roles(allow("dynamodb:Query"), QUERY),
    "ConditionMore": _roles(QUERY, {**QUERY, "Condition": OWN_ACCOUNT}),
    "AnotherOrder": _roles(allow(["a:One", "a:Two"], TABLE), allow(["a:Two", "a:One"], [TABLE])),
    "MovedPolicy": (
        {"Role": role(QUERY)},
        {
            "Role": role(),
            "Policy": resource("AWS::IAM::Policy", Roles=[{"Ref": "Role"}], PolicyDocument={"Statement": [QUERY]}),
        },
    ),
    "NewRole": ({}, {"Role": role(QUERY)}),
    "NewConditionalTrust": ({}, {"Role": role(trust={**TRUST, "Condition": OWN_ACCOUNT})}),
}
CASES: Cases = {
    **{name: change for name, (change, _) in WIDER.items()},
    **HARMLESS,
    "PermissionWithoutSource": ({}, {"F": FUNCTION, "P": _permission()}),
    "TrustWithoutCondition": (
        {"Role": role(trust={**TRUST, "Condition": OWN_ACCOUNT})},
        {"Role": role(trust=TRUST)},
    ),
}


@pytest.mark.parametrize("name", WIDER)
def test_what_is_wider_is_told_by_who_what_and_on_what(outcomes: Outcomes, name: str) -> None:
    assert [danger.sentence for danger in outcomes[name]] == [WIDER[name][1]]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_narrower_or_the_same_is_no_danger(outcomes: Outcomes, name: str) -> None:
    assert outcomes[name] == ()


def test_a_permission_of_a_function_without_source_is_a_trust_without_conditions(outcomes: Outcomes) -> None:
    assert [danger.sentence for danger in outcomes["PermissionWithoutSource"]] == [
        (
            "s3.amazonaws.com is trusted on behalf of every account: it is asked for neither aws:SourceAccount "
            "nor aws:SourceArn."
        )
    ]


def test_a_trust_that_loses_its_condition_is_told_with_the_condition(outcomes: Outcomes) -> None:
    assert [danger.sentence for danger in outcomes["TrustWithoutCondition"]] == [
        (
            "scheduler.amazonaws.com is trusted on behalf of every account: it is asked for neither aws:SourceAccount "
            "nor aws:SourceArn."
        ),
        (
            "scheduler.amazonaws.com may now assume the role, without a condition. "
            "Until now only if aws:SourceAccount StringEquals 111122223333."
        ),
    ]
