"""What a review costs: its CPU time against that of parsing both assemblies and diffing them with the same library."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from pathlib import Path

from bench.measure import cpu_seconds, medians
from tests.support.app import synth_app

_RUN = "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))"
_DIFF = Path(__file__).parent / "programs" / "diff.mjs"


def table(runs: int = 5) -> None:
    """Print it."""
    with tempfile.TemporaryDirectory() as folder:
        taken = measure(Path(folder), runs)
    print(f"\nmedian of {runs} runs each, in turn\n")
    ratio = taken["review"] / taken["diff"]
    what = "python -m review, all environments, against parsing and diffing them (CPU s)"
    print(f"{what}: {taken['review']:.2f} / {taken['diff']:.2f} = {ratio:.2f} (aim: 3)")


def measure(folder: Path, runs: int) -> dict[str, float]:
    """CPU seconds of the review of all environments, and of the diff alone.

    :param folder: an empty folder for the assemblies.
    :param runs: how often each is run.
    """
    before = synth_app(folder / "before")
    after = _changed(before, folder / "after")
    node = shutil.which("node")
    if node is None:
        raise RuntimeError("node is not there; run it inside the virtual environment")
    report = str(folder / "report.md")

    def review(head: Path) -> float:
        return cpu_seconds(["-m", "bench.programs.review", str(before), str(head), report], environment={})

    return medians(
        runs,
        diff=lambda: cpu_seconds(["-c", _RUN, node, str(_DIFF), str(before), str(after)], environment={}),
        review=lambda: review(after),
    )


def _changed(assembly: Path, folder: Path) -> Path:
    """A copy in which every stack changes: tags, protection, and what functions may do."""
    shutil.copytree(assembly, folder)
    for file in folder.rglob("*.template.json"):
        template = json.loads(file.read_text("utf-8"))
        for resource in template["Resources"].values():
            properties = resource.get("Properties", {})
            if "Tags" in properties and isinstance(properties["Tags"], list):
                properties["Tags"] = [*properties["Tags"], {"Key": "team", "Value": "messaging"}]
        text = json.dumps(template)
        text = text.replace('"DeletionProtectionEnabled": true', '"DeletionProtectionEnabled": false')
        file.write_text(re.sub(r'"dynamodb:PutItem"', '"dynamodb:*"', text), "utf-8")
    return folder
