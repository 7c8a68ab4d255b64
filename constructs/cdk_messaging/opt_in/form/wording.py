"""The words of one programme's pages: the fixed texts with the programme's own facts put in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cdk_messaging.errors import InvalidArgument

from .content import Country, FormContent
from .texts import ENGLISH

_WORD = re.compile(r"\{([a-z_]+)\}")
_BRACE = re.compile(r"[{}]")


def facts(content: FormContent, country: Country) -> dict[str, str]:
    """What the words in braces stand for when that country is chosen."""
    return {
        "brand": content.brand,
        "programme": content.programme,
        "kinds": ", ".join(content.kinds),
        "frequency": content.frequency.rstrip("."),
        "countries": ", ".join(sorted(each.name for each in content.countries)),
        "confirm": content.confirm_keyword,
        "return": content.return_keyword,
        "email": content.business.support_email,
        "website": content.business.website,
        "business": content.business.name,
        "country": country.name,
        "calling_code": country.calling_code,
        "example": country.example,
    }


def wording(content: FormContent) -> dict[str, str]:
    """Every text of the pages by its key, ready to be escaped.

    :raises InvalidArgument: when a replaced text has an unknown key or an unknown word in braces
    """
    known = facts(content, default_country(content))
    for key, text in content.texts.items():
        _check(key, text, known)
    return {key: _fill(text, known) for key, text in {**ENGLISH, **content.texts}.items()}


def phone_hint(content: FormContent, country: Country) -> str:
    """How a number of that country may be written."""
    text = {**ENGLISH, **content.texts}["form.phone_hint"]
    return _fill(text, facts(content, country))


def default_country(content: FormContent) -> Country:
    """The country that is chosen when the page opens."""
    return next(country for country in content.countries if country.code == content.default_country)


def _fill(text: str, known: Mapping[str, str]) -> str:
    return _WORD.sub(lambda word: known[word[1]], text)


def _check(key: str, text: str, known: Mapping[str, str]) -> None:
    if key not in ENGLISH:
        raise InvalidArgument(
            f"texts has the key {key!r}, which no page shows; "
            "the keys are those of cdk_messaging.opt_in.form.texts.ENGLISH"
        )
    unknown = [word for word in _WORD.findall(text) if word not in known]
    if unknown or _BRACE.search(_WORD.sub("", text)):
        raise InvalidArgument(
            f"texts[{key!r}] is {text!r}, but only these words may stand in braces, and no brace alone: "
            f"{', '.join(sorted(known))}"
        )
