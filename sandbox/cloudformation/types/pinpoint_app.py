"""AWS::Pinpoint::App."""

from __future__ import annotations

from sandbox.cloudformation.pinpoint import PINPOINT, Calls
from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import ANY_OBJECT, string
from sandbox.mobiletargeting.state import State


def _create(call: Calls, properties: Properties, _name: str) -> str:
    request = {"Name": properties["Name"]} | ({"tags": properties["Tags"]} if "Tags" in properties else {})
    return str(call("CreateApp", CreateApplicationRequest=request)["Id"])


def _update(_call: Calls, _identity: str, _old: Properties, _new: Properties) -> None:
    """Only tags change in place."""


def _delete(call: Calls, identity: str) -> None:
    call("DeleteApp", ApplicationId=identity)


def _attributes(state: State, identity: str) -> Attributes:
    return {"Arn": state.project(identity).arn, "Id": identity}


TYPE = ResourceType(
    service=PINPOINT,
    name="AWS::Pinpoint::App",
    properties={"Name": string(), "Tags": ANY_OBJECT},
    required=("Name",),
    replaced_by=("Name",),
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
