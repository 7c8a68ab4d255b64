"""A stack with a project and a bucket, and how their ARNs are rendered."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3

from cdk_messaging.pinpoint import FileFormat, ImportedSegment, ImportJob, Project
from tests.unit.reading import Reading

ENVIRONMENT = cdk.Environment(account="111122223333", region="us-east-1")
PROJECT = "0123456789abcdef0123456789abcdef"
PROJECT_ARN: Any = {
    "Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, f":mobiletargeting:us-east-1:111122223333:apps/{PROJECT}"]]
}
BUCKET: Any = {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":s3:::files"]]}
KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1"


class Made:
    """A stack with a project and a bucket that exist."""

    def __init__(self, *, encrypted: bool = False) -> None:
        self.stack = cdk.Stack(cdk.App(), "Stack", env=ENVIRONMENT)
        self.project = Project.from_project_id(self.stack, "Project", PROJECT)
        key = kms.Key.from_key_arn(self.stack, "Key", KEY_ARN) if encrypted else None
        self.bucket = s3.Bucket.from_bucket_attributes(self.stack, "Bucket", bucket_name="files", encryption_key=key)

    def make(self, kind: Any, construct_id: str = "Job", **arguments: Any) -> Any:
        given: dict[str, Any] = {"project": self.project, "bucket": self.bucket, "key_prefix": "in/"}
        if kind in (ImportJob, ImportedSegment):
            given["file_format"] = FileFormat.CSV
        return kind(self.stack, construct_id, **{**given, **arguments})

    def read(self) -> Reading:
        return Reading(self.stack)


def below(path: str) -> Any:
    """Objects of the bucket."""
    return {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, f":s3:::files/{path}"]]}


def within(path: str) -> Any:
    """Something in the project."""
    prefix = f":mobiletargeting:us-east-1:111122223333:apps/{PROJECT}/{path}"
    return {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, prefix]]}
