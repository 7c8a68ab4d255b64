"""What the CDK's function for copying files into buckets is allowed, and why that is left as it is."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as s3_deployment

from cdk_messaging.acknowledge import acknowledge, shown

_BASIC_EXECUTION = "arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
_THEIRS = "The CDK's own function for copying files: its code, its runtime and its role come with aws-cdk-lib."
_COPYING = "The CDK's grant for copying files from the account's assets into this one bucket."
_NIST = tuple(
    f"NIST.800.53.R5-{rule}" for rule in ("IAMNoInlinePolicy", "LambdaConcurrency", "LambdaDLQ", "LambdaInsideVPC")
)
_ACTIONS = ("s3:Abort*", "s3:DeleteObject*", "s3:GetBucket*", "s3:GetObject*", "s3:List*")


def acknowledge_bucket_deployment(deployment: s3_deployment.BucketDeployment, bucket: s3.Bucket) -> None:
    """Acknowledge the findings on the stack's one function for bucket deployments."""
    # The function itself is not public; the CDK makes its role inside it.
    function = deployment.handler_role.node.scope or deployment
    resources = (bucket.arn_for_objects("*"), _asset_objects(deployment))
    acknowledge(
        function,
        {
            "AwsSolutions-L1": _THEIRS,
            **dict.fromkeys(_NIST, _THEIRS),
            f"AwsSolutions-IAM4[Policy::{_BASIC_EXECUTION}]": _THEIRS,
            "AwsSolutions-IAM5[Resource::*]": "CloudFront's invalidations, which the CDK grants for any distribution.",
            **{f"AwsSolutions-IAM5[Action::{action}]": _COPYING for action in _ACTIONS},
            **{f"AwsSolutions-IAM5[Resource::{shown(deployment, resource)}]": _COPYING for resource in resources},
        },
    )


def _asset_objects(deployment: s3_deployment.BucketDeployment) -> str:
    """The objects of the bucket that the environment was bootstrapped with."""
    stack = cdk.Stack.of(deployment)
    synthesizer = stack.synthesizer
    qualifier = synthesizer.bootstrap_qualifier or cdk.DefaultStackSynthesizer.DEFAULT_QUALIFIER
    return stack.format_arn(
        service="s3",
        account="",
        region="",
        resource=f"cdk-{qualifier}-assets-{stack.account}-{stack.region}",
        resource_name="*",
    )
