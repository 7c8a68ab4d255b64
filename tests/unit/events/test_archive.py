"""Delivery events, kept in a bucket."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_s3 as s3

from cdk_messaging.access.data_key import DataKey
from cdk_messaging.errors import InvalidArgument
from cdk_messaging.events import EventArchive
from cdk_messaging.observability import LogOptions
from cdk_messaging.sms_voice import ConfigurationSet, EventDestination, EventType
from tests.unit.reading import Reading, arn

STREAM = "AWS::KinesisFirehose::DeliveryStream"
Made = tuple[EventArchive, Reading]


def make_archive(**arguments: Any) -> Made:
    stack = cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(region="eu-west-1"))
    key = DataKey(stack, "Key")
    archive = EventArchive(stack, "Archive", **{"encryption_key": key, "log_options": LogOptions(), **arguments})
    return archive, Reading(stack)


@pytest.fixture(scope="module")
def made() -> Made:
    return make_archive()


def log_stream_arn(reading: Reading) -> Any:
    """Without the star that the ARN attribute of a log group ends in."""
    group, stream = (reading.id(f"AWS::Logs::Log{kind}") for kind in ("Group", "Stream"))
    account = ["arn:", {"Ref": "AWS::Partition"}, ":logs:eu-west-1:", {"Ref": "AWS::AccountId"}]
    return {"Fn::Join": ["", [*account, ":log-group:", {"Ref": group}, ":log-stream:", {"Ref": stream}]]}


def destination(reading: Reading) -> Any:
    return reading.properties(STREAM)["ExtendedS3DestinationConfiguration"]


def test_events_are_written_by_hour_and_failures_apart(made: Made) -> None:
    target = destination(made[1])
    assert target["BucketARN"] == arn(made[1].id("AWS::S3::Bucket"))
    assert target["Prefix"] == "events/!{timestamp:yyyy/MM/dd/HH}/"
    assert target["ErrorOutputPrefix"] == "errors/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/"
    assert target["CompressionFormat"] == "GZIP"


def test_each_event_ends_its_line(made: Made) -> None:
    assert destination(made[1])["ProcessingConfiguration"] == {
        "Enabled": True,
        "Processors": [
            {
                "Parameters": [{"ParameterName": "Delimiter", "ParameterValue": "\\n"}],
                "Type": "AppendDelimiterToRecord",
            }
        ],
    }


def test_events_are_collected_for_five_minutes(made: Made) -> None:
    assert destination(made[1])["BufferingHints"] == {"IntervalInSeconds": 300, "SizeInMBs": 5}


@pytest.mark.parametrize("seconds", [0, 900])
def test_how_long_they_are_collected_is_the_users(seconds: int) -> None:
    _, reading = make_archive(buffering_interval=cdk.Duration.seconds(seconds))
    assert destination(reading)["BufferingHints"]["IntervalInSeconds"] == seconds


def test_fails_on_a_time_that_the_service_does_not_have() -> None:
    with pytest.raises(InvalidArgument) as refused:
        make_archive(buffering_interval=cdk.Duration.seconds(901))
    assert str(refused.value) == "buffering_interval is 901 seconds; Amazon Data Firehose waits 900 at most"


def test_stream_and_objects_are_encrypted_with_the_users_key(made: Made) -> None:
    _, reading = made
    key = arn(reading.id("AWS::KMS::Key"))
    assert reading.properties(STREAM)["DeliveryStreamEncryptionConfigurationInput"] == {
        "KeyARN": key,
        "KeyType": "CUSTOMER_MANAGED_CMK",
    }
    assert destination(reading)["EncryptionConfiguration"] == {"KMSEncryptionConfig": {"AWSKMSKeyARN": key}}


def test_the_bucket_is_private_versioned_and_encrypted(made: Made) -> None:
    bucket = made[1].properties("AWS::S3::Bucket")
    (rule,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["BucketKeyEnabled"] is True
    assert rule["ServerSideEncryptionByDefault"] == {
        "KMSMasterKeyID": arn(made[1].id("AWS::KMS::Key")),
        "SSEAlgorithm": "aws:kms",
    }
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert all(bucket["PublicAccessBlockConfiguration"].values())


def test_the_bucket_takes_tls_only(made: Made) -> None:
    (refused,) = made[1].properties("AWS::S3::BucketPolicy")["PolicyDocument"]["Statement"]
    assert refused["Effect"] == "Deny"
    assert refused["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_the_role_may_do_what_aws_documents_for_a_bucket_and_nothing_else(made: Made) -> None:
    archive, reading = made
    bucket = arn(reading.id("AWS::S3::Bucket"))
    log_stream = log_stream_arn(reading)
    assert reading.allowed(archive.role) == [
        (["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"], {"Fn::Join": ["", [bucket, "/*"]]}),
        (["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], bucket),
        (["logs:PutLogEvents"], log_stream),
        (["kms:Decrypt", "kms:GenerateDataKey"], arn(reading.id("AWS::KMS::Key"))),
    ]


def test_the_role_uses_the_key_by_way_of_firehose_and_s3_only(made: Made) -> None:
    statements = made[1].properties("AWS::IAM::Policy")["PolicyDocument"]["Statement"]
    (statement,) = [each for each in statements if "kms:Decrypt" in each["Action"]]
    through = statement["Condition"]["StringEquals"]["kms:ViaService"]
    assert [each["Fn::Join"][1][0] for each in through] == ["firehose.eu-west-1.", "s3.eu-west-1."]


def test_only_firehose_may_assume_the_role(made: Made) -> None:
    archive, reading = made
    assert reading.trust(archive.role)["Principal"] == {"Service": "firehose.amazonaws.com"}


def test_the_stream_is_made_after_what_its_role_may(made: Made) -> None:
    assert made[1].id("AWS::IAM::Policy") in made[1].only(STREAM)["DependsOn"]


def test_deliveries_that_fail_are_in_a_log(made: Made) -> None:
    archive, reading = made
    assert destination(reading)["CloudWatchLoggingOptions"] == {
        "Enabled": True,
        "LogGroupName": {"Ref": reading.id_of(archive.log_group)},
        "LogStreamName": {"Ref": reading.id("AWS::Logs::LogStream")},
    }


def test_a_new_bucket_outlives_the_stack(made: Made) -> None:
    assert made[1].only("AWS::S3::Bucket")["DeletionPolicy"] == "Retain"
    assert not made[1].all("Custom::EmptiedBucket")


def test_a_bucket_that_may_go_is_emptied() -> None:
    _, reading = make_archive(removal_policy=cdk.RemovalPolicy.DESTROY)
    assert reading.only("AWS::S3::Bucket")["DeletionPolicy"] == "Delete"
    emptied = reading.properties("Custom::EmptiedBucket")
    assert emptied["BucketName"] == {"Ref": reading.id("AWS::S3::Bucket")}


def test_the_stream_goes_before_the_bucket_is_emptied_so_that_it_stays_empty() -> None:
    _, reading = make_archive(removal_policy=cdk.RemovalPolicy.DESTROY)
    assert reading.id("Custom::EmptiedBucket") in reading.only(STREAM)["DependsOn"]


def test_an_existing_bucket_is_used_and_left_as_it_is() -> None:
    stack = cdk.Stack(cdk.App(), "Stack")
    given = s3.Bucket.from_bucket_name(stack, "Given", "company-archive")
    key = DataKey(stack, "Key")
    archive = EventArchive(stack, "Archive", encryption_key=key, log_options=LogOptions(), bucket=given)
    reading = Reading(stack)
    assert archive.bucket is given
    assert not reading.all("AWS::S3::Bucket")
    assert str(destination(reading)["BucketARN"]).endswith(":s3:::company-archive']]}")


def test_an_existing_bucket_is_never_emptied() -> None:
    stack = cdk.Stack(cdk.App(), "Stack")
    given = s3.Bucket.from_bucket_name(stack, "Given", "company-archive")
    EventArchive(
        stack,
        "Archive",
        encryption_key=DataKey(stack, "Key"),
        log_options=LogOptions(),
        bucket=given,
        removal_policy=cdk.RemovalPolicy.DESTROY,
    )
    assert not Reading(stack).all("Custom::EmptiedBucket")


def test_it_is_a_destination_of_a_configuration_set() -> None:
    stack = cdk.Stack(cdk.App(), "Stack")
    archive = EventArchive(stack, "Archive", encryption_key=DataKey(stack, "Key"), log_options=LogOptions())
    ConfigurationSet(stack, "Set").add_event_destination(
        "archive", EventDestination.delivery_stream(archive.delivery_stream), event_types=[EventType.ALL]
    )
    reading = Reading(stack)
    (target,) = reading.properties("AWS::SMSVOICE::ConfigurationSet")["EventDestinations"]
    assert target["KinesisFirehoseDestination"]["DeliveryStreamArn"] == arn(reading.id(STREAM))


def test_two_in_one_stack_do_not_collide() -> None:
    stack = cdk.Stack(cdk.App(), "Stack")
    key = DataKey(stack, "Key")
    for name in ("First", "Second"):
        EventArchive(stack, name, encryption_key=key, log_options=LogOptions())
    streams = Reading(stack).all(STREAM).values()
    assert len(streams) == 2
    assert not any("DeliveryStreamName" in each["Properties"] for each in streams)
