"""AWS::SMSVOICE::ResourcePolicy."""

from __future__ import annotations

import json

from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import ANY_OBJECT, ARN
from sandbox.cloudformation.sms_voice import SMS_VOICE, Calls
from sandbox.sms_voice.state import State


def _create(call: Calls, properties: Properties, _name: str) -> str:
    arn: str = properties["ResourceArn"]
    call("PutResourcePolicy", ResourceArn=arn, Policy=json.dumps(properties["PolicyDocument"]))
    return arn


def _update(call: Calls, arn: str, _old: Properties, new: Properties) -> None:
    call("PutResourcePolicy", ResourceArn=arn, Policy=json.dumps(new["PolicyDocument"]))


def _delete(call: Calls, arn: str) -> None:
    call("DeleteResourcePolicy", ResourceArn=arn)


def _attributes(_state: State, _arn: str) -> Attributes:
    return {}


TYPE = ResourceType(
    service=SMS_VOICE,
    name="AWS::SMSVOICE::ResourcePolicy",
    properties={"ResourceArn": ARN, "PolicyDocument": ANY_OBJECT},
    required=("ResourceArn", "PolicyDocument"),
    replaced_by=("ResourceArn",),
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
