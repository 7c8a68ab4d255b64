"""The table of limits."""

from __future__ import annotations

import aws_cdk as cdk
from pydantic import Field

from cdk_messaging.opt_in.settings import LEAST_WEB_ACL_LIMIT, MOST_WEB_ACL_LIMIT, Limits
from stacks.environment.fields import DollarAmount
from stacks.environment.table import Table


class LimitsTable(Table):
    """What keeps sending and abuse within bounds: :class:`cdk_messaging.opt_in.settings.Limits`, with units.

    :param messages_per_second: the account's quota for SendTextMessage. Default: 1, that of a new account
    :param max_price: the most US dollars that one SMS part may cost. Default: "0.10"
    :param attempt_lifetime_hours: how long a confirmation can be answered. Default: 24
    :param cool_down_minutes: no second confirmation to a number within it. Default: 10
    :param daily_cap: confirmations to a number in 24 hours. Default: 3
    :param prefix_limit: confirmations to numbers that differ in the last three digits only; 0: none. Default: 10
    :param prefix_window_minutes: in which they are counted. Default: 60
    :param address_limit: sign-ups from an address; 0: none. Default: 20
    :param address_window_minutes: in which they are counted. Default: 10
    :param requests_per_second: what the API takes in all. Default: 10
    :param burst: what the API takes at once. Default: 20
    :param web_acl_limit: requests from an address in 5 minutes. Default: 20
    :param pending_retention_days: how long an unconfirmed sign-up is kept. Default: 30
    :param form_grace_hours: how long an open page may post a consent text that was replaced. Default: 24
    :param proof_retention_days: how long the proof of a consent is kept after its last use. Default: - for good
    """

    messages_per_second: float = Field(default=1.0, gt=0, le=1000, strict=True)
    max_price: DollarAmount = "0.10"
    attempt_lifetime_hours: int = Field(default=24, ge=1, le=720, strict=True)
    cool_down_minutes: int = Field(default=10, ge=0, le=1440, strict=True)
    daily_cap: int = Field(default=3, ge=1, le=1000, strict=True)
    prefix_limit: int = Field(default=10, ge=0, strict=True)
    prefix_window_minutes: int = Field(default=60, ge=1, le=1440, strict=True)
    address_limit: int = Field(default=20, ge=0, strict=True)
    address_window_minutes: int = Field(default=10, ge=1, le=1440, strict=True)
    requests_per_second: float = Field(default=10.0, ge=1, le=10_000, strict=True)
    burst: int = Field(default=20, ge=1, le=5000, strict=True)
    web_acl_limit: int = Field(default=20, ge=LEAST_WEB_ACL_LIMIT, le=MOST_WEB_ACL_LIMIT, strict=True)
    pending_retention_days: int = Field(default=30, ge=1, le=3650, strict=True)
    form_grace_hours: int = Field(default=24, ge=0, le=8760, strict=True)
    proof_retention_days: int | None = Field(default=None, ge=1, strict=True)

    def to_limits(self) -> Limits:
        """The same for the library."""
        proof = self.proof_retention_days
        return Limits(
            messages_per_second=self.messages_per_second,
            max_price=self.max_price,
            attempt_lifetime=cdk.Duration.hours(self.attempt_lifetime_hours),
            cool_down=cdk.Duration.minutes(self.cool_down_minutes),
            daily_cap=self.daily_cap,
            prefix_limit=self.prefix_limit,
            prefix_window=cdk.Duration.minutes(self.prefix_window_minutes),
            address_limit=self.address_limit,
            address_window=cdk.Duration.minutes(self.address_window_minutes),
            requests_per_second=self.requests_per_second,
            burst=self.burst,
            web_acl_limit=self.web_acl_limit,
            pending_retention=cdk.Duration.days(self.pending_retention_days),
            form_grace=cdk.Duration.hours(self.form_grace_hours),
            proof_retention=None if proof is None else cdk.Duration.days(proof),
        )
