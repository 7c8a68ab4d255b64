"""What an account may spend a month."""

from __future__ import annotations

from enum import StrEnum

import aws_cdk as cdk
from constructs import Construct

from ...checks import check_member, is_known
from ...errors import InvalidArgument
from ...observability import LogOptions
from .setting import AccountSetting

_MOST = 1_000_000_000


class SpendLimitChannel(StrEnum):
    """Kinds of messages that have a monthly limit of their own.

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SpendLimit.html
    """

    TEXT = "TEXT"
    VOICE = "VOICE"
    MEDIA = "MEDIA"
    NOTIFY = "NOTIFY"
    RCS = "RCS"


class MessageSpendLimitOverride(AccountSetting):
    """The most that the account spends in a Region and month on one kind of message; then the service stops sending.

    It can only lower what AWS allows the account (the ``MaxLimit`` of ``DescribeSpendLimits``), at first 1 US dollar.

    :param channel: kind of message
    :param us_dollars: the limit in whole US dollars, from 0
    :param removal_policy: what happens when this leaves the stack: DESTROY puts back the limit that was there before,
        RETAIN keeps this one. Default: - DESTROY
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if the channel isn't known, the limit isn't a whole number from 0, or the app sets it twice

    Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/spend-limit.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        channel: SpendLimitChannel,
        us_dollars: int,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        known = check_member("channel", channel, SpendLimitChannel)
        if is_known(us_dollars) and (type(us_dollars) is not int or not 0 <= us_dollars <= _MOST):
            raise InvalidArgument(f"us_dollars is {us_dollars!r}: give a whole number from 0 to {_MOST}")
        name = f"{known.value.title()}MessageSpendLimitOverride"
        self._set(
            what=f"the spend limit of {known.value} messages",
            resource_type="Custom::MessageSpendLimitOverride",
            key={"Channel": known.value},
            value={"MonthlyLimit": str(us_dollars) if is_known(us_dollars) else us_dollars},
            permissions=[((f"Delete{name}", "DescribeSpendLimits", f"Set{name}"), "*")],
            removal_policy=removal_policy,
            log_options=log_options,
        )
