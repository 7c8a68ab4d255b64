"""AWS::SMSVOICE::RcsAgent."""

from __future__ import annotations

from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import BOOLEAN, TAGS, array, string
from sandbox.cloudformation.sms_voice import SMS_VOICE, Calls
from sandbox.sms_voice.errors import ServiceError
from sandbox.sms_voice.operations.rcs_agents import UNSET
from sandbox.sms_voice.state import State, find

_SWITCHES = ("DeletionProtectionEnabled", "SelfManagedOptOutsEnabled", "TwoWayEnabled")
_PLAIN = ("TwoWayChannelArn", "TwoWayChannelRole", "TwoWayMediaS3KeyPrefix")
_MEDIA = ("TwoWayMediaS3BucketName", "TwoWayMediaS3Role")


def _create(call: Calls, properties: Properties, _name: str) -> str:
    made = call("CreateRcsAgent", OptOutListName=properties.get("OptOutListName"), Tags=properties.get("Tags"))
    arn: str = made["RcsAgentArn"]
    try:
        _configure(call, arn, properties)
    except ServiceError:
        call("DeleteRcsAgent", RcsAgentId=arn)
        raise
    return arn


def _update(call: Calls, arn: str, _old: Properties, new: Properties) -> None:
    _configure(call, arn, new)


def _configure(call: Calls, arn: str, properties: Properties) -> None:
    """What the template leaves out returns to its default."""
    request = {name: properties.get(name, False) for name in _SWITCHES}
    request |= {name: properties[name] for name in _PLAIN if name in properties}
    present = find(call.state.rcs_agents, arn, "rcs-agent").media_bucket
    request |= {name: properties.get(name, UNSET) for name in _MEDIA if name in properties or present}
    request["OptOutListName"] = properties.get("OptOutListName", "Default")
    request["TwoWayRcsEventsEnabled"] = properties.get("TwoWayRcsEventsEnabled", [])
    call("UpdateRcsAgent", RcsAgentId=arn, **request)


def _delete(call: Calls, arn: str) -> None:
    call("DeleteRcsAgent", RcsAgentId=arn)


def _attributes(state: State, arn: str) -> Attributes:
    found = find(state.rcs_agents, arn, "rcs-agent")
    return {
        "RcsAgentArn": found.arn,
        "RcsAgentId": found.id,
        "Status": "CREATED",
        "PoolId": found.pool_id or "",
        "CreatedTimestamp": str(found.created),
    }


_ROLE = string(r"^arn:\S+$", longest=2048, shortest=20)

TYPE = ResourceType(
    service=SMS_VOICE,
    name="AWS::SMSVOICE::RcsAgent",
    properties={
        "DeletionProtectionEnabled": BOOLEAN,
        "OptOutListName": string(r"^[A-Za-z0-9_-]+$", longest=64, shortest=1),
        "SelfManagedOptOutsEnabled": BOOLEAN,
        "Tags": array(TAGS["items"], most=200, unique=True),
        "TwoWayChannelArn": string(r"^\S+$", longest=2048, shortest=20),
        "TwoWayChannelRole": _ROLE,
        "TwoWayEnabled": BOOLEAN,
        "TwoWayMediaS3BucketName": string(r"^[a-z0-9][a-z0-9.-]*[a-z0-9]$", longest=63, shortest=3),
        "TwoWayMediaS3KeyPrefix": string(r"^[\S]+$", longest=1024, shortest=1),
        "TwoWayMediaS3Role": _ROLE,
        "TwoWayRcsEventsEnabled": array(string(longest=50, shortest=1), most=100),
    },
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
