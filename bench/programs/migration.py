"""Migrates an export and prints seconds, peak memory in MiB, and what became of the endpoints, as JSON on one line.

``CLIENT=memory``: the table is answered in this process, and keeps nothing, so that the memory is the command's own.
``CLIENT=boto3``: the same behind boto3's own client, which validates, signs and parses.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import boto3
from botocore.awsrequest import AWSResponse
from botocore.config import Config

from cdk_messaging.opt_in.operations.account import Account
from cdk_messaging.opt_in.operations.dispatch import Program, main

_PROGRAM = Program(name="migration", description="", modules=("migrating",))


class _Table:
    """Amazon DynamoDB that knows nobody and takes everything."""

    exceptions = SimpleNamespace(TransactionCanceledException=ZeroDivisionError)

    def query(self, **_: Any) -> dict[str, Any]:
        """Nothing is known of anybody."""
        return {"Items": []}

    def transact_write_items(self, **_: Any) -> dict[str, Any]:
        """Taken."""
        return {}


class _Answer(io.BytesIO):
    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


def _boto3() -> Any:
    os.environ |= {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}
    session = boto3.session.Session(region_name="us-east-1")

    def answer(request: Any, event_name: str, **_: Any) -> AWSResponse:
        content = b'{"Items": [], "Count": 0}' if event_name.endswith(".Query") else b"{}"
        headers: Any = {"content-type": "application/x-amz-json-1.0"}
        return AWSResponse(request.url, 200, headers, _Answer(content))

    hook: Any = answer
    session.events.register("before-send", hook)
    return session.client("dynamodb", config=Config(max_pool_connections=32))


def run(export: str) -> None:
    """Migrate."""
    client: Any = _Table() if os.environ["CLIENT"] == "memory" else _boto3()
    printed = io.StringIO()
    with (
        patch.object(Account, "client", lambda _account, _service: client),
        tempfile.TemporaryDirectory() as folder,
        contextlib.redirect_stdout(printed),
    ):
        begun = time.monotonic()
        code = main(
            ["migrate", export, "--programme", "alerts", "--table", "table", "--text", "I agree to get alerts.",
             "--report", str(Path(folder) / "report.csv"),
             *(os.environ.get("ARGUMENTS", "").split() or ["--checkpoint", str(Path(folder) / "at.json")])],
            program=_PROGRAM,
        )  # fmt: skip
        seconds = time.monotonic() - begun
    summary = json.loads(printed.getvalue())
    print(json.dumps({"code": code, "seconds": seconds, "peak": _peak(), **summary}))


def _peak() -> float:
    """MiB. Not by getrusage, which begins with the memory of whoever started this process."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))) / 1024


if __name__ == "__main__":
    run(sys.argv[1])
