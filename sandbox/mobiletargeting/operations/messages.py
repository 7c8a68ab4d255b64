"""Direct messages: to addresses, to endpoints, and to all endpoints of users."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sandbox.mobiletargeting import direct, errors
from sandbox.mobiletargeting.content import content
from sandbox.mobiletargeting.registry import operation
from sandbox.mobiletargeting.state import Project, State, new_request_id

Json = dict[str, Any]

MOST_RECIPIENTS = 100


def _messages(state: State, request: Json) -> list[str]:
    return [state.arn(f"apps/{request['ApplicationId']}/messages")]


@operation("SendMessages", resources=_messages)
def send_messages(state: State, request: Json) -> Json:
    """Sends to addresses and endpoints, and says of each what became of it."""
    project, asked = state.project(request["ApplicationId"]), request["MessageRequest"]
    addresses, endpoints = asked.get("Addresses", {}), asked.get("Endpoints", {})
    _check_count(len(addresses) + len(endpoints), "addresses and endpoints")
    for address, own in addresses.items():
        if "ChannelType" not in own:
            raise errors.bad_request(f"the address {address!r} has no ChannelType")
    sending = _Sending(state, project, asked)
    answer: Json = {"ApplicationId": project.id, "RequestId": new_request_id()}
    if addresses:
        answer["Result"] = {
            address: sending.send(own["ChannelType"], address, own) for address, own in addresses.items()
        }
    if endpoints:
        answer["EndpointResult"] = sending.to_endpoints(endpoints)
    return answer


@operation("SendUsersMessages", resources=_messages)
def send_users_messages(state: State, request: Json) -> Json:
    """Sends to every endpoint of some users."""
    project, asked = state.project(request["ApplicationId"]), request["SendUsersMessageRequest"]
    _check_count(len(asked["Users"]), "users")
    sent = {
        user: _Sending(state, project, asked).to_endpoints(
            {each["Id"]: own for each in project.endpoints.of_user(user)}
        )
        for user, own in asked["Users"].items()
    }
    return {"ApplicationId": project.id, "RequestId": new_request_id(), "Result": sent}


def _check_count(count: int, what: str) -> None:
    if not 1 <= count <= MOST_RECIPIENTS:
        raise errors.bad_request(f"the request has {count} {what}; it takes 1 to {MOST_RECIPIENTS}")


@dataclass
class _Sending:
    """One request at work. ``reached`` are the addresses of endpoints that it was sent to."""

    state: State
    project: Project
    asked: Json
    reached: set[tuple[str, str]] = field(default_factory=set)

    def to_endpoints(self, chosen: Json) -> Json:
        """What became of each endpoint, by its id."""
        results: Json = {}
        for identity, own in chosen.items():
            endpoint = self.project.endpoints.get(identity)
            results[identity] = self._to_endpoint(own, endpoint)
            if endpoint is not None and "Address" in endpoint:
                results[identity]["Address"] = endpoint["Address"]
        return results

    def _to_endpoint(self, own: Json, endpoint: Json | None) -> Json:
        if endpoint is None:
            return direct.failure(404, "There is no such endpoint")
        if "ChannelType" not in endpoint or "Address" not in endpoint:
            return direct.failure(400, "The endpoint has no channel type or no address")
        place = (endpoint["ChannelType"], endpoint["Address"])
        if endpoint["OptOut"] == "ALL":
            return direct.result("OPT_OUT", 400, "The user of the endpoint has opted out")
        if place in self.reached:
            return direct.result("DUPLICATE", 400, "The request has another endpoint with this address")
        if endpoint["EndpointStatus"] != "ACTIVE":
            return direct.failure(410, "The endpoint is inactive")
        self.reached.add(place)
        return self.send(*place, own)

    def send(self, channel_type: str, address: str, own: Json) -> Json:
        """What became of one address."""
        return direct.deliver(self.project, channel_type, address, content(self.state, self.asked, channel_type, own))
