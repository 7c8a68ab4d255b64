"""Runs a command on a file of endpoints, and prints seconds and peak memory in bytes, as JSON on one line."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
from pathlib import Path

from cdk_messaging.pinpoint.__main__ import main


def _peak() -> int:
    """Not by getrusage, which begins with the memory of whoever started this process."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))) * 1024


def run(words: list[str]) -> None:
    """Run one command."""
    begin = time.monotonic()
    with contextlib.redirect_stdout(io.StringIO()):
        code = main(words)
    print(json.dumps({"code": code, "seconds": time.monotonic() - begin, "peak": _peak()}))


if __name__ == "__main__":
    run(sys.argv[1:])
