"""Custom::S3AutoDeleteObjects: empties a bucket before it is deleted.

CDK's handler is JavaScript and waits for a Node process; this is the same in Python, with the role of that handler.
"""

from __future__ import annotations

from typing import Any

from sandbox import seam
from sandbox.natives import handlers

Json = dict[str, Any]

TYPE = "Custom::S3AutoDeleteObjects"
TAG = "aws-cdk:auto-delete-objects"


def install() -> None:
    """Adds the type."""
    seam.add_resource_type(TYPE, create=_create, update=_update, delete=_delete)


def _create(_logical_id: str, properties: Json, _stack_name: str) -> seam.Created:
    return properties["BucketName"], {}


def _update(physical_id: str, _old: Json, new: Json, _stack_name: str, _logical_id: str) -> seam.Created:
    # A new bucket is a new physical id: CloudFormation then deletes this resource for the old one.
    return new.get("BucketName", physical_id), {}


def _delete(_physical_id: str, properties: Json) -> None:
    s3, bucket = handlers.client("s3", properties), properties["BucketName"]
    try:
        tags = s3.get_bucket_tagging(Bucket=bucket)["TagSet"]
    except s3.exceptions.ClientError:
        return  # the bucket is gone, or was never meant to be emptied
    if {"Key": TAG, "Value": "true"} not in [{"Key": tag["Key"], "Value": tag["Value"]} for tag in tags]:
        return
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        for each in (*page.get("Versions", []), *page.get("DeleteMarkers", [])):
            s3.delete_object(Bucket=bucket, Key=each["Key"], VersionId=each["VersionId"])
