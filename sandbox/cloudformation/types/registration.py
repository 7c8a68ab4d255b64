"""AWS::SMSVOICE::Registration."""

from __future__ import annotations

from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import TAGS, array, string
from sandbox.cloudformation.sms_voice import SMS_VOICE, Calls
from sandbox.sms_voice.state import State, find


def _create(call: Calls, properties: Properties, _name: str) -> str:
    return str(call("CreateRegistration", **properties)["RegistrationArn"])


def _update(_call: Calls, _arn: str, _old: Properties, _new: Properties) -> None:
    """Only tags change in place."""


def _delete(call: Calls, arn: str) -> None:
    call("DeleteRegistration", RegistrationId=arn)


def _attributes(state: State, arn: str) -> Attributes:
    found = find(state.registrations, arn, "registration")
    return {
        "RegistrationArn": found.arn,
        "RegistrationId": found.id,
        "RegistrationStatus": found.status,
        "CurrentVersionNumber": found.current.number,
        "CreatedTimestamp": str(found.created),
    }


TYPE = ResourceType(
    service=SMS_VOICE,
    name="AWS::SMSVOICE::Registration",
    properties={
        "RegistrationType": string(r"^[A-Za-z0-9_]+$", longest=64, shortest=1),
        "Tags": array(TAGS["items"], most=200),
    },
    required=("RegistrationType",),
    replaced_by=("RegistrationType",),
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
