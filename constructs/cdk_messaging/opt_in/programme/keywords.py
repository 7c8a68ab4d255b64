"""The words that people text to a number, what each does, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import words
from cdk_messaging.opt_in.programme.compliance import check_one_brand
from cdk_messaging.sms_voice import Keyword, KeywordAction, MandatoryKeywords

if TYPE_CHECKING:
    from cdk_messaging.opt_in.programme.programme import Programme
    from cdk_messaging.opt_in.programme.texts import LocaleTexts

_MANDATORY = ("HELP", "STOP")


def mandatory_keywords(programmes: Sequence[Programme]) -> MandatoryKeywords:
    """The answers to HELP and STOP of a number or pool: those of the first programme, in its default locale."""
    return MandatoryKeywords(help=programmes[0].help, stop=programmes[0].stop)


def number_keywords(programmes: Sequence[Programme], *, self_managed_opt_outs: bool = False) -> tuple[Keyword, ...]:
    """The further keywords of a number or pool that these programmes share.

    The confirming words get an answer that is true for anybody. Opt-out words that AWS doesn't manage opt out; START
    and UNSTOP opt back in, on which AWS does nothing by itself; further words for help are answered. A word of a
    language is answered in that language, by the first programme that has it.

    With self-managed opt-outs there are the confirming words only: the reply function answers the others, and with
    keywords of their own people would be answered twice.

    :raises InvalidArgument: when words of different meaning are the same or one begins with the other, because AWS
        goes by how a message BEGINS; or when the programmes are of different brands.
    """
    check_one_brand(programmes)
    check_words(programmes)
    keywords = list(_confirming(programmes))
    if not self_managed_opt_outs:
        keywords += _opting_out(programmes)
        keywords += (Keyword(word, programmes[0].returned, KeywordAction.OPT_IN) for word in words.OPT_IN)
        keywords += _helping(programmes)
    first: dict[str, Keyword] = {}
    for keyword in keywords:
        first.setdefault(keyword.keyword, keyword)
    return tuple(first.values())


def check_words(programmes: Sequence[Programme]) -> None:
    """Refuse words that AWS or the functions could take for others.

    :raises InvalidArgument: naming both words.
    """
    meanings = list(_meanings(programmes))
    for index, (word, meaning) in enumerate(meanings):
        for other, other_meaning in meanings[index + 1 :]:
            if meaning != other_meaning and (word.startswith(other) or other.startswith(word)):
                raise InvalidArgument(_clash(word, meaning, other, other_meaning))


def _clash(word: str, meaning: str, other: str, other_meaning: str) -> str:
    relation = "is the same" if word == other else "would match too"
    return (
        f"word {other!r} {other_meaning} and word {word!r} {meaning}, but AWS goes by how a message begins, so one "
        f"{relation}; choose another word, as YES or JOIN"
    )


def _meanings(programmes: Sequence[Programme]) -> Iterator[tuple[str, str]]:
    """Every word with what it does, in words."""
    for word in dict.fromkeys(word for programme in programmes for word in programme.opt_out_words):
        yield word, "opts out"
    for word in words.OPT_IN:
        yield word, "opts back in"
    for word in dict.fromkeys(word for programme in programmes for word in programme.help_words):
        yield word, "asks for help"
    for programme in programmes:
        for word in programme.confirm_words:
            yield word, f"confirms {programme.id!r}"


def _confirming(programmes: Iterable[Programme]) -> Iterator[Keyword]:
    for texts in _texts(programmes):
        yield Keyword(texts.confirm_keyword, texts.auto_reply)


def _opting_out(programmes: Sequence[Programme]) -> Iterator[Keyword]:
    own = [(word, texts.stop) for texts in _texts(programmes) for word in texts.opt_out_words]
    everywhere = [(word, programmes[0].stop) for word in words.OPT_OUT if word not in words.AWS_MANAGED_OPT_OUT]
    for word, answer in (*everywhere, *own):
        if word not in _MANDATORY:
            yield Keyword(word, answer, KeywordAction.OPT_OUT)


def _helping(programmes: Sequence[Programme]) -> Iterator[Keyword]:
    own = [(word, texts.help) for texts in _texts(programmes) for word in texts.help_words]
    everywhere = [(word, programmes[0].help) for word in words.HELP]
    for word, answer in (*everywhere, *own):
        if word not in _MANDATORY:
            yield Keyword(word, answer)


def _texts(programmes: Iterable[Programme]) -> Iterator[LocaleTexts]:
    for programme in programmes:
        yield from programme.locales.values()
