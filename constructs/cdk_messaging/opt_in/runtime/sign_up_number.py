"""The number that a person entered: in E.164, looked up, and refused in words if it can't get texts."""

from __future__ import annotations

from .lookup import Lookup, look_up
from .numbers import NumberProblem, normalise
from .refusal import Refusal
from .settings import Settings

_INVALID = "INVALID"
_MESSAGES = {
    "number_invalid": "This is not a valid phone number. Please check it, or enter it with + and the country code.",
    "number_not_mobile": "This number cannot receive texts. Please enter a mobile phone number.",
    "country_not_allowed": "We cannot send texts to numbers of this country.",
}


def find_number(phone: str, country_code: str | None, settings: Settings) -> Lookup:
    """The number in E.164, with what the look-up says; its type is empty when there was no answer.

    :param phone: as written.
    :param country_code: whose spelling it is in. None for the default country.
    :raises Refusal: it is none, of a country that is not allowed, or of a type that gets no texts.
    """
    country = settings.countries.get(country_code or settings.default_country)
    if country is None:
        raise Refusal(400, "country_not_allowed", "We cannot send texts to this country.", "country")
    try:
        number = normalise(phone, country=country, countries=settings.countries)
    except NumberProblem as problem:
        raise _refused(problem.code) from None
    found = look_up(number, method=settings.number_validation, timeout=settings.lookup_timeout)
    if found is None:
        return Lookup(number=number, number_type="")
    if found.number_type == _INVALID:
        raise _refused("number_invalid")
    if found.number_type in settings.refused_number_types:
        raise _refused("number_not_mobile")
    if found.country is not None and found.country not in settings.countries:
        raise _refused("country_not_allowed")
    return found


def _refused(code: str) -> Refusal:
    return Refusal(400, code, _MESSAGES[code], "phone")
