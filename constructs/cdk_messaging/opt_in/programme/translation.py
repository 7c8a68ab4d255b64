"""A programme in a further language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cdk_messaging.opt_in.programme.kinds import KindFacts


@dataclass(frozen=True, kw_only=True)
class Translation:
    """A programme in a language: the facts as people of that language read them, and its texts.

    English, German, Spanish and French have texts of their own, made of the facts. For any other language all texts
    are given here, and those of the pages in ``page_texts``.

    :param locale: BCP 47: ``"de-DE"``.
    :param name: what the person gets, as it reads after "get".
    :param message_kinds: the kinds of messages, for the page.
    :param frequency: how often, as a sentence without full stop: ``"Bis zu 4 SMS im Monat"``.
    :param promotional: the promotional messages of a mixed programme, in this language. Default: - none
    :param about: one sentence on the business. Default: - made of brand and legal name
    :param rates: that messages may cost something, with which every text must say so. Default: - the language's own
        words
    :param confirm_keyword: the word that confirms, upper case. Default: - the programme's
    :param terms_url: the terms in this language. Default: - the programme's
    :param privacy_url: the privacy policy in this language. Default: - the programme's
    :param consent: the label of the consent box; of a mixed programme the transactional one.
    :param confirmation: the text that asks for the confirming word.
    :param auto_reply: AWS's own answer to the confirming word, true for anybody.
    :param subscribed: the notice sent once the consent is recorded.
    :param help: the answer to the language's words for help.
    :param stop: the answer to the language's opt-out words.
    :param returned: the answer to a word that opts back in.
    :param extra_opt_out_words: further words that opt out. German, Spanish and French have some already.
        Default: - none
    :param extra_help_words: further words that ask for help. Default: - none
    :param page_texts: replaces texts of the pages by their key. Default: - the language's own
    """

    locale: str
    name: str
    message_kinds: Sequence[str]
    frequency: str
    promotional: KindFacts | None = None
    about: str = ""
    rates: str = ""
    confirm_keyword: str = ""
    terms_url: str | None = None
    privacy_url: str | None = None
    consent: str = ""
    confirmation: str = ""
    auto_reply: str = ""
    subscribed: str = ""
    help: str = ""
    stop: str = ""
    returned: str = ""
    extra_opt_out_words: Sequence[str] = ()
    extra_help_words: Sequence[str] = ()
    page_texts: Mapping[str, str] = field(default_factory=dict)
