"""Runs this repository's app the way the CDK CLI does: cdk.json's context, an output folder, a process of its own."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TEST_ENVIRONMENTS = Path(__file__).parent / "environments"
"""Environments that only tests deploy."""


def cdk_json_context() -> dict[str, Any]:
    """The feature flags of cdk.json. ``cdk.App()`` outside the CLI reads none of them by itself."""
    content: dict[str, Any] = json.loads((ROOT / "cdk.json").read_text(encoding="utf-8"))
    context: dict[str, Any] = content["context"]
    return context


def run_app(
    output: Path,
    *,
    environment: str | None = None,
    environments: Path | None = None,
    validate: bool = False,
    command: Sequence[str] = ("app.py",),
    variables: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Synthesize in a process of its own.

    :param output: where the cloud assembly goes.
    :param environment: name of the only environment to synthesize. Default: - all
    :param environments: folder of the environments. Default: - the app's own
    :param validate: whether the CDK's built-in template validation runs. It takes seconds.
    :param command: the Python file to run, from the repository's root, and its arguments.
    :param variables: more environment variables.
    """
    chosen = {"environment": environment, "environments": None if environments is None else str(environments)}
    context = cdk_json_context() | {key: value for key, value in chosen.items() if value is not None}
    surroundings = {
        **os.environ,
        "CDK_CONTEXT_JSON": json.dumps(context),
        "CDK_OUTDIR": str(output),
        "CDK_VALIDATION": "true" if validate else "false",
        "PYTHONPATH": str(ROOT),
        **(variables or {}),
    }
    whole = [sys.executable, *command]
    return subprocess.run(whole, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)


def synth_app(output: Path, *, environment: str | None = None, environments: Path | None = None) -> Path:
    """Synthesize the app, or one environment of it, and return the folder of the assembly.

    :param environments: folder of the environments. Default: - the app's own
    """
    done = run_app(output, environment=environment, environments=environments)
    if done.returncode != 0:
        raise AssertionError(f"python app.py failed with {done.returncode}:\n{done.stdout}{done.stderr}")
    return output


def template_files(assembly: Path) -> dict[str, Path]:
    """Every stack's template, by the path that the CLI shows: ``Dev/Stateful``."""
    return {display_name: path for display_name, (path, _) in stacks(assembly).items()}


def stacks(assembly: Path) -> dict[str, tuple[Path, dict[str, Any]]]:
    """Every stack's template file and its entry in the manifest, by the path that the CLI shows."""
    found: dict[str, tuple[Path, dict[str, Any]]] = {}
    manifest = json.loads((assembly / "manifest.json").read_text(encoding="utf-8"))
    for artifact in manifest.get("artifacts", {}).values():
        properties = artifact.get("properties", {})
        if artifact["type"] == "cdk:cloud-assembly":
            found |= stacks(assembly / properties["directoryName"])
        elif artifact["type"] == "aws:cloudformation:stack":
            found[artifact["displayName"].split(" ")[0]] = (assembly / properties["templateFile"], artifact)
    return dict(sorted(found.items()))


@functools.cache
def read_template(path: Path) -> Mapping[str, Any]:
    """A template as data; read once, never to be changed."""
    content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def templates(assembly: Path) -> dict[str, Mapping[str, Any]]:
    """Every stack's template as data, by the path that the CLI shows."""
    return {name: read_template(path) for name, path in template_files(assembly).items()}
