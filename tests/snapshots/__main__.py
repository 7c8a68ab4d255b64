"""``make snapshots``: writes the snapshots anew. New stateful ids are added; gone ones stay, to be removed by hand."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.snapshots.templates import (
    STATEFUL_IDS,
    committed_files,
    committed_stateful_ids,
    snapshot_file,
    snapshot_text,
    stateful_ids,
)
from tests.support.app import synth_app, templates


def main() -> int:
    """Write every file, remove those of stacks that are gone."""
    with tempfile.TemporaryDirectory() as folder:
        current = templates(synth_app(Path(folder) / "cdk.out"))
    for stack, template in current.items():
        file = snapshot_file(stack)
        file.parent.mkdir(exist_ok=True)
        file.write_text(snapshot_text(template), encoding="utf-8")
    for file in committed_files() - {snapshot_file(stack) for stack in current}:
        file.unlink()
    _write_stateful_ids(current)
    return 0


def _write_stateful_ids(current: Mapping[str, Mapping[str, Any]]) -> None:
    ids = committed_stateful_ids()
    for stack, found in stateful_ids(current).items():
        ids[stack] = ids.get(stack, {}) | found
    STATEFUL_IDS.write_text(json.dumps(ids, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
