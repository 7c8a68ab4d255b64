"""What the functions know of the programme: plain data, written beside their code at synth."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import aws_cdk as cdk

from cdk_messaging.checks import check_pattern
from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import words
from cdk_messaging.opt_in.dialling import dialling_rules
from cdk_messaging.opt_in.programme import Programme


class NumberValidation(enum.Enum):
    """Who says whether a number exists and can get text messages."""

    CARRIER_LOOKUP = "carrier-lookup"
    """AWS End User Messaging's look-up; wherever the service is."""

    PHONE_NUMBER_VALIDATE = "phone-number-validate"
    """Amazon Pinpoint's, which lives on; in 12 Regions only."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What keeps sending within bounds.

    :param messages_per_second: the lower of the account's request quota for SendTextMessage and of what the
        origination can send. Default: 1, AWS's first quota
    :param max_price: the most that a part of a message may cost, in US dollars. Default: "0.20"
    :param attempt_lifetime: how long a confirmation can be answered. Default: 24 hours
    :param cool_down: no second confirmation to a number within it. Default: 10 minutes
    :param daily_cap: confirmations to a number in 24 hours at most. Default: 3
    :param pending_retention: how long an unconfirmed sign-up is kept. Default: 30 days
    :param form_grace: how long a page that is still open may post a consent text that was replaced. Default: 24 hours
    :raises InvalidArgument: for a limit that lets nothing through, or a price that the service doesn't take.
    """

    messages_per_second: float = 1.0
    max_price: str = "0.20"
    attempt_lifetime: cdk.Duration = field(default_factory=lambda: cdk.Duration.hours(24))
    cool_down: cdk.Duration = field(default_factory=lambda: cdk.Duration.minutes(10))
    daily_cap: int = 3
    pending_retention: cdk.Duration = field(default_factory=lambda: cdk.Duration.days(30))
    form_grace: cdk.Duration = field(default_factory=lambda: cdk.Duration.hours(24))

    def __post_init__(self) -> None:
        if self.messages_per_second <= 0:
            raise InvalidArgument(
                f"messages_per_second is {self.messages_per_second}; give more than 0, such as 1, AWS's first quota"
            )
        if self.daily_cap < 1:
            raise InvalidArgument(f"daily_cap is {self.daily_cap}; at least 1 confirmation has to be possible")
        check_pattern("max_price", self.max_price, r"[0-9]{0,2}\.[0-9]{1,5}", "US dollars such as '0.20'")


REFUSED_NUMBER_TYPES = ("LANDLINE", "INVALID")
_FEEDBACK_EXPIRY_SECONDS = 55 * 60  # AWS turns unset feedback into FAILED after an hour, without counting it
_LOOKUP_TIMEOUT_SECONDS = 1.5
_OUTBOX_RETENTION_SECONDS = 30 * 24 * 60 * 60


def function_settings(
    programme: Programme,
    *,
    allowed_countries: Sequence[str],
    number_validation: NumberValidation,
    self_managed_opt_outs: bool,
    sources: Sequence[str],
    allowed_origins: Sequence[str],
    limits: Limits,
) -> Mapping[str, Any]:
    """The content of ``settings.json``."""
    return {
        "programme": programme.id,
        "brand": programme.brand,
        "consent": {
            "version": programme.consent_version,
            "text": programme.consent,
            "locale": programme.locale,
        },
        "texts": {
            "confirmation": programme.confirmation,
            "subscribed": programme.subscribed,
            "help": programme.help,
            "stop": programme.stop,
        },
        "keywords": {
            "confirm": [programme.confirm_keyword],
            "opt_out": list(programme.opt_out_words),
            "opt_in": list(words.OPT_IN),
            "help": list(words.HELP),
        },
        "countries": dialling_rules(allowed_countries),
        "default_country": allowed_countries[0],
        "number_validation": number_validation.value,
        "refused_number_types": list(REFUSED_NUMBER_TYPES),
        "message_type": "TRANSACTIONAL",
        "max_price": limits.max_price,
        "messages_per_second": limits.messages_per_second,
        "attempt_lifetime_seconds": int(limits.attempt_lifetime.to_seconds()),
        "cool_down_seconds": int(limits.cool_down.to_seconds()),
        "daily_cap": limits.daily_cap,
        "pending_retention_seconds": int(limits.pending_retention.to_seconds()),
        "outbox_retention_seconds": _OUTBOX_RETENTION_SECONDS,
        "form_grace_seconds": int(limits.form_grace.to_seconds()),
        "self_managed_opt_outs": self_managed_opt_outs,
        "sources": list(sources),
        "allowed_origins": list(allowed_origins),
        "lookup_timeout_seconds": _LOOKUP_TIMEOUT_SECONDS,
        "feedback_expiry_seconds": _FEEDBACK_EXPIRY_SECONDS,
    }
