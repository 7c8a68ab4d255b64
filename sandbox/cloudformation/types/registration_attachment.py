"""AWS::SMSVOICE::RegistrationAttachment."""

from __future__ import annotations

from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import TAGS, array, string
from sandbox.cloudformation.sms_voice import SMS_VOICE, Calls
from sandbox.sms_voice.state import State, find


def _create(call: Calls, properties: Properties, _name: str) -> str:
    return str(call("CreateRegistrationAttachment", **properties)["RegistrationAttachmentArn"])


def _update(_call: Calls, _arn: str, _old: Properties, _new: Properties) -> None:
    """Only tags change in place."""


def _delete(call: Calls, arn: str) -> None:
    call("DeleteRegistrationAttachment", RegistrationAttachmentId=arn)


def _attributes(state: State, arn: str) -> Attributes:
    found = find(state.attachments, arn, "registration-attachment")
    return {
        "RegistrationAttachmentArn": found.arn,
        "RegistrationAttachmentId": found.id,
        "AttachmentStatus": "UPLOAD_COMPLETE",
        "UploadedAttachmentUrl": found.url or "",
        "CreatedTimestamp": str(found.created),
    }


TYPE = ResourceType(
    service=SMS_VOICE,
    name="AWS::SMSVOICE::RegistrationAttachment",
    properties={
        "AttachmentBody": string(shortest=1),
        "AttachmentUrl": string(r"^\S+$", longest=2048, shortest=1),
        "Tags": array(TAGS["items"], most=200),
    },
    replaced_by=("AttachmentBody", "AttachmentUrl"),
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
