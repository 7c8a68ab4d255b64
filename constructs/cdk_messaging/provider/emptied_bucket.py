"""A bucket that may be deleted with its content."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from cdk_messaging.acknowledge import acknowledge, shown
from cdk_messaging.observability import LogOptions
from cdk_messaging.provider.provider import Provider

_MARK = "cdk-messaging:emptied-on-delete"


class EmptiedBucket(Construct):
    """Empties a bucket when it is deleted with its stack; all versions of all objects are lost then.

    Example::

        import aws_cdk as cdk
        from aws_cdk import aws_s3 as s3

        from cdk_messaging import observability, provider

        stack = cdk.Stack(cdk.App(), "Alerts")
        bucket = s3.Bucket(stack, "Events", removal_policy=cdk.RemovalPolicy.DESTROY)
        provider.EmptiedBucket(stack, "Emptied", bucket=bucket, log_options=observability.LogOptions())

    :param bucket: a bucket of this stack whose removal policy is DESTROY.
    :param log_options: of the provider's log, when this makes the stack's provider.
    """

    def __init__(self, scope: Construct, construct_id: str, *, bucket: s3.Bucket, log_options: LogOptions) -> None:
        super().__init__(scope, construct_id)
        cdk.Tags.of(bucket).add(_MARK, "true")
        provider = Provider.of(self, log_options=log_options)
        objects = bucket.arn_for_objects("*")
        acknowledge(
            provider.role,
            {f"AwsSolutions-IAM5[Resource::{shown(self, objects)}]": "What is in the bucket is known when it goes."},
        )
        provider.leave_unheard()
        grants = tuple(
            iam.Grant.add_to_principal(grantee=provider.role, actions=actions, resource_arns=[resource_arn])
            for actions, resource_arn in (
                (["s3:GetBucketTagging", "s3:ListBucketVersions"], bucket.bucket_arn),
                (["s3:DeleteObject", "s3:DeleteObjectVersion"], objects),
            )
        )
        self._resource = provider.define(
            self,
            "Resource",
            resource_type="Custom::EmptiedBucket",
            properties={"BucketName": bucket.bucket_name},
            grants=grants,
        )
        # Deleted before the policy that lets only TLS in, and before the bucket.
        if bucket.policy is not None:
            self._resource.node.add_dependency(bucket.policy)

    @property
    def resource(self) -> cdk.CustomResource:
        """The custom resource."""
        return self._resource
