"""The languages that have texts of their own."""

from __future__ import annotations

from collections.abc import Mapping

from cdk_messaging.opt_in.programme.languages.english import ENGLISH
from cdk_messaging.opt_in.programme.languages.french import FRENCH
from cdk_messaging.opt_in.programme.languages.german import GERMAN
from cdk_messaging.opt_in.programme.languages.language import Language, Phrases
from cdk_messaging.opt_in.programme.languages.spanish import SPANISH

LANGUAGES: Mapping[str, Language] = {"en": ENGLISH, "de": GERMAN, "es": SPANISH, "fr": FRENCH}
"""By BCP 47 language: the part of a locale before its first hyphen."""

__all__ = ["LANGUAGES", "Language", "Phrases", "language_of"]


def language_of(locale: str) -> Language | None:
    """The language of a locale, when it has texts of its own."""
    return LANGUAGES.get(locale.split("-", maxsplit=1)[0].lower())
