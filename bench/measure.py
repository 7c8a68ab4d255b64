"""Runs commands in turn and tells the median of what they took."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]


def medians(runs: int, **tasks: Callable[[], float]) -> dict[str, float]:
    """The median of each task, all of them run in turn so that a busy moment of the machine hits all alike.

    :param runs: how often each task is run. The first run of each, which fills caches, is not counted on top.
    """
    values: dict[str, list[float]] = {name: [] for name in tasks}
    for run in range(runs + 1):
        for name, task in tasks.items():
            _progress(f"{name} {run}/{runs}")
            value = task()
            if run:
                values[name].append(value)
    _progress("")
    return {name: statistics.median(taken) for name, taken in values.items()}


def _progress(what: str) -> None:
    """On one line of a terminal that is written over; nowhere else."""
    if sys.stderr.isatty():
        print(f"\r{what:<60}\r", end="", file=sys.stderr, flush=True)


def cpu_seconds(command: Sequence[str], *, environment: Mapping[str, str]) -> float:
    """The CPU time, user and system, of a Python command and of everything that it starts and waits for."""
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=_surroundings(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    complaints = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed:\n{complaints}")
    return usage.ru_utime + usage.ru_stime


def printed_number(command: Sequence[str], *, environment: Mapping[str, str]) -> float:
    """What a Python command prints on its last line, as a number."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=_surroundings(environment),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return float(done.stdout.splitlines()[-1])


def _surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    """This process's environment with more; compiled Python is kept, or every run would compile all of the CDK."""
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environment}
