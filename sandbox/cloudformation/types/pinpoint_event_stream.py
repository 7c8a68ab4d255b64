"""AWS::Pinpoint::EventStream."""

from __future__ import annotations

from sandbox.cloudformation.pinpoint import PINPOINT, Calls
from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import string
from sandbox.mobiletargeting.state import State


def _put(call: Calls, properties: Properties) -> None:
    given = {name: properties[name] for name in ("DestinationStreamArn", "RoleArn")}
    call("PutEventStream", ApplicationId=properties["ApplicationId"], WriteEventStream=given)


def _create(call: Calls, properties: Properties, _name: str) -> str:
    _put(call, properties)
    return str(properties["ApplicationId"])


def _update(call: Calls, _identity: str, _old: Properties, new: Properties) -> None:
    _put(call, new)


def _delete(call: Calls, identity: str) -> None:
    call("DeleteEventStream", ApplicationId=identity)


def _attributes(_state: State, _identity: str) -> Attributes:
    return {}


TYPE = ResourceType(
    service=PINPOINT,
    name="AWS::Pinpoint::EventStream",
    properties={"ApplicationId": string(), "DestinationStreamArn": string(), "RoleArn": string()},
    required=("ApplicationId", "DestinationStreamArn", "RoleArn"),
    replaced_by=("ApplicationId",),
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
