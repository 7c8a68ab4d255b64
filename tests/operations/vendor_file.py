"""Rows of another vendor's file, and what a report says of them."""

from __future__ import annotations

import csv
from pathlib import Path

HEAD = "number,action,time,text,proof_url,kinds\n"
IN = "2025-03-01T10:00:00Z"


def results(report: Path) -> list[tuple[str, ...]]:
    with report.open(encoding="utf-8", newline="") as content:
        return [(row["row"], row["result"], row["reason"]) for row in csv.DictReader(content)]


def opt_in(number: str, time: str = IN, text: str = "I agreed.") -> str:
    return f"{number},opt-in,{time},{text},,\n"


def opt_out(number: str, time: str = "2025-04-01T10:00:00Z") -> str:
    return f"{number},opt-out,{time},,,\n"
