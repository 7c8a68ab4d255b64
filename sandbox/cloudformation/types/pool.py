"""AWS::SMSVOICE::Pool."""

from __future__ import annotations

from sandbox.cloudformation import originations
from sandbox.cloudformation.resource_type import Attributes, Calls, Properties, ResourceType
from sandbox.cloudformation.schema import BOOLEAN, array, string
from sandbox.sms_voice.errors import ServiceError
from sandbox.sms_voice.state import State


def _create(call: Calls, properties: Properties, _name: str) -> str:
    identities = properties["OriginationIdentities"]
    first = call.state.phone_number(identities[0])
    made = call(
        "CreatePool", OriginationIdentity=first.arn, MessageType=first.message_type, Tags=properties.get("Tags")
    )
    pool: str = made["PoolId"]
    try:
        _set_members(call, pool, identities)
        _configure(call, pool, properties)
    except ServiceError:
        call("UpdatePool", PoolId=pool, DeletionProtectionEnabled=False)
        call("DeletePool", PoolId=pool)
        raise
    return pool


def _update(call: Calls, pool: str, _old: Properties, new: Properties) -> None:
    _set_members(call, pool, new["OriginationIdentities"])
    _configure(call, pool, new)


def _configure(call: Calls, pool: str, properties: Properties) -> None:
    request = originations.update_request(properties)
    request["SharedRoutesEnabled"] = properties.get("SharedRoutesEnabled", False)
    call("UpdatePool", PoolId=pool, **request)
    originations.put_keywords(call, pool, properties)


def _set_members(call: Calls, pool_id: str, identities: list[str]) -> None:
    """Puts in what is missing, which the service refuses when the settings differ, and takes out the rest."""
    pool = call.state.pool(pool_id)
    wanted = [call.state.phone_number(identity) for identity in identities]
    for number in wanted:
        if number.id not in pool.members:
            call("AssociateOriginationIdentity", PoolId=pool_id, OriginationIdentity=number.arn)
    for member in [member for member in pool.members if member not in {number.id for number in wanted}]:
        call("DisassociateOriginationIdentity", PoolId=pool_id, OriginationIdentity=member)


def _delete(call: Calls, pool: str) -> None:
    call("DeletePool", PoolId=pool)


def _attributes(state: State, pool_id: str) -> Attributes:
    pool = state.pool(pool_id)
    return {"Arn": pool.arn, "PoolId": pool.id}


TYPE = ResourceType(
    name="AWS::SMSVOICE::Pool",
    properties={
        **originations.shared_properties(string(r"^[ \S]+")),
        "OriginationIdentities": array(string(r"^arn:\S+", longest=256, shortest=20), least=1, unique=True),
        "SharedRoutesEnabled": BOOLEAN,
    },
    required=("OriginationIdentities", "MandatoryKeywords"),
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
