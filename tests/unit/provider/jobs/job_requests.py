"""CloudFormation's requests for jobs, and the time that passes while the function waits."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from cdk_messaging.provider.runtime.handler import handler
from tests.unit.provider.conftest import CloudFormation
from tests.unit.provider.jobs.pinpoint_account import PROJECT, Json, PinpointAccount

ROLE = "arn:aws:iam::111122223333:role/import"
IMPORT, EXPORT, SEGMENT = (f"Custom::Pinpoint{name}" for name in ("ImportJob", "ExportJob", "ImportedSegment"))
COMMON: Json = {
    "ProjectId": PROJECT,
    "RoleArn": ROLE,
    "MaxFailures": "0",
    "TimeoutSeconds": "3600",
    "Revision": "1",
}
FILES: Json = {**COMMON, "Format": "JSON", "S3Url": "s3://bucket/in/"}
PROPERTIES: dict[str, Json] = {
    IMPORT: FILES,
    SEGMENT: {**FILES, "KeepsReplaced": "false", "RegisterEndpoints": "true", "SegmentName": "Readers"},
    EXPORT: {**COMMON, "S3UrlPrefix": "s3://bucket/out/"},
}
FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:provider"


class Deployment:
    """What the provider is asked, one request after the other."""

    def __init__(self, pinpoint: PinpointAccount, cloudformation: CloudFormation) -> None:
        self.pinpoint, self.cloudformation = pinpoint, cloudformation
        self.now = 0.0
        self.ends_at = 900.0
        self.meanwhile: list[Callable[[], None]] = []
        """What happens in each of the next pauses."""
        self.invocations: list[Json] = []
        self.invoke_fails = False

    def sleep(self, seconds: float) -> None:
        """A pause."""
        self.now += seconds
        if self.meanwhile:
            self.meanwhile.pop(0)()
        assert self.now < 100_000, "it waits for ever"

    def invoke(self, **request: Any) -> None:
        """AWS Lambda takes an invocation."""
        if self.invoke_fails:
            raise RuntimeError("no more invocations")
        assert (request["FunctionName"], request["InvocationType"]) == (FUNCTION, "Event")
        self.invocations.append(json.loads(request["Payload"]))

    def ask(self, request_type: str, kind: str, request: str = "request-1", physical: str = "", **changed: Any) -> Json:
        """One request, and what the provider answered last."""
        named = {"PhysicalResourceId": physical} if physical else {}
        event = self.cloudformation.request(
            request_type, kind, ResourceProperties={**PROPERTIES[kind], **changed}, RequestId=request, **named
        )
        return self.handle(event)

    def handle(self, event: Json) -> Json:
        """One invocation."""
        self.ends_at = self.now + 900

        def remaining() -> float:
            return (self.ends_at - self.now) * 1000

        context = SimpleNamespace(
            log_stream_name="log", invoked_function_arn=FUNCTION, get_remaining_time_in_millis=remaining
        )
        handler(event, context)
        return self.cloudformation.answers[-1] if self.cloudformation.answers else {}

    def ends(self, kind: str, **members: Any) -> None:
        """The newest job ends in the next pause."""

        def end() -> None:
            job = (self.pinpoint.exports if kind == EXPORT else self.pinpoint.imports)[-1]
            job.update({"JobStatus": "COMPLETED", "TotalProcessed": 3, **members})
            if kind == SEGMENT:
                self.pinpoint.define(job)

        self.meanwhile.append(end)

    def create(self, kind: str, **changed: Any) -> Json:
        """A creation whose job completes."""
        self.ends(kind)
        answer = self.ask("Create", kind, **changed)
        assert answer["Status"] == "SUCCESS", answer["Reason"]
        return answer
