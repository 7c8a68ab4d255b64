"""Endpoints of an Amazon Pinpoint project, as far as the functions use them. Each has the rules of the service that
matter here: what is not given stays, and every change has its date."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from cdk_messaging.opt_in.runtime import clock
from tests.runtime.fakes.aws import Reply, Service, error_reply, json_reply
from tests.runtime.fakes.clock import FakeClock

PROJECT = "810c7aab86d42fb2b56c8c966example"


class FakeEndpoints:
    """Answers the operations on endpoints, and passes others on.

    :param others: answers the service's other operations.
    :param wrapped: whether answers are as a client gives them, not as they are on the wire.
    """

    def __init__(self, fake_clock: FakeClock, others: Service, *, wrapped: bool) -> None:
        self._clock, self._others, self._wrapped = fake_clock, others, wrapped
        self.endpoints: dict[str, dict[str, Any]] = {}

    def answer(self, operation: str, body: Mapping[str, Any]) -> Reply:
        if "EndpointId" not in body:
            return self._others(operation, body)
        assert body["ApplicationId"] == PROJECT
        identifier = body["EndpointId"]
        if operation == "UpdateEndpoint":
            self.change(identifier, **body["EndpointRequest"])
            return self._reply("MessageBody", {"Message": "Accepted", "RequestID": "r"}, 202)
        if identifier not in self.endpoints:
            return error_reply("NotFoundException", 404)
        found = self.endpoints[identifier]
        if operation == "DeleteEndpoint":
            del self.endpoints[identifier]
        else:
            assert operation == "GetEndpoint", operation
        return self._reply("EndpointResponse", copy.deepcopy(found))

    def change(self, identifier: str, **members: Any) -> None:
        """Somebody changes an endpoint, or makes it."""
        found = self.endpoints.setdefault(identifier, {"Id": identifier, "Attributes": {}})
        attributes = {**found["Attributes"], **members.pop("Attributes", {})}
        assert all(len(value) <= 100 for values in attributes.values() for value in values)
        found |= {**members, "Attributes": attributes, "EffectiveDate": clock.iso(self._clock.time)}

    def at(self, number: str) -> dict[str, Any] | None:
        """The endpoint of a number."""
        return next((found for found in self.endpoints.values() if found.get("Address") == number), None)

    def opt_out(self, number: str) -> None:
        """Somebody who knows only the endpoint opts a person out there."""
        found = self.at(number)
        assert found is not None
        self.change(found["Id"], OptOut="ALL")

    def _reply(self, member: str, content: dict[str, Any], status: int = 200) -> Reply:
        return json_reply({member: content} if self._wrapped else content, status)
