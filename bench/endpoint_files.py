"""What checking and writing files of endpoints needs: memory must not grow with the file."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SMALL_MEGABYTES = 1
LARGE_MEGABYTES = 100
PROGRAM = Path(__file__).parent / "programs" / "endpoint_files.py"
_INTERESTS = ("Music", "Books", "Films", "Travel")


@dataclass(frozen=True)
class Need:
    """What a command needed for a file.

    :param peak: most bytes of memory that it held.
    """

    endpoints: int
    seconds: float
    peak: int


def measure(folder: Path, megabytes: int) -> dict[str, tuple[Need, Need]]:
    """Commands, and what each needed for a small and for a large file."""
    files = {size: _file(folder / f"of-{size}.json", size) for size in (SMALL_MEGABYTES, megabytes)}
    small, large = files[SMALL_MEGABYTES], files[megabytes]
    commands = {
        "lint": ["lint"],
        "write, to JSON": ["write", "--as", "JSON"],
        "write, to CSV": ["write", "--as", "CSV"],
    }
    return {name: (_run(words, *small), _run(words, *large)) for name, words in commands.items()}


def _file(path: Path, megabytes: int) -> tuple[Path, int]:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        while file.tell() < megabytes * 1_000_000:
            lines = (json.dumps(_endpoint(count + number)) for number in range(500))
            file.write("\n".join(lines) + "\n")
            count += 500
    return path, count


def _endpoint(number: int) -> dict[str, object]:
    """About as large as endpoints are, with an id and a user of its own."""
    return {
        "Id": f"endpoint-{number:012}",
        "ChannelType": "SMS",
        "Address": f"+1206{number:08}",
        "OptOut": "NONE",
        "Location": {"Country": "US", "City": "Seattle", "Latitude": 47.6, "Longitude": -122.3},
        "Demographic": {"Platform": "iOS", "Make": "Apple", "Timezone": "America/Los_Angeles"},
        "Attributes": {"Interests": [_INTERESTS[number % 4], "Cooking"], "Source": ["web"]},
        "Metrics": {"orders": number % 50},
        "User": {"UserId": f"user-{number:012}", "UserAttributes": {"FirstName": ["Ada"]}},
    }


def _run(words: Sequence[str], path: Path, count: int) -> Need:
    target = ["--to", f"{path}.{words[-1]}"] if "--as" in words else []
    done = subprocess.run(
        [sys.executable, str(PROGRAM), *words, str(path), *target], capture_output=True, text=True, check=False
    )
    if done.returncode != 0 or (told := json.loads(done.stdout.splitlines()[-1]))["code"] != 0:
        raise RuntimeError(f"{' '.join(words)} failed: {done.stdout}{done.stderr}")
    return Need(count, told["seconds"], told["peak"])


def table(megabytes: int = LARGE_MEGABYTES) -> None:
    """Print what was measured."""

    with tempfile.TemporaryDirectory() as folder:
        needs = measure(Path(folder), megabytes)
    print(f"\nfiles of {SMALL_MEGABYTES} MB and {megabytes} MB\n")
    print(f"{'what':<18}{'endpoints':>11}{'endpoints/s':>13}{'peak MB':>16}{'ratio':>8}{'aim':>6}")
    for what, (small, large) in needs.items():
        peaks = f"{small.peak / 1e6:.1f} / {large.peak / 1e6:.1f}"
        rate = large.endpoints / large.seconds
        print(f"{what:<18}{large.endpoints:>11,}{rate:>13,.0f}{peaks:>16}{large.peak / small.peak:>8.2f}{'1.2':>6}")
