"""List the ids of endpoints that were exported; Amazon Pinpoint has no operation that lists them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from . import exports
from .progress import say

HELP = "list the ids of the endpoints in an export, one a line"
DONE, FAULTY, WRONG = 0, 1, 2
EPILOG = (
    "Exit codes: 0 done; 1 lines of the export hold no endpoint; 2 the export cannot be read. Exports hold personal "
    "data: delete them when they are done with."
)
_PAUSE = 100_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("export", nargs="+", help="a file or folder, or s3://bucket/prefix, of gzip JSON lines")


def run(given: argparse.Namespace) -> int:
    """List."""
    listed = wrong = 0
    try:
        files = exports.find_files(given.export, s3=_s3)
        for position, found in exports.endpoints(files):
            identity = found.get("Id") if isinstance(found, Mapping) else None
            if isinstance(identity, str) and identity:
                sys.stdout.write(identity + "\n")
                listed += 1
            else:
                wrong += 1
                say(f"line {position:,} of the export: {found if isinstance(found, str) else 'the endpoint has no Id'}")
            if position % _PAUSE == 0:
                say(f"listed: {listed:,} ids ...")
        sys.stdout.flush()
    except (exports.ExportProblem, BotoCoreError, ClientError) as problem:
        say(str(problem))
        return WRONG
    say(f"{listed:,} ids in {len(files):,} files; {wrong:,} lines without")
    return FAULTY if wrong else DONE


def _s3() -> Any:
    import boto3  # noqa: PLC0415 - takes its time, and files on the disk need none

    make: Any = boto3.client
    return make("s3")
