"""Environments of this repository with changes, synthesized in this process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aws_cdk as cdk

from stacks.environment import load_environment
from stacks.stage import EnvironmentStage
from tests.support.app import ROOT, cdk_json_context, templates


def synth_variant(
    output: Path, environment: str, *, folder: Path = ROOT / "environments", **changes: Any
) -> dict[str, Mapping[str, Any]]:
    """The templates of an environment whose file said something else, by the stack's id: ``Stateful``.

    :param output: where the cloud assembly goes.
    :param environment: name of the file.
    :param folder: where the file is. Default: - with the app's own
    :param changes: keys of :class:`stacks.environment.Environment` and their values.
    """
    changed = load_environment(folder / f"{environment}.toml").model_copy(update=changes)
    app = cdk.App(context=cdk_json_context(), outdir=str(output))
    EnvironmentStage(app, environment=changed)
    app.synth()
    return {name.split("/")[1]: template for name, template in templates(output).items()}
