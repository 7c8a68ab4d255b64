"""AWS::SMSVOICE::PhoneNumber."""

from __future__ import annotations

from sandbox.cloudformation import originations
from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import ARN, array, enum, string
from sandbox.cloudformation.sms_voice import SMS_VOICE, Calls
from sandbox.sms_voice.errors import ServiceError
from sandbox.sms_voice.state import State


def _create(call: Calls, properties: Properties, _name: str) -> str:
    leased = call(
        "RequestPhoneNumber", IsoCountryCode=properties["IsoCountryCode"], NumberType=properties["NumberType"],
        NumberCapabilities=properties["NumberCapabilities"], MessageType="TRANSACTIONAL", Tags=properties.get("Tags"),
    )  # fmt: skip
    identity: str = leased["PhoneNumberId"]
    try:
        call("UpdatePhoneNumber", PhoneNumberId=identity, **originations.update_request(properties))
        originations.put_keywords(call, identity, properties)
    except ServiceError:
        call("UpdatePhoneNumber", PhoneNumberId=identity, DeletionProtectionEnabled=False)
        call("ReleasePhoneNumber", PhoneNumberId=identity)
        raise
    return identity


def _update(call: Calls, identity: str, old: Properties, new: Properties) -> None:
    """Only what changed is sent: the service refuses any update of a number that is in a pool."""
    before, after = originations.update_request(old), originations.update_request(new)
    changed = {name: value for name, value in after.items() if value != before[name]}
    if changed:
        call("UpdatePhoneNumber", PhoneNumberId=identity, **changed)
    originations.put_keywords(call, identity, new)


def _delete(call: Calls, identity: str) -> None:
    call("ReleasePhoneNumber", PhoneNumberId=identity)


def _attributes(state: State, identity: str) -> Attributes:
    number = state.phone_number(identity)
    return {"Arn": number.arn, "PhoneNumberId": number.id, "PhoneNumber": number.number}


TYPE = ResourceType(
    service=SMS_VOICE,
    name="AWS::SMSVOICE::PhoneNumber",
    properties={
        **originations.shared_properties(ARN),
        "IsoCountryCode": string(r"^[A-Z]{2}$"),
        "NumberCapabilities": array(enum("SMS", "VOICE", "MMS"), unique=True),
        "NumberType": enum("LONG_CODE", "TOLL_FREE", "TEN_DLC", "SIMULATOR"),
    },
    required=("IsoCountryCode", "NumberCapabilities", "NumberType", "MandatoryKeywords"),
    replaced_by=("IsoCountryCode", "NumberCapabilities", "NumberType"),
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
