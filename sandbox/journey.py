"""What a person does and a company checks, step by step, on a deployed environment."""

from __future__ import annotations

import gzip
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
from sandbox.phone_client import NothingCame
from sandbox.process import Sandbox
from sandbox.transport import Response

# Numbers that belong to nobody: those set aside for fiction, and one that the sandbox calls a landline.
PERSON = "+12065550142"
PERSON_AS_WRITTEN = "(206) 555-0142"
LANDLINE = "+12065550190"
BLOCKED = "+12065550177"

_PATIENCE_SECONDS = 30.0
_POLL_SECONDS = 0.2


class NotAsPromised(Exception):
    """A step did not do what it should; the message says what happened instead."""


class Journey:
    """One person's way through a double opt-in, and what is left of it in the account."""

    def __init__(self, sandbox: Sandbox, deployment: Deployment, *, patience: float = _PATIENCE_SECONDS) -> None:
        self._sandbox = sandbox
        self._deployment = deployment
        self._outputs = deployment.outputs
        self._phone = sandbox.phone
        self._patience = patience
        self._operator_queue = self._subscribe_operator()

    def acts(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """The steps in their order, each with its name."""
        yield "sign up over HTTP", self.sign_up
        yield "refuse a landline in words", self.refuse_landline
        yield "the confirmation arrives", self.confirmation_arrives
        yield "answer YES: automatic reply and subscription notice", self.answer_yes
        yield "proof of consent: OPTED_IN", self.proof_of_opt_in
        yield "STOP, reconciled: OPTED_OUT", self.stop
        yield "a message that is blocked", self.blocked_message
        yield "delivery events in the archive", self.events_in_archive
        yield "delivery events in the log of failures", self.events_in_failures
        yield "delivery events for the operator", self.events_for_operator

    def sign_up(self) -> None:
        """Read the page as a browser does, and post its form."""
        response = self.register(PERSON_AS_WRITTEN, name="Maria Example")
        _expect(response.status == 202, f"the sign-up was answered {response.status}: {response.text}")

    def refuse_landline(self) -> None:
        """A landline is refused with words for a person."""
        response = self.register(LANDLINE, name="Lars Line")
        answer = response.json()
        _expect(
            response.status == 400
            and answer.get("code") == "number_not_mobile"
            and len(answer.get("message", "")) > 20,
            f"the landline was answered {response.status}: {response.text}",
        )

    def confirmation_arrives(self, number: str = PERSON) -> None:
        """One text, which names brand and word; without it, what the functions logged says why."""
        try:
            self._phone.wait_for(number, "Reply YES", timeout=self._patience)
        except NothingCame as problem:
            raise NotAsPromised(f"{problem}\n{self.complaints()}") from problem

    def answer_yes(self) -> None:
        """The automatic answer comes from AWS, the notice from the pipeline."""
        self._phone.reply(PERSON, " yes! ")
        self._phone.wait_for(PERSON, "Thanks, we got your reply", timeout=self._patience)
        self._phone.wait_for(PERSON, "You now get", timeout=self._patience)
        confirmations = [each for each in self._phone.messages(PERSON) if "Reply YES" in each["body"]]
        _expect(len(confirmations) == 1, f"{len(confirmations)} confirmations were sent, one was promised")

    def proof_of_opt_in(self) -> None:
        """What one shows a regulator, printed."""
        proof = self._proof_in_state("OPTED_IN")
        print_now(json.dumps(proof, indent=2, ensure_ascii=False))

    def stop(self) -> None:
        """AWS opts out by itself; the ledger learns of it from the list."""
        self._phone.reply(PERSON, "STOP")
        self._phone.wait_for(PERSON, "unsubscribed", timeout=self._patience)
        answer = self._sandbox.client("lambda", region=self._deployment.region).invoke(
            FunctionName=self._outputs["ReconciliationFunctionName"], Payload=b"{}"
        )
        payload = answer["Payload"].read().decode()
        _expect("FunctionError" not in answer, f"the reconciliation failed: {payload}")
        self._proof_in_state("OPTED_OUT")

    def blocked_message(self) -> None:
        """A carrier that blocks: the failure that operator and log have to hear of."""
        self._phone.set_state(BLOCKED, "carrier_blocked")
        response = self.register(BLOCKED, name="Bo Blocked")
        _expect(response.status == 202, f"the sign-up was answered {response.status}: {response.text}")
        self._phone.wait_for_event(
            BLOCKED, lambda event: event.get("eventType") == "TEXT_CARRIER_BLOCKED", timeout=self._patience
        )

    def events_in_archive(self) -> None:
        """Everything is in the bucket, a document a line."""
        client = self._sandbox.client("s3", region=self._deployment.region)
        bucket = self._outputs["ArchiveBucketName"]

        def archived() -> bool:
            records = [
                json.loads(line)
                for item in client.list_objects_v2(Bucket=bucket, Prefix="events/").get("Contents", [])
                for line in _lines(client.get_object(Bucket=bucket, Key=item["Key"])["Body"].read())
            ]
            return _has(records, PERSON, "TEXT_DELIVERED") and _has(records, BLOCKED, "TEXT_CARRIER_BLOCKED")

        self._wait(archived, f"the events of this demo's messages are not in the bucket {bucket}")

    def events_in_failures(self) -> None:
        """The log group holds what failed, and only that."""
        client = self._sandbox.client("logs", region=self._deployment.region)
        group = self._outputs["FailuresLogGroupName"]

        def records() -> list[dict[str, Any]]:
            return [json.loads(event["message"]) for event in client.filter_log_events(logGroupName=group)["events"]]

        self._wait(lambda: _has(records(), BLOCKED, "TEXT_CARRIER_BLOCKED"), f"the blocked message is not in {group}")
        _expect(not _has(records(), PERSON, "TEXT_DELIVERED"), f"{group} holds a message that was delivered")

    def events_for_operator(self) -> None:
        """The topic tells an operator."""
        client = self._sandbox.client("sqs", region=self._deployment.region)
        records: list[dict[str, Any]] = []

        def told() -> bool:
            received = client.receive_message(QueueUrl=self._operator_queue, MaxNumberOfMessages=10)
            records.extend(json.loads(json.loads(each["Body"])["Message"]) for each in received.get("Messages", []))
            return _has(records, BLOCKED, "TEXT_CARRIER_BLOCKED")

        self._wait(told, "the operator's topic told nothing of the blocked message")
        client.delete_queue(QueueUrl=self._operator_queue)

    def complaints(self) -> str:
        """What the functions logged as errors, newest last: why a step may have failed."""
        client = self._sandbox.client("logs", region=self._deployment.region)
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
            self._put_policy(client, role, name, {**document, "Statement": left})
        print_now(f"    took {action} from role {role}")
        try:
            yield
        finally:
            for name, document in documents.items():
                self._put_policy(client, role, name, document)

    def _put_policy(self, client: Any, role: str, name: str, document: dict[str, Any]) -> None:
        client.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=json.dumps(document))

    def register(self, phone: str, *, name: str) -> Response:
        """Read the page as a browser does, and post its form as JSON."""
        url = self._outputs["FormUrl"]
        page = self._sandbox.request("GET", url)
        _expect(page.status == 200, f"the form was answered {page.status}: {page.text[:200]}")
        version = re.search(r'name="consent_version"[^>]*value="([0-9a-f]{16})"', page.text)
        _expect(version is not None, "the form shows no version of its consent text")
        assert version is not None
        body = {"name": name, "phone": phone, "consent": True, "consent_version": version[1]}
        return self._sandbox.request(
            "POST",
            f"{url}v1/register",
            body=json.dumps({**body, "country": "US", "source": "web"}),
            headers={"Content-Type": "application/json"},
        )

    def proof(self, number: str = PERSON) -> dict[str, Any]:
        """The proof of consent, by the library's own command."""
        command = [sys.executable, "-m", "cdk_messaging.opt_in", "proof", number, "--format", "json"]
        command += ["--table", self._outputs["ConsentTableName"], "--region", self._deployment.region]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=self._deployment.cli.variables,
            capture_output=True,
            text=True,
            check=False,
        )
        _expect(done.returncode == 0, f"the proof of consent ended with {done.returncode}: {done.stdout}{done.stderr}")
        proof: dict[str, Any] = json.loads(done.stdout)
        return proof

    def _proof_in_state(self, state: str) -> dict[str, Any]:
        proof: dict[str, Any] = {}

        def there() -> bool:
            proof.clear()
            proof.update(self.proof())
            return bool(proof["state"] == state)

        self._wait(there, lambda: f"the consent is {proof.get('state')}, {state} was promised", poll=0.5)
        return proof

    def _wait(
        self, holds: Callable[[], bool], otherwise: str | Callable[[], str], *, poll: float = _POLL_SECONDS
    ) -> None:
        deadline = time.monotonic() + self._patience
        while not holds():
            if time.monotonic() > deadline:
                raise NotAsPromised(otherwise if isinstance(otherwise, str) else otherwise())
            time.sleep(poll)

    def _subscribe_operator(self) -> str:
        """A queue of our own, as a person's inbox would be."""
        queues = self._sandbox.client("sqs", region=self._deployment.region)
        topic = self._outputs["OperatorTopicArn"]
        url: str = queues.create_queue(QueueName="demo-operator-inbox")["QueueUrl"]
        arn = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        allow = {
            "Effect": "Allow",
            "Principal": {"Service": "sns.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Resource": arn,
            "Condition": {"ArnEquals": {"aws:SourceArn": topic}},
        }
        policy = json.dumps({"Version": "2012-10-17", "Statement": [allow]})
        queues.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
        self._sandbox.client("sns", region=self._deployment.region).subscribe(
            TopicArn=topic, Protocol="sqs", Endpoint=arn
        )
        return url


def _expect(holds: bool, otherwise: str) -> None:  # noqa: FBT001
    if not holds:
        raise NotAsPromised(otherwise)


def _has(records: list[dict[str, Any]], number: str, event_type: str) -> bool:
    return any(each.get("destinationPhoneNumber") == number and each.get("eventType") == event_type for each in records)


def _lines(content: bytes) -> list[bytes]:
    plain = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
    return [line for line in plain.splitlines() if line.strip()]


def _actions(statement: dict[str, Any]) -> list[str]:
    actions = statement["Action"]
    return [actions] if isinstance(actions, str) else list(actions)
