"""Whose answers can arrive: which countries' people can reply to which kind of number.

A double opt-in needs the reply, so a country whose people can only receive must not be offered on the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from cdk_messaging.sms_voice.countries import INBOUND_ONLY_LONG_CODE_COUNTRIES, TWO_WAY_COUNTRIES

NumberKind = Literal["LONG_CODE", "SHORT_CODE", "SIMULATOR", "TEN_DLC", "TOLL_FREE"]

TOLL_FREE_COUNTRIES = ("US", "CA")
"""A toll-free number is two-way in these, one-way elsewhere. Source: AWS, "Registrations", international sending."""


class DescribedNumber(Protocol):
    """What must be known of an origination number."""

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2 code."""

    @property
    def type(self) -> NumberKind:
        """The kind of number."""


def unanswerable(allowed: Iterable[str], numbers: Sequence[DescribedNumber]) -> list[tuple[str, str]]:
    """The allowed countries from which no reply can arrive, each with the reason in words.

    :param allowed: ISO 3166-1 alpha-2 codes of the countries that may sign up.
    :param numbers: the numbers that messages leave from and replies go to.
    :returns: pairs of country and reason, in the order of ``allowed``; empty when every country can answer.
    """
    answerable = {country for number in numbers for country in _answerable_countries(number)}
    return [(country, _reason(country, numbers)) for country in allowed if country not in answerable]


def _answerable_countries(number: DescribedNumber) -> tuple[str, ...]:
    if number.type == "TOLL_FREE":
        return TOLL_FREE_COUNTRIES
    # A simulator number exists in the US only and reaches the US only.
    if number.type in {"SIMULATOR", "TEN_DLC"}:
        return ("US",)
    if number.type == "LONG_CODE" and number.country in INBOUND_ONLY_LONG_CODE_COUNTRIES:
        return ()
    return (number.country,) if number.country in TWO_WAY_COUNTRIES else ()


def _reason(country: str, numbers: Sequence[DescribedNumber]) -> str:
    if country not in TWO_WAY_COUNTRIES:
        return "AWS offers no number there that people can reply to"
    given = ", ".join(sorted({f"{number.type} in {number.country}" for number in numbers})) or "none"
    return f"people there can't reply to the numbers of this environment ({given}); add a number of {country}"
