"""What a reply means: its whole text against whole words, never a part of it. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

_IGNORED = frozenset("PZC")  # punctuation; separators; control and format characters (zero-width ones too)


class Meaning(StrEnum):
    """What a person wants by a reply."""

    CONFIRM = "CONFIRM"
    OPT_OUT = "OPT_OUT"
    OPT_IN = "OPT_IN"
    HELP = "HELP"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keywords:
    """The words with a meaning, already normalised (see :func:`normalise`)."""

    confirm: frozenset[str]
    opt_out: frozenset[str]
    opt_in: frozenset[str]
    help: frozenset[str]

    @classmethod
    def of(cls, words: Mapping[str, Iterable[str]]) -> Keywords:
        """Make it of words as people write them.

        :param words: by their meaning: ``confirm``, ``opt_out``, ``opt_in``, ``help``.
        :raises KeyError: a meaning has no words.
        """
        return cls(
            confirm=_normalised(words["confirm"]),
            opt_out=_normalised(words["opt_out"]),
            opt_in=_normalised(words["opt_in"]),
            help=_normalised(words["help"]),
        )

    @classmethod
    def union(cls, several: Iterable[Keywords]) -> Keywords:
        """The words of several programmes on one number."""
        words = tuple(several)
        return cls(
            confirm=frozenset().union(*(each.confirm for each in words)),
            opt_out=frozenset().union(*(each.opt_out for each in words)),
            opt_in=frozenset().union(*(each.opt_in for each in words)),
            help=frozenset().union(*(each.help for each in words)),
        )


def normalise(text: str) -> str:
    """The text without case, spaces and punctuation: ``" Opt-out! "`` and ``"OPT OUT"`` both give ``"optout"``."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(character for character in folded if unicodedata.category(character)[0] not in _IGNORED)
    return unicodedata.normalize("NFKC", kept)  # what was apart may now belong together


def meaning(text: str, keywords: Keywords, *, matched: str | None = None) -> Meaning:
    """What a reply means.

    :param text: the reply.
    :param keywords: the words with a meaning.
    :param matched: the keyword that the service itself matched at the beginning of the reply. It decides for an
        opt-out only: there the service has already put the number on its list, so the ledger has to follow, whereas
        a YES must be the whole text ("yes, but only..." is none). Default: - none
    """
    word = normalise(text)
    if word in keywords.opt_out or (matched is not None and normalise(matched) in keywords.opt_out):
        return Meaning.OPT_OUT
    if word in keywords.confirm:
        return Meaning.CONFIRM
    if word in keywords.opt_in:
        return Meaning.OPT_IN
    if word in keywords.help:
        return Meaning.HELP
    return Meaning.OTHER


def _normalised(words: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(normalise, words)))
