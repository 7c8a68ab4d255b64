"""AWS::SMSVOICE::Pool."""

from __future__ import annotations

from sandbox.cloudformation import originations
from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import BOOLEAN, array, string
from sandbox.cloudformation.sms_voice import SMS_VOICE, Calls
from sandbox.sms_voice.errors import ServiceError
from sandbox.sms_voice.state import State


def _create(call: Calls, properties: Properties, _name: str) -> str:
    identities = properties["OriginationIdentities"]
    message_type = _message_type(call.state, identities[0])
    made = call(
        "CreatePool", OriginationIdentity=identities[0], MessageType=message_type, Tags=properties.get("Tags"),
        IsoCountryCode=_country(identities[0]),
    )  # fmt: skip
    pool: str = made["PoolId"]
    try:
        _set_members(call, pool, identities)
        _configure(call, pool, properties)
    except ServiceError:
        call("UpdatePool", PoolId=pool, DeletionProtectionEnabled=False)
        call("DeletePool", PoolId=pool)
        raise
    return pool


def _message_type(state: State, arn: str) -> str:
    return next((number.message_type for number in state.phone_numbers.values() if number.arn == arn), "TRANSACTIONAL")


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
    listed = call("ListPoolOriginationIdentities", PoolId=pool_id)["OriginationIdentities"]
    present = {each["OriginationIdentityArn"] for each in listed}
    for arn in identities:
        if arn not in present:
            call("AssociateOriginationIdentity", PoolId=pool_id, OriginationIdentity=arn, IsoCountryCode=_country(arn))
    for arn in present - set(identities):
        call("DisassociateOriginationIdentity", PoolId=pool_id, OriginationIdentity=arn, IsoCountryCode=_country(arn))


def _country(arn: str) -> str | None:
    """The country that the service asks for with an identity that isn't a number."""
    if "sender-id/" in arn:
        return arn.rsplit("/", 1)[-1]
    return "ZZ" if "rcs-agent/" in arn else None


def _delete(call: Calls, pool: str) -> None:
    call("DeletePool", PoolId=pool)


def _attributes(state: State, pool_id: str) -> Attributes:
    pool = state.pool(pool_id)
    return {"Arn": pool.arn, "PoolId": pool.id}


TYPE = ResourceType(
    service=SMS_VOICE,
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
