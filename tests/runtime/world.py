"""The functions with everything around them, in one process and on one clock."""

from __future__ import annotations

import hashlib
import importlib
import json
import uuid
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import botocore.endpoint
import pytest

from cdk_messaging.opt_in.runtime import aws, captcha, clock, logs, settings, switch
from cdk_messaging.opt_in.runtime.consent import Consent
from cdk_messaging.opt_in.runtime.outbox_items import Message
from cdk_messaging.opt_in.runtime.table import ConsentTable
from tests.runtime.deployment import (
    ENVIRONMENT,
    HANDLERS,
    NUMBER,
    OTHER_NUMBER,
    SETTINGS,
    TABLE,
    TABLE_DEFINITION,
    VERSION,
)
from tests.runtime.fakes.aws import FakeAws, Reply, dynamodb, json_reply, reset_dynamodb, scan
from tests.runtime.fakes.clock import FakeClock
from tests.runtime.fakes.queue import FakeQueue
from tests.runtime.fakes.quick import QuickSession
from tests.runtime.fakes.sms import FakeSms
from tests.runtime.fakes.table import QuickTable
from tests.runtime.recorder import Recorder

__all__ = [
    "ENVIRONMENT",
    "HANDLERS",
    "NUMBER",
    "OTHER_NUMBER",
    "SETTINGS",
    "TABLE",
    "LambdaContext",
    "World",
    "delivery",
    "inbound",
    "notification",
    "request",
]


class LambdaContext:
    """Lambda's context: the time that is left passes on the fake clock."""

    def __init__(self, fake_clock: FakeClock, seconds: float) -> None:
        self._clock = fake_clock
        self._end = fake_clock.time.timestamp() + seconds

    def get_remaining_time_in_millis(self) -> int:
        return max(0, round((self._end - self._clock.time.timestamp()) * 1000))


