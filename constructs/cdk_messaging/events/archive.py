"""Delivery events kept in Amazon S3, by way of Amazon Data Firehose."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kinesisfirehose as firehose
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from constructs import Construct

from cdk_messaging.access import service_principal
from cdk_messaging.acknowledge import OWN_POLICY, acknowledge, shown
from cdk_messaging.errors import InvalidArgument
from cdk_messaging.observability import LogOptions, create_log_group
from cdk_messaging.provider import EmptiedBucket

_PREFIX = "events/!{timestamp:yyyy/MM/dd/HH}/"
_BUFFERING_INTERVAL = cdk.Duration.minutes(5)
_BUFFER_MIB = 5
_LONGEST_INTERVAL_SECONDS = 900
_ERROR_PREFIX = "errors/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/"
_READERS = (
    "Who reads events is for CloudTrail's data events; server access logs would need another bucket and say less."
)


class EventArchive(Construct):
    """A delivery stream that writes events into a bucket, one JSON document a line, by hour.

    AWS End User Messaging puts records one by one and, as far as is documented, without a line end; the stream adds
    it. The bucket is private, versioned and encrypted::

        import aws_cdk as cdk

        from cdk_messaging import access, events, observability, sms_voice

        stack = cdk.Stack(cdk.App(), "Alerts")
        archive = events.EventArchive(
            stack,
            "Archive",
            encryption_key=access.DataKey(stack, "Key"),
            log_options=observability.LogOptions(),
        )
        sms_voice.ConfigurationSet(stack, "Set").add_event_destination(
            "archive",
            sms_voice.EventDestination.delivery_stream(archive.delivery_stream),
            event_types=[sms_voice.EventType.ALL],
        )

    :param encryption_key: encrypts the stream and the objects.
    :param log_options: of the log of deliveries that failed.
    :param bucket: where to. Default: - a new one
    :param buffering_interval: how long events are collected; 0 to 900 seconds. Default: 5 minutes
    :param removal_policy: of a new bucket. Default: RETAIN. DESTROY also empties it
    :raises InvalidArgument: for an interval that Amazon Data Firehose doesn't have.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        encryption_key: kms.IKey,
        log_options: LogOptions,
        bucket: s3.IBucket | None = None,
        buffering_interval: cdk.Duration | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        interval = _BUFFERING_INTERVAL if buffering_interval is None else buffering_interval
        _check_interval(interval)
        emptied = None
        if bucket is None:
            bucket = self._define_bucket(encryption_key, removal_policy)
            if removal_policy == cdk.RemovalPolicy.DESTROY:
                emptied = EmptiedBucket(self, "EmptiedBucket", bucket=bucket, log_options=log_options)
        self._bucket = bucket
        self._log_group = create_log_group(self, "Logs", log_options)
        self._log_stream = logs.LogStream(self, "LogStream", log_group=self._log_group)
        self._role = iam.Role(self, "Role", assumed_by=service_principal(self, "firehose.amazonaws.com"))
        granted = self._grant_delivery(bucket, encryption_key)
        self._resource = firehose.CfnDeliveryStream(
            self,
            "Resource",
            delivery_stream_type="DirectPut",
            delivery_stream_encryption_configuration_input=_stream_encryption(encryption_key),
            extended_s3_destination_configuration=self._destination(bucket, encryption_key, interval),
        )
        granted.apply_before(self._resource)
        if emptied is not None:
            # The stream goes first, or it would fill the bucket once more.
            self._resource.node.add_dependency(emptied)
        self._delivery_stream = firehose.DeliveryStream.from_delivery_stream_arn(
            self, "Stream", self._resource.attr_arn
        )

    def _define_bucket(self, encryption_key: kms.IKey, removal_policy: cdk.RemovalPolicy) -> s3.Bucket:
        bucket = s3.Bucket(
            self,
            "Bucket",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            bucket_key_enabled=True,
            encryption=s3.BucketEncryption.KMS,
            encryption_key=encryption_key,
            enforce_ssl=True,
            removal_policy=removal_policy,
            versioned=True,
        )
        acknowledge(
            bucket,
            {
                "AwsSolutions-S1": _READERS,
                "NIST.800.53.R5-S3BucketLoggingEnabled": _READERS,
                "NIST.800.53.R5-S3BucketReplicationEnabled": "It is versioned; whether personal data may have a copy "
                "in another Region is for its owner to say.",
            },
        )
        return bucket

    def _grant_delivery(self, bucket: s3.IBucket, key: kms.IKey) -> iam.Grant:
        """What AWS documents for a destination in Amazon S3, and nothing more; the CDK's own grant is wider."""
        stack = cdk.Stack.of(self)
        objects = bucket.arn_for_objects("*")
        any_object = f"AwsSolutions-IAM5[Resource::{shown(self, objects)}]"
        acknowledge(self._role, {**OWN_POLICY, any_object: "The names of the objects are made at delivery."})
        granted = iam.Grant.add_to_principal(
            grantee=self._role,
            actions=["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"],
            resource_arns=[objects],
        )
        for actions, resource_arn in (
            (["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], bucket.bucket_arn),
            (["logs:PutLogEvents"], self._log_stream_arn()),
        ):
            granted = granted.combine(
                iam.Grant.add_to_principal(grantee=self._role, actions=actions, resource_arns=[resource_arn])
            )
        by_way_of = [f"{service}.{stack.region}.{stack.url_suffix}" for service in ("firehose", "s3")]
        return granted.combine(
            iam.Grant.add_to_principal(
                grantee=self._role,
                actions=["kms:Decrypt", "kms:GenerateDataKey"],
                resource_arns=[key.key_arn],
                conditions={"StringEquals": {"kms:ViaService": by_way_of}},
            )
        )

    def _log_stream_arn(self) -> str:
        # From names: the ARN attribute of a log group ends in ":*", after which no stream can follow.
        return cdk.Stack.of(self).format_arn(
            service="logs",
            resource="log-group",
            resource_name=f"{self._log_group.log_group_name}:log-stream:{self._log_stream.log_stream_name}",
            arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
        )

    def _destination(
        self, bucket: s3.IBucket, key: kms.IKey, interval: cdk.Duration
    ) -> firehose.CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty:
        kind = firehose.CfnDeliveryStream
        return kind.ExtendedS3DestinationConfigurationProperty(
            bucket_arn=bucket.bucket_arn,
            role_arn=self._role.role_arn,
            buffering_hints=kind.BufferingHintsProperty(
                interval_in_seconds=int(interval.to_seconds()), size_in_m_bs=_BUFFER_MIB
            ),
            cloud_watch_logging_options=kind.CloudWatchLoggingOptionsProperty(
                enabled=True,
                log_group_name=self._log_group.log_group_name,
                log_stream_name=self._log_stream.log_stream_name,
            ),
            compression_format="GZIP",
            encryption_configuration=kind.EncryptionConfigurationProperty(
                kms_encryption_config=kind.KMSEncryptionConfigProperty(awskms_key_arn=key.key_arn)
            ),
            prefix=_PREFIX,
            error_output_prefix=_ERROR_PREFIX,
            processing_configuration=kind.ProcessingConfigurationProperty(enabled=True, processors=[_line_ends()]),
        )

    @property
    def bucket(self) -> s3.IBucket:
        """Where the events are."""
        return self._bucket

    @property
    def delivery_stream(self) -> firehose.IDeliveryStream:
        """The stream, for ``EventDestination.delivery_stream``."""
        return self._delivery_stream

    @property
    def resource(self) -> firehose.CfnDeliveryStream:
        """The stream's resource."""
        return self._resource

    @property
    def role(self) -> iam.Role:
        """The role that writes into the bucket."""
        return self._role

    @property
    def log_group(self) -> logs.LogGroup:
        """Deliveries that failed."""
        return self._log_group


def _check_interval(interval: cdk.Duration) -> None:
    if interval.is_unresolved():
        return
    seconds = int(interval.to_seconds())
    if seconds > _LONGEST_INTERVAL_SECONDS:
        raise InvalidArgument(
            f"buffering_interval is {seconds} seconds; Amazon Data Firehose waits {_LONGEST_INTERVAL_SECONDS} at most"
        )


def _stream_encryption(
    key: kms.IKey,
) -> firehose.CfnDeliveryStream.DeliveryStreamEncryptionConfigurationInputProperty:
    return firehose.CfnDeliveryStream.DeliveryStreamEncryptionConfigurationInputProperty(
        key_type="CUSTOMER_MANAGED_CMK", key_arn=key.key_arn
    )


def _line_ends() -> firehose.CfnDeliveryStream.ProcessorProperty:
    return firehose.CfnDeliveryStream.ProcessorProperty(
        type="AppendDelimiterToRecord",
        parameters=[
            firehose.CfnDeliveryStream.ProcessorParameterProperty(parameter_name="Delimiter", parameter_value="\\n")
        ],
    )
