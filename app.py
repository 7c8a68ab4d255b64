"""The app: a stage for each file of ``environments/``.

``cdk -c environment=dev ...`` makes only that one, which is quicker; ``cdk -c environments=DIR ...`` reads another
folder.
"""

from __future__ import annotations

import gc

# A synthesis makes hundreds of thousands of objects that live until its end: collecting costs a tenth of its time.
gc.disable()

import sys
from pathlib import Path

import aws_cdk as cdk

from stacks.environment import InvalidEnvironment, load_environment, load_environments
from stacks.stage import EnvironmentStage

ENVIRONMENTS = Path(__file__).parent / "environments"


def main() -> None:
    """Synthesize."""
    app = cdk.App()
    folder = Path(app.node.try_get_context("environments") or ENVIRONMENTS)
    only = app.node.try_get_context("environment")
    try:
        environments = load_environments(folder) if only is None else [load_environment(folder / f"{only}.toml")]
    except InvalidEnvironment as problem:
        sys.exit(str(problem))
    for environment in environments:
        EnvironmentStage(app, environment=environment)
    app.synth()


if __name__ == "__main__":
    main()
