"""AWS::SMSVOICE::SenderId. Its Ref has both parts of its identity, as CloudFormation joins them."""

from __future__ import annotations

from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import BOOLEAN, TAGS, string
from sandbox.cloudformation.sms_voice import SMS_VOICE, Calls
from sandbox.sms_voice.state import State


def _identity(physical_id: str) -> dict[str, str]:
    country, sender_id = physical_id.split("|")
    return {"IsoCountryCode": country, "SenderId": sender_id}


def _create(call: Calls, properties: Properties, _name: str) -> str:
    call("RequestSenderId", **properties)
    return f"{properties['IsoCountryCode']}|{properties['SenderId']}"


def _update(call: Calls, physical_id: str, _old: Properties, new: Properties) -> None:
    protected = new.get("DeletionProtectionEnabled", False)
    call("UpdateSenderId", **_identity(physical_id), DeletionProtectionEnabled=protected)


def _delete(call: Calls, physical_id: str) -> None:
    call("ReleaseSenderId", **_identity(physical_id))


def _attributes(state: State, physical_id: str) -> Attributes:
    identity = _identity(physical_id)
    return {"Arn": state.sender_ids[f"{identity['SenderId']}/{identity['IsoCountryCode']}"].arn}


TYPE = ResourceType(
    service=SMS_VOICE,
    name="AWS::SMSVOICE::SenderId",
    properties={
        "DeletionProtectionEnabled": BOOLEAN,
        "IsoCountryCode": string(r"^[A-Z]{2}$"),
        "SenderId": string(r"^[A-Z0-9_-]+$"),
        "Tags": TAGS,
    },
    required=("IsoCountryCode", "SenderId"),
    replaced_by=("IsoCountryCode", "SenderId"),
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
