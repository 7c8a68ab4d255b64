"""What protects in a resource: a property each, how it becomes weaker, and what that means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from review.values import ABSENT, at

_TRUE = (True, "true", "True")


@dataclass(frozen=True, kw_only=True)
class Guard:
    """A property that protects.

    :param path: the property.
    :param weaker: whether a change from one value to another makes the protection weaker.
    :param sentence: what that means.
    """

    path: str
    weaker: Callable[[Any, Any], bool]
    sentence: str


def _off(before: Any, after: Any) -> bool:
    return before in _TRUE and after not in _TRUE


def _gone(before: Any, after: Any) -> bool:
    return before is not ABSENT and after is ABSENT


def _replaced(before: Any, after: Any) -> bool:
    return before is not ABSENT and before != after


def _turned_off(before: Any, after: Any) -> bool:
    """For a property that is on when it is absent."""
    return after in (False, "false") and before != after


def _fewer(before: Any, after: Any) -> bool:
    left = after if isinstance(after, list) else []
    return isinstance(before, list) and any(each not in left for each in before)


def _less(before: Any, after: Any) -> bool:
    """Less than before, or something that only a deployment knows."""
    if before is ABSENT or after is ABSENT or before == after:
        return False
    old, new = number(before), number(after)
    return old is None or new is None or new < old


def number(value: Any) -> float | None:
    """A number, also one that is written as text; None for anything else."""
    try:
        return float(value) if isinstance(value, (int, float, str)) else None
    except ValueError:
        return None


def _kept_shorter(before: Any, after: Any) -> bool:
    """Log retention: absent means for ever."""
    if after is ABSENT:
        return False
    return bool(before is ABSENT) or _less(before, after)


def _suspended(before: Any, after: Any) -> bool:
    return bool(before == "Enabled" and after != "Enabled")


def raised_or_gone(before: Any, after: Any) -> bool:
    """For limits: more is let through."""
    return _gone(before, after) or _less(after, before)


def _unmanaged(before: Any, after: Any) -> bool:
    """For a bucket's encryption: a key of one's own goes, or becomes another."""
    was, becomes = _kms(before), _kms(after)
    return was is not None and bool(was != becomes)


def _kms(encryption: Any) -> Any:
    """The key that a bucket is encrypted with; True for AWS's own KMS key, None when KMS does not."""
    default = at(encryption, "ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault")
    if str(at(default, "SSEAlgorithm")).startswith("aws:kms"):
        key = at(default, "KMSMasterKeyID")
        return True if key is ABSENT else key
    return None


def _public(before: Any, after: Any) -> bool:
    return bool(before == ["PRIVATE"] and after != before)


def _keys(path: str, what: str) -> Guard:
    return Guard(path=path, weaker=_replaced, sentence=f"{what} is no longer encrypted with the key that it had")


_DELETION = Guard(
    path="DeletionProtectionEnabled", weaker=_off, sentence="It can be deleted by one call: deletion protection is off"
)

_DATABASE = (
    Guard(path="DeletionProtection", weaker=_off, sentence="It can be deleted by one call"),
    Guard(path="StorageEncrypted", weaker=_off, sentence="The storage is no longer encrypted"),
    Guard(path="BackupRetentionPeriod", weaker=_less, sentence="Backups are kept for a shorter time"),
)

