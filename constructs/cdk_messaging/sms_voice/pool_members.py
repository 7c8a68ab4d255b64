"""What can be in a pool together."""

from __future__ import annotations

from collections.abc import Sequence

from constructs import IConstruct

from ..checks import check_unique
from ..errors import InvalidArgument
from .inbound import InboundSettings, same_list
from .number_rules import NumberType
from .phone_number import PhoneNumber
from .quotas import DEFAULT_QUOTAS, Quota, quota
from .rcs_agent import RcsAgent
from .resource import SmsVoiceConstruct
from .sender_id import ISenderId


def check_members(scope: IConstruct, members: Sequence[SmsVoiceConstruct], pool: InboundSettings) -> None:
    """Refuse members that the service would refuse. Those that weren't made in this app are let through.

    :param scope: the pool, for its quota
    :param members: numbers, sender IDs and RCS agents
    :param pool: the pool's settings
    :raises InvalidArgument: if there are none or too many, one is given twice, or one has other settings than the pool
    """
    if not members:
        raise InvalidArgument("phone_numbers are empty: a pool needs at least one, or a sender ID or an RCS agent")
    most = DEFAULT_QUOTAS[Quota.IDENTITIES_PER_POOL]
    if len(members) > most:
        most = quota(scope, Quota.IDENTITIES_PER_POOL)
    if len(members) > most:
        raise InvalidArgument(
            f"{len(members)} members are too many for a pool, where {most} are allowed: ask AWS to raise the quota, "
            "and say so with raise_quotas(...)"
        )
    check_unique("pool member", (member.node.path for member in members))
    if pool.two_way is not None and all(isinstance(member, ISenderId) for member in members):
        raise InvalidArgument("two_way needs a phone number or an RCS agent in the pool: nobody can answer a sender ID")
    for member in members:
        if isinstance(member, PhoneNumber):
            _check_number(member, pool)
        elif isinstance(member, RcsAgent) and not same_list(member.opt_out_list, pool.opt_out_list):
            raise InvalidArgument(
                f"RCS agent {member.node.path!r} has another opt_out_list than its pool, which the service refuses: "
                "give both the same"
            )


def _check_number(number: PhoneNumber, pool: InboundSettings) -> None:
    setting = pool.difference(number.inbound)
    if setting is not None:
        raise InvalidArgument(
            f"phone number {number.node.path!r} has other {setting} than its pool, which the service refuses: "
            f"give the pool and all of its numbers the same {setting}"
        )
    if pool.two_way is not None and pool.two_way.is_connect and number.number_type is NumberType.SIMULATOR:
        raise InvalidArgument(
            f"phone number {number.node.path!r} is a simulator, which can't send to Amazon Connect: "
            "use TwoWay.topic(...) or another number type"
        )
