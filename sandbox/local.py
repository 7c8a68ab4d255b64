"""``make local``: deploys an environment into the sandbox and keeps it running."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path

from sandbox.cdk_cli import ENVIRONMENTS, CliError, print_now
from sandbox.deployment import Deployment, Steps
from sandbox.process import Sandbox

PORT = 4566
INTERRUPTED = 130


def main() -> int:
    """Run until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.local", description=__doc__)
    parser.add_argument("--env", default="local", help="a file of the folder, without .toml (default: local)")
    parser.add_argument("--environments", type=Path, default=ENVIRONMENTS, help="a folder (default: environments)")
    parser.add_argument("--port", type=int, default=PORT, help="port on loopback, 0 for any (default: %(default)s)")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both end it in the same way
    ready = False
    steps = Steps()
    try:
        with Sandbox(port=arguments.port or None) as sandbox:
            deployment = Deployment(sandbox, arguments.env, steps, folder=arguments.environments.resolve())
            deployment.deploy()
            _show(sandbox, deployment, sum(steps.seconds.values()))
            ready = True
            threading.Event().wait()
    except KeyboardInterrupt:
        print_now("\nstopped")
        return 0 if ready else INTERRUPTED
    except (CliError, OSError) as problem:
        print_now(f"\n{problem}")
        return 1
    return 0


def _show(sandbox: Sandbox, deployment: Deployment, seconds: float) -> None:
    print_now(
        f"""
Ready after {seconds:.0f} seconds.

  Sign-up form    {sandbox.browser_url(deployment.outputs["FormUrl"])}
  Virtual phone   {sandbox.phone_url}

Sign up with a mobile number, then answer YES on the virtual phone.
Proof of consent, in another terminal:

  . .venv/bin/activate
  {" ".join(f"{name}={value}" for name, value in sorted(sandbox.environment().items()))} \\
    python -m cdk_messaging.opt_in proof NUMBER --stack {deployment.opt_in_stack}

Ctrl-C ends it; nothing is kept."""
    )


if __name__ == "__main__":
    sys.exit(main())
