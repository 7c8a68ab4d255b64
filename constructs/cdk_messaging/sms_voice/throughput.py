"""How fast messages go out, how long a backlog takes, and what would make it shorter. Pure Python.

Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/sms-limitations-mps.html and
https://docs.aws.amazon.com/sms-voice/latest/userguide/quotas.html, as of autumn 2026.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from ..errors import InvalidArgument
from .number_rules import NumberCapability

CALLS_PER_MINUTE = 20
"""Voice messages that an account may send a minute; 5 while it is in the service's sandbox."""

REQUESTS_PER_SECOND: Mapping[str, float] = MappingProxyType(
    {
        "DeleteOptedOutNumber": 10,
        "ListTagsForResource": 10,
        "PutMessageFeedback": 20,
        "PutOptedOutNumber": 10,
    }
)
"""Requests that an account may make a second, by operation. Every other one that AWS lists, the senders too: 1."""


class SenderKind(StrEnum):
    """What messages are sent from."""

    LONG_CODE = "LONG_CODE"
    SENDER_ID = "SENDER_ID"
    SHARED_ROUTE = "SHARED_ROUTE"
    SHORT_CODE = "SHORT_CODE"
    TEN_DLC = "TEN_DLC"
    TOLL_FREE = "TOLL_FREE"


_ELSEWHERE = ""
_PARTS: Mapping[tuple[SenderKind, str], float] = {
    (SenderKind.LONG_CODE, "CA"): 1,
    (SenderKind.LONG_CODE, _ELSEWHERE): 10,
    (SenderKind.SENDER_ID, _ELSEWHERE): 10,
    (SenderKind.SHARED_ROUTE, _ELSEWHERE): 20,
    (SenderKind.SHORT_CODE, "CA"): 100,
    (SenderKind.SHORT_CODE, "US"): 100,
    (SenderKind.TEN_DLC, "US"): 1,
    (SenderKind.TOLL_FREE, "US"): 3,
}
_MEDIA: Mapping[tuple[SenderKind, str], float] = {
    (SenderKind.LONG_CODE, "CA"): 1,
    (SenderKind.SHORT_CODE, "CA"): 40,
    (SenderKind.SHORT_CODE, "US"): 40,
    (SenderKind.TEN_DLC, "US"): 1,
    (SenderKind.TOLL_FREE, "US"): 3,
}


