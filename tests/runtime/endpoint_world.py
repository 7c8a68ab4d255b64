"""The same world with the consents in the endpoints of a Pinpoint project as well."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cdk_messaging.opt_in.runtime import endpoint_mirror
from tests.runtime.fakes.aws import Reply
from tests.runtime.fakes.endpoints import PROJECT, FakeEndpoints
from tests.runtime.world import NUMBER, World

MIRROR = "endpoint_mirror"


class EndpointWorld(World):
    """Whoever asks for a state is told what the endpoint says, once its queue is empty, and that it is the ledger's."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path, *, quick: bool = False, **overrides: Any) -> None:
        super().__init__(monkeypatch, folder, quick=quick, **overrides)
        monkeypatch.setenv("ENDPOINT_PROJECT_ID", PROJECT)
        endpoint_mirror._table.cache_clear()
        self.pinpoint = FakeEndpoints(self.clock, self.aws.services["pinpoint"], wrapped=quick)
        self.aws.services["pinpoint"] = self.pinpoint.answer
        self.aws.observers.append(self._feed)
        self.changed: list[str] = []  # what the feed of changed consents brings: keys, in the queue's order

    def _feed(self, service: str, operation: str, body: Mapping[str, Any], status: int) -> None:
        """The pipe from the table's stream to the queue of changed consents."""
        if service != "dynamodb" or status != 200:
            return
        writes = body["TransactItems"] if operation == "TransactWriteItems" else [{operation: body}]
        for write in writes:
            ((_, content),) = write.items()
            key = content.get("Item") or content.get("Key") or {}
            if str(key.get("sk", {}).get("S", "")).startswith("CONSENT#"):
                self.changed.append(key["pk"]["S"])

    def mirror(self, keys: list[str] | None = None) -> list[str]:
        """Let the function work on what the feed brought. The records that failed."""
        waiting = [self.changed.pop(0) for _ in range(len(self.changed))] if keys is None else keys
        records = [{"messageId": uuid.uuid4().hex, "body": json.dumps({"pk": key})} for key in waiting]
        return self.invoke_queue(MIRROR, records) if records else []

    def state(self, number: str = NUMBER, programme: str = "alerts") -> str:
        assert self.mirror() == []
        recorded = super().state(number, programme)
        endpoint = self.pinpoint.at(number)
        told = "NONE" if endpoint is None else endpoint["Attributes"]["ConsentState"][0]
        assert told == recorded
        assert endpoint is None or endpoint["OptOut"] == ("NONE" if told == "OPTED_IN" else "ALL")
        return told


def refuse(world: World, operation: str, reply: Reply) -> None:
    """The service answers one operation in its own way from now on."""
    world.aws.before.append(lambda _service, called, _body: reply if called == operation else None)
