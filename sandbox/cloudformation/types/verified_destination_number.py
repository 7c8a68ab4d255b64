"""AWS::SMSVOICE::VerifiedDestinationNumber."""

from __future__ import annotations

from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import TAGS, string
from sandbox.cloudformation.sms_voice import SMS_VOICE, Calls
from sandbox.sms_voice.state import State, find


def _create(call: Calls, properties: Properties, _name: str) -> str:
    return str(call("CreateVerifiedDestinationNumber", **properties)["VerifiedDestinationNumberArn"])


def _update(_call: Calls, _arn: str, _old: Properties, _new: Properties) -> None:
    """Only tags change in place."""


def _delete(call: Calls, arn: str) -> None:
    call("DeleteVerifiedDestinationNumber", VerifiedDestinationNumberId=arn)


def _attributes(state: State, arn: str) -> Attributes:
    found = find(state.verified_numbers, arn, "verified-destination-number")
    return {
        "VerifiedDestinationNumberArn": found.arn,
        "VerifiedDestinationNumberId": found.id,
        "Status": found.status,
        "CreatedTimestamp": str(found.created),
    }


TYPE = ResourceType(
    service=SMS_VOICE,
    name="AWS::SMSVOICE::VerifiedDestinationNumber",
    properties={
        "DestinationPhoneNumber": string(r"^\+?[1-9][0-9]{1,18}$", longest=20, shortest=1),
        "Tags": TAGS,
    },
    required=("DestinationPhoneNumber",),
    replaced_by=("DestinationPhoneNumber",),
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
