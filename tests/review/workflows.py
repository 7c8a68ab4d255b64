"""The workflows as data, and their scripts run as a runner does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.support.app import ROOT

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
NAMES = [file.stem for file in FILES]
CREDENTIALS = "aws-actions/configure-aws-credentials@"
FAKE_GH = """#!/bin/sh
echo "$@" >> calls
case "$*" in *--jq*) cat existing;; esac
"""


@dataclass(frozen=True)
class Step:
    """A step that runs a script.

    :param variables: its environment and that of its job, as written.
    :param needs_account: whether its job has taken credentials of AWS before.
    """

    workflow: str
    job: str
    name: str
    script: str
    variables: Mapping[str, str]
    needs_account: bool

    def __str__(self) -> str:
        return f"{self.workflow}-{self.job}-{self.name}"


def jobs(name: str) -> Mapping[str, Any]:
    """The jobs of a workflow."""
    found: Mapping[str, Any] = yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))["jobs"]
    return found


def steps() -> list[Step]:
    """Every script of every workflow."""
    found: list[Step] = []
    for workflow in NAMES:
        for job, content in jobs(workflow).items():
            needs_account = False
            for step in content["steps"]:
                needs_account |= step.get("uses", "").startswith(CREDENTIALS)
                if "run" in step:
                    variables = {**content.get("env", {}), **step.get("env", {})}
                    found.append(Step(workflow, job, step["name"], step["run"], variables, needs_account))
    return found


def script_of(workflow: str, job: str, name: str) -> str:
    """The script of one step."""
    (found,) = [step.script for step in steps() if (step.workflow, step.job, step.name) == (workflow, job, name)]
    return found


def run_script(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """As a runner does: bash that stops at the first failure. Programs in the folder come before all others."""
    path = os.pathsep.join([str(folder), str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def write_fake_gh(folder: Path, existing: str) -> None:
    """A ``gh`` that notes how it is called, and answers a query with what exists."""
    (folder / "existing").write_text(existing, "utf-8")
    program = folder / "gh"
    program.write_text(FAKE_GH, "utf-8")
    program.chmod(0o755)
