"""AWS::SMSVOICE::OptOutList."""

from __future__ import annotations

from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import TAGS, string
from sandbox.cloudformation.sms_voice import SMS_VOICE, Calls
from sandbox.sms_voice.state import State


def _create(call: Calls, properties: Properties, name: str) -> str:
    made = call("CreateOptOutList", OptOutListName=properties.get("OptOutListName", name), Tags=properties.get("Tags"))
    return str(made["OptOutListName"])


def _update(_call: Calls, _name: str, _old: Properties, _new: Properties) -> None:
    """Only tags change in place."""


def _delete(call: Calls, name: str) -> None:
    call("DeleteOptOutList", OptOutListName=name)


def _attributes(state: State, name: str) -> Attributes:
    return {"Arn": state.opt_out_list(name).arn}


TYPE = ResourceType(
    service=SMS_VOICE,
    name="AWS::SMSVOICE::OptOutList",
    properties={"OptOutListName": string(r"^[A-Za-z0-9_-]+$", longest=64, shortest=1), "Tags": TAGS},
    replaced_by=("OptOutListName",),
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
