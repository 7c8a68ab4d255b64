"""What a person signs up for, in the words that the person sees: one source for page, texts and ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import words
from cdk_messaging.sms_voice import Keyword, KeywordAction, MandatoryKeywords, text_parts

CONSENT_VERSION_LENGTH = 16
MAXIMUM_KEYWORD_LENGTH = 30


@dataclass(frozen=True, kw_only=True)
class Programme:
    """A messaging programme: who sends what, how often, and every text about it.

    Each text has a default made from the facts below; give one to replace it. All of them must fit one SMS part.

    :param id: stable identifier, 1 to 32 lower-case letters, digits and hyphens. It is part of the table's keys.
    :param brand: the sender's name as registered with the carriers; it begins every text.
    :param name: what the person gets, as it reads after "get": ``"order and delivery alerts"``.
    :param message_kinds: the kinds of messages, for the page: ``("order updates", "delivery alerts")``.
    :param frequency: how often, as a sentence without full stop: ``"Up to 4 msgs/month"``.
    :param support_email: where HELP and the pages point to.
    :param website: the business's own site, https.
    :param legal_name: the business behind the brand. Default: - the brand
    :param about: one sentence on who the business is, for the page. Default: - made of brand and legal name
    :param terms_url: the programme's terms. Default: - a page made from these facts, hosted with the form
    :param privacy_url: the privacy policy. Default: - a page made from these facts, hosted with the form
    :param confirm_keyword: the word that confirms, upper case. Default: "YES"
    :param locale: the language of the texts, BCP 47. Default: "en-US"
    :param consent: the label of the consent box; stored word for word with each consent.
    :param confirmation: the text that asks for the confirming word.
    :param auto_reply: AWS's own answer to the confirming word. It goes to anybody who sends that word, so it must
        be true for a stranger too.
    :param subscribed: the notice sent once the consent is recorded.
    :param help: the answer to HELP.
    :param stop: the answer to STOP.
    :param returned: the answer to START and UNSTOP, which goes to anybody who sends them.
    :param extra_opt_out_words: further words that opt out, in languages of the audience. Default: - none
    :raises InvalidArgument: when a text is empty, too long, or lacks what carriers ask of it.
    """

    id: str
    brand: str
    name: str
    message_kinds: Sequence[str]
    frequency: str
    support_email: str
    website: str
    legal_name: str = ""
    about: str = ""
    terms_url: str | None = None
    privacy_url: str | None = None
    confirm_keyword: str = "YES"
    locale: str = "en-US"
    consent: str = ""
    confirmation: str = ""
    auto_reply: str = ""
    subscribed: str = ""
    help: str = ""
    stop: str = ""
    returned: str = ""
    extra_opt_out_words: Sequence[str] = field(default=())

    def __post_init__(self) -> None:
        for name, text in _default_texts(self).items():
            if not getattr(self, name):
                object.__setattr__(self, name, text)
        _check(self)

    @property
    def consent_version(self) -> str:
        """The content hash that names the consent text: another text or locale is another version."""
        digest = hashlib.sha256(f"{self.locale}\n{self.consent}".encode()).hexdigest()
        return digest[:CONSENT_VERSION_LENGTH]

    @property
    def opt_out_words(self) -> tuple[str, ...]:
        """Every word that opts out, upper case: AWS's, the CTIA's and the FCC's, and the programme's own."""
        own = tuple(word.upper() for word in self.extra_opt_out_words)
        return tuple(dict.fromkeys((*words.OPT_OUT, *own)))

    @property
    def own_opt_out_keywords(self) -> tuple[str, ...]:
        """The opt-out words that AWS does not manage, which therefore need a keyword of their own."""
        return tuple(word for word in self.opt_out_words if word not in words.AWS_MANAGED_OPT_OUT)

    @property
    def mandatory_keywords(self) -> MandatoryKeywords:
        """The answers to HELP and STOP, for the number or pool."""
        return MandatoryKeywords(help=self.help, stop=self.stop)

    @property
    def keywords(self) -> tuple[Keyword, ...]:
        """The further keywords of a number or pool whose opt-outs AWS manages.

        The confirming word gets an answer that is true for anybody. Words that AWS doesn't manage opt out; START
        and UNSTOP opt back in, on which AWS does nothing by itself.
        """
        return (
            *self.self_managed_keywords,
            *(Keyword(word, self.stop, KeywordAction.OPT_OUT) for word in self.own_opt_out_keywords),
            *(Keyword(word, self.returned, KeywordAction.OPT_IN) for word in words.OPT_IN),
        )

    @property
    def self_managed_keywords(self) -> tuple[Keyword, ...]:
        """The further keywords of a number or pool with self-managed opt-outs: the confirming word only.

        The reply function answers the others; with keywords of their own, people would be answered twice.
        """
        return (Keyword(self.confirm_keyword, self.auto_reply),)


def _default_texts(p: Programme) -> Mapping[str, str]:
    how_to_leave = "Reply HELP for help, STOP to cancel."
    rates = "Msg & data rates may apply."
    legal_name = p.legal_name or p.brand
    return {
        "legal_name": legal_name,
        "about": f"{p.brand} is a service of {legal_name.removesuffix('.')}."
        if legal_name != p.brand
        else f"We are {p.brand}.",
        "consent": (
            f"I agree to receive {p.name} by text message (SMS) from {p.brand} at the number given above. "
            f"{p.frequency}. Message and data rates may apply. Reply HELP for help or STOP to cancel. "
            "Consent is not a condition of any purchase."
        ),
        "confirmation": f"{p.brand}: Reply {p.confirm_keyword} to get {p.name}. {p.frequency}. {rates} {how_to_leave}",
        "auto_reply": f"{p.brand}: Thanks, we got your reply. Reply HELP for help.",
        "subscribed": f"{p.brand}: You now get {p.name}. {p.frequency}. {rates} {how_to_leave}",
        "help": (
            f"{p.brand}: For help with {p.name}, email {p.support_email}. {p.frequency}. {rates} Reply STOP to cancel."
        ),
        "stop": f"{p.brand}: You are unsubscribed and will get no more messages. Help: {p.support_email}",
        "returned": f"{p.brand}: You are no longer opted out. Reply HELP for help, STOP to cancel.",
    }


_SMS_TEXTS = ("confirmation", "auto_reply", "subscribed", "help", "stop", "returned")

# What carriers look for in each text: AWS's list of denial causes, "Registration help, review criteria".
_NEEDED_WORDS: Mapping[str, Sequence[str]] = {
    "consent": ("HELP", "STOP", "rates may apply"),
    "confirmation": ("HELP", "STOP", "rates may apply"),
    "subscribed": ("HELP", "STOP", "rates may apply"),
}


def _check(p: Programme) -> None:
    _check_id(p.id)
    _check_facts(p)
    _check_confirm_keyword(p)
    for name in _SMS_TEXTS:
        _check_sms(p, name)
    for name, needed in _NEEDED_WORDS.items():
        _check_words(name, getattr(p, name), (p.brand, *needed))
    _check_words("confirmation", p.confirmation, (p.confirm_keyword,))


def _check_facts(p: Programme) -> None:
    for name in ("brand", "name", "frequency", "support_email", "website"):
        if not str(getattr(p, name)).strip():
            raise InvalidArgument(f"programme {name} is empty; give the {name.replace('_', ' ')} that people will read")
    if "@" not in p.support_email:
        raise InvalidArgument(f"programme support_email {p.support_email!r} is no e-mail address; give one")
    if not p.website.startswith("https://"):
        raise InvalidArgument(f"programme website {p.website!r} must begin with https://")
    if not p.message_kinds:
        raise InvalidArgument("programme message_kinds is empty; name at least one kind of message that people get")


def _check_confirm_keyword(p: Programme) -> None:
    word = p.confirm_keyword
    if word != word.strip().upper() or not 1 <= len(word) <= MAXIMUM_KEYWORD_LENGTH:
        raise InvalidArgument(
            f"programme confirm_keyword {word!r} must be 1 to {MAXIMUM_KEYWORD_LENGTH} upper-case characters "
            "without outer spaces"
        )
    if word in (*p.opt_out_words, *words.OPT_IN, *words.HELP):
        raise InvalidArgument(
            f"programme confirm_keyword {word!r} already has another meaning; choose a word like YES or JOIN"
        )


def _check_id(identifier: str) -> None:
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789-")
    if not 1 <= len(identifier) <= 32 or not set(identifier) <= allowed:
        raise InvalidArgument(
            f"programme id {identifier!r} must be 1 to 32 lower-case letters, digits and hyphens; "
            "it is part of stored keys, so choose one that can stay"
        )


def _check_sms(p: Programme, name: str) -> None:
    text: str = getattr(p, name)
    parts = text_parts(text)
    if parts.parts > 1:
        raise InvalidArgument(
            f"programme {name} takes {parts.parts} SMS parts ({len(text)} characters, {parts.encoding}), "
            f"one is allowed (160 GSM or 70 Unicode characters); shorten it: {text!r}"
        )
    if not text.startswith(p.brand):
        raise InvalidArgument(f"programme {name} must begin with the brand {p.brand!r}: {text!r}")


def _check_words(name: str, text: str, needed: Sequence[str]) -> None:
    missing = [word for word in needed if word.lower() not in text.lower()]
    if missing:
        raise InvalidArgument(
            f"programme {name} lacks {', '.join(repr(word) for word in missing)}, which carriers ask of it: {text!r}"
        )
