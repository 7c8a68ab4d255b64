"""The CDK's command line on one of the examples."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sandbox.cdk_cli import CdkCli
from tests.support.app import ROOT, run_app

EXAMPLES = ROOT / "examples"
NAMES = tuple(sorted(path.stem for path in EXAMPLES.glob("*.py")))


class ExampleCli(CdkCli):
    """Synthesizes a program, and deploys and destroys what came of it.

    :param name: of the example, without ``.py``.
    :param variables: where AWS is.
    :param folder: an empty folder for changed programs.
    """

    def __init__(self, name: str, variables: Mapping[str, str], folder: Path) -> None:
        super().__init__(name, variables, say=lambda _: None)
        self._program = EXAMPLES / f"{name}.py"
        self._changed = folder / f"{name}.py"

    def synth_changed(self, change: Callable[[str], str] = lambda source: source) -> None:
        """Make the templates of the program, with something changed in it."""
        source = self._program.read_text(encoding="utf-8")
        self._changed.write_text(change(source), encoding="utf-8")
        done = run_app(self._output, command=[str(self._changed)])
        assert done.returncode == 0, done.stdout + done.stderr

    def deploy(self, *, outputs: Path | None = None) -> str:
        """Deploy all stacks, which are in no stage."""
        written = [] if outputs is None else ["--outputs-file", str(outputs)]
        return self._run("deploy", "--require-approval", "never", *written, "--all")

    def destroy(self) -> None:
        """Delete all stacks."""
        self._run("destroy", "--force", "--all")


def replaced(old: str, new: str) -> Callable[[str], str]:
    """A change of one place in a program."""

    def change(source: str) -> str:
        assert source.count(old) == 1, f"{old!r} is there {source.count(old)} times"
        return source.replace(old, new)

    return change
