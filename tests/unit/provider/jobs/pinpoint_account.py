"""An account of Amazon Pinpoint in this process, whose jobs end when a test says so.

Requests go through botocore and its model to the sandbox's operations; what they did and on which resources is kept.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.config import Config

from sandbox.mobiletargeting import jobs, registry, routes, service
from sandbox.mobiletargeting.state import Project, State, Versioned
from sandbox.service_error import ServiceError

ACCOUNT, REGION = "111122223333", "us-east-1"
PROJECT = "0123456789abcdef0123456789abcdef"
Json = dict[str, Any]


class _Raw(io.BytesIO):
    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


class PinpointAccount:
    """The account's state, and every request that was made. It has one project."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.state = State(ACCOUNT, REGION)
        self.project = Project(self.state.arn(f"apps/{PROJECT}"), PROJECT, "News", "2026-01-01T00:00:00.000Z")
        self.state.projects[PROJECT] = self.project
        self.requests: list[str] = []
        self.judged: set[tuple[str, str]] = set()
        self.refusals: list[ServiceError] = []
        """What the next requests are answered with instead."""
        monkeypatch.setattr(jobs, "start", lambda *_: None)
        session: Any = boto3.session.Session("testing", "testing", region_name=REGION)
        session.events.register("before-send.pinpoint", self._answer)
        self.client = session.client("pinpoint", config=Config(retries={"total_max_attempts": 1}))

    def _answer(self, request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        parts = urlsplit(request.url)
        found = routes.find(str(request.method), parts.path)
        assert found is not None
        raw: Any = request.body or b"{}"
        members = routes.members(found, parse_qs(parts.query), json.loads(raw))
        operation = registry.find(found.route.operation)
        self.requests.append(operation.name)
        path = self.state.arn(parts.path.removeprefix("/v1/"))
        arns = [path] if operation.resources is None else operation.resources(self.state, members)
        self.judged |= {(operation.action, arn) for arn in arns}
        try:
            if self.refusals:
                raise self.refusals.pop(0)
            status, answer = found.route.status, service.run(self.state, operation, members)
        except ServiceError as error:
            status, answer = error.status, {"Message": error.message}
            return _response(request, status, answer, {"x-amzn-errortype": error.code})
        return _response(request, status, answer, {})

    @property
    def imports(self) -> list[Json]:
        """The import jobs, oldest first."""
        return list(self.project.import_jobs.values())

    @property
    def exports(self) -> list[Json]:
        """The export jobs, oldest first."""
        return list(self.project.export_jobs.values())

    def count(self, operation: str) -> int:
        """How often something was asked for."""
        return self.requests.count(operation)

    def define(self, job: Json) -> str:
        """Let the segment of an import be there."""
        segment = str(job["Definition"]["SegmentId"])
        arn = self.state.arn(f"apps/{PROJECT}/segments/{segment}")
        shown = {
            "ApplicationId": PROJECT,
            "Arn": arn,
            "CreationDate": job["CreationDate"],
            "Id": segment,
            "SegmentType": "IMPORT",
            "Version": 1,
        }
        self.project.segments[segment] = Versioned(arn, [shown])
        return segment


def _response(request: AWSPreparedRequest, status: int, answer: Any, headers: dict[str, str]) -> AWSResponse:
    content: Any = {"content-type": "application/json", **headers}
    return AWSResponse(request.url, status, content, _Raw(json.dumps(answer).encode()))
