"""An environment of this repository, deployed into a sandbox."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sandbox.cdk_cli import ENVIRONMENTS, CdkCli, CliError, print_now
from sandbox.leftovers import leftovers
from sandbox.process import Sandbox

EDGE_REGION = "us-east-1"
CAPTCHA_SECRET = "1x0000000000000000000000000000000AA"
"""Cloudflare's secret key for tests; any other would do."""


class Steps:
    """Says what is going on and how long it took."""

    def __init__(self, say: Callable[[str], None] = print_now) -> None:
        self._say = say
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done inside; a failure is told with its time, too."""
        self._say(f"… {name}")
        begin = time.monotonic()
        outcome = "✗"
        try:
            yield
            outcome = "✓"
        finally:
            took = time.monotonic() - begin
            self.seconds[name] = self.seconds.get(name, 0.0) + took
            self._say(f"{outcome} {name} {took:.1f} s")


class Deployment:
    """Bootstraps, deploys and destroys one environment with the real CLI.

    ``outputs`` are those of all its stacks, ``opt_in_stack`` is the name of the one that operators' commands work on.

    :param sandbox: where to.
    :param environment: name of the file in the folder, without ``.toml``.
    :param steps: told of the progress.
    :param folder: of environments. Default: - ``environments/``
    :raises FileNotFoundError: there is no such file.
    """

    def __init__(self, sandbox: Sandbox, environment: str, steps: Steps, *, folder: Path = ENVIRONMENTS) -> None:
        self._sandbox = sandbox
        self._steps = steps
        path = folder / f"{environment}.toml"
        if not path.is_file():
            known = ", ".join(sorted(file.stem for file in folder.glob("*.toml")))
            raise FileNotFoundError(
                f"environment {environment!r} has no file {path.name} in {folder.name}/; known: {known}"
            )
        self._settings: dict[str, Any] = tomllib.loads(path.read_text())
        self.region: str = self._settings["region"]
        self.cli = CdkCli(environment, sandbox.environment(region=self.region), folder=folder, say=print_now)
        self.outputs: dict[str, str] = {}
        self.opt_in_stack = ""

    @property
    def captcha_verify_url(self) -> str:
        """Whom the deployment asks whether a CAPTCHA was solved."""
        return str(self._settings["captcha"]["verify_url"])

    @property
    def programme(self) -> str:
        """The id of the environment's first programme."""
        return str(self._settings["programmes"][0]["id"])

    @property
    def self_managed_opt_outs(self) -> bool:
        """Whether AWS leaves STOP and HELP to the deployment."""
        return bool(self._settings.get("opt_outs") == "self-managed")

    def deploy(self) -> None:
        """From nothing to a running environment."""
        with self._steps.step("synthesize"):
            self.cli.synth()
        with self._steps.step("bootstrap"):
            account = self._sandbox.settings.account_id
            regions = dict.fromkeys((self.region, EDGE_REGION))
            self.cli.bootstrap(*(f"aws://{account}/{region}" for region in regions))
        self._seed_existing_origination()
        self._seed_captcha_secret()
        with self._steps.step("deploy"):
            stacks = self.cli.outputs()
        self.outputs = {name: value for stack in stacks.values() for name, value in stack.items()}
        self.opt_in_stack = next(name for name, outputs in stacks.items() if "FormUrl" in outputs)

    def assert_unchanged(self) -> None:
        """A second deployment finds nothing to do, and there is no difference.

        :raises CliError: otherwise, with what the CLI printed.
        """
        again = self.cli.deploy()
        stacks = self._stacks()
        if again.count("(no changes)") != len(stacks):
            raise CliError(f"a second deployment changed something:\n{again}")
        self.cli.diff()

    def assert_gone(self) -> None:
        """Nothing but the CLI's own toolkit is left.

        :raises CliError: otherwise, with what is still there.
        """
        left = [
            each for region in dict.fromkeys((self.region, EDGE_REGION)) for each in leftovers(self._sandbox, region)
        ]
        if left:
            raise CliError(f"this is left after destroy: {', '.join(left)}")

    def _stacks(self) -> list[str]:
        names = [
            stack["StackName"]
            for region in dict.fromkeys((self.region, EDGE_REGION))
            for stack in self._sandbox.client("cloudformation", region=region).describe_stacks()["Stacks"]
        ]
        return [name for name in names if name != "CDKToolkit"]

    @property
    def _existing(self) -> dict[str, Any] | None:
        origination = self._settings["origination"]
        return origination if origination["kind"] == "existing" else None

    def _seed_existing_origination(self) -> None:
        """What an environment imports has to be there already, as it is in a company's account."""
        origination = self._existing
        if origination is None:
            return
        with self._steps.step("lease the numbers that the environment expects to exist"):
            if "pool_id" in origination:
                self._sandbox.seed_pool(origination["pool_id"], numbers=origination["numbers"], region=self.region)
            else:
                (number,) = origination["numbers"]
                self._sandbox.seed_phone_number(
                    origination["phone_number_id"],
                    country=number["country"],
                    number_type=number["type"],
                    region=self.region,
                )

    def _seed_captcha_secret(self) -> None:
        """The CAPTCHA's secret key is never in a template: somebody stores it before the first deployment."""
        captcha = self._settings.get("captcha")
        if captcha is None:
            return
        with self._steps.step("store the CAPTCHA's secret key"):
            self._sandbox.client("secretsmanager", region=self.region).create_secret(
                Name=captcha["secret_name"], SecretString=CAPTCHA_SECRET
            )
