"""Pools and what is in them: numbers, sender IDs, RCS agents."""

from __future__ import annotations

from typing import Any

from sandbox.sms_voice import arns, errors, listing, membership, origination, quotas, views
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.resources import RcsAgent, SenderId
from sandbox.sms_voice.state import PhoneNumber, Pool, State, find, new_id

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
    "iso-country-code": lambda shown: shown["IsoCountryCode"],
    "number-capability": lambda shown: shown["NumberCapabilities"],
}


Member = PhoneNumber | SenderId | RcsAgent


def _identity(state: State, request: Json) -> Member:
    """A number, an RCS agent, or the sender ID of a country."""
    reference, country = request["OriginationIdentity"], request.get("IsoCountryCode")
    if "rcs-agent/" in reference or reference in state.rcs_agents:
        return find(state.rcs_agents, reference, "rcs-agent")
    if "sender-id/" in reference:
        name, _, of = reference.split("sender-id/", 1)[1].partition("/")
        return _sender_id(state, name, country or of)
    if country and f"{reference}/{country}" in state.sender_ids:
        return _sender_id(state, reference, country)
    return state.phone_number(reference)


def _sender_id(state: State, name: str, country: str) -> SenderId:
    if f"{name}/{country}" not in state.sender_ids:
        raise errors.not_found("sender-id", name)
    return state.sender_ids[f"{name}/{country}"]


@operation("CreatePool", resources=arns.number_or_pool)
def create_pool(state: State, request: Json) -> Json:
    """A pool takes over the settings of its first number."""
    quotas.check(len(state.pools), "POOLS")
    first = _identity(state, request)
    made = new_id("pool")
    pool = Pool(
        id=made, arn=state.arn(f"pool/{made}"), message_type=request["MessageType"], opt_out_list="Default",
        deletion_protection=request.get("DeletionProtectionEnabled", False), tags=views.tag_map(request.get("Tags")),
    )  # fmt: skip
    if isinstance(first, PhoneNumber):
        _begin_with_number(pool, first)
    else:
        membership.add_other(pool, first)
    state.pools[pool.id] = pool
    return views.pool_information(pool) | {"Tags": views.tag_list(pool)}


def _begin_with_number(pool: Pool, number: PhoneNumber) -> None:
    if number.pool_id:
        raise errors.conflict(
            "PHONE_NUMBER_ASSOCIATED_TO_POOL", f"{number.id} is in {number.pool_id}", "phone-number", number.id
        )
    if number.message_type != pool.message_type:
        raise errors.conflict(
            "MESSAGE_TYPE_MISMATCH", f"{number.id} is {number.message_type}", "phone-number", number.id
        )
    membership.take_over(pool, number)
    membership.take_in(pool, number)


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
    users = [each.id for each in state.notify_configurations.values() if each.pool_id == pool.id]
    if users:
        message = f"{pool.id} is used by {', '.join(users)}"
        raise errors.conflict("POOL_ASSOCIATED_TO_NOTIFY_CONFIGURATION", message, "pool", pool.id)
    for member in list(pool.members):
        membership.let_go(pool, state.phone_numbers[member])
    for agent in state.rcs_agents.values():
        if agent.pool_id == pool.id:
            agent.pool_id = None
    del state.pools[pool.id]
    return views.pool(pool) | {"Status": "DELETING"}


@operation("AssociateOriginationIdentity", resources=arns.pool_and_identity)
def associate_origination_identity(state: State, request: Json) -> Json:
    """Puts a number, sender ID or RCS agent into a pool."""
    pool, member = state.pool(request["PoolId"]), _identity(state, request)
    if isinstance(member, PhoneNumber):
        membership.add_to_pool(state, pool, member)
    else:
        membership.add_other(pool, member)
    return _association(pool, member)


@operation("DisassociateOriginationIdentity", resources=arns.pool_and_identity)
def disassociate_origination_identity(state: State, request: Json) -> Json:
    """Takes a number, sender ID or RCS agent out of a pool, unless it is the last."""
    pool, member = state.pool(request["PoolId"]), _identity(state, request)
    name = _shown(member)["OriginationIdentity"]
    inside = member.id in pool.members if isinstance(member, PhoneNumber) else member.arn in pool.others
    if not inside:
        raise errors.conflict(
            "PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL", f"{name} is not in {pool.id}", "phone-number", name
        )
    if len(pool.members) + len(pool.others) == 1:
        raise errors.conflict("LAST_PHONE_NUMBER", f"{name} is the last of {pool.id}", "phone-number", name)
    if isinstance(member, PhoneNumber):
        membership.let_go(pool, member)
    else:
        membership.let_other_go(pool, member)
    return _association(pool, member)


def _association(pool: Pool, member: Member) -> Json:
    shown = _shown(member)
    kept = ("OriginationIdentityArn", "OriginationIdentity", "IsoCountryCode")
    return {"PoolArn": pool.arn, "PoolId": pool.id, **{name: shown[name] for name in kept}}


def _shown(member: Member) -> Json:
    if isinstance(member, PhoneNumber):
        return {
            "OriginationIdentityArn": member.arn,
            "OriginationIdentity": member.id,
            "IsoCountryCode": member.country,
            "NumberCapabilities": member.capabilities,
            "PhoneNumber": member.number,
        }
    if isinstance(member, SenderId):
        name, country, capability = member.sender_id, member.country, "SMS"
    else:
        # AWS's word for an agent's country is ZZ: none.
        name, country, capability = member.id, "ZZ", "RCS"
    return {
        "OriginationIdentityArn": member.arn,
        "OriginationIdentity": name,
        "IsoCountryCode": country,
        "NumberCapabilities": [capability],
    }


@operation("ListPoolOriginationIdentities", resources=arns.of("pool", "PoolId"))
def list_pool_origination_identities(state: State, request: Json) -> Json:
    """What is in a pool."""
    pool = state.pool(request["PoolId"])
    others: list[Member] = [*state.sender_ids.values(), *state.rcs_agents.values()]
    members: list[Member] = [state.phone_numbers[member] for member in pool.members]
    members += [each for arn in pool.others for each in others if each.arn == arn]
    shown = listing.filtered([_shown(member) for member in members], request, _MEMBER_FILTERS)
    return {"PoolArn": pool.arn, "PoolId": pool.id, **listing.page("OriginationIdentities", shown, request)}