class World:
    """Everything that a scenario needs.

    :param folder: where the settings file is written.
    :param quick: whether clients and table are the quick ones, for very many histories, not boto3 and an emulator.
    :param overrides: settings that differ from :data:`SETTINGS`.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path, *, quick: bool = False, **overrides: Any) -> None:
        self.clock = FakeClock()
        self.queue = FakeQueue(self.clock)
        self.sms = FakeSms(self.clock)
        self.recorder = Recorder()
        self.pipe_open = True
        self.known_at_claim: dict[str, set[str]] = {}  # outbox id -> ids of the events recorded when it was claimed
        self.claimed_while_stopped: list[str] = []
        self.captcha_token: str | None = None  # what a solved CAPTCHA gives
        self.cold = False  # whether each invocation is a function's first
        self.timeout = 60.0
        self.aws = FakeAws()
        self.aws.services |= {
            "dynamodb": dynamodb,
            "sqs": self.queue.answer,
            "pinpoint-sms-voice-v2": self.sms.answer,
            "pinpoint": self._validate,
            "secrets-manager": _secret,
        }
        self.quick = QuickTable() if quick else None
        self.aws.observers += [self._pipe] if quick else [self.recorder.observe, self._pipe]
        self._install(monkeypatch, folder, {**SETTINGS, **overrides})

    def _install(self, monkeypatch: pytest.MonkeyPatch, folder: Path, content: Mapping[str, Any]) -> None:
        text = json.dumps(content)
        file = folder / f"settings-{hashlib.sha256(text.encode()).hexdigest()}.json"
        if not file.exists():
            file.write_text(text, "utf-8")
        for name, value in {**ENVIRONMENT, "SETTINGS_FILE": str(file)}.items():
            monkeypatch.setenv(name, value)
        aws.forget()
        logs.forget()
        captcha.forget()
        settings.load.cache_clear()
        for name in HANDLERS:
            module = self.module(name)
            (module._tables if hasattr(module, "_tables") else module._table).cache_clear()
        session: Any = self.aws.session() if self.quick is None else QuickSession(self.aws)
        monkeypatch.setattr(aws, "session", lambda: session)
        monkeypatch.setattr(clock, "now", self.clock.now)
        monkeypatch.setattr(clock, "sleep", self.clock.sleep)
        # botocore waits between its retries, for which no test has the time
        monkeypatch.setattr(botocore.endpoint, "time", SimpleNamespace(sleep=lambda seconds: None))
        if self.quick is None:
            reset_dynamodb()
            dynamodb("CreateTable", TABLE_DEFINITION)
        else:
            self.aws.services["dynamodb"] = self.quick.reply
        self.settings = settings.load()
        self.tables = ConsentTable.all(self.settings, client=aws.dynamodb())
        self.table = self.tables[self.settings.default_programme.id]

    @staticmethod
    def module(name: str) -> ModuleType:
        return importlib.import_module(f"cdk_messaging.opt_in.runtime.{name}")

    def _pipe(self, service: str, operation: str, body: Mapping[str, Any], status: int) -> None:
        """The pipe from the table's stream to the queue."""
        if service != "dynamodb" or operation != "TransactWriteItems" or status != 200:
            return
        for write in body["TransactItems"]:
            values = write.get("Update", {}).get("ExpressionAttributeValues", {})
            if values.get(":claimed") == {"S": "CLAIMED"} and ":until" in values:
                self._note_claim(write["Update"]["Key"]["pk"]["S"].removeprefix("OUTBOX#"))
            item = write.get("Put", {}).get("Item", {})
            if self.pipe_open and item.get("sk") == {"S": "MESSAGE"} and item["pk"]["S"].startswith("OUTBOX#"):
                self.queue.put(json.dumps({"outbox_id": item["id"]["S"]}))

    def _note_claim(self, outbox: str) -> None:
        with self.recorder.during("test"):
            message = self.table.message(outbox)
            assert message is not None
            self.known_at_claim[outbox] = {event.id for event in self.table.snapshot(message.number).everything}
            if switch.read(self.table.items).stopped:
                self.claimed_while_stopped.append(outbox)

    def _validate(self, operation: str, body: Mapping[str, Any]) -> Reply:
        """Amazon Pinpoint's validation; the same script as for the other look-up."""
        assert operation == "PhoneNumberValidate", operation
        found = self.sms.answer("CarrierLookup", body)
        if found[0] != 200 or b"E164PhoneNumber" not in found[2]:
            return found
        answer = json.loads(found[2])
        return json_reply(
            {
                "CleansedPhoneNumberE164": answer["E164PhoneNumber"],
                "PhoneType": answer["PhoneNumberType"],
                "CountryCodeIso2": answer["IsoCountryCode"],
            }
        )

    # -- the functions

    def invoke(self, name: str, event: Mapping[str, Any]) -> Any:
        if self.cold:
            logs.forget()
        context = LambdaContext(self.clock, self.timeout)
        with self.recorder.during(name):
            return self.module(name).handler(event, context)

    def sign_up(self, phone: str = NUMBER, **fields: Any) -> dict[str, Any]:
        body = {
            "name": "Ada Lovelace",
            "phone": phone,
            "consent": True,
            "consent_version": VERSION,
            "captcha_token": self.captcha_token,
            **fields,
        }
        given = {name: value for name, value in body.items() if value is not None}
        answer: dict[str, Any] = self.invoke("signup", request(json.dumps(given)))
        return answer

    def send_queued(self) -> list[str]:
        """Let the sender work on what is visible in the queue once. The records that failed."""
        taken = self.queue.receive()
        if not taken:
            return []
        answer = self.invoke("sender", {"Records": [message.record() for message in taken]})
        failed = [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]
        self.queue.finish(taken, set(failed))
        return failed

    def send_all(self) -> None:
        """Let the sender work until the queue is empty, waiting as long as it takes."""
        for _ in range(200):
            if not self.queue.messages:
                return
            self.send_queued()
            waiting = [message.visible_at for message in self.queue.messages]
            if waiting and min(waiting) > self.clock.time:
                self.clock.time = min(waiting)
        raise AssertionError("the queue does not get empty")

    def text(self, body: str, number: str = NUMBER, **options: Any) -> list[str]:
        """A person sends a text. The records that failed."""
        return self.invoke_queue("reply", [inbound(self, body, number, **options)])

    def event(self, outbox: str, event_type: str = "TEXT_DELIVERED", **members: Any) -> list[str]:
        """The service tells what became of a text. The records that failed."""
        return self.invoke_queue("settlement", [delivery(self, outbox, event_type, **members)])

    def invoke_queue(self, name: str, records: list[dict[str, Any]]) -> list[str]:
        answer = self.invoke(name, {"Records": records})
        return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]

    def again(self, outbox: str) -> None:
        """The queue, the sweeper or a person brings a text once more."""
        self.queue.put(json.dumps({"outbox_id": outbox}))

    # -- what can be seen

    def message(self, number: str = NUMBER) -> Message:
        """The latest confirmation to a number, as an outgoing text."""
        own = [
            i for i in self.items() if i["sk"] == "MESSAGE" and i["kind"] == "CONFIRMATION" and i["number"] == number
        ]
        found = self.table.message(max(own, key=lambda item: item["created_at"])["id"])
        assert found is not None
        return found

    def consent(self, number: str = NUMBER, programme: str = "alerts") -> Consent:
        return self.tables[programme].snapshot(number).consent

    def state(self, number: str = NUMBER, programme: str = "alerts") -> str:
        return self.consent(number, programme).state.value

    def projection(self, number: str = NUMBER, programme: str = "alerts") -> dict[str, Any] | None:
        """The consent item, which the status index is made of."""
        return self.table.items.get(f"NUMBER#{number}", f"CONSENT#{programme}")

    def kinds(self, number: str = NUMBER) -> list[str]:
        """Kinds of everything in the ledger of a number."""
        events = sorted(self.table.snapshot(number).everything, key=lambda event: (event.time, event.id))
        return [event.kind.value for event in events]

    def stored(self) -> list[dict[str, Any]]:
        """All items of the table as DynamoDB has them."""
        return scan(TABLE) if self.quick is None else self.quick.scan()

    def items(self) -> list[dict[str, Any]]:
        return [{key: next(iter(value.values())) for key, value in item.items()} for item in self.stored()]

    def bodies(self, number: str = NUMBER) -> list[str]:
        return [sent.body for sent in self.sms.accepted if sent.number == number]

    def subscribe(self, number: str = NUMBER) -> None:
        """Sign up and confirm."""
        assert self.sign_up(number)["statusCode"] == 202
        self.send_all()
        self.clock.advance(seconds=5)
        assert self.text("YES", number) == []
        self.send_all()


