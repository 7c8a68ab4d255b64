"""Cloud assemblies of a few resources, as ``cdk synth`` writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Resources = Mapping[str, Any]


def write(
    folder: Path, environments: Mapping[str, Mapping[str, Resources]], *, termination_protection: bool = False
) -> Path:
    """Write an assembly.

    :param environments: resources by stack by environment; the environment "" is an app without stages.
    """
    artifacts: dict[str, Any] = {}
    for environment, stacks in environments.items():
        if environment:
            _manifest(folder / f"assembly-{environment}", _stacks(folder, environment, stacks, termination_protection))
            properties = {"directoryName": f"assembly-{environment}", "displayName": environment}
            artifacts[f"assembly-{environment}"] = {"type": "cdk:cloud-assembly", "properties": properties}
        else:
            artifacts |= _stacks(folder, environment, stacks, termination_protection)
    _manifest(folder, artifacts)
    return folder


def resource(kind: str, path: str = "", /, **properties: Any) -> dict[str, Any]:
    """A resource with its construct's path."""
    found: dict[str, Any] = {"Type": kind, "Properties": properties}
    return {**found, "Metadata": {"aws:cdk:path": path}} if path else found


def role(*statements: Mapping[str, Any], trust: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A role with an inline policy."""
    trusted = trust or {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    return resource(
        "AWS::IAM::Role",
        AssumeRolePolicyDocument={"Statement": [trusted]},
        Policies=[{"PolicyName": "Own", "PolicyDocument": {"Statement": list(statements)}}],
    )


def allow(action: str | list[str], on: Any = "*", **more: Any) -> dict[str, Any]:
    """A statement that allows."""
    return {"Effect": "Allow", "Action": action, "Resource": on, **more}


def _stacks(
    folder: Path, environment: str, stacks: Mapping[str, Resources], termination_protection: bool
) -> dict[str, Any]:
    inside = folder / f"assembly-{environment}" if environment else folder
    inside.mkdir(parents=True, exist_ok=True)
    artifacts = {}
    for name, resources in stacks.items():
        (inside / f"{name}.template.json").write_text(json.dumps({"Resources": resources}), "utf-8")
        artifacts[name] = {
            "type": "aws:cloudformation:stack",
            "environment": "aws://unknown-account/eu-central-1",
            "displayName": f"{environment}/{name}" if environment else name,
            "properties": {
                "templateFile": f"{name}.template.json",
                "terminationProtection": termination_protection,
            },
        }
    return artifacts


def _manifest(folder: Path, artifacts: Mapping[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "manifest.json").write_text(json.dumps({"version": "55.0.0", "artifacts": artifacts}), "utf-8")
