"""The peak that a pool has to carry, checked while the app is synthesized."""

from __future__ import annotations

import aws_cdk as cdk

from ..checks import is_known
from ..errors import InvalidArgument
from .number_rules import NumberType
from .phone_number import PhoneNumber
from .pool import Pool
from .sender_id import ISenderId
from .throughput import Backlog, Sender, SenderKind, backlog

_KINDS = {
    NumberType.LONG_CODE: SenderKind.LONG_CODE,
    NumberType.TEN_DLC: SenderKind.TEN_DLC,
    NumberType.TOLL_FREE: SenderKind.TOLL_FREE,
}


def senders_of(pool: Pool) -> tuple[Sender, ...]:
    """What a pool sends from, as far as the app knows: its own numbers and its sender IDs.

    Imported numbers, whose kind nobody knows, and simulators, for which AWS names no rate, are left out.
    """
    found = []
    for member in pool.members:
        if isinstance(member, PhoneNumber) and member.number_type in _KINDS and is_known(member.iso_country_code):
            found.append(Sender(kind=_KINDS[member.number_type], country=member.iso_country_code))
        elif isinstance(member, ISenderId):
            found.append(Sender(kind=SenderKind.SENDER_ID, country=member.iso_country_code))
    toll_free = [sender for sender in found if sender.kind is SenderKind.TOLL_FREE]
    return (*(sender for sender in found if sender.kind is not SenderKind.TOLL_FREE), *toll_free[:1])


def expect_peak(
    pool: Pool,
    *,
    messages: int,
    within: cdk.Duration,
    parts_per_message: int = 1,
    requests_per_second: float = 1.0,
) -> Backlog:
    """Warn when a pool can't send a peak in time (``cdk_messaging:Pool.throughput``).

    The warning says how long the peak would take, and what would fix it.

    :param pool: pool with numbers of this app
    :param messages: SMS of the peak, to different people
    :param within: time in which they have to be sent
    :param parts_per_message: parts of each, as ``text_parts`` tells. Default: - 1
    :param requests_per_second: the account's quota of ``SendTextMessage``. Default: - AWS's default, 1
    :returns: how long the peak takes
    :raises InvalidArgument: if the app knows no rate of any member of the pool
    """
    senders = senders_of(pool)
    if not senders:
        raise InvalidArgument(
            f"pool {pool.node.path!r} has no member whose rate is known: use backlog(...) with Sender(rate=...)"
        )
    found = backlog(messages, senders, parts_per_message=parts_per_message, requests_per_second=requests_per_second)
    if found.seconds > within.to_seconds():
        cdk.Annotations.of(pool).add_warning_v2("cdk_messaging:Pool.throughput", str(found))
    return found
