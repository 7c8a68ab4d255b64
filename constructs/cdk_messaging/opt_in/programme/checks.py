"""What a programme needs in order to work at all, whatever carriers ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in.programme.compliance import causes
from cdk_messaging.sms_voice import text_parts

if TYPE_CHECKING:
    from cdk_messaging.opt_in.programme.kinds import KindFacts
    from cdk_messaging.opt_in.programme.programme import Programme
    from cdk_messaging.opt_in.programme.texts import LocaleTexts
    from cdk_messaging.opt_in.programme.translation import Translation

MAXIMUM_KEYWORD_LENGTH = 30
_ID = re.compile(r"[a-z0-9-]{1,32}")
_LOCALE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def check_facts(programme: Programme) -> None:
    """Refuse facts that are missing, or of which no texts can be made.

    :raises InvalidArgument: naming the fact.
    """
    if not _ID.fullmatch(programme.id):
        raise InvalidArgument(
            f"programme id {programme.id!r} must be 1 to 32 lower-case letters, digits and hyphens; "
            "it is part of stored keys, so choose one that can stay"
        )
    if not programme.brand.strip():
        raise causes.CONSENT_BRAND.refuse(
            f"brand of programme {programme.id!r}",
            programme.brand,
            needed="which is blank",
            fix="give the name that people know the sender by",
        )


def check_facts_in(programme: Programme, given: Translation | KindFacts, where: str) -> None:
    """Refuse facts of a language that are missing.

    :param where: the language, or the promotional kind in it, in words.
    :raises InvalidArgument: naming the fact.
    """
    what = f"of programme {programme.id!r} {where}"
    if not given.name.strip():
        raise causes.KINDS_MISSING.refuse(
            f"name {what}", given.name, needed="which is blank", fix="say what people get"
        )
    if not given.frequency.strip(" ."):
        needed = "which does not say how often"
        fix = "give a sentence such as 'Up to 4 msgs/month'"
        raise causes.CONSENT_FREQUENCY.refuse(f"frequency {what}", given.frequency, needed=needed, fix=fix)
    if not given.message_kinds or not all(kind.strip() for kind in given.message_kinds):
        needed = "which names no kind of message"
        fix = "name what people get messages about"
        raise causes.KINDS_MISSING.refuse(f"message_kinds {what}", list(given.message_kinds), needed=needed, fix=fix)


def check_locale(locale: str) -> None:
    """Refuse what is no BCP 47 tag in its usual spelling; it is part of addresses.

    :raises InvalidArgument: naming it.
    """
    if not _LOCALE.fullmatch(locale):
        raise InvalidArgument(f"locale {locale!r} is not a language tag; give one such as 'en-US' or 'de'")


def check_keywords(texts: LocaleTexts) -> None:
    """Refuse words that cannot be keywords.

    :raises InvalidArgument: naming the word.
    """
    for word in (texts.confirm_keyword, *texts.opt_out_words, *texts.help_words):
        if word != word.strip().upper() or not 1 <= len(word) <= MAXIMUM_KEYWORD_LENGTH or not word.isprintable():
            raise InvalidArgument(
                f"keyword {word!r} must be 1 to {MAXIMUM_KEYWORD_LENGTH} upper-case characters without outer spaces"
            )


def check_sms(programme: Programme, texts: LocaleTexts) -> None:
    """Refuse texts that take more than one part, and a confirmation that does not name the word to reply.

    :raises InvalidArgument: naming the text.
    """
    for name, text in texts.sms.items():
        parts = text_parts(text)
        if parts.parts > 1:
            raise InvalidArgument(
                f"{name} of programme {programme.id!r} in {texts.locale!r} takes {parts.parts} SMS parts "
                f"({parts.units} units, {parts.encoding}), one is allowed (160 GSM or 70 Unicode units); "
                f"shorten it: {text!r}"
            )
    if texts.confirm_keyword not in texts.confirmation.removeprefix(programme.brand):
        raise InvalidArgument(
            f"confirmation of programme {programme.id!r} in {texts.locale!r} does not name the word to reply, "
            f"{texts.confirm_keyword!r}; add it: {texts.confirmation!r}"
        )
