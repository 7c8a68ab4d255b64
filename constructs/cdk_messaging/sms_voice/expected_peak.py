"""The peak that a number or pool has to carry, checked while the app is synthesized."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import aws_cdk as cdk

from ..checks import is_known
from ..errors import InvalidArgument
from .number_rules import NumberType
from .phone_number import IPhoneNumber, PhoneNumber
from .pool import IPool, Pool
from .sender_id import ISenderId
from .throughput import Backlog, Sender, SenderKind, backlog

_KINDS = {
    NumberType.LONG_CODE: SenderKind.LONG_CODE,
    NumberType.TEN_DLC: SenderKind.TEN_DLC,
    NumberType.TOLL_FREE: SenderKind.TOLL_FREE,
}


def senders_of(origination: IPhoneNumber | IPool) -> tuple[Sender, ...]:
    """What a number or pool sends from, as far as the app knows: its own numbers and its sender IDs.

    Imported numbers, whose kind nobody knows, and simulators, for which AWS names no rate, are left out.
    """
    members = origination.members if isinstance(origination, Pool) else (origination,)
    found = []
    for member in members:
        if isinstance(member, PhoneNumber) and member.number_type in _KINDS and is_known(member.iso_country_code):
            found.append(Sender(kind=_KINDS[member.number_type], country=member.iso_country_code))
        elif isinstance(member, ISenderId):
            found.append(Sender(kind=SenderKind.SENDER_ID, country=member.iso_country_code))
    return _toll_free_once(found)


def expect_peak(
    origination: IPhoneNumber | IPool,
    *,
    messages: int,
    within: cdk.Duration,
    senders: Sequence[Sender] = (),
    parts_per_message: int = 1,
    requests_per_second: float = 1.0,
) -> Backlog:
    """Warn when a number or pool can't send a peak in time (``cdk_messaging:Pool.throughput``,
    ``cdk_messaging:PhoneNumber.throughput``).

    The warning says how long the peak would take, and what would fix it.

    :param origination: number or pool
    :param messages: SMS of the peak, to different people
    :param within: time in which they have to be sent
    :param senders: what is sent from, where it is imported or AWS raised a rate. Default: - the numbers and sender IDs
        of this app
    :param parts_per_message: parts of each, as ``text_parts`` tells. Default: - 1
    :param requests_per_second: the account's quota of ``SendTextMessage``. Default: - AWS's default, 1
    :returns: how long the peak takes
    :raises InvalidArgument: if no rate is known
    """
    known = _toll_free_once(senders) or senders_of(origination)
    name = "Pool" if isinstance(origination, IPool) else "PhoneNumber"
    if not known:
        what = "pool" if name == "Pool" else "phone number"
        raise InvalidArgument(
            f"no rate is known of {what} {origination.node.path!r}: give senders=[Sender(...)], with rate= where AWS "
            "names none"
        )
    found = backlog(messages, known, parts_per_message=parts_per_message, requests_per_second=requests_per_second)
    if found.seconds > within.to_seconds():
        cdk.Annotations.of(origination).add_warning_v2(f"cdk_messaging:{name}.throughput", str(found))
    return found


def _toll_free_once(senders: Iterable[Sender]) -> tuple[Sender, ...]:
    """Several toll-free numbers are not faster than one: carriers filter what is spread over them."""
    given = tuple(senders)
    toll_free = [sender for sender in given if sender.kind is SenderKind.TOLL_FREE]
    return (*(sender for sender in given if sender.kind is not SenderKind.TOLL_FREE), *toll_free[:1])
