"""What the tests of jobs need: a project, a bucket, roles, and the end of a job."""

from __future__ import annotations

import gzip
import itertools
import json
from typing import Any

from tests.sandbox.account import Account, Json, until

PRINCIPAL = "pinpoint.amazonaws.com"
_buckets = itertools.count()


class Importing:
    """A project and a bucket."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.pinpoint, self.s3 = account.client("pinpoint"), account.client("s3")
        made = self.pinpoint.create_app(CreateApplicationRequest={"Name": "News"})["ApplicationResponse"]
        self.project, self.arn = str(made["Id"]), str(made["Arn"])
        self.bucket = f"jobs-{account.id}-{next(_buckets)}"
        self.s3.create_bucket(Bucket=self.bucket)

    def role(self, *statements: Json, source: str | None = None) -> str:
        """A role that the service may assume for the project."""
        condition = {"ArnLike": {"aws:SourceArn": self.arn if source is None else source}}
        return self.account.role(list(statements), trusted=PRINCIPAL, condition=condition)

    def reader(self, prefix: str = "") -> str:
        """A role that may read what begins so."""
        return self.role(
            {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": f"arn:aws:s3:::{self.bucket}"},
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{self.bucket}/{prefix}*"},
        )

    def writer(self) -> str:
        """A role that may write anywhere in the bucket."""
        objects = f"arn:aws:s3:::{self.bucket}/*"
        return self.role({"Effect": "Allow", "Action": "s3:PutObject", "Resource": objects})

    def put(self, key: str, text: str | bytes) -> None:
        """Write an object."""
        self.s3.put_object(Bucket=self.bucket, Key=key, Body=text if isinstance(text, bytes) else text.encode())

    def lines(self, key: str, *endpoints: Json) -> None:
        """Write an object of JSON lines."""
        self.put(key, "\n".join(json.dumps(each) for each in endpoints))

    def begin(self, **members: Any) -> Json:
        """Begin an import of JSON files."""
        given = {"Format": "JSON", "RegisterEndpoints": True, "S3Url": f"s3://{self.bucket}/in/", **members}
        if "RoleArn" not in given:
            given["RoleArn"] = self.reader()
        answer = self.pinpoint.create_import_job(ApplicationId=self.project, ImportJobRequest=given)
        return dict(answer["ImportJobResponse"])

    def import_(self, **members: Any) -> Json:
        """Import to the end."""
        return self.end_of_import(self.begin(**members)["Id"])

    def end_of_import(self, job: str) -> Json:
        """An import job when it is over."""

        def over() -> Json | None:
            found = self.pinpoint.get_import_job(ApplicationId=self.project, JobId=job)["ImportJobResponse"]
            return dict(found) if found["JobStatus"] in ("COMPLETED", "FAILED") else None

        return dict(until(over))

    def export(self, prefix: str = "out", **members: Any) -> Json:
        """Export to the end."""
        given = {"S3UrlPrefix": f"s3://{self.bucket}/{prefix}", **members}
        if "RoleArn" not in given:
            given["RoleArn"] = self.writer()
        job = self.pinpoint.create_export_job(ApplicationId=self.project, ExportJobRequest=given)["ExportJobResponse"]

        def over() -> Json | None:
            found = self.pinpoint.get_export_job(ApplicationId=self.project, JobId=job["Id"])["ExportJobResponse"]
            return dict(found) if found["JobStatus"] in ("COMPLETED", "FAILED") else None

        return dict(until(over))

    def exported(self, prefix: str = "out") -> list[Json]:
        """All endpoints in exported files."""
        found = self.s3.list_objects_v2(Bucket=self.bucket, Prefix=prefix).get("Contents", [])
        bodies = [self.s3.get_object(Bucket=self.bucket, Key=each["Key"])["Body"].read() for each in found]
        return [json.loads(line) for body in bodies for line in gzip.decompress(body).decode().splitlines()]

    def endpoint(self, identity: str) -> Json:
        """An endpoint of the project."""
        found = self.pinpoint.get_endpoint(ApplicationId=self.project, EndpointId=identity)
        return dict(found["EndpointResponse"])
