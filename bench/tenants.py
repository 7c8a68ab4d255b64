"""Whether a tenant costs as much among 200 as among 20: CPU time of the synthesis, without what an empty app takes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from bench.measure import cpu_seconds, medians
from tests.support.app import cdk_json_context

FEW, MANY = 20, 200
RUNS = 3


@dataclass(frozen=True)
class Cost:
    """CPU seconds of a synthesis.

    :param empty: without tenants.
    :param few: with ``FEW``.
    :param many: with ``MANY``.
    """

    empty: float
    few: float
    many: float

    def per_tenant(self) -> tuple[float, float]:
        """Seconds a tenant among few, and among many, beyond the empty app."""
        return (self.few - self.empty) / FEW, (self.many - self.empty) / MANY

    def ratio(self) -> float:
        """What a tenant costs among many, against among few."""
        few, many = self.per_tenant()
        return many / few


def measure(folder: Path, runs: int) -> Cost:
    """The medians of so many runs.

    :param folder: an empty folder for the assemblies.
    """

    def synthesize(tenants: int) -> float:
        variables = {
            "CDK_CONTEXT_JSON": json.dumps(cdk_json_context()),
            "CDK_OUTDIR": str(folder / str(tenants)),
            "CDK_VALIDATION": "false",
            "TENANTS": str(tenants),
        }
        return cpu_seconds(["-m", "bench.programs.tenants"], environment=variables)

    taken = medians(runs, empty=lambda: synthesize(0), few=lambda: synthesize(FEW), many=lambda: synthesize(MANY))
    return Cost(**taken)
