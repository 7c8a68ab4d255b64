"""The files of import and export jobs in Amazon S3, read and written with the job's role."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from sandbox import seam
from sandbox.mobiletargeting import errors, roles
from sandbox.mobiletargeting.state import Project, State


class Failed(Exception):
    """The job fails, for this reason."""


@dataclass(frozen=True)
class Place:
    """Where the files of a job are.

    :param role: role that the service assumes for it
    """

    state: State
    project: Project
    role: str
    bucket: str
    prefix: str

    @classmethod
    def of(cls, state: State, project: Project, role: str, url: str) -> Place:
        """:raises ServiceError: the address names no bucket"""
        parts = urlsplit(url)
        if parts.scheme != "s3" or not parts.netloc:
            raise errors.bad_request(f"{url!r} is no address in Amazon S3: s3://bucket/prefix")
        return cls(state, project, role, parts.netloc, parts.path.removeprefix("/"))

    def listed(self) -> list[str]:
        """The keys of all objects at the place. :raises Failed: the role may not list them, or there is no bucket"""
        self._require("s3:ListBucket", self._bucket_arn, {"s3:prefix": self.prefix})
        found = seam.object_keys(self.bucket, self.prefix)
        if found is None:
            raise Failed(f"the bucket {self.bucket} does not exist")
        return [key for key in found if not key.endswith("/")]

    def read(self, key: str) -> bytes:
        """What is in an object. :raises Failed: the role may not read it"""
        self._require("s3:GetObject", f"{self._bucket_arn}/{key}")
        self._require_key("kms:Decrypt")
        return seam.read_object(self.bucket, key) or b""

    def write(self, name: str, body: bytes) -> None:
        """Writes an object below the place. :raises Failed: the role may not write it"""
        key = f"{self.prefix.rstrip('/')}/{name}".removeprefix("/")
        self._require("s3:PutObject", f"{self._bucket_arn}/{key}")
        self._require_key("kms:GenerateDataKey")
        problem = seam.write_object(self.bucket, key, body)
        if problem:
            raise Failed(problem)

    @property
    def _bucket_arn(self) -> str:
        return f"arn:{self.project.arn.split(':')[1]}:s3:::{self.bucket}"

    def _require(self, action: str, resource: str, keys: dict[str, str] | None = None) -> None:
        refused = roles.refusal(self.state, self.project, self.role, (action, resource), keys)
        if refused:
            raise Failed(refused)

    def _require_key(self, action: str) -> None:
        key = seam.bucket_encryption_key(self.bucket)
        if key:
            by_way_of = f"s3.{self.state.region}.amazonaws.com"
            self._require(action, key, {"kms:ViaService": by_way_of})
