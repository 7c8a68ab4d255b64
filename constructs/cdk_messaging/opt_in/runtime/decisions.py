"""What follows from a consent: whether a text may be sent, and which texts a change of state causes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .consent import Attempt, Consent, Outcome, State
from .events import Event

_DAY = timedelta(days=1)
STOP_ANSWER_LIFETIME = timedelta(minutes=5)
"""A later answer to STOP is no longer presumed to be just its confirmation: 47 CFR 64.1200(a)(12)."""
SHORTEST_LIFE = timedelta(seconds=5)
"""Least TimeToLive of a text; one that would outlive its deadline is not sent."""
HELP_ANSWER_LIFETIME = timedelta(minutes=15)


class MessageKind(StrEnum):
    """Why a text is sent."""

    CONFIRMATION = "CONFIRMATION"
    NOTICE = "NOTICE"
    STOP = "STOP"
    HELP = "HELP"


class Reason(StrEnum):
    """Why a text is not sent."""

    OPTED_OUT = "opted-out"
    ALREADY_SUBSCRIBED = "already-subscribed"
    EXPIRED = "expired"
    COOL_DOWN = "cool-down"
    DAILY_CAP = "daily-cap"
    PREFIX_VELOCITY = "prefix-velocity"
    NUMBER_TYPE = "number-type"
    COUNTRY = "country-not-allowed"
    STATE_CHANGED = "state-changed"
    PROTECTED = "protect-configuration"
    PROGRAMME = "no-such-programme"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How often one number is asked, and what kind of number.

    :param cool_down: least time between two confirmations to a number.
    :param daily_cap: most confirmations to a number in 24 hours.
    :param refused_number_types: number types of the look-up that get none.
    :param countries: ISO codes of the countries that are allowed.
    :param prefix_limit: most confirmations in ``prefix_window`` to numbers that differ in their last
        ``prefix_digits`` digits only; 0 when they are not counted.
    """

    cool_down: timedelta
    daily_cap: int
    refused_number_types: frozenset[str]
    countries: frozenset[str]
    prefix_limit: int
    prefix_digits: int
    prefix_window: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The texts that follow from a change of state."""

    subscribed: str
    help: str
    stop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text to be sent.

    :param id: deterministic, so that the same cause never makes two texts.
    :param deadline: after which it is no longer sent.
    :param attempt: the sign-up that it belongs to. Default: - none
    :param programme: id of the programme that it speaks for. Default: - that of whoever writes it
    """

    id: str
    kind: MessageKind
    body: str
    deadline: datetime
    attempt: str | None = None
    programme: str | None = None


def obstacle(
    consent: Consent,
    *,
    message_id: str,
    kind: MessageKind,
    attempt_id: str | None,
    deadline: datetime,
    now: datetime,
    limits: Limits,
    claims: Mapping[str, datetime],
    elsewhere: Iterable[Consent] = (),
) -> Reason | None:
    """Why a text may not be sent now, or None when it may.

    :param consent: of the text's programme.
    :param message_id: outbox id of the text itself.
    :param claims: confirmations to this number that are being sent at this moment: outbox id and time of the claim.
    :param elsewhere: what the number has with other programmes: their confirmations count too. Default: - nothing
    """
    if now + SHORTEST_LIFE > deadline:
        return Reason.EXPIRED
    if kind is MessageKind.HELP:
        return None  # asked for by the person in this moment, whatever else holds
    if kind is MessageKind.STOP:
        return None if consent.state is State.OPTED_OUT else Reason.STATE_CHANGED
    if consent.state is State.OPTED_OUT:
        return Reason.OPTED_OUT
    if kind is MessageKind.NOTICE:
        return None if consent.state is State.OPTED_IN else Reason.STATE_CHANGED
    attempt = consent.attempts.get(attempt_id or "")
    if attempt is None:
        return Reason.EXPIRED
    others = [time for key, time in claims.items() if key != message_id]
    return (
        _obstacle_to_attempt(consent, attempt)
        or _wrong_number(attempt, limits)
        or _too_often((consent, *elsewhere), attempt, others, now, limits)
    )


def _obstacle_to_attempt(consent: Consent, attempt: Attempt) -> Reason | None:
    if attempt.withdrawn:
        return Reason.OPTED_OUT
    if consent.state is State.OPTED_IN and attempt.kinds <= consent.kinds:
        return Reason.ALREADY_SUBSCRIBED
    return Reason.EXPIRED if attempt.expired else None


def _wrong_number(attempt: Attempt, limits: Limits) -> Reason | None:
    number_type, country = split_lookup(attempt.lookup or "")
    if number_type in limits.refused_number_types:
        return Reason.NUMBER_TYPE
    return Reason.COUNTRY if country and country not in limits.countries else None


def _too_often(
    consents: Iterable[Consent], attempt: Attempt, others: list[datetime], now: datetime, limits: Limits
) -> Reason | None:
    """A text in doubt counts as sent, and so do those that are being sent at this moment."""
    sent = others + [
        other.sent_at
        for consent in consents
        for other in consent.attempts.values()
        if other.id != attempt.id and other.outcome in (Outcome.SENT, Outcome.IN_DOUBT) and other.sent_at is not None
    ]
    if any(now - time < limits.cool_down for time in sent):
        return Reason.COOL_DOWN
    return Reason.DAILY_CAP if sum(now - time < _DAY for time in sent) >= limits.daily_cap else None


def notices(
    *, before: Consent, after: Consent, texts: Callable[[str | None], Texts], lifetime: timedelta
) -> list[Draft]:
    """The notices of subscription that a change causes: one for each confirmation that subscribes, or that adds kinds
    of texts. Who was imported gets none.

    :param before: the consent without the new events; ``after`` with them.
    :param texts: gives the texts of a locale.
    :param lifetime: how long a notice may wait to be sent.
    """
    if after.state is not State.OPTED_IN:
        return []
    telling = [] if before.state is State.OPTED_IN else [after.subscription]
    telling += [key for key in after.widened if key not in before.widened]
    confirmed = after.confirmed()
    new = [confirmed[key] for key in telling if key in confirmed and key not in before.confirmed()]
    return [
        notice(attempt.id, texts(attempt.locale), attempt.confirmed_at + lifetime)
        for attempt in new
        if attempt.confirmed_at is not None and not attempt.imported
    ]


def notice(attempt: str, texts: Texts, deadline: datetime) -> Draft:
    """The notice of subscription."""
    return Draft(
        id=f"notice-{attempt}", kind=MessageKind.NOTICE, body=texts.subscribed, deadline=deadline, attempt=attempt
    )


def stop_answer(event: Event, texts: Texts, programme: str) -> Draft:
    """The one answer to STOP."""
    return Draft(
        id=f"stop-{event.id}",
        kind=MessageKind.STOP,
        body=texts.stop,
        deadline=event.time + STOP_ANSWER_LIFETIME,
        programme=programme,
    )


def help_answer(inbound_id: str, texts: Texts, asked_at: datetime, programme: str) -> Draft:
    """The answer to HELP."""
    return Draft(
        id=f"help-{inbound_id}",
        kind=MessageKind.HELP,
        body=texts.help,
        deadline=asked_at + HELP_ANSWER_LIFETIME,
        programme=programme,
    )


def join_lookup(number_type: str, country: str | None) -> str:
    """A look-up's answer as the ledger has it: ``"MOBILE US"``."""
    return f"{number_type} {country}" if country else number_type


def split_lookup(answer: str) -> tuple[str, str]:
    """Number type and country (or empty) of a look-up's answer in the ledger."""
    number_type, _, country = answer.partition(" ")
    return number_type, country
