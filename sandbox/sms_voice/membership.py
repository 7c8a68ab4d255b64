"""Numbers joining and leaving pools."""

from __future__ import annotations

from sandbox.sms_voice import errors, quotas
from sandbox.sms_voice.resources import RcsAgent, SenderId
from sandbox.sms_voice.state import Keyword, Origination, PhoneNumber, Pool, State


def add_to_pool(_state: State, pool: Pool, number: PhoneNumber) -> None:
    """:raises ServiceError: the number is in a pool, or its settings differ from the pool's."""
    if number.pool_id:
        raise errors.conflict(
            "PHONE_NUMBER_ASSOCIATED_TO_POOL", f"{number.id} is in {number.pool_id}", "phone-number", number.id
        )
    if len(pool.members) + len(pool.others) >= quotas.IDENTITIES_PER_POOL:
        raise errors.quota_exceeded(
            "ORIGINATION_IDENTITIES_PER_POOL", f"{pool.id} has {quotas.IDENTITIES_PER_POOL} identities"
        )
    reason = _difference(pool, number)
    if reason:
        raise errors.conflict(reason, f"the settings of {number.id} differ from those of {pool.id}", "pool", pool.id)
    take_in(pool, number)


def take_in(pool: Pool, number: PhoneNumber) -> None:
    """Puts a number into a pool, without a check."""
    pool.members.append(number.id)
    number.pool_id = pool.id


def add_other(pool: Pool, member: SenderId | RcsAgent) -> None:
    """Puts a sender ID or an RCS agent into a pool.

    :raises ServiceError: it is in there, or an agent is in another pool or has another opt-out list
    """
    if member.arn in pool.others:
        raise errors.conflict("RESOURCE_ALREADY_ASSOCIATED", f"{member.arn} is in {pool.id}", "pool", pool.id)
    if isinstance(member, RcsAgent):
        if member.pool_id:
            raise errors.conflict(
                "RCS_AGENT_ASSOCIATED_TO_POOL", f"{member.id} is in {member.pool_id}", "rcs-agent", member.id
            )
        if pool.members and (member.opt_out_list or "Default") != pool.opt_out_list:
            raise errors.conflict(
                "OPT_OUT_LIST_MISMATCH", f"the opt-out lists of {member.id} and {pool.id} differ", "pool", pool.id
            )
        member.pool_id = pool.id
    pool.others.append(member.arn)


def let_other_go(pool: Pool, member: SenderId | RcsAgent) -> None:
    """Takes a sender ID or an RCS agent out of a pool."""
    pool.others.remove(member.arn)
    if isinstance(member, RcsAgent):
        member.pool_id = None


def let_go(pool: Pool, number: PhoneNumber) -> None:
    """Takes a number out of its pool; it keeps the settings it brought."""
    pool.members.remove(number.id)
    number.pool_id = None


def take_over(pool: Pool, number: Origination) -> None:
    """A new pool has the settings of its first number, deletion protection apart."""
    pool.keywords = {word: Keyword(each.keyword, each.message, each.action) for word, each in number.keywords.items()}
    pool.opt_out_list, pool.two_way = number.opt_out_list, number.two_way
    pool.two_way_channel, pool.two_way_role = number.two_way_channel, number.two_way_role
    pool.self_managed_opt_outs = number.self_managed_opt_outs


def _difference(pool: Pool, number: PhoneNumber) -> str:
    checks = (
        ("MESSAGE_TYPE_MISMATCH", pool.message_type == number.message_type),
        ("OPT_OUT_LIST_MISMATCH", pool.opt_out_list == number.opt_out_list),
        ("SELF_MANAGED_OPT_OUTS_MISMATCH", pool.self_managed_opt_outs == number.self_managed_opt_outs),
        ("TWO_WAY_CONFIG_MISMATCH", _two_way(pool) == _two_way(number)),
        ("KEYWORD_MISMATCH", pool.keywords == number.keywords),
    )
    return next((reason for reason, same in checks if not same), "")


def _two_way(settings: Origination) -> tuple[bool, str | None, str | None]:
    return settings.two_way, settings.two_way_channel, settings.two_way_role
