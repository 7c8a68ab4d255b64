"""What the company behind a deployment does: its own commands, its functions, and a look into its account."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sandbox.cdk_cli import ROOT, print_now
from sandbox.deployment import Deployment
from sandbox.process import Sandbox

Json = dict[str, Any]

PATIENCE_SECONDS = 30.0
_POLL_SECONDS = 0.2
_OWN_TURN_SECONDS = 1.1


class NotAsPromised(Exception):
    """A step did not do what it should; the message says what happened instead."""


def expect(holds: bool, otherwise: str) -> None:  # noqa: FBT001
    """:raises NotAsPromised: it does not hold."""
    if not holds:
        raise NotAsPromised(otherwise)


def wait(
    holds: Callable[[], bool], otherwise: str | Callable[[], str], *, patience: float, poll: float = _POLL_SECONDS
) -> None:
    """:raises NotAsPromised: it does not hold within ``patience`` seconds."""
    deadline = time.monotonic() + patience
    while not holds():
        if time.monotonic() > deadline:
            raise NotAsPromised(otherwise if isinstance(otherwise, str) else otherwise())
        time.sleep(poll)


class Company:
    """Operators and programs of the company that the deployment belongs to.

    :param patience: seconds to wait for what is promised. Default: - 30
    """

    def __init__(self, sandbox: Sandbox, deployment: Deployment, *, patience: float = PATIENCE_SECONDS) -> None:
        self._sandbox = sandbox
        self._deployment = deployment
        self._outputs = deployment.outputs
        self.patience = patience

    def client(self, service: str) -> Any:
        """A boto3 client in the deployment's Region."""
        return self._sandbox.client(service, region=self._deployment.region)

    def command(self, name: str, *arguments: str, code: int = 0) -> str:
        """Run a command of the library, as an operator does, and return what it printed.

        :raises NotAsPromised: it did not end with ``code``.
        """
        where = ["--stack", self._deployment.opt_in_stack, "--region", self._deployment.region]
        done = subprocess.run(
            [sys.executable, "-m", "cdk_messaging.opt_in", name, *arguments, *where],
            cwd=ROOT,
            env=self._deployment.cli.variables,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        expect(
            done.returncode == code,
            f"the command {name} ended with {done.returncode}, not {code}: {done.stdout}{done.stderr}",
        )
        return done.stdout

    def proof(self, number: str, *options: str) -> Json:
        """The proof of consent of a number."""
        document: Json = json.loads(self.command("proof", number, *options, "--format", "json"))
        return document

    def proof_in_state(self, number: str, state: str, *options: str) -> Json:
        """The proof, once the consent is in a state."""
        proof: Json = {}

        def there() -> bool:
            proof.clear()
            proof.update(self.proof(number, *options))
            return bool(proof["state"] == state)

        wait(
            there,
            lambda: f"the consent of {number} is {proof.get('state')}, {state} was promised",
            patience=self.patience,
            poll=0.5,
        )
        return proof

    def verdict(self, number: str, *, programme: str | None = None, kind: str | None = None) -> Json:
        """What the consent check answers about a number."""
        wanted = {"numbers": [number], "programme": programme or self._deployment.programme, "kind": kind}
        (verdict,) = self.invoke("ConsentCheckFunctionName", wanted)["results"]
        return dict(verdict)

    def verdict_of(self, number: str, reason: str, *, programme: str | None = None) -> Json:
        """The verdict, once its reason is this one."""
        last: Json = {}

        def there() -> bool:
            last.update(self.verdict(number, programme=programme))
            return bool(last["reason"] == reason)

        wait(
            there,
            lambda: f"the consent check says {last.get('reason')} of {number}, {reason} was promised",
            patience=self.patience,
        )
        return last

    def invoke(self, output: str, event: Json) -> Json:
        """Invoke the function that an output names.

        :raises NotAsPromised: it failed.
        """
        payload = json.dumps(event).encode()
        answer = self.client("lambda").invoke(FunctionName=self._outputs[output], Payload=payload)
        text = answer["Payload"].read().decode()
        expect("FunctionError" not in answer, f"the function {self._outputs[output]} failed: {text}")
        document: Json = json.loads(text)
        return document

    def reconcile(self) -> None:
        """Bring the ledger in line with the opt-out list now, instead of within a quarter of an hour."""
        self.invoke("ReconciliationFunctionName", {})

    def put_on_opt_out_list(self, number: str) -> None:
        """As an operator does in the console."""
        self.client("pinpoint-sms-voice-v2").put_opted_out_number(
            OptOutListName=self._outputs["OptOutListName"], OptedOutNumber=number
        )

    def opt_out_list(self) -> set[str]:
        """The numbers that AWS refuses to send to. Its quota is one question a second, functions ask too."""
        time.sleep(_OWN_TURN_SECONDS)
        listed = self.client("pinpoint-sms-voice-v2").describe_opted_out_numbers(
            OptOutListName=self._outputs["OptOutListName"], MaxResults=100
        )["OptedOutNumbers"]
        time.sleep(_OWN_TURN_SECONDS)
        return {each["OptedOutNumber"] for each in listed}

    def complaints(self) -> str:
        """What the functions logged as errors, newest last: why a step may have failed."""
        client = self.client("logs")
        lines = [
            f"{group['logGroupName'].rsplit('/', 1)[-1]}: {event['message'].strip()}"
            for group in client.describe_log_groups()["logGroups"]
            for event in client.filter_log_events(logGroupName=group["logGroupName"])["events"]
            if re.search(r'"level": ?"ERROR"|Traceback|AccessDenied', event["message"])
        ]
        return "Errors in the logs: " + ("\n  ".join(["", *lines[-10:]]) if lines else "none")

    @contextmanager
    def without(self, action: str) -> Iterator[None]:
        """The sender's role lacks an action of its inline policies for as long as the block lasts."""
        client = self._sandbox.client("iam")
        role = self._outputs["SenderRoleName"]
        documents = {
            name: client.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
            for name in client.list_role_policies(RoleName=role)["PolicyNames"]
        }
        for name, document in documents.items():
            left = [each for each in document["Statement"] if action not in _actions(each)]
            _put_policy(client, role, name, {**document, "Statement": left})
        print_now(f"    took {action} from role {role}")
        try:
            yield
        finally:
            for name, document in documents.items():
                _put_policy(client, role, name, document)


def _put_policy(client: Any, role: str, name: str, document: Json) -> None:
    client.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=json.dumps(document))


def _actions(statement: Json) -> list[str]:
    actions = statement["Action"]
    return [actions] if isinstance(actions, str) else list(actions)
