"""What the constructs cost: CPU time of ``python app.py`` against an app that makes the same resources from L1s."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.measure import cpu_seconds, medians
from tests.support.app import cdk_json_context, synth_app, templates

ENVIRONMENT = "local"


def measure(folder: Path, runs: int) -> tuple[dict[str, float], int]:
    """CPU seconds of one environment, of all, and of the floor; and the number of resources of one environment.

    :param folder: an empty folder for the assemblies.
    :param runs: how often each is run.
    """
    description = _describe(synth_app(folder / "model", environment=ENVIRONMENT))
    file = folder / "floor.json"
    file.write_text(json.dumps(description), encoding="utf-8")

    def synthesize(name: str, program: str, **context: str) -> float:
        variables = {
            "CDK_CONTEXT_JSON": json.dumps(cdk_json_context() | context),
            "CDK_OUTDIR": str(folder / name),
            "CDK_VALIDATION": "false",
            "FLOOR": str(file),
        }
        return cpu_seconds([program], environment=variables)

    taken = medians(
        runs,
        floor=lambda: synthesize("floor", "bench/floor.py"),
        one=lambda: synthesize("one", "app.py", environment=ENVIRONMENT),
        all=lambda: synthesize("all", "app.py"),
    )
    return taken, sum(len(resources) for resources in description.values())


def _describe(assembly: Path) -> dict[str, dict[str, Any]]:
    """The resources of each stack, as the templates have them."""
    return {stack: dict(template["Resources"]) for stack, template in templates(assembly).items()}
