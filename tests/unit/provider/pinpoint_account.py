"""An account of Amazon Pinpoint in this process, and CloudFormation's part in what the provider makes there.

Requests go through botocore and its model to the sandbox's operations; what they did and on which resources is kept.
"""

from __future__ import annotations

import io
import json
from functools import cache
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
from botocore.awsrequest import AWSPreparedRequest, AWSResponse

from cdk_messaging.provider.runtime.handler import FAILED_CREATE, handler
from cdk_messaging.provider.runtime.pinpoint import SERVICE
from cdk_messaging.provider.runtime.settings import EARLIER
from cdk_messaging.provider.runtime.sms_voice import PATIENCE
from sandbox.mobiletargeting import registry, routes, service
from sandbox.mobiletargeting.state import State
from sandbox.service_error import ServiceError
from tests.unit.provider.conftest import CloudFormation

ACCOUNT, REGION = "111122223333", "us-east-1"
READS = ("Get", "List")
DENIED = ServiceError("ForbiddenException", "User: x is not authorized to perform: y", status=403)
Json = dict[str, Any]


class _Raw(io.BytesIO):
    def stream(self, **_: Any) -> Any:
        yield self.read()


class PinpointAccount:
    """The account's state, and every request that was made."""

    def __init__(self) -> None:
        self.state = State(ACCOUNT, REGION)
        self.requests: list[tuple[str, Json]] = []
        self.judged: set[tuple[str, str]] = set()
        """Actions and the ARNs that IAM would check them on."""
        self.refusals: dict[str, list[ServiceError]] = {}
        """What the next requests for an operation are answered with instead; the last one stays."""
        self.lost: set[str] = set()
        """Operations that are done, and whose answer is lost."""
        _current[:] = [self]
        self.client = _client()

    def answer(self, request: AWSPreparedRequest) -> AWSResponse:
        """The sandbox's answer."""
        url = urlsplit(request.url)
        found = routes.find(str(request.method), url.path)
        assert found is not None
        raw: Any = request.body
        members = routes.members(found, parse_qs(url.query), json.loads(raw or b"{}"))
        name = found.route.operation
        self.requests.append((name, members))
        operation = registry.find(name)
        named = None if operation.resources is None else operation.resources(self.state, members)
        arns = [self.state.arn(url.path.removeprefix("/v1/"))] if named is None else named
        self.judged |= {(operation.action, arn) for arn in arns}
        try:
            self._refuse(name)
            answer = service.run(self.state, operation, members)
            self._lose(name)
        except ServiceError as error:
            shown = {"Message": error.message, "RequestID": "1"}
            return _response(request, error.status, shown, {"x-amzn-errortype": error.code})
        return _response(request, found.route.status, answer or {}, {})

    def _refuse(self, operation: str) -> None:
        waiting = self.refusals.get(operation, [])
        if waiting:
            raise waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def _lose(self, operation: str) -> None:
        if operation in self.lost:
            self.lost.remove(operation)
            raise DENIED

    @property
    def changes(self) -> list[str]:
        """The operations that weren't only reading."""
        return [operation for operation, _ in self.requests if not operation.startswith(READS)]


_current: list[PinpointAccount] = []


@cache
def _client() -> Any:
    session: Any = boto3.Session(aws_access_key_id="testing", aws_secret_access_key="testing", region_name=REGION)
    session.events.register("before-send.pinpoint", lambda request, **_: _current[0].answer(request))
    return session.client(SERVICE, config=PATIENCE)


def _response(request: AWSPreparedRequest, status: int, content: Json, headers: Json) -> AWSResponse:
    given: Any = {"content-type": "application/json", **headers}
    return AWSResponse(request.url, status, given, _Raw(json.dumps(content).encode()))


class Thing:
    """Something as CloudFormation makes, changes and deletes it, with what it looks at before.

    :param key: properties of both resources.
    :param value: properties of the thing alone.
    """

    def __init__(self, cloudformation: CloudFormation, resource_type: str, key: Json, value: Json) -> None:
        self.cloudformation, self.resource_type = cloudformation, resource_type
        self.key, self.value = key, value
        self.earlier: Json = {}
        self.made: Json = {}

    def ask(self, request_type: str, resource_type: str, properties: Json, **members: Any) -> Json:
        """One request and its answer."""
        event = self.cloudformation.request(request_type, resource_type, ResourceProperties=properties, **members)
        handler(event, SimpleNamespace(log_stream_name="log"))
        return self.cloudformation.answers[-1]

    def create(self) -> Json:
        """Create both; returns the answer of the thing."""
        self.earlier = self.ask("Create", EARLIER, {"Setting": self.resource_type, **self.key})
        assert self.earlier["Status"] == "SUCCESS", self.earlier["Reason"]
        return self.create_again()

    def create_again(self) -> Json:
        """Create the thing, as often as AWS Lambda repeats the request."""
        self.made = self.ask("Create", self.resource_type, self.properties)
        return self.made

    @property
    def properties(self) -> Json:
        """The thing's properties, with what was there before."""
        return {**self.key, **self.value, "Earlier": self.earlier["Data"]["Value"]}

    def update(self, **value: Any) -> Json:
        """Change it."""
        old, self.value = self.properties, {**self.value, **value}
        identity = self.made["PhysicalResourceId"]
        self.made = self.ask(
            "Update", self.resource_type, self.properties, OldResourceProperties=old, PhysicalResourceId=identity
        )
        return self.made

    def delete(self, *, failed: bool = False) -> Json:
        """Delete it, also one whose creation failed."""
        identity = FAILED_CREATE if failed else self.made["PhysicalResourceId"]
        return self.ask("Delete", self.resource_type, self.properties, PhysicalResourceId=identity)
