"""One sandbox for all examples, bootstrapped once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sandbox.process import Sandbox
from sandbox.settings import Settings
from tests.examples.deployed_example import DeployedExample
from tests.examples.example_cli import ExampleCli


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    settings = Settings(api_rate=0, parts_rate=0, carrier_delay=0.01, handset_delay=0.01)
    with Sandbox(settings=settings, log_level="ERROR") as running:
        cli = ExampleCli("voice", running.environment(), tmp_path_factory.mktemp("bootstrap"))
        cli.synth_changed()
        cli.bootstrap(f"aws://{running.settings.account_id}/{running.settings.region}")
        cli.close()
        yield running


@pytest.fixture
def deployed(sandbox: Sandbox, tmp_path: Path) -> Iterator[Callable[[str], DeployedExample]]:
    """Deploys an example; it is destroyed after the test, and nothing of it is left."""
    made: list[DeployedExample] = []

    def deploy(name: str) -> DeployedExample:
        made.append(DeployedExample(sandbox, name, tmp_path))
        return made[-1]

    yield deploy
    for each in made:
        each.destroy()
