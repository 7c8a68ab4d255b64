"""Runs the CDK's own command line against the sandbox, and says how far it is."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = ROOT / "environments"

# Of the CLI's output, the lines that tell a waiting person something.
_PROGRESS = re.compile(r"^\s*(✅|❌)|: (creating CloudFormation|deploying|destroying)|no changes|differences")


class CliError(Exception):
    """The CLI ended with an error; the message holds what it printed."""


class CdkCli:
    """The CLI of ``package.json`` on this repository's app, for one environment.

    :param environment: name of the file in the folder, without ``.toml``.
    :param variables: where AWS is: ``Sandbox.environment()``.
    :param folder: of environments. Default: - ``environments/``
    :param say: takes lines of progress.
    """

    def __init__(
        self,
        environment: str,
        variables: Mapping[str, str],
        *,
        folder: Path = ENVIRONMENTS,
        say: Any = print,
    ) -> None:
        self._context = ["-c", f"environment={environment}"]
        if folder != ENVIRONMENTS:
            self._context += ["-c", f"environments={folder}"]
        self._say = say
        self._home = tempfile.TemporaryDirectory(prefix="cdk-home-")
        self._output = Path(self._home.name, "cdk.out")
        self.variables = {
            **{name: value for name, value in os.environ.items() if not name.startswith("AWS_")},
            **variables,
            # The CLI caches which account a key belongs to; this sandbox's answer must not outlive it.
            "CDK_HOME": self._home.name,
            "CDK_DISABLE_CLI_TELEMETRY": "true",
            # Takes seconds; the gates among the tests run it, strictly.
            "CDK_VALIDATION": "false",
            "NO_COLOR": "1",
        }

    def synth(self) -> None:
        """Make the templates once; the later commands use them."""
        self._run("synth", "--quiet", *self._context, "--output", str(self._output), "**")

    def bootstrap(self, *targets: str) -> None:
        """Prepare ``aws://account/region``, as one does once for an account."""
        self._run("bootstrap", *targets)

    def deploy(self, *, outputs: Path | None = None) -> str:
        """Deploy all stacks; returns what the CLI printed."""
        arguments = ["--require-approval", "never", "--progress", "events", "--concurrency", "2"]
        if outputs is not None:
            arguments += ["--outputs-file", str(outputs)]
        return self._run("deploy", *arguments, "*/*")

    def outputs(self) -> dict[str, dict[str, str]]:
        """Deploy and return the outputs of each stack, by the names of stacks and outputs."""
        path = Path(self._home.name, "outputs.json")
        self.deploy(outputs=path)
        stacks: dict[str, dict[str, str]] = json.loads(path.read_text())
        return stacks

    def diff(self) -> str:
        """Compare with what is deployed; returns what the CLI printed. Any difference is an error."""
        return self._run("diff", "--fail", "*/*")

    def destroy(self) -> None:
        """Delete all stacks."""
        self._run("destroy", "--force", "*/*")

    def close(self) -> None:
        """Remove what the CLI left."""
        self._home.cleanup()

    def _run(self, command: str, *arguments: str) -> str:
        built = [] if command == "synth" else ["--app", str(self._output)]
        process = subprocess.Popen(
            [str(ROOT / "node_modules" / ".bin" / "cdk"), command, *built, *arguments],
            cwd=ROOT,
            env=self.variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        with process:
            try:
                lines = self._followed(process)
            finally:
                process.terminate()  # of no effect on one that has ended; an interrupt would leave it running
        if process.returncode != 0:
            raise CliError(f"cdk {command} failed ({process.returncode}):\n{''.join(lines)}")
        return "".join(lines)

    def _followed(self, process: subprocess.Popen[str]) -> Sequence[str]:
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line)
            if _PROGRESS.search(line):
                self._say(f"    {line.strip()}")
        return lines


def print_now(text: str) -> None:
    """Print a line at once, also into a pipe."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
