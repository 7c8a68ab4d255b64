"""What a person signs up for, in the words that the person sees: one source for page, texts and ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cdk_messaging.checks import check_unique
from cdk_messaging.opt_in import words
from cdk_messaging.opt_in.programme import checks
from cdk_messaging.opt_in.programme.compliance import ContentWarning, check_compliance, content_warnings
from cdk_messaging.opt_in.programme.keywords import mandatory_keywords, number_keywords
from cdk_messaging.opt_in.programme.kinds import KindFacts, ProgrammeType
from cdk_messaging.opt_in.programme.texts import SMS_TEXTS, LocaleTexts, Sender, compose
from cdk_messaging.opt_in.programme.translation import Translation
from cdk_messaging.sms_voice import Keyword, MandatoryKeywords


@dataclass(frozen=True, kw_only=True)
class Programme:
    """A messaging programme: who sends what, how often, and every text about it.

    Each text has a default made from the facts below, in English, German, Spanish and French; give one to replace
    it. All that is sent must fit one SMS part, and nothing may be in a text for which AWS denies a registration.

    :param id: stable identifier, 1 to 32 lower-case letters, digits and hyphens. It is part of the table's keys.
    :param brand: the sender's name as registered with the carriers; it begins every text.
    :param name: what the person gets, as it reads after "get": ``"order and delivery alerts"``.
    :param message_kinds: the kinds of messages, for the page: ``("order updates", "delivery alerts")``.
    :param frequency: how often, as a sentence without full stop: ``"Up to 4 msgs/month"``.
    :param support_email: where HELP and the pages point to; of the brand's own domain.
    :param website: the business's own site, https.
    :param type: transactional, promotional or mixed. Default: TRANSACTIONAL
    :param promotional: the promotional messages of a mixed programme; the facts above are the transactional ones.
        Default: - none
    :param legal_name: the business behind the brand. Default: - the brand
    :param about: one sentence on who the business is, for the page. Default: - made of brand and legal name
    :param postal_address: of the business, one line, for the page. Default: - none shown
    :param support_phone: of the business, as people write it, for the page. Default: - none shown
    :param terms_url: the programme's terms. Default: - a page made from these facts, hosted with the form
    :param privacy_url: the privacy policy; give both addresses or none. Default: - a page made from these facts
    :param confirm_keyword: the word that confirms, upper case. Default: "YES"
    :param locale: the language of the texts, BCP 47. Default: "en-US"
    :param rates: that messages may cost something. Default: - the language's words: "Msg & data rates may apply."
    :param consent: the label of the consent box; stored word for word with each consent.
    :param confirmation: the text that asks for the confirming word.
    :param auto_reply: AWS's own answer to the confirming word. It goes to anybody who sends that word, so it must
        be true for a stranger too.
    :param subscribed: the notice sent once the consent is recorded.
    :param help: the answer to HELP.
    :param stop: the answer to STOP.
    :param returned: the answer to START and UNSTOP, which goes to anybody who sends them.
    :param extra_opt_out_words: further words that opt out, in languages of the audience. Default: - none
    :param extra_help_words: further words that ask for help. Default: - none
    :param page_texts: replaces texts of the pages by their key. Default: - the language's own
    :param translations: the programme in further languages. Default: - none
    :param age_restricted: whether the messages are about something that only adults may have. Its forms must then
        ask for the date of birth. Default: False
    :param samples: messages as the programme will send them, for the registration: at least two. Default: - none
    :raises InvalidArgument: when a text is empty, too long, or something that carriers deny a registration for.
    """

    id: str
    brand: str
    name: str
    message_kinds: Sequence[str]
    frequency: str
    support_email: str
    website: str
    type: ProgrammeType = ProgrammeType.TRANSACTIONAL
    promotional: KindFacts | None = None
    legal_name: str = ""
    about: str = ""
    postal_address: str | None = None
    support_phone: str | None = None
    terms_url: str | None = None
    privacy_url: str | None = None
    confirm_keyword: str = "YES"
    locale: str = "en-US"
    rates: str = ""
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
    translations: Sequence[Translation] = ()
    age_restricted: bool = False
    samples: Sequence[str] = ()
    locales: Mapping[str, LocaleTexts] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        legal_name = self.legal_name or self.brand
        sender = Sender(
            id=self.id,
            type=self.type,
            brand=self.brand,
            legal_name=legal_name,
            support_email=self.support_email,
            confirm_keyword=self.confirm_keyword,
        )
        given = (self._own(), *map(self._with_links, self.translations))
        self._check(given)
        texts = {each.locale: compose(sender, each) for each in given}
        default = texts[self.locale]
        filled = {name: getattr(default, name) for name in ("about", *SMS_TEXTS)}
        filled["consent"] = default.boxes[0].text
        for name, value in {**filled, "legal_name": legal_name, "locales": texts}.items():
            object.__setattr__(self, name, value)
        check_compliance(self)
        for of_locale in texts.values():
            checks.check_keywords(of_locale)
            checks.check_sms(self, of_locale)

    def _check(self, given: Sequence[Translation]) -> None:
        checks.check_facts(self)
        check_unique(f"locale of programme {self.id!r}", (each.locale for each in given))
        for each in given:
            checks.check_locale(each.locale)
            checks.check_facts_in(self, each, f"in {each.locale!r}")
            if each.promotional is not None:
                checks.check_facts_in(self, each.promotional, f"for promotional messages in {each.locale!r}")

    def _own(self) -> Translation:
        """The default language, as if it were a translation."""
        return Translation(
            locale=self.locale,
            name=self.name,
            message_kinds=self.message_kinds,
            frequency=self.frequency,
            promotional=self.promotional,
            about=self.about,
            rates=self.rates,
            confirm_keyword=self.confirm_keyword,
            terms_url=self.terms_url,
            privacy_url=self.privacy_url,
            consent=self.consent,
            extra_opt_out_words=self.extra_opt_out_words,
            extra_help_words=self.extra_help_words,
            page_texts=self.page_texts,
            **{name: getattr(self, name) for name in SMS_TEXTS},
        )

    def _with_links(self, translation: Translation) -> Translation:
        """A translation without pages of its own links to the programme's."""
        if translation.terms_url is not None or translation.privacy_url is not None:
            return translation
        return replace(translation, terms_url=self.terms_url, privacy_url=self.privacy_url)

    @property
    def default_texts(self) -> LocaleTexts:
        """The texts in the default locale."""
        return self.locales[self.locale]

    @property
    def consent_version(self) -> str:
        """The content hash that names the consent text of the default locale."""
        return self.default_texts.consent_version

    @property
    def confirm_words(self) -> tuple[str, ...]:
        """The words that confirm, of all languages."""
        return tuple(dict.fromkeys(texts.confirm_keyword for texts in self.locales.values()))

    @property
    def opt_out_words(self) -> tuple[str, ...]:
        """Every word that opts out, upper case: AWS's, the CTIA's and the FCC's, and those of its languages."""
        own = (word for texts in self.locales.values() for word in texts.opt_out_words)
        return tuple(dict.fromkeys((*words.OPT_OUT, *own)))

    @property
    def help_words(self) -> tuple[str, ...]:
        """Every word that asks for help, upper case."""
        own = (word for texts in self.locales.values() for word in texts.help_words)
        return tuple(dict.fromkeys((*words.HELP, *own)))

    @property
    def mandatory_keywords(self) -> MandatoryKeywords:
        """The answers to HELP and STOP, for a number or pool of this programme alone."""
        return mandatory_keywords((self,))

    @property
    def keywords(self) -> tuple[Keyword, ...]:
        """The further keywords of a number or pool of this programme alone; see ``number_keywords`` for several."""
        return number_keywords((self,))

    @property
    def self_managed_keywords(self) -> tuple[Keyword, ...]:
        """The same where opt-outs are self-managed."""
        return number_keywords((self,), self_managed_opt_outs=True)

    def warnings(self) -> tuple[ContentWarning, ...]:
        """What a reviewer may object to, though it need not be wrong; to be shown at synth."""
        return content_warnings(self)
