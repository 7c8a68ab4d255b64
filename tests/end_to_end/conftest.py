"""The app, deployed by the real CDK CLI into a sandbox of this test run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from sandbox.deployment import Deployment, Steps
from sandbox.journey import Journey
from sandbox.process import Sandbox
from tests.browser.conftest import new_page, page, watch

__all__ = ["journey", "new_page", "page", "running", "watch"]


@dataclass(frozen=True)
class Running:
    """A deployed environment."""

    sandbox: Sandbox
    deployment: Deployment

    @property
    def form_url(self) -> str:
        """The form, as a browser on this machine reaches it."""
        return self.sandbox.browser_url(self.deployment.outputs["FormUrl"])


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    """The environment ``local``. Tests use different phone numbers, so none disturbs another."""
    with Sandbox() as sandbox:
        deployment = Deployment(sandbox, "local", Steps(say=lambda _line: None))
        deployment.deploy()
        yield Running(sandbox, deployment)
        deployment.cli.close()


@pytest.fixture(scope="session")
def journey(running: Running) -> Journey:
    """A person's way through it."""
    return Journey(running.sandbox, running.deployment)