def default_rate(kind: SenderKind, country: str, channel: NumberCapability = NumberCapability.SMS) -> float | None:
    """Message parts a second that AWS allows by default, or None where its tables name none.

    :param kind: what is sent from
    :param country: its country, ISO 3166-1 alpha-2
    :param channel: SMS (parts), MMS or VOICE (messages)
    """
    if channel is NumberCapability.VOICE:
        return None if kind in (SenderKind.SENDER_ID, SenderKind.SHARED_ROUTE) else 1
    table = _PARTS if channel is NumberCapability.SMS else _MEDIA
    return table.get((kind, country), table.get((kind, _ELSEWHERE)))


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Numbers or sender IDs of one kind and country.

    :param kind: what is sent from
    :param country: its country, ISO 3166-1 alpha-2
    :param count: how many there are. Default: - 1
    :param rate: message parts a second of each, where AWS raised it or its tables name none. Default: - AWS's default
    :raises InvalidArgument: if ``count`` or ``rate`` isn't positive, or AWS names no rate and none is given
    """

    kind: SenderKind
    country: str
    count: int = 1
    rate: float | None = None

    def __post_init__(self) -> None:
        if self.count < 1:
            raise InvalidArgument(f"count of senders {self.count} is not valid: use 1 or more")
        if self.rate is not None and self.rate <= 0:
            raise InvalidArgument(f"rate {self.rate:g} is not valid: use more than 0 message parts a second")

    def total(self, channel: NumberCapability) -> float:
        """Message parts a second of all of them.

        Several toll-free numbers are counted as one: carriers filter what is spread over them.

        :raises InvalidArgument: if AWS names no rate and none is given
        """
        rate = default_rate(self.kind, self.country, channel) if self.rate is None else self.rate
        if rate is None:
            raise InvalidArgument(
                f"AWS names no {channel} rate for {self.kind} in country {self.country!r}: give rate=, which "
                "DescribePhoneNumbers has as MessagingLimits"
            )
        return rate if self.kind is SenderKind.TOLL_FREE else rate * self.count


@dataclass(frozen=True, kw_only=True)
class Backlog:
    """How long messages take that wait all at once.

    :param messages: how many wait
    :param messages_per_second: how many go out
    :param limited_by: what holds them up: ``requests`` (the account's API quota), ``senders`` or ``calls``
    :param fixes: what would make it faster, the most effective first
    """

    messages: int
    messages_per_second: float
    limited_by: str
    fixes: tuple[str, ...]

    @property
    def seconds(self) -> float:
        """Seconds until the last one is sent."""
        return self.messages / self.messages_per_second

    def __str__(self) -> str:
        return (
            f"{self.messages} messages take {_span(self.seconds)} at {self.messages_per_second:.3g} a second, "
            f"limited by {self.limited_by}: {'; '.join(self.fixes)}"
        )


def backlog(
    messages: int,
    senders: Sequence[Sender],
    *,
    parts_per_message: int = 1,
    requests_per_second: float = 1.0,
    channel: NumberCapability = NumberCapability.SMS,
) -> Backlog:
    """Tell how long messages take, and what would fix it.

    :param messages: messages that wait, to different people
    :param senders: what they are sent from
    :param parts_per_message: parts of each, as ``text_parts`` tells. Default: - 1
    :param requests_per_second: the account's quota of the operation that sends. Default: - AWS's default, 1
    :param channel: SMS, MMS or VOICE. Default: - SMS
    :raises InvalidArgument: if a number isn't positive, there is no sender, or a rate isn't known
    """
    for name, value in (("messages", messages), ("parts_per_message", parts_per_message)):
        if value < 1:
            raise InvalidArgument(f"{name} {value} is not valid: use 1 or more")
    if requests_per_second <= 0:
        raise InvalidArgument(f"requests_per_second {requests_per_second:g} is not valid: use more than 0")
    if not senders:
        raise InvalidArgument("senders are empty: give at least one")
    by_senders = sum(sender.total(channel) for sender in senders)
    if channel is NumberCapability.SMS:
        by_senders /= parts_per_message
    limits = {"senders": by_senders, "requests": requests_per_second}
    if channel is NumberCapability.VOICE:
        limits["calls"] = CALLS_PER_MINUTE / 60
    slowest = min(limits, key=lambda name: limits[name])
    next_slowest = min(rate for name, rate in limits.items() if name != slowest)
    if slowest == "requests":
        fixes = _raise_requests(requests_per_second, next_slowest)
    elif slowest == "senders":
        fixes = _more_senders(senders, channel, parts_per_message)
    else:
        fixes = ("AWS raises the calls a minute of no account: send texts instead",)
    return Backlog(messages=messages, messages_per_second=limits[slowest], limited_by=slowest, fixes=fixes)


def _raise_requests(now: float, useful: float) -> tuple[str, ...]:
    wanted = max(math.floor(useful), math.ceil(now) + 1)
    return (f"ask AWS to raise the quota from {now:g} to {wanted} requests a second, more than that is of no use",)


def _more_senders(senders: Sequence[Sender], channel: NumberCapability, parts: int) -> tuple[str, ...]:
    fixes = []
    if parts > 1 and channel is NumberCapability.SMS:
        fixes.append(f"shorten the text from {parts} parts to 1, which is {parts} times as fast")
    kinds = {sender.kind for sender in senders}
    if SenderKind.TOLL_FREE in kinds:
        fixes.append("use a 10DLC number or a short code: several toll-free numbers are filtered, not faster")
    if SenderKind.TEN_DLC in kinds:
        fixes.append("ask AWS to raise the rate of the 10DLC campaign, which needs a vetted brand, or use a short code")
    if kinds - {SenderKind.TOLL_FREE, SenderKind.TEN_DLC}:
        fixes.append("add numbers, or ask AWS to raise their rate")
    return tuple(fixes)


def _span(seconds: float) -> str:
    for unit, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds:.3g} seconds"
