"""AWS::SMSVOICE::Pool."""

from __future__ import annotations

from sandbox.cloudformation import originations
from sandbox.cloudformation.resource_type import Attributes, Calls, Properties, ResourceType
from sandbox.cloudformation.schema import BOOLEAN, array, string
from sandbox.sms_voice import membership
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
        _configure(call, pool, properties)
        _set_members(call, pool, identities)
    except ServiceError:
        call("UpdatePool", PoolId=pool, DeletionProtectionEnabled=False)
        call("DeletePool", PoolId=pool)
        raise
    return pool


def _update(call: Calls, pool: str, _old: Properties, new: Properties) -> None:
    _configure(call, pool, new)
    _set_members(call, pool, new["OriginationIdentities"])


def _configure(call: Calls, pool: str, properties: Properties) -> None:
    request = originations.update_request(properties)
    request["SharedRoutesEnabled"] = properties.get("SharedRoutesEnabled", False)
    call("UpdatePool", PoolId=pool, **request)
    originations.put_keywords(call, pool, properties)


def _set_members(call: Calls, pool_id: str, identities: list[str]) -> None:
    """Puts in what is missing and takes out the rest.

    AssociateOriginationIdentity refuses a number whose settings differ from the pool's. How CloudFormation brings a
    number into line first is not documented; here it takes the pool's.
    """
    pool = call.state.pool(pool_id)
    wanted = [call.state.phone_number(identity) for identity in identities]
    for number in wanted:
        if number.id not in pool.members:
            if number.pool_id is None:
                membership.adopt(pool, number)
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
        "OriginationIdentities": array(string(r"^arn:\S+", longest=256, shortest=20), least=1),
        "SharedRoutesEnabled": BOOLEAN,
    },
    required=("OriginationIdentities", "MandatoryKeywords"),
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
