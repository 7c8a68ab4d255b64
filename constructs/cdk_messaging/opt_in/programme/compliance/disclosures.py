"""What consent and texts both must disclose: frequency, rates, HELP and STOP."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cdk_messaging.opt_in.programme.languages import language_of

if TYPE_CHECKING:
    from cdk_messaging.opt_in.programme.compliance.causes import DenialCause
    from cdk_messaging.opt_in.programme.texts import LocaleTexts


def says_frequency(text: str, frequencies: Iterable[str], locale: str) -> bool:
    """Whether a text has the frequencies as the facts have them, or says that the frequency varies."""
    language = language_of(locale)
    if language is not None and language.phrases.varies.search(text):
        return True
    return all(frequency.rstrip(".").casefold() in text.casefold() for frequency in frequencies)


def says_rates(text: str, texts: LocaleTexts) -> bool:
    """Whether a text says that messages may cost something; in a language without words of its own, with ``rates``."""
    language = language_of(texts.locale)
    if language is not None:
        return language.phrases.rates.search(text) is not None
    return texts.rates.rstrip(".").casefold() in text.casefold()


def check_help_and_stop(what: str, text: str, texts: LocaleTexts, cause: DenialCause) -> None:
    """Refuse a text that does not say how to get help and how to stop.

    HELP and STOP work everywhere; words of the language are as good.

    :raises InvalidArgument: with the cause.
    """
    for words in (("HELP", *texts.help_words), ("STOP", *texts.opt_out_words)):
        if not has_word(text, words):
            raise cause.refuse(
                what, text, needed=f"without {' or '.join(words)}", fix=f"say what a reply of {words[0]} does"
            )


def has_word(text: str, words: Sequence[str]) -> bool:
    """Whether a text has one of the words, upper case as people are to send it."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in words)
