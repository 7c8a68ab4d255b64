"""Telephone numbers: what a number is, and which ones the sandbox leases. The knowledge is libphonenumber's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

MOBILE, LANDLINE, VOIP, OTHER, INVALID = "MOBILE", "LANDLINE", "VOIP", "OTHER", "INVALID"

# Where fixed lines and mobiles share their numbers (North America and a few more) the library cannot tell them apart:
# such a number is a mobile, unless it ends in one of these, so that anybody can try the other kinds.
ENDS_AS_LANDLINE, ENDS_AS_VOIP = "0190", "0191"

_KINDS = {
    PhoneNumberType.MOBILE: MOBILE,
    PhoneNumberType.FIXED_LINE: LANDLINE,
    PhoneNumberType.VOIP: VOIP,
}


@dataclass(frozen=True)
class Number:
    """What is known of a number. ``e164`` is the cleaned form, also of an invalid one."""

    e164: str
    kind: str
    country: str | None = None
    calling_code: str | None = None
    carrier: str | None = None


def describe(text: str, default_country: str | None = None) -> Number:
    """Reads a number as a person writes it; what cannot be a number is INVALID, never an error."""
    digits = "".join(character for character in text if character.isdigit())
    try:
        parsed = phonenumbers.parse(text, default_country)
    except NumberParseException:
        return Number("+" + (digits or "0"), INVALID)
    e164 = phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    if not phonenumbers.is_valid_number(parsed):
        return Number(e164, INVALID)
    kind = _kind(parsed, e164)
    return Number(
        e164, kind, country_of(parsed), str(parsed.country_code), _carrier(parsed) if kind == MOBILE else None
    )


def country(number: str) -> str | None:
    """The country that a number in international form belongs to, None when it is nobody's."""
    try:
        return country_of(phonenumbers.parse("+" + number.lstrip("+")))
    except NumberParseException:
        return None


def country_of(parsed: phonenumbers.PhoneNumber) -> str | None:
    """The country of a parsed number; of an unassigned number, the main country of its calling code."""
    found = phonenumbers.region_code_for_number(parsed)
    if found is None and parsed.country_code is not None:
        found = phonenumbers.region_code_for_country_code(parsed.country_code)
    return found if found and len(found) == 2 and found.isalpha() and found != "ZZ" else None


def _kind(parsed: phonenumbers.PhoneNumber, e164: str) -> str:
    found = phonenumbers.number_type(parsed)
    if found != PhoneNumberType.FIXED_LINE_OR_MOBILE:
        return _KINDS.get(found, OTHER)
    if e164.endswith(ENDS_AS_LANDLINE):
        return LANDLINE
    return VOIP if e164.endswith(ENDS_AS_VOIP) else MOBILE


def _carrier(parsed: phonenumbers.PhoneNumber) -> str:
    from phonenumbers import carrier  # noqa: PLC0415 - its data take a quarter of a second to load: only who looks up pays

    return carrier.name_for_number(parsed, "en") or "Sandbox Mobile"


# Where the library's example of a mobile number would not do: North America's fictional 555-01xx, by type.
_PREFIXES = {
    ("US", "TOLL_FREE"): "1844555",
    ("US", "TEN_DLC"): "1209555",
    ("US", "LONG_CODE"): "1530555",
    ("US", "SIMULATOR"): "1253555",
    ("CA", "LONG_CODE"): "1604555",
}


def available(iso_country: str, number_type: str, taken: set[str]) -> Iterator[str]:
    """The numbers of a country that are not taken yet; none when the library knows no number of it."""
    prefix = _PREFIXES.get((iso_country, number_type))
    first = 100
    if prefix is None:
        example = phonenumbers.example_number_for_type(iso_country, PhoneNumberType.MOBILE)
        if example is None:
            return
        prefix, first = phonenumbers.format_number(example, PhoneNumberFormat.E164)[1:-4], 1
    for line in range(first, 10_000):
        candidate = f"+{prefix}{line:04d}"
        if candidate not in taken and phonenumbers.is_valid_number(phonenumbers.parse(candidate)):
            yield candidate
