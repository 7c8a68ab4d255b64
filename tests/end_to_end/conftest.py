"""The app, deployed by the real CDK CLI into sandboxes of this test run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox.cdk_cli import ENVIRONMENTS
from sandbox.company import Company
from sandbox.deployment import Deployment, Steps
from sandbox.journey import Journey
from sandbox.process import Sandbox
from sandbox.settings import Settings
from tests.browser.conftest import new_page, page, watch

__all__ = ["company", "journey", "new_page", "page", "raised", "running", "two_programmes", "watch"]

TEST_ENVIRONMENTS = Path(__file__).parents[1] / "support" / "environments"
# For environments of raised limits: the service takes what it is given, carriers are quick.
_RAISED = Settings(api_rate=0, parts_rate=0, carrier_delay=0.01, handset_delay=0.01)


@dataclass(frozen=True)
class Running:
    """A deployed environment."""

    sandbox: Sandbox
    deployment: Deployment
    company: Company

    @property
    def form_url(self) -> str:
        """The form, as a browser on this machine reaches it."""
        return self.sandbox.browser_url(self.deployment.outputs["FormUrl"])


@contextmanager
def deployed(environment: str, folder: Path = TEST_ENVIRONMENTS, settings: Settings | None = None) -> Iterator[Running]:
    """An environment in a sandbox of its own."""
    with Sandbox(settings=settings, log_level="ERROR") as sandbox:
        deployment = Deployment(sandbox, environment, Steps(say=lambda _line: None), folder=folder)
        try:
            deployment.deploy()
            yield Running(sandbox, deployment, Company(sandbox, deployment))
        finally:
            deployment.cli.close()


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    """The environment ``local``. Tests use different phone numbers, so none disturbs another.

    Its limits are those of every environment: 20 sign-ups from an address in ten minutes are all that tests have, and
    ten texts an hour to numbers that differ in their last three digits only.
    """
    with deployed("local", ENVIRONMENTS) as environment:
        yield environment


@pytest.fixture(scope="session")
def company(running: Running) -> Company:
    """Its company."""
    return running.company


@pytest.fixture(scope="session")
def journey(running: Running) -> Journey:
    """A person's way through it."""
    return Journey(running.sandbox, running.company, running.deployment)


@pytest.fixture(scope="package")
def raised() -> Iterator[Running]:
    """An environment of raised limits, where the service's quotas are lifted too."""
    with deployed("flood", settings=_RAISED) as environment:
        yield environment


@pytest.fixture(scope="module")
def two_programmes() -> Iterator[Running]:
    """Two programmes on the same numbers, one of them with promotional texts and with pages in two languages."""
    with deployed("two-programmes", settings=_RAISED) as environment:
        yield environment


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured."""
    figures = [
        f"{name}: {value}"
        for report in terminalreporter.stats.get("passed", [])
        if report.when == "call"
        for name, value in report.user_properties
    ]
    if figures:
        terminalreporter.section("figures")
        terminalreporter.write_line("\n".join(figures))
