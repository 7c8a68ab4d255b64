"""Templates as a reviewer wants to read them, and the logical ids that must never change."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from review.stateful import lost_with

FOLDER = Path(__file__).parent
STATEFUL_IDS = FOLDER / "stateful_ids.json"

_ASSET_HASH = re.compile(r"[0-9a-f]{64}")


def normalized(template: Mapping[str, Any]) -> dict[str, Any]:
    """The template without what says nothing about it: asset hashes, and the CDK's own bookkeeping."""
    kept = {key: value for key, value in template.items() if key not in {"Parameters", "Rules"}}
    for key in ("Parameters", "Rules"):
        own = {name: value for name, value in template.get(key, {}).items() if "BootstrapVersion" not in name}
        if own:
            kept[key] = own
    masked: dict[str, Any] = json.loads(_ASSET_HASH.sub("<asset hash>", json.dumps(kept)))
    masked.get("Resources", {}).pop("CDKMetadata", None)
    return masked


def snapshot_text(template: Mapping[str, Any]) -> str:
    """The normalized template as text: sorted, so that only real changes show."""
    return json.dumps(normalized(template), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def snapshot_file(stack: str) -> Path:
    """Where the snapshot of a stack is: ``Dev/Stateful`` is ``Dev/Stateful.json``."""
    return FOLDER / f"{stack}.json"


def committed_files() -> set[Path]:
    """Every committed snapshot."""
    return set(FOLDER.glob("*/*.json"))


def stateful_ids(templates: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """For each stack that holds any, the logical ids of its stateful resources with their types.

    Those are the types with which the review says something is lost: a new logical id would delete one and make
    another.
    """
    found = {
        stack: {
            logical_id: resource["Type"]
            for logical_id, resource in sorted(template.get("Resources", {}).items())
            if lost_with(resource["Type"]) is not None
        }
        for stack, template in templates.items()
    }
    return {stack: ids for stack, ids in found.items() if ids}


def committed_stateful_ids() -> dict[str, dict[str, str]]:
    """The ids that deployed stacks have by now."""
    if not STATEFUL_IDS.exists():
        return {}
    content: dict[str, dict[str, str]] = json.loads(STATEFUL_IDS.read_text(encoding="utf-8"))
    return content
