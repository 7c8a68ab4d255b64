"""What is known of a language: default texts, its words for opting out, and how it says what must be said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from re import Pattern

Templates = Mapping[str, Sequence[str]]
"""Default texts by name. Of several for one text, the first that fits one SMS part is taken."""


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """How a language says something, as regular expressions that ignore case.

    :param agrees: that a person agrees.
    :param text_messages: that it is about text messages.
    :param rates: that messages may cost something.
    :param varies: that the frequency varies, where no number is named.
    :param ends: that no more messages come.
    :param promotional: that messages are advertising.
    :param condition: that something depends on the consent, which it must not.
    :param no_condition: that nothing depends on the consent, which is no condition though it names one.
    :param terms: that terms or a privacy policy are accepted.
    :param others: whom a consent may not be shared with.
    :param other_channels: other channels than text messages, which need a consent of their own.
    :param not_shared: that nothing is shared.
    """

    agrees: Pattern[str]
    text_messages: Pattern[str]
    rates: Pattern[str]
    varies: Pattern[str]
    ends: Pattern[str]
    promotional: Pattern[str]
    condition: Pattern[str]
    no_condition: Pattern[str]
    terms: Pattern[str]
    others: Pattern[str]
    other_channels: Pattern[str]
    not_shared: Pattern[str]


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language that has texts of its own.

    :param rates: the words on costs: on the page, and shorter in texts.
    :param templates: default texts of programmes of one kind.
    :param mixed: default texts of mixed programmes, where they differ.
    :param opt_out_words: words that opt out, besides the English ones.
    :param help_words: words that ask for help, besides the English ones.
    """

    rates: str
    short_rates: str
    templates: Templates
    mixed: Templates
    opt_out_words: Sequence[str]
    help_words: Sequence[str]
    phrases: Phrases


def pattern(*alternatives: str) -> Pattern[str]:
    """One expression for any of several, without regard to case."""
    return re.compile("|".join(alternatives), re.IGNORECASE)
