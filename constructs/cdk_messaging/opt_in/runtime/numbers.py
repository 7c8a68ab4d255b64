"""Phone numbers as people write them, in national or international spelling, to E.164. Pure.

This decides which country a number belongs to and whether its length is possible; whether it exists and what
kind it is, the carrier look-up tells.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
"""A number as the table has it."""

_MAXIMUM_DIGITS = 15  # ITU-T E.164
_MINIMUM_DIGITS = 7
_TRUNK_IN_BRACKETS = re.compile(r"\(\s*0\s*\)")
_SEPARATORS = frozenset("()[]./\u00b7\u2212")  # with the middle dot and the minus sign
_DASH = "Pd"


class NumberProblem(ValueError):
    """A number that is not accepted.

    :param code: the error code of the API: ``number_invalid`` or ``country_not_allowed``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """How people of a country write their numbers.

    :param code: ISO 3166-1 alpha-2.
    :param calling_code: without plus: ``"44"``.
    :param national_prefix: dialled before a national number (``"0"``), or empty.
    :param international_prefixes: dialled before a calling code (``"00"``, ``"011"``).
    :param lengths: possible lengths of a national number.
    """

    code: str
    calling_code: str
    national_prefix: str
    international_prefixes: tuple[str, ...]
    lengths: frozenset[int]


def normalise(text: str, *, country: Country, countries: Mapping[str, Country]) -> str:
    """Turn a number as written into E.164.

    :param text: the number; spaces, hyphens, dots, slashes, brackets and digits of any script are understood.
    :param country: whose national spelling is meant when no calling code is given.
    :param countries: the countries that are allowed.
    :raises NumberProblem: ``number_invalid`` when it cannot be a number, ``country_not_allowed`` when it is one of
        a country that is not allowed.
    """
    international, digits = _digits(text)
    if not international:
        for prefix in country.international_prefixes:
            if digits.startswith(prefix) and len(digits) > len(prefix) + _MINIMUM_DIGITS - 1:
                international, digits = True, digits[len(prefix) :]
                break
    if international:
        return _international(digits, country, countries)
    for national in _without_trunk(digits, country):
        return f"+{country.calling_code}{national}"
    # A calling code without its plus, as phones' address books often have it.
    if digits.startswith(country.calling_code):
        for national in _without_trunk(digits[len(country.calling_code) :], country):
            return f"+{country.calling_code}{national}"
    raise NumberProblem("number_invalid")


def _digits(text: str) -> tuple[bool, str]:
    """Whether it begins with a plus, and its digits."""
    cleaned = _TRUNK_IN_BRACKETS.sub("", unicodedata.normalize("NFKC", text)).strip()
    international = cleaned.startswith("+")
    digits = []
    for character in cleaned.removeprefix("+"):
        value = unicodedata.digit(character, None)
        if value is not None:
            digits.append(str(value))
        elif not (character in _SEPARATORS or character.isspace() or unicodedata.category(character) == _DASH):
            raise NumberProblem("number_invalid")
    if not digits or len(digits) > 2 * _MAXIMUM_DIGITS:
        raise NumberProblem("number_invalid")
    return international, "".join(digits)


def _international(digits: str, preferred: Country, countries: Mapping[str, Country]) -> str:
    same_code = [country for country in countries.values() if digits.startswith(country.calling_code)]
    # The one that was chosen first, then the longest calling code: +1 is shared by many countries.
    same_code.sort(key=lambda country: (country != preferred, -len(country.calling_code)))
    for country in same_code:
        for national in _without_trunk(digits[len(country.calling_code) :], country, trunk_first=False):
            return f"+{country.calling_code}{national}"
    if same_code or digits.startswith("0") or not _MINIMUM_DIGITS <= len(digits) <= _MAXIMUM_DIGITS:
        raise NumberProblem("number_invalid")
    raise NumberProblem("country_not_allowed")


def _without_trunk(digits: str, country: Country, *, trunk_first: bool = True) -> Iterator[str]:
    """The readings of possible length: with the national prefix taken off, and as it stands."""
    prefix = country.national_prefix
    taken_off = [digits.removeprefix(prefix)] if prefix and digits.startswith(prefix) else []
    readings = [*taken_off, digits] if trunk_first else [digits, *taken_off]
    return (reading for reading in readings if len(reading) in country.lengths)
