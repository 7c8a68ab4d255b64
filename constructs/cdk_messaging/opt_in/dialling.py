"""How people of a country write their phone numbers, taken from libphonenumber at synth.

The functions carry only these few facts, not the library: what they accept is settled by the carrier look-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import phonenumbers
from babel import Locale
from phonenumbers import PhoneMetadata, PhoneNumberDesc

from cdk_messaging.errors import InvalidArgument


def dialling_rules(countries: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The rules that turn a number as people write it into E.164, for each country.

    :param countries: ISO 3166-1 alpha-2 codes.
    :returns: for each: ``calling_code``, ``national_prefix`` (what people dial before a national number, or empty),
        ``international_prefixes`` (what they dial before a calling code) and ``lengths`` of a national number.
    :raises InvalidArgument: for a code that libphonenumber doesn't know.
    """
    return {country: _rules(country) for country in countries}


def example_number(country: str) -> str:
    """A mobile number of the country in national spelling, for a hint. It belongs to nobody in most countries."""
    example = phonenumbers.example_number_for_type(country, phonenumbers.PhoneNumberType.MOBILE)
    if example is None:
        return ""
    return phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.NATIONAL)


def country_name(country: str, locale: str) -> str:
    """The country's name in a language (BCP 47): ``"United Kingdom"``."""
    names: Mapping[str, str] = Locale.parse(locale, sep="-").territories
    return names.get(country, country)


def calling_code(country: str) -> str:
    """The country's calling code without a plus: ``"1"``, ``"44"``."""
    return str(_metadata(country).country_code)


def _rules(country: str) -> dict[str, Any]:
    metadata = _metadata(country)
    return {
        "calling_code": str(metadata.country_code),
        "national_prefix": metadata.national_prefix or "",
        "international_prefixes": _international_prefixes(metadata),
        "lengths": _lengths(metadata),
    }


def _lengths(metadata: PhoneMetadata) -> list[int]:
    """Lengths of mobile and landline numbers; a landline is told from nonsense so that the answer can say why."""
    lengths: set[int] = set()
    for kind in (metadata.mobile, metadata.fixed_line):
        lengths.update(_possible_lengths(kind) or _possible_lengths(metadata.general_desc))
    return sorted(length for length in lengths if length > 0)


def _possible_lengths(kind: PhoneNumberDesc | None) -> tuple[int, ...]:
    return () if kind is None else tuple(kind.possible_length)


def _international_prefixes(metadata: PhoneMetadata) -> list[str]:
    """Literal prefixes only: a pattern such as Brazil's carrier choice is nothing that a form should guess at."""
    found = [metadata.preferred_international_prefix or "", metadata.international_prefix or ""]
    literal = [re.sub(r"\D", "", prefix) for prefix in found if re.fullmatch(r"[\d~]+", prefix)]
    return list(dict.fromkeys(prefix for prefix in literal if prefix))


def _metadata(country: str) -> PhoneMetadata:
    metadata = PhoneMetadata.metadata_for_region(country, None)
    if metadata is None:
        raise InvalidArgument(
            f"country {country!r} is unknown; give ISO 3166-1 alpha-2 codes in upper case, such as 'US' or 'GB'"
        )
    return metadata
