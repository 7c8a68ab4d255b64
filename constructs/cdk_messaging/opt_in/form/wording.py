"""The words of one form's pages: the fixed texts with the form's own facts put in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cdk_messaging.errors import InvalidArgument

from .content import Country, FormContent, FormField
from .texts import KEYS, built_in_texts

PROVIDERS = {"turnstile": "Cloudflare Turnstile", "recaptcha": "Google reCAPTCHA"}
"""What people know the CAPTCHA providers as."""

OF_OPTIONAL_PHONE = "_optional"
"""A key that ends so is used instead of the one without it where the phone number is optional."""

_WORD = re.compile(r"\{([a-z_]+)\}")
_BRACE = re.compile(r"[{}]")
_ABOUT_A_FIELD = frozenset(
    (
        "error.field_missing",
        "error.choice_missing",
        "error.tick_missing",
        "error.value_text",
        "error.value_email",
        "error.value_number",
        "error.value_date",
        "error.value_choice",
    )
)
_MISSING = {"choice": "error.choice_missing", "boolean": "error.tick_missing"}


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
        "calling_code": left_to_right(content, f"+{country.calling_code}"),
        "example": left_to_right(content, country.example),
        "fields": ", ".join([*(field.label for field in content.fields), all_texts(content)["form.phone"]]),
        "provider": "" if content.captcha is None else PROVIDERS[content.captcha.provider],
    }


def wording(content: FormContent) -> dict[str, str]:
    """Every text of the pages by its key, ready to be escaped. Texts about a single field are not among them.

    :raises InvalidArgument: when a replaced text has an unknown key or an unknown word in braces, or when the locale's
        language has no built-in words and a text is missing
    """
    texts = all_texts(content)
    known = facts(content, default_country(content))
    for key, text in content.texts.items():
        _check(key, text, known)
    filled = {key: _fill(content, text, known) for key, text in texts.items() if key not in _ABOUT_A_FIELD}
    if content.phone_required:
        return filled
    optional = {key: text for key, text in filled.items() if key.endswith(OF_OPTIONAL_PHONE)}
    return {**filled, **{key.removesuffix(OF_OPTIONAL_PHONE): text for key, text in optional.items()}}


def field_wording(content: FormContent, field: FormField) -> dict[str, str]:
    """What is wrong with that field, by the key under which the script looks for it."""
    texts = all_texts(content)
    known = {**facts(content, default_country(content)), "label": field.label}
    missing = texts[_MISSING.get(field.type, "error.field_missing")]
    invalid = texts["error.invalid_field" if field.type == "boolean" else f"error.value_{field.type}"]
    return {
        f"error.missing_field.{field.name}": _fill(content, missing, known),
        f"error.invalid_field.{field.name}": _fill(content, invalid, known),
    }


def phone_hint(content: FormContent, country: Country) -> str:
    """How a number of that country may be written."""
    return _fill(content, all_texts(content)["form.phone_hint"], facts(content, country))


def default_country(content: FormContent) -> Country:
    """The country that is chosen when the page opens."""
    return next(country for country in content.countries if country.code == content.default_country)


def all_texts(content: FormContent) -> Mapping[str, str]:
    """The texts with their words still in braces.

    :raises InvalidArgument: when the locale's language has no built-in words and a text is missing
    """
    texts = {**built_in_texts(content.locale), **content.texts}
    missing = [key for key in KEYS if key not in texts]
    if missing:
        raise InvalidArgument(
            f"the locale {content.locale!r} has no built-in words, and texts lacks {len(missing)} of "
            f"{len(KEYS)}: {', '.join(missing)}; give a text for each"
        )
    return texts


def left_to_right(content: FormContent, number: str) -> str:
    """A phone number such that a right-to-left page leaves it as it is: +1 stays +1 and does not become 1+."""
    return number if content.direction == "ltr" else f"\u2066{number}\u2069"


def _fill(content: FormContent, text: str, known: Mapping[str, str]) -> str:
    return _WORD.sub(lambda word: _isolated(content, known[word[1]]), text)


def _isolated(content: FormContent, fact: str) -> str:
    """The fact such that its own direction does not mix with that of a right-to-left page."""
    return fact if content.direction == "ltr" else f"\u2068{fact}\u2069"


def _check(key: str, text: str, known: Mapping[str, str]) -> None:
    if key not in KEYS:
        raise InvalidArgument(
            f"texts has the key {key!r}, which no page shows; "
            "the keys are those of cdk_messaging.opt_in.form.texts.KEYS"
        )
    allowed = {*known, "label"} if key in _ABOUT_A_FIELD else set(known)
    unknown = [word for word in _WORD.findall(text) if word not in allowed]
    if unknown or _BRACE.search(_WORD.sub("", text)):
        raise InvalidArgument(
            f"texts[{key!r}] is {text!r}, but only these words may stand in braces, and no brace alone: "
            f"{', '.join(sorted(allowed))}"
        )
