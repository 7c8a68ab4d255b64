"""An operator at a terminal, and the parts of AWS that only operators use."""

from __future__ import annotations

import contextlib
import copy
import io
import itertools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

from cdk_messaging.opt_in import __main__ as program
from cdk_messaging.opt_in.runtime import aws
from tests.runtime.fakes.aws import Reply, dynamodb, error_reply, json_reply, scan
from tests.runtime.world import TABLE, World

Json = dict[str, Any]


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Operator:
    """Calls the commands. Each is given the table by its name, unless the test names things itself."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.world, self._capsys = world, capsys
        self.main: Callable[[list[str]], int] = program.main
        self.asked: Json = {}
        self.calls: list[tuple[str, str, Mapping[str, Any]]] = []
        world.aws.observers.append(lambda service, operation, body, _: self.calls.append((service, operation, body)))
        monkeypatch.setattr(boto3, "Session", self._session)

    def _session(self, **options: Any) -> Any:
        self.asked.update(options)
        return aws.session()

    def __call__(self, *arguments: str) -> Ended:
        self._capsys.readouterr()
        self.calls.clear()
        with self.world.recorder.during("test"):
            code = self.main(list(arguments))
        printed = self._capsys.readouterr()
        return Ended(code, printed.out, printed.err)

    def run(self, *arguments: str) -> Ended:
        """With the table named."""
        return self(*arguments, "--table", TABLE)

    def do(self, *arguments: str) -> Any:
        """With the table named; it has to succeed, and answers with JSON."""
        ended = self.run(*arguments)
        assert ended.code == 0, ended
        return ended.json

    @property
    def writes(self) -> list[str]:
        """The calls of the last command that changed anything."""
        reads = ("BatchGet", "Describe", "Get", "List", "Query", "Receive", "Scan")
        return [operation for _, operation, _ in self.calls if not operation.startswith(reads)]


def stack(**outputs: str) -> Callable[[str, Mapping[str, Any]], Reply]:
    """CloudFormation with one stack."""
    members = "".join(
        f"<member><OutputKey>{name}</OutputKey><OutputValue>{value}</OutputValue></member>"
        for name, value in outputs.items()
    )
    body = (
        "<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>s</StackName>"
        "<CreationTime>2026-11-22T09:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus>"
        f"<Outputs>{members}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>"
    )
    return lambda _operation, _body: (200, {"Content-Type": "text/xml"}, body.encode())


def functions(world: World) -> Callable[[str, Mapping[str, Any]], Reply]:
    """AWS Lambda with the consent check, whose log is elsewhere."""

    def invoke(_operation: str, body: Mapping[str, Any]) -> Reply:
        with contextlib.redirect_stdout(io.StringIO()):
            return json_reply(world.invoke("consent_check", body))

    return invoke


@dataclass
class Queues:
    """Amazon SQS: queues by URL.

    :param move_tasks: whether it moves messages itself.
    """

    world: World
    move_tasks: bool = True
    messages: dict[str, list[Json]] = field(default_factory=dict)
    tasks: list[Json] = field(default_factory=list)
    refused: int = 0  # messages that the next sends refuse
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def put(self, url: str, body: str) -> None:
        sent = round(self.world.clock.time.timestamp() * 1000)
        identifier = f"m-{next(self._ids)}"
        self.messages.setdefault(url, []).append(
            {"MessageId": identifier, "ReceiptHandle": identifier, "Body": body,
             "Attributes": {"SentTimestamp": str(sent)}}
        )  # fmt: skip

    def bodies(self, url: str) -> list[str]:
        return [message["Body"] for message in self.messages.get(url, [])]

    def answer(self, operation: str, body: Mapping[str, Any]) -> Reply:
        return {
            "GetQueueAttributes": self._attributes,
            "StartMessageMoveTask": self._start,
            "ListMessageMoveTasks": self._list,
            "ReceiveMessage": self._receive,
            "SendMessageBatch": self._send,
            "DeleteMessageBatch": self._delete,
        }[operation](body)

    def _attributes(self, body: Mapping[str, Any]) -> Reply:
        url = body["QueueUrl"]
        known = {
            "QueueArn": f"arn:aws:sqs:us-east-1:111122223333:{url.rsplit('/', 1)[1]}",
            "ApproximateNumberOfMessages": str(len(self.messages.get(url, []))),
            "ApproximateNumberOfMessagesNotVisible": "0",
        }
        return json_reply({"Attributes": {name: known[name] for name in body["AttributeNames"]}})

    def _start(self, body: Mapping[str, Any]) -> Reply:
        if not self.move_tasks:
            return error_reply("AWS.SimpleQueueService.UnsupportedOperation")
        source, destination = (self._url(body[name]) for name in ("SourceArn", "DestinationArn"))
        moved = self.messages.pop(source, [])
        self.messages.setdefault(destination, []).extend(moved)
        self.tasks.insert(0, {"Status": "RUNNING", "SourceArn": body["SourceArn"], "moved": len(moved)})
        return json_reply({"TaskHandle": "task"})

    def _list(self, body: Mapping[str, Any]) -> Reply:
        if not self.move_tasks:
            return error_reply("AWS.SimpleQueueService.UnsupportedOperation")
        tasks = [task for task in self.tasks if task["SourceArn"] == body["SourceArn"]]
        shown = [
            {"Status": task["Status"], "ApproximateNumberOfMessagesMoved": task["moved"], "StartedTimestamp": 1,
             **({"FailureReason": task["why"]} if "why" in task else {})}
            for task in tasks
        ]  # fmt: skip
        for task in tasks:
            task["Status"] = "FAILED" if "why" in task else "COMPLETED"  # by the next look
        return json_reply({"Results": shown[:1]})

    def _receive(self, body: Mapping[str, Any]) -> Reply:
        visible = [m for m in self.messages.get(body["QueueUrl"], []) if not m.get("hidden")][:10]
        for message in visible:
            message["hidden"] = True
        return json_reply({"Messages": [{k: v for k, v in m.items() if k != "hidden"} for m in visible]})

    def _send(self, body: Mapping[str, Any]) -> Reply:
        done, failed = [], []
        for entry in body["Entries"]:
            if self.refused:
                self.refused -= 1
                failed.append({"Id": entry["Id"], "SenderFault": False, "Code": "InternalError"})
                continue
            self.put(body["QueueUrl"], entry["MessageBody"])
            done.append({"Id": entry["Id"], "MessageId": "m", "MD5OfMessageBody": "0" * 32})
        return json_reply({"Successful": done, "Failed": failed})

    def _delete(self, body: Mapping[str, Any]) -> Reply:
        gone = {entry["ReceiptHandle"] for entry in body["Entries"]}
        url = body["QueueUrl"]
        self.messages[url] = [m for m in self.messages[url] if m["ReceiptHandle"] not in gone]
        return json_reply({"Successful": [{"Id": entry["Id"]} for entry in body["Entries"]], "Failed": []})

    @staticmethod
    def _url(arn: str) -> str:
        return f"https://sqs.us-east-1.amazonaws.com/111122223333/{arn.rsplit(':', 1)[1]}"


class Recovery:
    """DynamoDB with point-in-time recovery: ministack keeps no history, so the moments that a test may go back to are
    remembered by the test."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._moments: list[tuple[datetime, list[Json]]] = []
        self._creating: dict[str, int] = {}
        self.enabled = True
        self.copies: list[str] = []
        self.given_up = False
        world.aws.services["dynamodb"] = self.answer

    def remember(self) -> str:
        """Keep the table as it is; returns the moment."""
        self._world.clock.advance(seconds=1)
        self._moments.append((self._world.clock.time, copy.deepcopy(scan(TABLE))))
        moment = self._world.clock.time.isoformat()
        self._world.clock.advance(minutes=10)
        return moment

    def answer(self, operation: str, body: Mapping[str, Any]) -> Reply:
        if operation == "DescribeContinuousBackups":
            return self._describe()
        if operation == "RestoreTableToPointInTime":
            return self._restore(body)
        if operation == "DescribeTable" and self._creating.get(body["TableName"], 0) > 0:
            self._creating[body["TableName"]] -= 1
            return json_reply({"Table": {"TableName": body["TableName"], "TableStatus": "CREATING"}})
        if operation == "DescribeTable" and self.given_up:
            return error_reply("ResourceNotFoundException")
        return dynamodb(operation, body)

    def _describe(self) -> Reply:
        now = self._world.clock.time
        window = {
            "PointInTimeRecoveryStatus": "ENABLED" if self.enabled else "DISABLED",
            "EarliestRestorableDateTime": (now - timedelta(days=35)).timestamp(),
            "LatestRestorableDateTime": (now - timedelta(minutes=5)).timestamp(),
        }
        return json_reply(
            {
                "ContinuousBackupsDescription": {
                    "ContinuousBackupsStatus": "ENABLED",
                    "PointInTimeRecoveryDescription": window,
                }
            }
        )

    def _restore(self, body: Mapping[str, Any]) -> Reply:
        moment = datetime.fromtimestamp(body["RestoreDateTime"], UTC) + timedelta(seconds=1)  # whole seconds only
        items = next(items for time, items in reversed(self._moments) if time <= moment)
        name = body["TargetTableName"]
        created = dynamodb(
            "CreateTable",
            {
                "TableName": name,
                "BillingMode": "PAY_PER_REQUEST",
                "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
                "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
            },
        )
        if created[0] != 200:
            return error_reply("TableAlreadyExistsException")
        for item in items:
            dynamodb("PutItem", {"TableName": name, "Item": item})
        self.copies.append(name)
        self._creating[name] = 2
        return json_reply({"TableDescription": {"TableName": name, "TableStatus": "CREATING"}})


def tables() -> list[str]:
    """The tables that there are."""
    found: list[str] = json.loads(dynamodb("ListTables", {})[2])["TableNames"]
    return found


def remove(item: Mapping[str, Any]) -> None:
    """Lose an item."""
    dynamodb("DeleteItem", {"TableName": TABLE, "Key": {"pk": {"S": item["pk"]}, "sk": {"S": item["sk"]}}})
