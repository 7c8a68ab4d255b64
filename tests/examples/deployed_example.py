"""An example in a sandbox."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cdk_messaging.sms_voice.senders.client import SenderClient
from sandbox.leftovers import leftovers
from sandbox.process import Sandbox
from tests.examples.example_cli import ExampleCli


class DeployedExample:
    """Deployed when it is made; ``outputs`` are those of all its stacks."""

    def __init__(self, sandbox: Sandbox, name: str, folder: Path) -> None:
        self.sandbox, self.phone = sandbox, sandbox.phone
        self._cli = ExampleCli(name, sandbox.environment(), folder)
        self._cli.synth_changed()
        self._is_gone = False
        self.outputs = self._deploy()

    def update(self, change: Callable[[str], str]) -> None:
        """Deploy again with something changed."""
        self._cli.synth_changed(change)
        self.outputs = self._deploy()

    def client(self, service: str) -> Any:
        """A client of the account."""
        return self.sandbox.client(service)

    def call(self, output: str, **event: Any) -> dict[str, Any]:
        """Invoke the function that an output names."""
        return SenderClient(self.outputs[output], self.client("lambda")).call(**event)

    def logged(self, output: str) -> str:
        """All that is in the log group that an output names."""
        events = self.client("logs").filter_log_events(logGroupName=self.outputs[output])["events"]
        return "\n".join(event["message"] for event in events)

    def destroy(self) -> None:
        """Destroy it, once, and see that nothing is left."""
        if self._is_gone:
            return
        self._is_gone = True
        self._cli.destroy()
        self._cli.close()
        left = leftovers(self.sandbox, self.sandbox.settings.region)
        assert left == [], left

    def _deploy(self) -> dict[str, str]:
        return {name: value for stack in self._cli.outputs().values() for name, value in stack.items()}
