"""Endpoints out of a file into a project of Amazon Pinpoint, a segment of them, and all of them exported again.

Before, write the files with ``python -m cdk_messaging.pinpoint write customers.json --as CSV --to in``, check them with
``lint in``, and put them into your bucket: ``aws s3 sync in s3://example-corp-endpoints/in``. Then
``cdk deploy --app "python examples/import_and_export.py"``. What is at the address that it prints is listed by
``python -m cdk_messaging.pinpoint endpoint-ids``. AWS ended these jobs on 2026-10-30.
"""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_s3 as s3

from cdk_messaging.observability import LogOptions
from cdk_messaging.pinpoint import ExportJob, FileFormat, ImportedSegment, ImportJob, Project

GONE = cdk.RemovalPolicy.DESTROY  # an example leaves nothing behind; your project should stay, as is the default

app = cdk.App()
stack = cdk.Stack(app, "ImportAndExport", env=cdk.Environment(region="us-east-1"))
logs = LogOptions(removal_policy=GONE)
project = Project(stack, "Project", project_name="Example Corp", removal_policy=GONE)
bucket = s3.Bucket.from_bucket_name(stack, "Bucket", "example-corp-endpoints")
customers = ImportJob(
    stack, "Customers", project=project, bucket=bucket, key_prefix="in/", file_format=FileFormat.CSV, log_options=logs
)
readers = ImportedSegment(
    stack,
    "Readers",
    project=project,
    bucket=bucket,
    key_prefix="readers.json",
    file_format=FileFormat.JSON,
    segment_name="Readers",
)
export = ExportJob(stack, "Export", project=project, bucket=bucket, key_prefix="out/", revision="1")
readers.node.add_dependency(customers)
export.node.add_dependency(readers)
cdk.CfnOutput(stack, "ProjectId", value=project.project_id)
cdk.CfnOutput(stack, "SegmentId", value=readers.segment_id)
cdk.CfnOutput(stack, "Imported", value=customers.total_processed)
cdk.CfnOutput(stack, "ExportedTo", value=export.s3_url_prefix)
for ended in ("ExportJob", "ImportJob", "ImportedSegment"):
    cdk.Annotations.of(app).acknowledge_warning(f"cdk_messaging:pinpoint.{ended}.retired", "It is there to move away.")
app.synth()
