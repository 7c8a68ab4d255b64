"""What the functions know of programmes and forms: plain data, written beside their code at synth."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import aws_cdk as cdk

from cdk_messaging.checks import check_pattern
from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import words
from cdk_messaging.opt_in.dialling import dialling_rules
from cdk_messaging.opt_in.fields import Field
from cdk_messaging.opt_in.forms import Form, check_forms, programmes_of
from cdk_messaging.opt_in.page_paths import ResultPages
from cdk_messaging.opt_in.programme import LocaleTexts, Programme, number_keywords
from cdk_messaging.opt_in.programme.compliance import GSM_COUNTRIES, check_gsm


class NumberValidation(enum.Enum):
    """Who says whether a number exists and can get text messages."""

    CARRIER_LOOKUP = "carrier-lookup"
    """AWS End User Messaging's look-up; wherever the service is."""

    PHONE_NUMBER_VALIDATE = "phone-number-validate"
    """Amazon Pinpoint's, which lives on; in 12 Regions only."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What keeps sending, and abuse, within bounds.

    :param messages_per_second: the lower of the account's request quota for SendTextMessage and of what the
        origination can send. Default: 1, AWS's first quota
    :param max_price: the most that a part of a message may cost, in US dollars. Default: "0.20"
    :param attempt_lifetime: how long a confirmation can be answered. Default: 24 hours
    :param cool_down: no second confirmation to a number within it. Default: 10 minutes
    :param daily_cap: confirmations to a number in 24 hours at most. Default: 3
    :param prefix_limit: confirmations in ``prefix_window`` at most to numbers that differ in their last three digits
        only, which is how pumping looks; 0 for no limit. Default: 10
    :param prefix_window: Default: 1 hour
    :param address_limit: sign-ups in ``address_window`` at most from an IPv4 address or an IPv6 network of 64 bits;
        0 for no limit. Default: 20
    :param address_window: Default: 10 minutes
    :param requests_per_second: requests that the API takes in all, on average. Default: 10
    :param burst: requests that the API takes at once. Default: 20
    :param web_acl_limit: requests in 5 minutes at most from an address; at least 10. Default: 20
    :param pending_retention: how long an unconfirmed sign-up is kept. Default: 30 days
    :param form_grace: how long a page that is still open may post a consent text that was replaced. Default: 24 hours
    :param proof_retention: how long the proof of a consent is kept after its last use. Default: - for good
    :raises InvalidArgument: for a limit that lets nothing through, or a value that a service doesn't take.
    """

    messages_per_second: float = 1.0
    max_price: str = "0.20"
    attempt_lifetime: cdk.Duration = field(default_factory=lambda: cdk.Duration.hours(24))
    cool_down: cdk.Duration = field(default_factory=lambda: cdk.Duration.minutes(10))
    daily_cap: int = 3
    prefix_limit: int = 10
    prefix_window: cdk.Duration = field(default_factory=lambda: cdk.Duration.hours(1))
    address_limit: int = 20
    address_window: cdk.Duration = field(default_factory=lambda: cdk.Duration.minutes(10))
    requests_per_second: float = 10.0
    burst: int = 20
    web_acl_limit: int = 20
    pending_retention: cdk.Duration = field(default_factory=lambda: cdk.Duration.days(30))
    form_grace: cdk.Duration = field(default_factory=lambda: cdk.Duration.hours(24))
    proof_retention: cdk.Duration | None = None

    def __post_init__(self) -> None:
        if self.messages_per_second <= 0:
            raise InvalidArgument(
                f"messages_per_second is {self.messages_per_second}; give more than 0, such as 1, AWS's first quota"
            )
        if self.daily_cap < 1:
            raise InvalidArgument(f"daily_cap is {self.daily_cap}; at least 1 confirmation has to be possible")
        check_pattern("max_price", self.max_price, r"[0-9]{0,2}\.[0-9]{1,5}", "US dollars such as '0.20'")
        for name in ("prefix_limit", "address_limit"):
            if getattr(self, name) < 0:
                raise InvalidArgument(f"{name} is {getattr(self, name)}; give at least 1, or 0 for no limit")
        for name in ("requests_per_second", "burst"):
            if getattr(self, name) < 1:
                raise InvalidArgument(f"{name} is {getattr(self, name)}; give at least 1, or nobody can sign up")
        if not LEAST_WEB_ACL_LIMIT <= self.web_acl_limit <= MOST_WEB_ACL_LIMIT:
            raise InvalidArgument(
                f"web_acl_limit is {self.web_acl_limit}; AWS WAF takes {LEAST_WEB_ACL_LIMIT} to {MOST_WEB_ACL_LIMIT}"
            )


LEAST_WEB_ACL_LIMIT = 10
MOST_WEB_ACL_LIMIT = 2_000_000_000
"""Source: AWS::WAFv2::WebACL RateBasedStatement, ``Limit``."""

REFUSED_NUMBER_TYPES = ("LANDLINE", "INVALID")
PREFIX_DIGITS = 3
"""The digits in which numbers of one prefix differ: a block of a thousand, as carriers assign them."""

