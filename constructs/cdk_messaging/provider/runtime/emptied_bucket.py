"""``Custom::EmptiedBucket``: empties a bucket that is about to be deleted, which Amazon S3 would refuse otherwise.

The resource also goes when somebody decides to keep the bucket. Then the bucket has lost its tag by now, and nothing
is touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import boto3
from botocore.exceptions import ClientError

MARK = "cdk-messaging:emptied-on-delete"


def handle(event: Mapping[str, Any]) -> tuple[str, Mapping[str, str]]:
    """Do nothing but on deletion. It can be repeated."""
    bucket = event["ResourceProperties"]["BucketName"]
    if event["RequestType"] == "Delete":
        client = boto3.client("s3")
        if _is_marked(client, bucket):
            _empty(client, bucket)
    return bucket, {}


def _is_marked(client: Any, bucket: str) -> bool:
    try:
        tags = client.get_bucket_tagging(Bucket=bucket)["TagSet"]
    except ClientError as problem:
        if problem.response["Error"]["Code"] in {"NoSuchBucket", "NoSuchTagSet"}:
            return False
        raise
    return {"Key": MARK, "Value": "true"} in tags


def _empty(client: Any, bucket: str) -> None:
    """All versions of all objects, a page of at most 1000 at a time."""
    for page in client.get_paginator("list_object_versions").paginate(Bucket=bucket):
        found = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
        if not found:
            continue
        objects = [{"Key": each["Key"], "VersionId": each["VersionId"]} for each in found]
        answer = client.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True})
        if answer.get("Errors"):
            first = answer["Errors"][0]
            raise RuntimeError(f"{len(answer['Errors'])} objects of {bucket} stay: {first['Code']} {first['Message']}")
