"""``make bench``: prints the table. ``python -m bench 11`` takes the median of eleven runs instead of five."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from pathlib import Path

from bench import functions, synthesis

RUNS = 5


def main(runs: int) -> None:
    """Measure everything and print it."""
    with tempfile.TemporaryDirectory() as folder:
        synth, resources = synthesis.measure(Path(folder), runs)
        function = functions.measure(Path(folder), runs)
    print(f"median of {runs} runs each, in turn; Python {platform.python_version()}, {os.cpu_count()} CPUs, {_cpu()}\n")
    print(f"{'what':<58}{'measured':>16}{'floor':>12}{'ratio':>8}{'aim':>8}")
    rows = [
        (f"python app.py, one environment, {resources} resources (CPU s)", synth["one"], synth["floor"], "1.3"),
        ("python app.py, all environments against one (CPU s)", synth["all"], synth["one"], "2"),
        ("sign-up function, imports and clients (CPU s)", function["function"], function["bare"], "1.25"),
    ]
    for what, measured, floor, aim in rows:
        print(f"{what:<58}{measured:>16.3f}{floor:>12.3f}{measured / floor:>8.2f}{aim:>8}")
    print(f"{'sign-up function, a request, AWS from memory (CPU ms)':<58}{function['request']:>16.3f}{'':>20}{'2':>8}")


def _cpu() -> str:
    """The processor's name, where the system tells it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