GUARDS: Mapping[str, tuple[Guard, ...]] = {
    "AWS::ApiGateway::RestApi": (
        Guard(path="DisableExecuteApiEndpoint", weaker=_off, sentence="The API has its AWS address again"),
        Guard(path="EndpointConfiguration/Types", weaker=_public, sentence="The API can be reached from the internet"),
    ),
    "AWS::ApiGateway::Stage": (
        Guard(path="AccessLogSetting", weaker=_gone, sentence="Requests to the API are no longer logged"),
    ),
    "AWS::ApiGateway::UsagePlan": (
        *(
            Guard(path=path, weaker=raised_or_gone, sentence="More requests with an API key get through than before")
            for path in ("Throttle/RateLimit", "Throttle/BurstLimit", "Quota/Limit")
        ),
    ),
    "AWS::ApiGatewayV2::Stage": (
        Guard(path="AccessLogSettings", weaker=_gone, sentence="Requests to the API are no longer logged"),
        *(
            Guard(
                path=f"DefaultRouteSettings/{name}",
                weaker=raised_or_gone,
                sentence="More requests reach the API than before: its throttling is weaker or gone",
            )
            for name in ("ThrottlingRateLimit", "ThrottlingBurstLimit")
        ),
    ),
    "AWS::CloudFront::Distribution": (
        Guard(path="DistributionConfig/WebACLId", weaker=_gone, sentence="The distribution has no web ACL any more"),
    ),
    "AWS::CloudWatch::Alarm": (
        Guard(path="AlarmActions", weaker=_fewer, sentence="The alarm tells fewer, or nobody"),
        Guard(path="ActionsEnabled", weaker=_turned_off, sentence="The alarm tells nobody"),
    ),
    "AWS::CloudTrail::Trail": (
        Guard(path="IsLogging", weaker=_off, sentence="The trail records nothing any more"),
        Guard(path="EnableLogFileValidation", weaker=_off, sentence="Nobody can prove that the log was not changed"),
        _keys("KMSKeyId", "The trail's log"),
    ),
    "AWS::Cognito::UserPool": (
        Guard(
            path="DeletionProtection",
            weaker=lambda before, after: before == "ACTIVE" and after != "ACTIVE",
            sentence="It can be deleted by one call: deletion protection is off",
        ),
    ),
    "AWS::DynamoDB::Table": (
        _DELETION,
        Guard(
            path="PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled",
            weaker=_off,
            sentence="The table can no longer be restored to a point in time",
        ),
        Guard(path="SSESpecification/SSEEnabled", weaker=_off, sentence="The table has AWS's own key only"),
        _keys("SSESpecification/KMSMasterKeyId", "The table"),
    ),
    "AWS::DynamoDB::GlobalTable": (
        Guard(path="SSESpecification/SSEEnabled", weaker=_off, sentence="The table has AWS's own key only"),
    ),
    "AWS::EFS::FileSystem": (
        Guard(path="Encrypted", weaker=_off, sentence="The files are no longer encrypted"),
        _keys("KmsKeyId", "The file system"),
    ),
    "AWS::KMS::Key": (
        Guard(path="EnableKeyRotation", weaker=_off, sentence="The key is no longer rotated"),
        Guard(
            path="PendingWindowInDays",
            weaker=_less,
            sentence="There is less time to notice that the key is scheduled for deletion",
        ),
    ),
    "AWS::Kinesis::Stream": (
        Guard(path="StreamEncryption", weaker=_gone, sentence="The stream is no longer encrypted"),
        _keys("StreamEncryption/KeyId", "The stream"),
        Guard(path="RetentionPeriodHours", weaker=_less, sentence="Records that wait for longer are lost"),
    ),
    "AWS::KinesisFirehose::DeliveryStream": (
        Guard(
            path="DeliveryStreamEncryptionConfigurationInput",
            weaker=_gone,
            sentence="The delivery stream is no longer encrypted",
        ),
        _keys("DeliveryStreamEncryptionConfigurationInput/KeyARN", "The delivery stream"),
    ),
    "AWS::Lambda::EventSourceMapping": (
        Guard(
            path="ScalingConfig/MaximumConcurrency",
            weaker=raised_or_gone,
            sentence="More messages may be worked on at once than before",
        ),
    ),
    "AWS::Lambda::Function": (
        _keys("KmsKeyArn", "What its environment holds"),
        Guard(
            path="ReservedConcurrentExecutions",
            weaker=raised_or_gone,
            sentence="More of the function may run at once than before",
        ),
    ),
    "AWS::Logs::LogGroup": (
        _keys("KmsKeyId", "The log"),
        Guard(path="RetentionInDays", weaker=_kept_shorter, sentence="Older events of the log are deleted"),
        _DELETION,
    ),
    "AWS::RDS::DBCluster": _DATABASE,
    "AWS::RDS::DBInstance": _DATABASE,
    "AWS::S3::Bucket": (
        Guard(
            path="BucketEncryption",
            weaker=_unmanaged,
            sentence="New objects are no longer encrypted with the key that it had",
        ),
        Guard(path="VersioningConfiguration/Status", weaker=_suspended, sentence="Overwritten objects are gone"),
        *(
            Guard(
                path=f"PublicAccessBlockConfiguration/{name}",
                weaker=_off,
                sentence="The bucket may be made public: the block of public access has a gap",
            )
            for name in ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
        ),
    ),
    "AWS::SMSVOICE::ConfigurationSet": (
        Guard(
            path="EventDestinations",
            weaker=_fewer,
            sentence="What becomes of messages is recorded elsewhere, or in fewer places",
        ),
    ),
    "AWS::SMSVOICE::PhoneNumber": (_DELETION,),
    "AWS::SMSVOICE::Pool": (_DELETION,),
    "AWS::SMSVOICE::ProtectConfiguration": (_DELETION,),
    "AWS::SMSVOICE::SenderId": (_DELETION,),
    "AWS::SNS::Topic": (_keys("KmsMasterKeyId", "The topic"),),
    "AWS::SQS::Queue": (
        _keys("KmsMasterKeyId", "The queue"),
        Guard(path="SqsManagedSseEnabled", weaker=_off, sentence="The queue is no longer encrypted"),
        Guard(path="RedrivePolicy", weaker=_gone, sentence="Messages that fail are lost: no dead-letter queue"),
        Guard(path="MessageRetentionPeriod", weaker=_less, sentence="Messages that wait for longer are lost"),
    ),
    "AWS::SecretsManager::Secret": (_keys("KmsKeyId", "The secret"),),
}
REPLICA_GUARDS = (
    _DELETION,
    Guard(
        path="PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled",
        weaker=_off,
        sentence="The table can no longer be restored to a point in time",
    ),
    _keys("SSESpecification/KMSMasterKeyId", "The table"),
)
"""Those of each Region of a global table."""

WHOLE: Mapping[str, str] = {
    "AWS::ApiGateway::UsagePlan": "Requests with an API key are no longer throttled: the usage plan goes",
    "AWS::CloudTrail::Trail": "Calls are no longer recorded: the trail goes",
    "AWS::CloudWatch::Alarm": "Nobody is told any more: the alarm goes",
    "AWS::Config::ConfigRule": "A rule is no longer checked: it goes",
    "AWS::GuardDuty::Detector": "Threats are no longer looked for: the detector goes",
    "AWS::SMSVOICE::ProtectConfiguration": "Every country may be texted: the protect configuration goes",
    "AWS::SNS::Subscription": "Somebody is no longer told: the subscription goes",
    "AWS::WAFv2::LoggingConfiguration": "What the web ACL sees is no longer logged",
    "AWS::WAFv2::WebACL": "Nothing filters requests any more: the web ACL goes",
    "AWS::WAFv2::WebACLAssociation": "The web ACL protects one resource less",
}
"""Resources that protect by being there."""
