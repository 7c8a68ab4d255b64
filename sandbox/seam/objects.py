"""Objects of Amazon S3, for services that read and write them with a role. Permissions are the caller's matter."""

from __future__ import annotations

from typing import cast

from sandbox.seam.emulator import module, private
from sandbox.seam.neighbours import problem

_S3 = "services.s3"


def object_keys(bucket: str, prefix: str) -> list[str] | None:
    """The keys of a bucket that begin so, sorted; None when there is no such bucket."""
    found = private(_S3, "_buckets").get(bucket)
    return None if found is None else sorted(key for key in found["objects"] if key.startswith(prefix))


def read_object(bucket: str, key: str) -> bytes | None:
    """What is in an object, None when there is no such object."""
    return cast("bytes | None", private(_S3, "_get_object_data")(bucket, key))


def write_object(bucket: str, key: str, body: bytes) -> str:
    """Writes an object. Returns what went wrong, or ""."""
    if private(_S3, "_buckets").get(bucket) is None:
        return f"the bucket {bucket} does not exist"
    return problem(private(_S3, "_put_object")(bucket, key, body, {}))


def bucket_encryption_key(bucket: str) -> str:
    """The ARN of the KMS key that objects of a bucket are encrypted with, "" where it is none of the account's."""
    named = private(_S3, "_bucket_default_sse_headers")(bucket).get("x-amz-server-side-encryption-aws-kms-key-id")
    if named is None or module("services.kms").key_policy_for_arn(named) is None:
        return ""
    return cast("str", private("services.kms", "_resolve_key")(named)["Arn"])
