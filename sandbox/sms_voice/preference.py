"""Numbers by their digits, as who requests one may wish for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

_FITS: Mapping[str, Callable[[str, str], bool]] = {
    "StartsWith": str.startswith,
    "EndsWith": str.endswith,
    "Contains": str.__contains__,
    "ExactMatch": str.__eq__,
}
_COUNTRY_CODE = "1"  # of the only country where one may wish


def fits(number: str, preference: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a number is one of those that were wished for; without a wish every one is.

    :param preference: at most one, whose values are digits with or without the country code.
    """
    digits = number.lstrip("+")
    forms = (digits, digits.removeprefix(_COUNTRY_CODE))
    return not preference or any(
        _FITS[kind](form, value.lstrip("+"))
        for wish in preference
        for kind in wish["PreferenceType"]
        for value in wish["Filter"]
        for form in forms
    )
