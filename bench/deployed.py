"""The environment of raised limits, in a sandbox that holds nothing back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sandbox.cdk_cli import ROOT
from sandbox.company import Company, wait
from sandbox.crowd import unsettled
from sandbox.deployment import Deployment, Steps
from sandbox.process import Sandbox
from sandbox.settings import Settings

_SETTLES_WITHIN_SECONDS = 3600.0


@dataclass(frozen=True)
class Deployed:
    """A deployment that runs.

    :param say: takes lines of progress.
    """

    sandbox: Sandbox
    deployment: Deployment
    company: Company
    say: Callable[[str], None]

    def wait_until_settled(self) -> None:
        """Until every text that waits is sent or has another outcome."""
        table = self.deployment.outputs["ConsentTableName"]

        def waiting() -> int:
            return unsettled(self.sandbox, table, self.deployment.region, self.deployment.programme)

        wait(lambda: waiting() == 0, "texts are still waiting", patience=_SETTLES_WITHIN_SECONDS, poll=3)


@contextmanager
def deployed() -> Iterator[Deployed]:
    """Deploy, and clean up afterwards."""
    settings = Settings(api_rate=0, parts_rate=0, carrier_delay=0.01, handset_delay=0.01)
    with Sandbox(settings=settings, log_level="ERROR") as sandbox:
        steps = Steps(say=_say)
        deployment = Deployment(sandbox, "flood", steps, folder=ROOT / "tests" / "support" / "environments")
        try:
            deployment.deploy()
            yield Deployed(sandbox, deployment, Company(sandbox, deployment), _say)
        finally:
            deployment.cli.close()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
