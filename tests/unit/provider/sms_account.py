"""An account of AWS End User Messaging in this process, and CloudFormation's part in a setting of it.

It has both versions of the API.

Requests go through botocore and its model to the sandbox's operations; what they did and on which resources is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from cdk_messaging.provider.runtime import voice
from cdk_messaging.provider.runtime.handler import FAILED_CREATE, handler
from cdk_messaging.provider.runtime.settings import EARLIER
from cdk_messaging.provider.runtime.sms_voice import PATIENCE, SERVICE
from sandbox.sms_voice import registry, service
from sandbox.sms_voice.errors import ServiceError
from sandbox.sms_voice.state import State
from sandbox.sms_voice_v1 import service as voice_service
from sandbox.sms_voice_v1.state import State as VoiceState
from tests.runtime.fakes.aws import FakeAws, Reply, error_reply, json_reply
from tests.unit.provider.conftest import CloudFormation

ACCOUNT, REGION = "111122223333", "us-east-1"
READS = ("Describe", "Get", "List")
Json = dict[str, Any]


class SmsAccount:
    """The account's state, and every request that was made."""

    def __init__(self) -> None:
        self.state = State(ACCOUNT, REGION)
        self.voice = VoiceState(self.state)
        self.requests: list[tuple[str, Json]] = []
        self.judged: set[tuple[str, str]] = set()
        """Actions and the ARNs that IAM would check them on."""
        self.refusals: list[Reply] = []
        """What the next requests are answered with instead."""
        self.answers_lost_from: int | None = None
        """From which request on the function never hears what became of it, counted from 1."""
        self.aws = FakeAws()
        self.aws.services[SERVICE] = self.answer
        session: Any = self.aws.session()
        self.client = session.client(SERVICE, config=PATIENCE)
        self.aws.services[voice.SERVICE] = self.answer_voice
        self.voice_client = session.client(voice.SERVICE, config=PATIENCE)
        self._voice_request: Json = {}
        self.voice_client.meta.events.register(f"provide-client-params.{voice.SERVICE}", self._keep)

    def answer(self, operation: str, request: Mapping[str, Any]) -> Reply:
        """The sandbox's answer."""
        asked, found = dict(request), registry.find(operation)
        return self.answered(
            operation, asked, found.resources(self.state, asked), lambda: service.run(self.state, found, asked)
        )

    def answer_voice(self, operation: str, _body: Mapping[str, Any]) -> Reply:
        """The sandbox's answer for version 1; its bodies lack what stands in the paths."""
        asked = self._voice_request
        return self.answered(operation, asked, ["*"], lambda: voice_service.run(self.voice, operation, asked))

    def _keep(self, params: Json, **_: Any) -> None:
        self._voice_request = dict(params)

    def answered(self, operation: str, asked: Json, arns: Sequence[str], run: Callable[[], Json]) -> Reply:
        """What comes back of a request, unless it is to be refused or lost."""
        self.requests.append((operation, asked))
        self.judged |= {(f"sms-voice:{operation}", arn) for arn in arns}
        if self.refusals:
            return self.refusals.pop(0)
        if self.answers_lost_from is None:
            return self.run_or_refuse(run)
        self.answers_lost_from -= 1
        if self.answers_lost_from < 0:
            return error_reply("AccessDeniedException")
        reply = self.run_or_refuse(run)
        return reply if self.answers_lost_from else error_reply("AccessDeniedException")

    def run_or_refuse(self, run: Callable[[], Json]) -> Reply:
        """What the service does and says."""
        try:
            return json_reply(run())
        except ServiceError as error:
            return error_reply(error.code, **{"Message": error.message, "message": error.message, **error.members})

    def run(self, operation: str, **request: Any) -> Json:
        """Do something as somebody else; it isn't kept."""
        return service.run(self.state, registry.find(operation), request)

    @property
    def changes(self) -> list[str]:
        """The operations that weren't only reading."""
        return [operation for operation, _ in self.requests if not operation.startswith(READS)]


class Stack:
    """A setting as CloudFormation makes, changes and deletes it: both of its resources.

    :param key: properties of both.
    :param value: properties of the setting alone.
    """

    def __init__(self, cloudformation: CloudFormation, resource_type: str, key: Json, value: Json) -> None:
        self.cloudformation, self.resource_type = cloudformation, resource_type
        self.key, self.value = key, value
        self.earlier: Json = {}
        self.setting: Json = {}

    def ask(self, request_type: str, resource_type: str, properties: Json, **members: Any) -> Json:
        """One request and its answer."""
        event = self.cloudformation.request(request_type, resource_type, ResourceProperties=properties, **members)
        handler(event, SimpleNamespace(log_stream_name="log"))
        return self.cloudformation.answers[-1]

    def create(self) -> Json:
        """Create both; returns the answer of the setting."""
        self.earlier = self.ask("Create", EARLIER, {"Setting": self.resource_type, **self.key})
        assert self.earlier["Status"] == "SUCCESS", self.earlier["Reason"]
        return self.create_setting()

    def create_setting(self) -> Json:
        """Create the setting, as often as AWS Lambda repeats the request."""
        self.setting = self.ask("Create", self.resource_type, self.properties)
        return self.setting

    @property
    def properties(self) -> Json:
        """The setting's properties, with what was there before."""
        return {**self.key, **self.value, "Earlier": self.earlier["Data"]["Value"]}

    def update(self, **value: Any) -> Json:
        """Change what it is set to."""
        old, self.value = self.properties, {**self.value, **value}
        self.setting = self.ask(
            "Update",
            self.resource_type,
            self.properties,
            OldResourceProperties=old,
            PhysicalResourceId=self.setting["PhysicalResourceId"],
        )
        return self.setting

    def change_key(self, **key: Any) -> None:
        """Make it another setting: both resources are updated, then the old ones are deleted."""
        old, old_earlier, old_setting = self.properties, self.earlier, self.setting
        self.key = {**self.key, **key}
        self.earlier = self.ask(
            "Update",
            EARLIER,
            {"Setting": self.resource_type, **self.key},
            PhysicalResourceId=old_earlier["PhysicalResourceId"],
        )
        self.setting = self.ask(
            "Update",
            self.resource_type,
            self.properties,
            OldResourceProperties=old,
            PhysicalResourceId=old_setting["PhysicalResourceId"],
        )
        self.ask("Delete", self.resource_type, old, PhysicalResourceId=old_setting["PhysicalResourceId"])

    def delete(self, *, failed: bool = False) -> Json:
        """Delete the setting, also one whose creation failed."""
        identity = FAILED_CREATE if failed else self.setting["PhysicalResourceId"]
        return self.ask("Delete", self.resource_type, self.properties, PhysicalResourceId=identity)


def throttled() -> Reply:
    """What the service answers when there are too many requests."""
    return error_reply("ThrottlingException")
