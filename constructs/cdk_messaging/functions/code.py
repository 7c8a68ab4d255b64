"""What all functions of the library run on, and how their packages become assets."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from aws_cdk import aws_lambda as lambda_

RUNTIME = lambda_.Runtime.PYTHON_3_14
"""The one place that names the runtime."""

ARCHITECTURE = lambda_.Architecture.ARM_64
"""What all functions run on."""


@cache
def package_files(folder: Path) -> dict[str, bytes]:
    """The sources of the Python package in ``folder``, under its name; no caches, nothing else."""
    return {f"{folder.name}/{path.relative_to(folder)}": path.read_bytes() for path in sorted(folder.rglob("*.py"))}
