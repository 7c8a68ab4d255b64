"""The example of import and export: files written and checked, imported, exported, their ids listed, destroyed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from sandbox.process import Sandbox
from tests.examples.deployed_example import DeployedExample
from tests.examples.example_cli import replaced

BUCKET = "example-corp-endpoints"
CUSTOMERS = [
    {"Id": "ada", "ChannelType": "SMS", "Address": "+12065550100", "User": {"UserId": "1"}},
    {"Id": "bob", "ChannelType": "EMAIL", "Address": "bob@example.com", "Attributes": {"Likes": ["Art", "Tea"]}},
]


def command(sandbox: Sandbox, *words: str) -> str:
    """Run a command of the library on the sandbox."""
    environment = {**os.environ, **sandbox.environment()}
    done = subprocess.run(
        [sys.executable, "-m", "cdk_messaging.pinpoint", *words],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_endpoints_go_in_and_out(sandbox: Sandbox, deployed: Callable[[str], DeployedExample], tmp_path: Path) -> None:
    customers = tmp_path / "customers.json"
    customers.write_text("".join(json.dumps(each) + "\n" for each in CUSTOMERS), encoding="utf-8")
    (written,) = command(sandbox, "write", str(customers), "--as", "CSV", "--to", str(tmp_path / "in")).splitlines()
    assert command(sandbox, "lint", str(tmp_path / "in")) == ""
    s3 = sandbox.client("s3")
    s3.create_bucket(Bucket=BUCKET)
    s3.upload_file(written, BUCKET, "in/customers.csv")
    s3.put_object(Bucket=BUCKET, Key="readers.json", Body=json.dumps({"User": {"UserId": "1"}}).encode())

    example = deployed("import_and_export")
    assert example.outputs["Imported"] == "2"
    assert command(sandbox, "endpoint-ids", example.outputs["ExportedTo"]).split() == ["ada", "bob"]
    segment = {"ApplicationId": example.outputs["ProjectId"], "SegmentId": example.outputs["SegmentId"]}
    shown = example.client("pinpoint").get_segment(**segment)["SegmentResponse"]
    assert (shown["Name"], shown["SegmentType"], shown["ImportDefinition"]["Size"]) == ("Readers", "IMPORT", 1)

    first = example.outputs["ExportedTo"]
    example.client("pinpoint").delete_endpoint(ApplicationId=example.outputs["ProjectId"], EndpointId="bob")
    example.update(replaced('revision="1"', 'revision="2"'))
    assert example.outputs["ExportedTo"] != first
    assert example.outputs["SegmentId"] == segment["SegmentId"]
    assert command(sandbox, "endpoint-ids", example.outputs["ExportedTo"]).split() == ["ada"]

    for found in s3.list_objects_v2(Bucket=BUCKET)["Contents"]:
        s3.delete_object(Bucket=BUCKET, Key=found["Key"])
    s3.delete_bucket(Bucket=BUCKET)
