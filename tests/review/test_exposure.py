"""What becomes reachable for anybody."""

from __future__ import annotations

from typing import Any

import pytest

from tests.review.assemblies import resource
from tests.review.conftest import Cases, Outcomes

BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
METHOD = "AWS::ApiGateway::Method"
ANYBODY: dict[str, Any] = {"Effect": "Allow", "Principal": "*", "Action": "sns:Publish", "Resource": "*"}
OWN_ACCOUNT = {"StringEquals": {"aws:SourceAccount": "111122223333"}}


def _topic_policy(*statements: Any) -> Any:
    return {"P": resource("AWS::SNS::TopicPolicy", PolicyDocument={"Statement": list(statements)})}


def _method(**properties: Any) -> Any:
    return {"M": resource(METHOD, HttpMethod="POST", AuthorizationType="NONE", **properties)}


def _database(public: bool) -> Any:
    return {"D": resource("AWS::RDS::DBInstance", PubliclyAccessible=public)}


def _group(*rules: Any) -> Any:
    return {"G": resource("AWS::EC2::SecurityGroup", SecurityGroupIngress=list(rules))}


OPENED: dict[str, tuple[tuple[Any, Any], str]] = {
    "Topic": (
        (_topic_policy(), _topic_policy(ANYBODY)),
        "Anybody may do sns:Publish: a statement allows every principal, and no condition limits them.",
    ),
    "Function": (
        ({}, {"P": resource("AWS::Lambda::Permission", Principal="*")}),
        "Anybody may do lambda:InvokeFunction: a statement allows every principal, and no condition limits them.",
    ),
    "FunctionUrl": (
        ({}, {"U": resource("AWS::Lambda::Url", AuthType="NONE")}),
        "Anybody may call the function at an address of its own, past API and web ACL.",
    ),
    "Method": (
        (_method(ApiKeyRequired=True), _method(ApiKeyRequired=False)),
        "Anybody may call POST: the method asks for neither authorization nor an API key.",
    ),
    "Port": (
        (_group(), _group({"CidrIp": "0.0.0.0/0", "FromPort": 22})),
        "The whole internet may connect to port 22.",
    ),
}
OPENED |= {
    "ConditionOnHowOnly": (
        ({}, _topic_policy({**ANYBODY, "Condition": {"Bool": {"aws:SecureTransport": "true"}}})),
        "Anybody may do sns:Publish: a statement allows every principal, and no condition limits them.",
    ),
    "Route": (
        ({}, {"R": resource("AWS::ApiGatewayV2::Route", RouteKey="GET /")}),
        "Anybody may call the route: it asks for no authorization.",
    ),
    "Balancer": (({}, {"L": resource(BALANCER)}), "The whole internet may reach it."),
    "Database": (
        (_database(False), _database(True)),
        "The database gets a public address.",
    ),
    "Guests": (
        ({}, {"I": resource("AWS::Cognito::IdentityPool", AllowUnauthenticatedIdentities=True)}),
        "Anybody gets credentials from the identity pool, without signing in.",
    ),
    "PublicBucket": (
        ({"B": resource("AWS::S3::Bucket")}, {"B": resource("AWS::S3::Bucket", AccessControl="PublicRead")}),
        "Anybody may read the bucket, if nothing else blocks public access.",
    ),
}
HARMLESS: Cases = {
    "ConditionalTopic": ({}, _topic_policy({**ANYBODY, "Condition": OWN_ACCOUNT})),
    "PrivateUrl": ({}, {"U": resource("AWS::Lambda::Url", AuthType="AWS_IAM")}),
    "PrivateBalancer": ({}, {"L": resource(BALANCER, Scheme="internal")}),
    "PublicBefore": ({"L": resource(BALANCER)}, {"L": resource(BALANCER, Name="web")}),
    "Preflight": ({}, {"M": resource(METHOD, HttpMethod="OPTIONS", AuthorizationType="NONE")}),
    "OpenBefore": (_method(), _method(OperationName="register")),
    "OneNetwork": (_group(), _group({"CidrIp": "10.0.0.0/8", "FromPort": 22})),
}
CASES: Cases = {**{name: change for name, (change, _) in OPENED.items()}, **HARMLESS}


@pytest.mark.parametrize("name", OPENED)
def test_what_anybody_can_reach_is_told(outcomes: Outcomes, name: str) -> None:
    assert OPENED[name][1] in [danger.sentence for danger in outcomes[name]]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_stays_closed_or_was_open_is_no_danger(outcomes: Outcomes, name: str) -> None:
    assert outcomes[name] == ()
