"""CloudFormation's side of a custom resource, and the services that the provider calls."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace
from typing import Any

import boto3
import pytest

from tests.runtime.fakes.aws import FakeAws, dynamodb, reset_dynamodb

TABLE = "consents"


class CloudFormation:
    """Takes the answers that a provider gives."""

    def __init__(self) -> None:
        self.answers: list[dict[str, Any]] = []
        self.sizes: list[int] = []
        self.content_types: list[str | None] = []
        self.addresses: list[str] = []
        self.status = 200
        recorder = self

        class Handler(BaseHTTPRequestHandler):
            def do_PUT(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                recorder.answers.append(json.loads(body))
                recorder.sizes.append(len(body))
                recorder.content_types.append(self.headers["Content-Type"])
                recorder.addresses.append(self.path)
                self.send_response(recorder.status)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Says nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)

    def request(self, request_type: str, resource_type: str = "Custom::ConsentText", **members: Any) -> dict[str, Any]:
        """What CloudFormation sends to the provider."""
        return {
            "RequestType": request_type,
            "ResourceType": resource_type,
            "ResponseURL": f"http://127.0.0.1:{self.server.server_port}/bucket/answer?signature=a%2Fb",
            "StackId": "arn:aws:cloudformation:us-east-1:111122223333:stack/Stack/1",
            "RequestId": "request-1",
            "LogicalResourceId": "Text",
            "ResourceProperties": {"ServiceToken": "arn:aws:lambda:us-east-1:111122223333:function:provider"},
            **members,
        }


@pytest.fixture
def cloudformation() -> Iterator[CloudFormation]:
    """A listener on loopback."""
    listener = CloudFormation()
    thread = threading.Thread(target=listener.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield listener
    listener.server.shutdown()
    thread.join()
    listener.server.server_close()


@pytest.fixture
def context() -> SimpleNamespace:
    """What the handler reads of Lambda's context."""
    return SimpleNamespace(log_stream_name="2026/11/22/[$LATEST]1")


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Any:
    """An empty consent table, which the code under test reaches by boto3's default session."""
    aws = FakeAws()
    aws.services["dynamodb"] = dynamodb
    session = aws.session()
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", session)
    reset_dynamodb()
    return session.resource("dynamodb").create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
    )
