"""Pools and what is in them."""

from __future__ import annotations

from typing import Any

from sandbox.sms_voice import arns, errors, listing, membership, origination, quotas, views
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.state import PhoneNumber, Pool, State, new_id

Json = dict[str, Any]

_FILTERS: dict[str, Any] = {
    "status": lambda _pool: "ACTIVE",
    "message-type": lambda pool: pool.message_type,
    "two-way-enabled": lambda pool: pool.two_way,
    "self-managed-opt-outs-enabled": lambda pool: pool.self_managed_opt_outs,
    "opt-out-list-name": lambda pool: pool.opt_out_list,
    "shared-routes-enabled": lambda pool: pool.shared_routes,
    "deletion-protection-enabled": lambda pool: pool.deletion_protection,
    "two-way-channel-arn": lambda pool: pool.two_way_channel,
}
_MEMBER_FILTERS: dict[str, Any] = {
    "iso-country-code": lambda number: number.country,
    "number-capability": lambda number: number.capabilities,
}


def _identity(state: State, request: Json) -> PhoneNumber:
    reference = request["OriginationIdentity"]
    if "sender-id/" in reference or request.get("IsoCountryCode"):
        raise errors.not_emulated("a sender ID in a pool")
    return state.phone_number(reference)


@operation("CreatePool", resources=arns.number_or_pool)
def create_pool(state: State, request: Json) -> Json:
    """A pool takes over the settings of its first number."""
    quotas.check(len(state.pools), "POOLS")
    number = _identity(state, request)
    if number.pool_id:
        raise errors.conflict(
            "PHONE_NUMBER_ASSOCIATED_TO_POOL", f"{number.id} is in {number.pool_id}", "phone-number", number.id
        )
    if number.message_type != request["MessageType"]:
        raise errors.conflict(
            "MESSAGE_TYPE_MISMATCH", f"{number.id} is {number.message_type}", "phone-number", number.id
        )
    made = new_id("pool")
    pool = Pool(
        id=made, arn=state.arn(f"pool/{made}"), message_type=number.message_type, opt_out_list=number.opt_out_list,
        deletion_protection=request.get("DeletionProtectionEnabled", False), tags=views.tag_map(request.get("Tags")),
    )  # fmt: skip
    membership.take_over(pool, number)
    membership.take_in(pool, number)
    state.pools[pool.id] = pool
    return views.pool_information(pool) | {"Tags": views.tag_list(pool)}


@operation("DescribePools", resources=arns.of_each("pool", "PoolIds"))
def describe_pools(state: State, request: Json) -> Json:
    """The account's pools, or those that were named."""
    named = request.get("PoolIds")
    pools = [state.pool(each) for each in named] if named else list(state.pools.values())
    chosen = listing.filtered([] if request.get("Owner") == "SHARED" else pools, request, _FILTERS)
    return listing.page("Pools", [views.pool_information(pool) for pool in chosen], request)


@operation("UpdatePool", resources=arns.of("pool", "PoolId"))
def update_pool(state: State, request: Json) -> Json:
    """Changes a pool and with it all its numbers."""
    pool = state.pool(request["PoolId"])
    origination.update(state, pool, request)
    pool.shared_routes = request.get("SharedRoutesEnabled", pool.shared_routes)
    return views.pool_information(pool)


@operation("DeletePool", resources=arns.of("pool", "PoolId"))
def delete_pool(state: State, request: Json) -> Json:
    """Deletes a pool; its numbers stay."""
    pool = state.pool(request["PoolId"])
    origination.refuse_protected(pool, "pool")
    for member in list(pool.members):
        membership.let_go(pool, state.phone_numbers[member])
    del state.pools[pool.id]
    return views.pool(pool) | {"Status": "DELETING"}


@operation("AssociateOriginationIdentity", resources=arns.pool_and_identity)
def associate_origination_identity(state: State, request: Json) -> Json:
    """Puts a number into a pool."""
    pool, number = state.pool(request["PoolId"]), _identity(state, request)
    membership.add_to_pool(state, pool, number)
    return _association(pool, number)


@operation("DisassociateOriginationIdentity", resources=arns.pool_and_identity)
def disassociate_origination_identity(state: State, request: Json) -> Json:
    """Takes a number out of a pool, unless it is the last."""
    pool, number = state.pool(request["PoolId"]), _identity(state, request)
    if number.id not in pool.members:
        raise errors.conflict(
            "PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL", f"{number.id} is not in {pool.id}", "phone-number", number.id
        )
    if len(pool.members) == 1:
        raise errors.conflict("LAST_PHONE_NUMBER", f"{number.id} is the last of {pool.id}", "phone-number", number.id)
    membership.let_go(pool, number)
    return _association(pool, number)


def _association(pool: Pool, number: PhoneNumber) -> Json:
    return {
        "PoolArn": pool.arn,
        "PoolId": pool.id,
        "OriginationIdentityArn": number.arn,
        "OriginationIdentity": number.id,
        "IsoCountryCode": number.country,
    }


@operation("ListPoolOriginationIdentities", resources=arns.of("pool", "PoolId"))
def list_pool_origination_identities(state: State, request: Json) -> Json:
    """What is in a pool."""
    pool = state.pool(request["PoolId"])
    members = listing.filtered([state.phone_numbers[member] for member in pool.members], request, _MEMBER_FILTERS)
    shown = [
        {
            "OriginationIdentityArn": number.arn,
            "OriginationIdentity": number.id,
            "IsoCountryCode": number.country,
            "NumberCapabilities": number.capabilities,
            "PhoneNumber": number.number,
        }
        for number in members
    ]
    return {"PoolArn": pool.arn, "PoolId": pool.id, **listing.page("OriginationIdentities", shown, request)}
