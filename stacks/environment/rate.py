"""How fast the numbers of an environment send."""

from __future__ import annotations

from collections.abc import Sequence

from cdk_messaging.sms_voice.throughput import Sender, SenderKind, default_rate
from stacks.environment.reach import DescribedNumber
from stacks.environment.tables import ExistingNumber


def has_rate(number: DescribedNumber) -> bool:
    """Whether AWS's tables name a rate for such a number."""
    return number.type in list(SenderKind) and default_rate(SenderKind(number.type), number.country) is not None


def senders(numbers: Sequence[ExistingNumber]) -> list[Sender]:
    """The numbers as the throughput check knows them."""
    return [
        Sender(kind=SenderKind(number.type), country=number.country, rate=number.messages_per_second)
        for number in numbers
    ]
