"""Endpoints of an export into the consent table: how many a second, and whether more of them need more memory."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measure import ROOT

ENDPOINTS = 1_000_000
_PART = 100  # a hundredth of them is what the memory is compared with
_BOTO3 = 20_000  # are enough to tell the rate with boto3's own client
_FILES = 10


@dataclass(frozen=True)
class Run:
    """One migration.

    :param what: it was.
    :param endpoints: of the export.
    :param rate: endpoints a second.
    :param peak: memory of the process, MiB.
    """

    what: str
    endpoints: int
    rate: float
    peak: float


def measure(folder: Path, endpoints: int) -> list[Run]:
    """The runs.

    :param folder: an empty folder for the exports.
    :param endpoints: of the largest.
    """
    few, many = _export(folder / "few", endpoints // _PART), _export(folder / "many", endpoints)
    boto3 = _export(folder / "boto3", min(_BOTO3, endpoints))
    return [
        _run("migrated", few, endpoints // _PART),
        _run("migrated", many, endpoints),
        _run("dry run", few, endpoints // _PART, arguments="--dry-run"),
        _run("dry run", many, endpoints, arguments="--dry-run"),
        _run("migrated, with boto3's own client", boto3, min(_BOTO3, endpoints), client="boto3"),
    ]


def _run(what: str, export: Path, endpoints: int, *, client: str = "memory", arguments: str = "") -> Run:
    done = subprocess.run(
        [sys.executable, "-m", "bench.programs.migration", str(export)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "constructs"), "CLIENT": client, "ARGUMENTS": arguments},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    if told["endpoints"] != endpoints:
        raise RuntimeError(f"{told['endpoints']} of {endpoints} endpoints were read")
    return Run(what, endpoints, endpoints / told["seconds"], told["peak"])


def _export(folder: Path, endpoints: int) -> Path:
    """An export like Pinpoint's: every tenth has opted out, every tenth is an e-mail address, every hundredth has no
    proof."""
    folder.mkdir()
    for file in range(_FILES):
        with gzip.open(folder / f"{file:02}.gz", "wt", compresslevel=1) as lines:
            for index in range(file, endpoints, _FILES):
                lines.write(json.dumps(_endpoint(index)) + "\n")
    return folder


def _endpoint(index: int) -> dict[str, Any]:
    email, proved = index % 10 == 1, index % 100 != 2
    return {
        "Id": f"{index:032x}",
        "ApplicationId": "810c7aab86d42fb2b56c8c966example",
        "ChannelType": "EMAIL" if email else "SMS",
        "Address": f"person{index}@example.com" if email else f"+1206{index:07}",
        "EndpointStatus": "ACTIVE",
        "OptOut": "ALL" if index % 10 == 0 else "NONE",
        "EffectiveDate": "2025-04-01T10:00:00.000Z",
        "Attributes": {"OptInTimestamp": ["2025-03-01T10:00:00Z"], "Source": ["Spring"]} if proved else {},
        "User": {"UserId": f"user-{index}", "UserAttributes": {"FirstName": ["Ada"], "LastName": ["Lovelace"]}},
    }
