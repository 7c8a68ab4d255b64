"""The fixed words of the pages, language by language.

A key may be replaced through ``FormContent.texts``. Words in braces stand for the form's own: brand, programme, kinds,
frequency, countries, confirm, return, email, website, business, fields, provider (of the CAPTCHA), and of the chosen
country: country, calling_code, example. Texts about a single field have its label, too. A key that ends in
``_optional`` is used instead of the one without it where the phone number is optional.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .de import GERMAN
from .en import ENGLISH
from .es import SPANISH
from .fr import FRENCH

__all__ = ["API_ERROR_CODES", "BUILT_IN", "ENGLISH", "FRENCH", "GERMAN", "KEYS", "SPANISH", "built_in_texts"]

API_ERROR_CODES = (
    "missing_field",
    "invalid_field",
    "unknown_field",
    "consent_required",
    "number_invalid",
    "number_not_mobile",
    "country_not_allowed",
    "consent_text_changed",
    "captcha_failed",
    "invalid_json",
    "invalid_request",
    "too_large",
    "unsupported_media_type",
    "throttled",
    "unavailable",
)
"""Codes with which the register operation refuses a sign-up. Each has a text ``error.<code>``."""

BUILT_IN: Mapping[str, Mapping[str, str]] = MappingProxyType({"de": GERMAN, "en": ENGLISH, "es": SPANISH, "fr": FRENCH})
"""The words of each language that needs none of its own, by the language's code."""

KEYS = tuple(ENGLISH)
"""The keys of all words that the pages show."""


def built_in_texts(locale: str) -> Mapping[str, str]:
    """The built-in words of the locale's language; empty for a language that has none.

    :param locale: BCP 47 language, such as ``de-AT``
    """
    return BUILT_IN.get(locale.split("-", maxsplit=1)[0].lower(), {})
