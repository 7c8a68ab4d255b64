"""AWS in this process: real boto3 clients, whose requests are answered before they leave.

Everything up to the wire is botocore's own (its models validate each request and parse each answer). DynamoDB is
answered by ministack's implementation, the others by small fakes beside this file.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import boto3
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from ministack.services import dynamodb as ministack_dynamodb

Reply = tuple[int, Mapping[str, str], bytes]
Service = Callable[[str, Mapping[str, Any]], Reply]


class _Raw(io.BytesIO):
    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


@dataclass
class FakeAws:
    """Routes requests of one boto3 session to the services.

    :param services: by service id as events name it (``sqs``): operation and parsed body to an answer.
    :param observers: told of each request and its answer.
    """

    services: dict[str, Service] = field(default_factory=dict)
    observers: list[Callable[[str, str, Mapping[str, Any], int], None]] = field(default_factory=list)
    before: list[Callable[[str, str, Mapping[str, Any]], Reply | None]] = field(default_factory=list)

    def session(self) -> boto3.session.Session:
        """A session whose clients never reach the network. There is one, because loading models takes its time."""
        _current[:] = [self]
        return _session()

    def answer(self, request: AWSPreparedRequest, event_name: str, **_: Any) -> AWSResponse:
        service, operation = event_name.split(".", 2)[1:]
        raw: Any = request.body or b""  # a GET has none
        parsed: Mapping[str, Any] = json.loads(raw) if raw and raw[:1] in {b"{", "{"} else {}  # else a form
        if service == "pinpoint":
            parsed = in_path(request.url, parsed)
        status, headers, content = self.reply(service, operation, parsed)
        lowered: Any = {key.lower(): value for key, value in headers.items()}
        return AWSResponse(request.url, status, lowered, _Raw(content))

    def reply(self, service: str, operation: str, parsed: Mapping[str, Any]) -> Reply:
        """What comes back, with everything that happens before and after."""
        reply = next((found for hook in self.before if (found := hook(service, operation, parsed)) is not None), None)
        if reply is None:
            reply = self.services[service](operation, parsed)
        for observer in self.observers:
            observer(service, operation, parsed, reply[0])
        return reply


def in_path(url: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """A request about an endpoint, whose project and id are in the path, as the call had it."""
    found = re.search(r"/v1/apps/([^/]+)/endpoints/([^/?]+)$", url)
    if found is None:
        return body
    named = {"ApplicationId": found[1], "EndpointId": found[2]}
    return named | ({"EndpointRequest": body} if body else {})


_current: list[FakeAws] = []


@cache
def _session() -> boto3.session.Session:
    session = boto3.session.Session(
        aws_access_key_id="testing", aws_secret_access_key="testing", region_name="us-east-1"
    )
    hook: Any = _answer  # the stubs know no hook with an answer
    session.events.register("before-send", hook)
    return session


def _answer(**event: Any) -> AWSResponse:
    return _current[0].answer(**event)


def json_reply(content: Mapping[str, Any], status: int = 200) -> Reply:
    return status, {"Content-Type": "application/x-amz-json-1.0"}, json.dumps(content).encode()


def error_reply(code: str, status: int = 400, **members: Any) -> Reply:
    """An error of the JSON protocols, with its members (``Reason``)."""
    content = {"__type": code, "message": code, "Message": code, **members}
    return (
        status,
        {"Content-Type": "application/x-amz-json-1.0", "x-amzn-errortype": code},
        json.dumps(content).encode(),
    )


def dynamodb(operation: str, body: Mapping[str, Any]) -> Reply:
    headers = {"x-amz-target": f"DynamoDB_20120810.{operation}"}
    raw = json.dumps(body).encode()
    return _finish(ministack_dynamodb.handle_request("POST", "/", headers, raw, {}))


def scan(table: str) -> list[dict[str, Any]]:
    """All items of a table, as they are stored; not by way of a client, because that takes its time."""
    items: list[dict[str, Any]] = json.loads(dynamodb("Scan", {"TableName": table})[2])["Items"]
    return items


def reset_dynamodb() -> None:
    ministack_dynamodb.reset()


def _finish(coroutine: Any) -> Reply:
    """Run a coroutine that never really waits."""
    try:
        coroutine.send(None)
    except StopIteration as finished:
        status, headers, content = finished.value
        return status, headers, content if isinstance(content, bytes) else str(content).encode()
    raise AssertionError("the service waited for something")