_FEEDBACK_EXPIRY_SECONDS = 55 * 60  # AWS turns unset feedback into FAILED after an hour, without counting it
_LOOKUP_TIMEOUT_SECONDS = 1.5
_OUTBOX_RETENTION_SECONDS = 30 * 24 * 60 * 60


def function_settings(
    forms: Sequence[Form],
    *,
    allowed_countries: Sequence[str],
    number_validation: NumberValidation,
    self_managed_opt_outs: bool,
    allowed_origins: Sequence[str],
    limits: Limits,
    captcha: Mapping[str, Any] | None = None,
    result_pages: ResultPages | None = None,
) -> Mapping[str, Any]:
    """The content of ``settings.json``.

    :param captcha: how the solution of a CAPTCHA is checked: ``Captcha.settings()``. Default: - not at all
    :param result_pages: where a browser is sent after a form's own post, by source and locale. Default: - nowhere:
        such posts are answered like those of scripts
    :raises InvalidArgument: for forms that cannot be in one deployment, words of different meaning that AWS could
        not tell apart, or a text to the US with characters that are not GSM.
    """
    check_deployable(forms, allowed_countries=allowed_countries, self_managed_opt_outs=self_managed_opt_outs)
    programmes = programmes_of(forms)
    pages = result_pages or {}
    return {
        "programmes": {programme.id: _programme(programme, programmes) for programme in programmes},
        "forms": {form.source: _form(form, pages.get(form.source, {})) for form in forms},
        "captcha": captcha,
        "countries": dialling_rules(allowed_countries),
        "default_country": allowed_countries[0],
        "number_validation": number_validation.value,
        "refused_number_types": list(REFUSED_NUMBER_TYPES),
        "message_type": "TRANSACTIONAL",
        "outbox_retention_seconds": _OUTBOX_RETENTION_SECONDS,
        "self_managed_opt_outs": self_managed_opt_outs,
        "allowed_origins": list(allowed_origins),
        "lookup_timeout_seconds": _LOOKUP_TIMEOUT_SECONDS,
        "feedback_expiry_seconds": _FEEDBACK_EXPIRY_SECONDS,
        **_limits(limits),
    }


def check_deployable(forms: Sequence[Form], *, allowed_countries: Sequence[str], self_managed_opt_outs: bool) -> None:
    """What must be true of forms and programmes that share a deployment and its number.

    :raises InvalidArgument: as :func:`function_settings` does.
    """
    check_forms(forms)
    programmes = programmes_of(forms)
    number_keywords(programmes, self_managed_opt_outs=self_managed_opt_outs)
    if set(allowed_countries) & GSM_COUNTRIES:
        check_gsm(programmes)


def _limits(limits: Limits) -> dict[str, Any]:
    return {
        "max_price": limits.max_price,
        "messages_per_second": limits.messages_per_second,
        "attempt_lifetime_seconds": _seconds(limits.attempt_lifetime),
        "cool_down_seconds": _seconds(limits.cool_down),
        "daily_cap": limits.daily_cap,
        "prefix_limit": limits.prefix_limit,
        "prefix_digits": PREFIX_DIGITS,
        "prefix_window_seconds": _seconds(limits.prefix_window),
        "address_limit": limits.address_limit,
        "address_window_seconds": _seconds(limits.address_window),
        "pending_retention_seconds": _seconds(limits.pending_retention),
        "form_grace_seconds": _seconds(limits.form_grace),
        "proof_retention_seconds": None if limits.proof_retention is None else _seconds(limits.proof_retention),
    }


def _programme(programme: Programme, programmes: Sequence[Programme]) -> dict[str, Any]:
    """A programme. An opt-out is of the number, so that each knows the words of all."""
    return {
        "brand": programme.brand,
        "type": programme.type.value,
        "default_locale": programme.locale,
        "keywords": {
            "confirm": list(programme.confirm_words),
            "opt_out": _all(each.opt_out_words for each in programmes),
            "opt_in": list(words.OPT_IN),
            "help": _all(each.help_words for each in programmes),
        },
        "locales": {locale: _locale(texts) for locale, texts in programme.locales.items()},
    }


def _locale(texts: LocaleTexts) -> dict[str, Any]:
    return {
        "consent": {
            "version": texts.consent_version,
            "boxes": [{"kind": box.kind.value, "text": box.text} for box in texts.boxes],
        },
        "texts": {name: getattr(texts, name) for name in ("confirmation", "subscribed", "help", "stop")},
    }


def _form(form: Form, pages: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    return {
        "programme": form.programme.id,
        "phone_required": form.phone_required,
        "terms_required": form.terms_required,
        "fields": [_field(asked) for asked in form.fields],
        "pages": {locale: dict(targets) for locale, targets in pages.items()},
    }


def _field(asked: Field) -> dict[str, Any]:
    return {
        "name": asked.name,
        "type": asked.type.value,
        "required": asked.required,
        "max_length": asked.longest,
        "choices": [choice.value for choice in asked.options],
    }


def _all(groups: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(word for group in groups for word in group))


def _seconds(duration: cdk.Duration) -> int:
    return int(duration.to_seconds())
