"""An app with one fault for each gate, to show that each can fail."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_smsvoice as smsvoice

app = cdk.App()
stack = cdk.Stack(cdk.Stage(app, "Faulty"), "Stack")

# For the template validation: a country has two letters.
text = smsvoice.CfnPhoneNumber.MandatoryKeywordProperty(message="Example Corp: reply STOP to cancel.")
smsvoice.CfnPhoneNumber(
    stack,
    "Number",
    iso_country_code="usa",
    mandatory_keywords=smsvoice.CfnPhoneNumber.MandatoryKeywordsProperty(help=text, stop=text),
    number_capabilities=["SMS"],
    number_type="SIMULATOR",
)

# For cdk-nag: no access log (acknowledged), no TLS. For the check of acknowledgements: one that matches nothing.
bucket = s3.Bucket(stack, "Bucket", removal_policy=cdk.RemovalPolicy.DESTROY)
cdk.Validations.of(bucket).acknowledge(
    cdk.Acknowledgment(id="AwsSolutions-S1", reason="this is a test"),
    cdk.Acknowledgment(id="NIST.800.53.R5-S3BucketLoggingEnabled", reason="this is a test"),
    cdk.Acknowledgment(id="AwsSolutions-SQS3", reason="a bucket is no queue"),
)

app.synth()
