"""``make demo``: the whole double opt-in without a browser, from an empty account to an empty account.

Exits with 0 when every step happened, with 1 when one did not, and says which.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import nullcontext

from sandbox.cdk_cli import CliError, print_now
from sandbox.deployment import Deployment, Steps
from sandbox.journey import Journey, NotAsPromised
from sandbox.phone_client import NothingCame, PhoneRefused
from sandbox.process import Sandbox, SandboxFailed


def main() -> int:
    """Play it through."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.demo", description=__doc__)
    parser.add_argument("--env", default="local", help="a file of environments/, without .toml (default: local)")
    parser.add_argument(
        "--without-grant",
        metavar="ACTION",
        help="take this permission (sms-voice:SendTextMessage) from the sender's role after the deployment, to see "
        "that the demo notices",
    )
    arguments = parser.parse_args()
    steps = Steps()
    try:
        _play(arguments.env, arguments.without_grant, steps)
    except (CliError, NotAsPromised, NothingCame, PhoneRefused, SandboxFailed, OSError) as problem:
        print_now(f"\nThe demo failed.\n{problem}")
        return 1
    print_now(f"\nEverything happened as promised, in {sum(steps.seconds.values()):.0f} seconds.")
    return 0


def _play(environment: str, withheld: str | None, steps: Steps) -> None:
    sandbox = Sandbox()
    with steps.step("start the sandbox"):
        sandbox.start()
    try:
        deployment = Deployment(sandbox, environment, steps)
        deployment.deploy()
        with steps.step("deploy again: nothing changes"):
            deployment.assert_unchanged()
        journey = Journey(sandbox, deployment)
        with journey.without(withheld) if withheld is not None else nullcontext():
            for name, act in journey.acts():
                with steps.step(name):
                    _act(act, journey)
        with steps.step("destroy"):
            deployment.cli.destroy()
            deployment.assert_gone()
    finally:
        sandbox.stop()


def _act(act: Callable[[], None], journey: Journey) -> None:
    """A failure is told with what the functions logged."""
    try:
        act()
    except NothingCame as problem:
        raise NotAsPromised(f"{problem}\n{journey.complaints()}") from problem


if __name__ == "__main__":
    sys.exit(main())
