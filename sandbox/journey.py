"""What a person does and a company checks, step by step, on a deployed environment."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from typing import Any

from sandbox.cdk_cli import print_now
from sandbox.company import Company, NotAsPromised, expect, wait
from sandbox.deployment import Deployment
from sandbox.phone_client import NothingCame
from sandbox.process import Sandbox
from sandbox.sign_up_page import SignUpPage
from sandbox.transport import Response


class Journey:
    """One person's way through a double opt-in, and what is left of it in the account.

    :param area: the area code of everybody in it; the numbers are those set aside for fiction, which belong to nobody.
        Phones keep their texts, so a second journey in the same sandbox needs another.
    """

    def __init__(self, sandbox: Sandbox, company: Company, deployment: Deployment, *, area: str = "206") -> None:
        self.area = area
        self._person = f"+1{area}5550142"
        self._landline = f"+1{area}5550190"  # in the sandbox
        self._blocked = f"+1{area}5550177"
        self._sandbox = sandbox
        self._company = company
        self._outputs = deployment.outputs
        self._phone = sandbox.phone
        self._operator_queue = self._subscribe_operator()

    def acts(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """The steps in their order, each with its name."""
        yield "sign up over HTTP", self.sign_up
        yield "refuse a landline in words", self.refuse_landline
        yield "the confirmation arrives", self.confirmation_arrives
        yield "answer YES: automatic reply and subscription notice", self.answer_yes
        yield "proof of consent: OPTED_IN", self.proof_of_opt_in
        yield "a message that is blocked", self.blocked_message
        yield "delivery events in the archive", self.events_in_archive
        yield "delivery events in the log of failures", self.events_in_failures
        yield "delivery events for the operator", self.events_for_operator

    def sign_up(self) -> None:
        """Read the page as a browser does, and post its form."""
        response = self.register(f"({self.area}) 555-0142", name="Maria Example")
        expect(response.status == 202, f"the sign-up was answered {response.status}: {response.text}")

    def refuse_landline(self) -> None:
        """A landline is refused with words for a person."""
        response = self.register(self._landline, name="Lars Line")
        answer = response.json()
        expect(
            response.status == 400
            and answer.get("code") == "number_not_mobile"
            and len(answer.get("message", "")) > 20,
            f"the landline was answered {response.status}: {response.text}",
        )

    def confirmation_arrives(self, number: str | None = None) -> None:
        """One text, which names brand and word; without it, what the functions logged says why."""
        try:
            self._phone.wait_for(number or self._person, "Reply YES", timeout=self._company.patience)
        except NothingCame as problem:
            raise NotAsPromised(f"{problem}\n{self._company.complaints()}") from problem

    def answer_yes(self) -> None:
        """The automatic answer comes from AWS, the notice from the pipeline."""
        patience = self._company.patience
        self._phone.reply(self._person, " yes! ")
        self._phone.wait_for(self._person, "Thanks, we got your reply", timeout=patience)
        self._phone.wait_for(self._person, "You now get", timeout=patience)
        confirmations = [each for each in self._phone.messages(self._person) if "Reply YES" in each["body"]]
        expect(len(confirmations) == 1, f"{len(confirmations)} confirmations were sent, one was promised")

    def proof_of_opt_in(self) -> None:
        """What one shows a regulator, printed; and what a program is told that asks before it sends."""
        proof = self._company.proof_in_state(self._person, "OPTED_IN")
        print_now(json.dumps(proof, indent=2, ensure_ascii=False))
        self._company.verdict_of(self._person, "opted-in")

    def blocked_message(self) -> None:
        """A carrier that blocks: the failure that operator and log have to hear of."""
        self._phone.set_state(self._blocked, "carrier_blocked")
        response = self.register(self._blocked, name="Bo Blocked")
        expect(response.status == 202, f"the sign-up was answered {response.status}: {response.text}")
        self._phone.wait_for_event(
            self._blocked,
            lambda event: event.get("eventType") == "TEXT_CARRIER_BLOCKED",
            timeout=self._company.patience,
        )

    def events_in_archive(self) -> None:
        """Everything is in the bucket, a document a line."""
        client = self._company.client("s3")
        bucket = self._outputs["ArchiveBucketName"]

        def archived() -> bool:
            records = [
                json.loads(line)
                for item in client.list_objects_v2(Bucket=bucket, Prefix="events/").get("Contents", [])
                for line in _lines(client.get_object(Bucket=bucket, Key=item["Key"])["Body"].read())
            ]
            return _has(records, self._person, "TEXT_DELIVERED") and _has(
                records, self._blocked, "TEXT_CARRIER_BLOCKED"
            )

        self._wait(archived, f"the events of this demo's messages are not in the bucket {bucket}")

    def events_in_failures(self) -> None:
        """The log group holds what failed, and only that."""
        client = self._company.client("logs")
        group = self._outputs["FailuresLogGroupName"]

        def records() -> list[dict[str, Any]]:
            return [json.loads(event["message"]) for event in client.filter_log_events(logGroupName=group)["events"]]

        self._wait(
            lambda: _has(records(), self._blocked, "TEXT_CARRIER_BLOCKED"), f"the blocked message is not in {group}"
        )
        expect(not _has(records(), self._person, "TEXT_DELIVERED"), f"{group} holds a message that was delivered")

    def events_for_operator(self) -> None:
        """The topic tells an operator."""
        client = self._company.client("sqs")
        records: list[dict[str, Any]] = []

        def told() -> bool:
            received = client.receive_message(QueueUrl=self._operator_queue, MaxNumberOfMessages=10)
            records.extend(json.loads(json.loads(each["Body"])["Message"]) for each in received.get("Messages", []))
            return _has(records, self._blocked, "TEXT_CARRIER_BLOCKED")

        self._wait(told, "the operator's topic told nothing of the blocked message")
        client.delete_queue(QueueUrl=self._operator_queue)

    def register(self, phone: str, *, name: str, page: str = "", **answers: Any) -> Response:
        """Read the page as a browser does, and post its form as JSON.

        :param page: of another form or language, relative to the first. Default: - the first
        :param answers: for its fields, in other words than these.
        """
        form = SignUpPage.read(self._sandbox, self._outputs["FormUrl"] + page)
        filled = {"name": name, "phone": phone, "country": "US", **answers}
        return form.post(self._sandbox, form.body(**{key: filled[key] for key in filled if key in form.known}))

    def _wait(self, holds: Callable[[], bool], otherwise: str) -> None:
        wait(holds, otherwise, patience=self._company.patience)

    def _subscribe_operator(self) -> str:
        """A queue of our own, as a person's inbox would be."""
        queues = self._company.client("sqs")
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
        self._company.client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
        return url


def _has(records: list[dict[str, Any]], number: str, event_type: str) -> bool:
    return any(each.get("destinationPhoneNumber") == number and each.get("eventType") == event_type for each in records)


def _lines(content: bytes) -> list[bytes]:
    plain = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
    return [line for line in plain.splitlines() if line.strip()]
