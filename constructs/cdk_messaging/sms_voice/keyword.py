"""Words that people text to a number, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..checks import check_length, check_member, check_pattern, check_unique, is_known
from ..errors import InvalidArgument

MAX_KEYWORDS = 30
"""Keywords that one number or pool may have. Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/quotas.html"""

_RESERVED = frozenset({"HELP", "STOP"})


class KeywordAction(StrEnum):
    """What a keyword does, apart from the reply that it always sends."""

    AUTOMATIC_RESPONSE = "AUTOMATIC_RESPONSE"
    OPT_OUT = "OPT_OUT"
    """Puts the sender on the opt-out list."""
    OPT_IN = "OPT_IN"
    """Takes the sender off the opt-out list."""


@dataclass(frozen=True)
class Keyword:
    """A word or phrase that an incoming message begins with, in any case, and the automatic reply to it.

    HELP and STOP always exist; their replies are the ``MandatoryKeywords``.

    :param keyword: 1 to 30 characters without line breaks, no space at either end
    :param message: reply, 1 to 1600 characters, not blank
    :param action: what else happens. Default: - nothing
    :raises InvalidArgument: if a part is not valid

    Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/keywords.html
    """

    keyword: str
    message: str
    action: KeywordAction = KeywordAction.AUTOMATIC_RESPONSE

    def __post_init__(self) -> None:
        check_length("keyword", self.keyword, least=1, most=30)
        check_pattern(
            "keyword", self.keyword, r"\S([ \S]*\S)?", "letters, digits, signs and spaces, no space at either end"
        )
        if is_known(self.keyword) and self.keyword.upper() in _RESERVED:
            raise InvalidArgument(
                f"keyword {self.keyword!r} is reserved: set its reply with mandatory_keywords=MandatoryKeywords(...)"
            )
        check_message(f"message of keyword {self.keyword!r}", self.message)
        check_member("keyword action", self.action, KeywordAction)


@dataclass(frozen=True, kw_only=True)
class MandatoryKeywords:
    """Replies to HELP and STOP, which every number and pool must have.

    :param help: who sends the messages and how to get help, 1 to 1600 characters
    :param stop: that no more messages will come, 1 to 1600 characters
    :raises InvalidArgument: if a reply is blank or too long

    Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/keywords-required.html
    """

    help: str
    stop: str

    def __post_init__(self) -> None:
        check_message("message of keyword HELP", self.help)
        check_message("message of keyword STOP", self.stop)


def check_message(what: str, message: str) -> None:
    """Refuse an automatic reply that is blank or too long.

    :raises InvalidArgument: if it is
    """
    if is_known(message) and not message.strip():
        raise InvalidArgument(f"{what} is blank: give 1 to 1600 characters")
    check_length(what, message, least=1, most=1600)


def check_keywords(keywords: Sequence[Keyword]) -> None:
    """Refuse too many keywords, and two that differ in case only.

    :raises InvalidArgument: if there are
    """
    if len(keywords) > MAX_KEYWORDS:
        raise InvalidArgument(f"{len(keywords)} keywords are too many: use at most {MAX_KEYWORDS}")
    check_unique("keyword", (word.keyword.upper() for word in keywords if is_known(word.keyword)))
