"""Custom::CDKBucketDeployment: puts files of zip assets into a bucket, as CDK's own handler does.

The handler needs the AWS CLI from a Lambda layer under /opt, which is not there. What it would do is done here, with
the credentials of its role.
"""

from __future__ import annotations

import fnmatch
import io
import json
import mimetypes
import uuid
import zipfile
from dataclasses import dataclass, field
from typing import Any

from sandbox import seam
from sandbox.natives import handlers

Json = dict[str, Any]

TYPE = "Custom::CDKBucketDeployment"
_DEFAULT_CONTENT_TYPE = "binary/octet-stream"
_SYSTEM_METADATA = {
    "cache-control": "CacheControl",
    "content-disposition": "ContentDisposition",
    "content-encoding": "ContentEncoding",
    "content-language": "ContentLanguage",
    "content-type": "ContentType",
    "expires": "Expires",
    "website-redirect": "WebsiteRedirectLocation",
    "storage-class": "StorageClass",
}


def install() -> None:
    """Adds the type."""
    seam.add_resource_type(TYPE, create=_create, update=_update, delete=_delete)


def _create(_logical_id: str, properties: Json, _stack_name: str) -> seam.Created:
    deployment = Deployment.of(properties)
    deployment.deploy()
    return f"aws.cdk.s3deployment.{uuid.uuid4()}", deployment.attributes()


def _update(physical_id: str, old: Json, new: Json, _stack_name: str, _logical_id: str) -> seam.Created:
    deployment, before = Deployment.of(new), Deployment.of(old)
    if not deployment.retain and (before.bucket, before.prefix) != (deployment.bucket, deployment.prefix):
        before.remove()
    deployment.deploy()
    return physical_id, deployment.attributes()


def _delete(_physical_id: str, properties: Json) -> None:
    deployment = Deployment.of(properties)
    if not deployment.retain and not deployment.has_owner():
        deployment.remove()


@dataclass
class Deployment:
    """One deployment: which files, with which metadata, to where."""

    properties: Json
    bucket: str
    prefix: str
    retain: bool
    files: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, properties: Json) -> Deployment:
        """From the resource's properties."""
        prefix = properties.get("DestinationBucketKeyPrefix", "").strip("/")
        prefix = f"{prefix}/" if prefix else ""
        retain = handlers.flag(properties.get("RetainOnDelete", True))
        return cls(properties, properties["DestinationBucketName"], prefix, retain)

    def deploy(self) -> None:
        """Puts the files, removes what is not among them, and invalidates the distribution."""
        self._unpack()
        for name, content in self.files.items():
            if self._included(name):
                self._s3().put_object(Bucket=self.bucket, Key=self.prefix + name, Body=content, **self._metadata(name))
        if handlers.flag(self.properties.get("Prune", True)):
            present = self._keys()
            self._remove([
                key for key in present
                if key.removeprefix(self.prefix) not in self.files and self._included(key.removeprefix(self.prefix))
            ])  # fmt: skip
        self._invalidate()

    def remove(self) -> None:
        """Removes everything under the prefix."""
        self._remove(self._keys())

    def has_owner(self) -> bool:
        """Whether another deployment owns the bucket's content now."""
        tag = "aws-cdk:cr-owned" + (f":{self.prefix.rstrip('/')}" if self.prefix else "")
        try:
            tags = self._s3().get_bucket_tagging(Bucket=self.bucket)["TagSet"]
        except Exception:  # noqa: BLE001 - no tags, no bucket: nobody owns it, as the original concludes
            return False
        return any(each["Key"].startswith(tag) for each in tags)

    def attributes(self) -> Json:
        """What Fn::GetAtt gives."""
        keys = (
            self.properties["SourceObjectKeys"] if handlers.flag(self.properties.get("OutputObjectKeys", True)) else []
        )
        return {"DestinationBucketArn": self.properties.get("DestinationBucketArn"), "SourceObjectKeys": keys}

    def _unpack(self) -> None:
        names, keys = self.properties["SourceBucketNames"], self.properties["SourceObjectKeys"]
        markers = self.properties.get("SourceMarkers") or [{}] * len(names)
        configs = self.properties.get("SourceMarkersConfig") or [{}] * len(names)
        extract = handlers.flag(self.properties.get("Extract", True))
        for name, key, replaced, config in zip(names, keys, markers, configs, strict=True):
            content = self._s3().get_object(Bucket=name, Key=key)["Body"].read()
            if not extract:
                self.files[key.rsplit("/", 1)[-1]] = content
                continue
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for member in archive.infolist():
                    if not member.is_dir():
                        self.files[member.filename] = _replaced(archive.read(member), replaced, config)

    def _included(self, name: str) -> bool:
        kept = not any(fnmatch.fnmatchcase(name, pattern) for pattern in self.properties.get("Exclude") or [])
        return kept or any(fnmatch.fnmatchcase(name, pattern) for pattern in self.properties.get("Include") or [])

    def _metadata(self, name: str) -> Json:
        system = {key.lower(): value for key, value in (self.properties.get("SystemMetadata") or {}).items()}
        given: Json = {_SYSTEM_METADATA[key]: value for key, value in system.items() if key in _SYSTEM_METADATA}
        given.setdefault("ContentType", mimetypes.guess_type(name)[0] or _DEFAULT_CONTENT_TYPE)
        user = {key.lower(): value for key, value in (self.properties.get("UserMetadata") or {}).items()}
        return given | ({"Metadata": user} if user else {})

    def _keys(self) -> list[str]:
        pages = self._s3().get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
        return [each["Key"] for page in pages for each in page.get("Contents", [])]

    def _remove(self, keys: list[str]) -> None:
        for key in keys:
            self._s3().delete_object(Bucket=self.bucket, Key=key)

    def _invalidate(self) -> None:
        distribution = self.properties.get("DistributionId")
        if distribution:
            paths = self.properties.get("DistributionPaths") or [f"/{self.prefix}*"]
            batch = {"Paths": {"Quantity": len(paths), "Items": paths}, "CallerReference": str(uuid.uuid4())}
            handlers.client("cloudfront", self.properties).create_invalidation(
                DistributionId=distribution, InvalidationBatch=batch
            )

    def _s3(self) -> Any:
        return handlers.client("s3", self.properties)


def _replaced(content: bytes, markers: Json, config: Json) -> bytes:
    """Puts deploy-time values where the synthesized file has markers."""
    if handlers.flag(config.get("jsonEscape", False)):
        markers = {marker: json.dumps(str(value))[1:-1] for marker, value in markers.items()}
    for marker, value in markers.items():
        content = content.replace(marker.encode(), str(value).encode())
    return content
