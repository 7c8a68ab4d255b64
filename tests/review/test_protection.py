"""Protection that is turned off or made weaker."""

from __future__ import annotations

from typing import Any

import pytest

from tests.review.assemblies import resource
from tests.review.conftest import Cases, Outcomes

ON_DELETION = {"DeletionProtectionEnabled": True}
POST_REGISTER = {"HttpMethod": "POST", "ResourcePath": "/register"}
KEY = {"Fn::GetAtt": ["Key", "Arn"]}


def _change(kind: str, before: dict[str, Any], after: dict[str, Any]) -> tuple[Any, Any]:
    return {"R": resource(kind, **before)}, {"R": resource(kind, **after)}


def _encrypted(algorithm: str, key: str | None = None) -> dict[str, Any]:
    default = {"SSEAlgorithm": algorithm} | ({} if key is None else {"KMSMasterKeyID": key})
    return {"BucketEncryption": {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": default}]}}


def _replica(protected: bool) -> dict[str, Any]:
    return {"Replicas": [{"Region": "us-east-1", "DeletionProtectionEnabled": protected}]}


def _scoped(web_acl: dict[str, Any]) -> dict[str, Any]:
    (rule,) = web_acl["Rules"]
    limit = rule["Statement"]["RateBasedStatement"]["Limit"]
    scoped = {"RateBasedStatement": {"Limit": limit, "ScopeDownStatement": {"GeoMatchStatement": {}}}}
    return {"Rules": [{**rule, "Statement": scoped}]}


def _stage(rate: int | str | None) -> dict[str, Any]:
    limits = {} if rate is None else {"ThrottlingRateLimit": rate}
    return {"MethodSettings": [{"HttpMethod": "*", "ResourcePath": "/*", "MetricsEnabled": True, **limits}]}


def _web_acl(limit: int, action: str = "Block") -> dict[str, Any]:
    rule = {"Name": "ByAddress", "Action": {action: {}}, "Statement": {"RateBasedStatement": {"Limit": limit}}}
    return {"Rules": [rule]}


def _recovery(enabled: bool) -> dict[str, Any]:
    return {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": enabled}}


WEAKER: dict[str, tuple[tuple[Any, Any], str]] = {
    "DeletionProtection": (
        _change("AWS::SMSVOICE::PhoneNumber", ON_DELETION, {}),
        "It can be deleted by one call: deletion protection is off.",
    ),
    "Recovery": (
        _change("AWS::DynamoDB::Table", _recovery(True), _recovery(False)),
        "The table can no longer be restored to a point in time.",
    ),
    "QueueKey": (
        _change("AWS::SQS::Queue", {"KmsMasterKeyId": KEY}, {}),
        "The queue is no longer encrypted with the key that it had.",
    ),
    "Retention": (
        _change("AWS::Logs::LogGroup", {"RetentionInDays": 365}, {"RetentionInDays": 30}),
        "Older events of the log are deleted.",
    ),
    "RetentionOfAll": (
        _change("AWS::Logs::LogGroup", {}, {"RetentionInDays": 30}),
        "Older events of the log are deleted.",
    ),
    "DeadLetters": (
        _change("AWS::SQS::Queue", {"RedrivePolicy": {"maxReceiveCount": 5}}, {}),
        "Messages that fail are lost: no dead-letter queue.",
    ),
    "Throttling": (
        _change("AWS::ApiGateway::Stage", _stage(10), _stage(1000)),
        "More requests reach the API than before: its throttling is weaker or gone.",
    ),
    "NoThrottling": (
        _change("AWS::ApiGateway::Stage", _stage(10), _stage(None)),
        "More requests reach the API than before: its throttling is weaker or gone.",
    ),
    "RateRule": (
        _change("AWS::WAFv2::WebACL", _web_acl(20), _web_acl(2000)),
        "The web ACL's rule ByAddress lets more requests of one address through.",
    ),
    "CountingOnly": (
        _change("AWS::WAFv2::WebACL", _web_acl(20), _web_acl(20, "Count")),
        "The web ACL's rule ByAddress blocks nothing any more.",
    ),
    "NoRule": (
        _change("AWS::WAFv2::WebACL", _web_acl(20), {"Rules": []}),
        "The web ACL loses its rule ByAddress.",
    ),
    "NoWebAcl": (
        _change(
            "AWS::CloudFront::Distribution", {"DistributionConfig": {"WebACLId": "arn"}}, {"DistributionConfig": {}}
        ),
        "The distribution has no web ACL any more.",
    ),
    "PublicBucket": (
        _change(
            "AWS::S3::Bucket",
            {"PublicAccessBlockConfiguration": {"BlockPublicPolicy": True}},
            {"PublicAccessBlockConfiguration": {"BlockPublicPolicy": False}},
        ),
        "The bucket may be made public: the block of public access has a gap.",
    ),
    "NoAlarm": (({"R": resource("AWS::CloudWatch::Alarm")}, {}), "Nobody is told any more: the alarm goes."),
    "SilentAlarm": (
        _change("AWS::CloudWatch::Alarm", {"AlarmActions": ["topic"]}, {"AlarmActions": []}),
        "The alarm tells fewer, or nobody.",
    ),
}
WEAKER |= {
    "BucketKey": (
        _change("AWS::S3::Bucket", _encrypted("aws:kms", "a"), _encrypted("AES256")),
        "New objects are no longer encrypted with the key that it had.",
    ),
    "Replica": (
        _change("AWS::DynamoDB::GlobalTable", _replica(True), _replica(False)),
        "It can be deleted by one call: deletion protection is off.",
    ),
    "UsagePlan": (
        _change("AWS::ApiGateway::UsagePlan", {"Throttle": {"RateLimit": 10}}, {"Throttle": {"RateLimit": 100}}),
        "More requests with an API key get through than before.",
    ),
    "HttpApi": (
        _change(
            "AWS::ApiGatewayV2::Stage",
            {"DefaultRouteSettings": {"ThrottlingRateLimit": 10}},
            {"DefaultRouteSettings": {"ThrottlingRateLimit": {"Ref": "Rate"}}},
        ),
        "More requests reach the API than before: its throttling is weaker or gone.",
    ),
    "OneMethod": (
        _change(
            "AWS::ApiGateway::Stage",
            _stage(10),
            {"MethodSettings": [*_stage(10)["MethodSettings"], {**POST_REGISTER, "ThrottlingRateLimit": 500}]},
        ),
        "More requests reach the API than before: its throttling is weaker or gone.",
    ),
    "DefaultAction": (
        _change("AWS::WAFv2::WebACL", {"DefaultAction": {"Block": {}}}, {"DefaultAction": {"Allow": {}}}),
        "The web ACL lets through what no rule speaks of.",
    ),
    "OtherRequests": (
        _change("AWS::WAFv2::WebACL", _web_acl(20), _scoped(_web_acl(20))),
        "The web ACL's rule ByAddress looks at other requests than before.",
    ),
    "EventDestination": (
        _change(
            "AWS::SMSVOICE::ConfigurationSet", {"EventDestinations": [{"Enabled": True}]}, {"EventDestinations": []}
        ),
        "What becomes of messages is recorded elsewhere, or in fewer places.",
    ),
    "Subscription": (
        ({"R": resource("AWS::SNS::Subscription")}, {}),
        "Somebody is no longer told: the subscription goes.",
    ),
    "KeyRotation": (
        _change("AWS::KMS::Key", {"EnableKeyRotation": True}, {"EnableKeyRotation": False}),
        "The key is no longer rotated.",
    ),
}
HARMLESS: Cases = {
    "OwnKeyForBucket": _change("AWS::S3::Bucket", _encrypted("AES256"), _encrypted("aws:kms", "a")),
    "WrittenAsText": _change("AWS::ApiGateway::Stage", _stage(10), _stage("10")),
    "LongerRetention": _change("AWS::Logs::LogGroup", {"RetentionInDays": 30}, {"RetentionInDays": 365}),
    "StricterThrottling": _change("AWS::ApiGateway::Stage", _stage(10), _stage(5)),
    "StricterRule": _change("AWS::WAFv2::WebACL", _web_acl(20), _web_acl(10)),
    "NowProtected": _change("AWS::SMSVOICE::Pool", {}, ON_DELETION),
    "NewAlarm": ({}, {"R": resource("AWS::CloudWatch::Alarm")}),
    "RenamedAlarm": (
        {"Old": resource("AWS::CloudWatch::Alarm", "Prod/RenamedAlarm/Alarm")},
        {"New": resource("AWS::CloudWatch::Alarm", "Prod/RenamedAlarm/Alarm")},
    ),
}
CASES: Cases = {**{name: change for name, (change, _) in WEAKER.items()}, **HARMLESS}


@pytest.mark.parametrize("name", WEAKER)
def test_weaker_protection_is_told_in_words(outcomes: Outcomes, name: str) -> None:
    assert [danger.sentence for danger in outcomes[name]] == [WEAKER[name][1]]


@pytest.mark.parametrize("name", HARMLESS)
def test_stronger_protection_is_no_danger(outcomes: Outcomes, name: str) -> None:
    assert outcomes[name] == ()
