"""``make demo``: the whole double opt-in without a browser, from an empty account to an empty account.

Twice in the same sandbox: AWS manages the opt-outs (``environments/local.toml``), then the deployment does itself
(``tests/support/environments/self-managed.toml``). Exits with 0 when every step happened, with 1 when one did not, and
says which.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

from sandbox.cdk_cli import ENVIRONMENTS, ROOT, CliError, print_now
from sandbox.company import Company, NotAsPromised
from sandbox.deployment import Deployment, Steps
from sandbox.journey import Journey
from sandbox.opting_out import OptingOut
from sandbox.phone_client import NothingCame, PhoneRefused
from sandbox.process import Sandbox, SandboxFailed
from sandbox.settings import Settings
from sandbox.sign_up_page import NoForm

_BOTH = ((ENVIRONMENTS, "local"), (ROOT / "tests" / "support" / "environments", "self-managed"))
_AREAS = ("206", "425")
"""Of the people of each: phones keep their texts."""


def main() -> int:
    """Play it through."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.demo", description=__doc__)
    parser.add_argument("--env", help="one environment only: a file of the folder, without .toml (default: both)")
    parser.add_argument("--environments", type=Path, default=ENVIRONMENTS, help="a folder (default: environments)")
    parser.add_argument(
        "--without-grant",
        metavar="ACTION",
        help="take this permission (sms-voice:SendTextMessage) from the sender's role after the deployment, to see "
        "that the demo notices",
    )
    arguments = parser.parse_args()
    chosen = _BOTH if arguments.env is None else ((arguments.environments.resolve(), arguments.env),)
    steps = Steps()
    try:
        _play(chosen, arguments.without_grant, steps)
    except (CliError, NoForm, NotAsPromised, NothingCame, PhoneRefused, SandboxFailed, OSError) as problem:
        print_now(f"\nThe demo failed.\n{problem}")
        return 1
    print_now(f"\nEverything happened as promised, in {sum(steps.seconds.values()):.0f} seconds.")
    return 0


def _play(environments: tuple[tuple[Path, str], ...], withheld: str | None, steps: Steps) -> None:
    # Quotas above the pace of the environments: no text waits because it was a moment too early.
    sandbox = Sandbox(settings=Settings(api_rate=2, parts_rate=2))
    with steps.step("start the sandbox"):
        sandbox.start()
    try:
        for (folder, environment), area in zip(environments, _AREAS, strict=False):
            deployment = Deployment(sandbox, environment, steps, folder=folder)
            _play_in(sandbox, deployment, area, withheld, steps)
    finally:
        sandbox.stop()


def _play_in(sandbox: Sandbox, deployment: Deployment, area: str, withheld: str | None, steps: Steps) -> None:
    deployment.deploy()
    with steps.step("deploy again: nothing changes"):
        deployment.assert_unchanged()
    company = Company(sandbox, deployment)
    with company.without(withheld) if withheld is not None else nullcontext():
        for name, act in _acts(sandbox, deployment, company, area):
            with steps.step(name):
                _act(act, company)
    with steps.step("destroy"):
        deployment.cli.destroy()
        deployment.assert_gone()
    deployment.cli.close()


def _acts(
    sandbox: Sandbox, deployment: Deployment, company: Company, area: str
) -> Iterator[tuple[str, Callable[[], None]]]:
    journey = Journey(sandbox, company, deployment, area=area)
    yield from journey.acts()
    yield from OptingOut(sandbox, company, journey, self_managed=deployment.self_managed_opt_outs).acts()


def _act(act: Callable[[], None], company: Company) -> None:
    """A failure is told with what the functions logged."""
    try:
        act()
    except NothingCame as problem:
        raise NotAsPromised(f"{problem}\n{company.complaints()}") from problem


if __name__ == "__main__":
    sys.exit(main())
