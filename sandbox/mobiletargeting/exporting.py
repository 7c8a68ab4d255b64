"""What an export job writes: gzip files of JSON lines."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from typing import Any

from sandbox.mobiletargeting.job_files import Place

Json = dict[str, Any]

IN_PIECE = 10_000
"""Endpoints of a file."""


def pieces(job: Json, place: Place, endpoints: Sequence[Json]) -> Iterator[None]:
    """A file at a time."""
    starts = range(0, len(endpoints), IN_PIECE)
    job["TotalPieces"] = len(starts)
    yield
    for number, start in enumerate(starts):
        lines = [json.dumps(endpoint) for endpoint in endpoints[start : start + IN_PIECE]]
        body = gzip.compress(("\n".join(lines) + "\n").encode())
        place.write(f"{job['Id']}-part-{number:05}.gz", body)
        job["CompletedPieces"] += 1
        job["TotalProcessed"] += len(lines)
        yield
