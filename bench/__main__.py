"""``make bench``: prints the tables. ``python -m bench costs 11`` takes the median of eleven runs instead of five.

``python -m bench costs``, ``endpoint-files``, ``flood``, ``migration``, ``probing``, ``review`` or ``tenants`` prints
one of them; a number behind it is that of the runs, megabytes, people, endpoints or requests.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from bench import endpoint_files, flood, functions, migration, probing, review, synthesis, tenants
from bench.deployed import deployed

RUNS = 5


def costs(runs: int = RUNS) -> None:
    """What constructs and functions cost, against a floor."""
    with tempfile.TemporaryDirectory() as folder:
        synth, resources = synthesis.measure(Path(folder), runs)
        function = functions.measure(Path(folder), runs)
    print(f"\nmedian of {runs} runs each, in turn\n")
    print(f"{'what':<58}{'measured':>16}{'floor':>12}{'ratio':>8}{'aim':>8}")
    rows = [
        (f"python app.py, one environment, {resources} resources (CPU s)", synth["one"], synth["floor"], "1.3"),
        ("python app.py, all environments against one (CPU s)", synth["all"], synth["one"], "2"),
        ("sign-up function, imports and clients (CPU s)", function["function"], function["bare"], "1.25"),
    ]
    for what, measured, floor, aim in rows:
        print(f"{what:<58}{measured:>16.3f}{floor:>12.3f}{measured / floor:>8.2f}{aim:>8}")
    print(f"{'sign-up function, a request, AWS from memory (CPU ms)':<58}{function['request']:>16.3f}{'':>20}{'2':>8}")


def crowd(people: int = flood.PEOPLE) -> None:
    """What becomes of a flood of sign-ups."""
    with deployed() as target:
        rows = flood.measure(target, people)
    print()
    for what, value in rows:
        print(f"{what:<62}{value}")


def guesses(requests: int = probing.REQUESTS) -> None:
    """How well response times tell who is subscribed."""
    with deployed() as target:
        differences = probing.measure(target, requests)
    print(f"\n{requests} requests of each kind, in random order\n")
    print(f"{'what':<30}{'median ms':>18}{'area':>8}{'advantage':>12}")
    for each in differences:
        medians = " / ".join(f"{value:.1f}" for value in each.median_ms)
        print(f"{each.what:<30}{medians:>18}{each.area:>8.3f}{each.advantage:>12.3f}")


def customers(runs: int = tenants.RUNS) -> None:
    """Whether a tenant costs as much among many as among few."""
    with tempfile.TemporaryDirectory() as folder:
        cost = tenants.measure(Path(folder), runs)
    few, many = (1000 * seconds for seconds in cost.per_tenant())
    print(f"\nsynthesis of a tenant (CPU ms): {few:.1f} among {tenants.FEW}, {many:.1f} among {tenants.MANY}")
    print(f"ratio {cost.ratio():.2f}, aim 1.3")


def comers(endpoints: int = migration.ENDPOINTS) -> None:
    """Whether a million endpoints need more memory than ten thousand, and how many are migrated a second."""
    with tempfile.TemporaryDirectory() as folder:
        runs = migration.measure(Path(folder), endpoints)
    print(f"\n{'what':<40}{'endpoints':>12}{'a second':>12}{'peak MiB':>12}")
    for run in runs:
        print(f"{run.what:<40}{run.endpoints:>12,}{run.rate:>12,.0f}{run.peak:>12.0f}")


TABLES: Mapping[str, Callable[..., None]] = {
    "costs": costs,
    "endpoint-files": endpoint_files.table,
    "flood": crowd,
    "migration": comers,
    "probing": guesses,
    "review": review.table,
    "tenants": customers,
}


def main(arguments: list[str]) -> None:
    """Measure and print."""
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {os.cpu_count()} CPUs, {_cpu()}, load {load:.1f}")
    for table in arguments[:1] or TABLES:
        TABLES[table](*map(int, arguments[1:]))


def _cpu() -> str:
    """The processor's name, where the system tells it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    main(sys.argv[1:])