def request(body: str, content_type: str = "application/json", **headers: str) -> dict[str, Any]:
    """A request of API Gateway's proxy integration."""
    return {
        "httpMethod": "POST",
        "path": "/v1/register",
        "headers": {"Content-Type": content_type, "User-Agent": "Mozilla/5.0", **headers},
        "requestContext": {"requestId": "r-1", "identity": {"sourceIp": "192.0.2.7"}},
        "body": body,
        "isBase64Encoded": False,
    }


def notification(world: World, message: Mapping[str, Any], *, at: Any = None) -> dict[str, Any]:
    """A notification of Amazon SNS in a queue record, envelope kept."""
    moment = world.clock.time if at is None else at
    envelope = {
        "Type": "Notification",
        "MessageId": uuid.uuid4().hex,
        "TopicArn": "arn:aws:sns:us-east-1:111122223333:inbound",
        "Message": json.dumps(message),
        "Timestamp": moment.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z",
    }
    identifier = uuid.uuid4().hex
    return {"messageId": identifier, "body": json.dumps(envelope), "attributes": {"ApproximateReceiveCount": "1"}}


def inbound(
    world: World,
    body: str,
    number: str = NUMBER,
    *,
    inbound_id: str | None = None,
    at: Any = None,
    keyword: str | None = None,
) -> dict[str, Any]:
    message = {
        "originationNumber": number,
        "destinationNumber": "+12065550199",
        "messageKeyword": keyword or "KEYWORD_111122223333",
        "messageBody": body,
        "inboundMessageId": inbound_id or uuid.uuid4().hex,
    }
    return notification(world, message, at=at)


def delivery(
    world: World, outbox: str, event_type: str = "TEXT_DELIVERED", *, message_id: str | None = None,
    number: str = NUMBER, **members: Any,
) -> dict[str, Any]:  # fmt: skip
    sent = [accepted for accepted in world.sms.accepted if accepted.outbox == outbox]
    now = round(world.clock.time.timestamp() * 1000)
    message = {
        "eventType": event_type,
        "eventVersion": "1.0",
        "eventTimestamp": now,
        "isFinal": True,
        "originationPhoneNumber": "+12065550199",
        "destinationPhoneNumber": number,
        "messageId": message_id or (sent[0].message_id if sent else "message-x"),
        "messageRequestTimestamp": now,
        "messageStatus": event_type.removeprefix("TEXT_"),
        "context": {"outbox": outbox},
        **members,
    }
    return notification(world, message)


def _secret(operation: str, body: Mapping[str, Any]) -> Reply:
    assert operation == "GetSecretValue", operation
    return json_reply({"ARN": body["SecretId"], "Name": "hash-key", "SecretString": "a key of the tests"})
