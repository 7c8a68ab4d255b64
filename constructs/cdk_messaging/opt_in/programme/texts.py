"""The texts of a programme in one language: those that were given, and for the others the language's own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in.programme.kinds import Box, ConsentKind, KindFacts, ProgrammeType
from cdk_messaging.opt_in.programme.languages import LANGUAGES, Language, language_of
from cdk_messaging.opt_in.programme.translation import Translation
from cdk_messaging.sms_voice import text_parts

CONSENT_VERSION_LENGTH = 16
SMS_TEXTS = ("confirmation", "auto_reply", "subscribed", "help", "stop", "returned")
"""The texts that are sent. Each has to fit one SMS part."""


@dataclass(frozen=True, kw_only=True)
class Sender:
    """What is the same in all languages of a programme."""

    id: str
    type: ProgrammeType
    brand: str
    legal_name: str
    support_email: str
    confirm_keyword: str


@dataclass(frozen=True, kw_only=True)
class LocaleTexts:
    """A programme in one language, complete.

    :param boxes: the boxes that a form shows; what is stored with a consent, word for word.
    :param consent_version: content hash that names the boxes: another text, locale or programme is another version.
    :param opt_out_words: words of this language that opt out, upper case.
    :param help_words: words of this language that ask for help, upper case.
    """

    locale: str
    name: str
    message_kinds: tuple[str, ...]
    frequency: str
    promotional: KindFacts | None
    about: str
    rates: str
    confirm_keyword: str
    terms_url: str | None
    privacy_url: str | None
    boxes: tuple[Box, ...]
    consent_version: str
    confirmation: str
    auto_reply: str
    subscribed: str
    help: str
    stop: str
    returned: str
    opt_out_words: tuple[str, ...]
    help_words: tuple[str, ...]
    page_texts: Mapping[str, str]

    @property
    def consent(self) -> str:
        """The texts of all boxes, a blank line between them."""
        return "\n\n".join(box.text for box in self.boxes)

    @property
    def sms(self) -> Mapping[str, str]:
        """The texts that are sent, by name."""
        return {name: getattr(self, name) for name in SMS_TEXTS}


def compose(sender: Sender, given: Translation) -> LocaleTexts:
    """All texts of a programme in a language.

    :raises InvalidArgument: when a text is missing that the language has no words of its own for, or the facts are
        not those of the programme's type.
    """
    language = language_of(given.locale)
    _check_kinds(sender, given)
    if language is None:
        _check_complete(sender, given)
    facts = _facts(sender, given, language)
    boxes = _boxes(sender, given, language, facts)
    texts = {name: getattr(given, name) or _default(name, sender, language, facts) for name in SMS_TEXTS}
    return LocaleTexts(
        locale=given.locale,
        name=given.name,
        message_kinds=tuple(given.message_kinds),
        frequency=given.frequency,
        promotional=given.promotional,
        about=given.about or _about(sender, language, facts),
        rates=facts["rates"],
        confirm_keyword=facts["confirm"],
        terms_url=given.terms_url,
        privacy_url=given.privacy_url,
        boxes=boxes,
        consent_version=_version(sender.id, given.locale, boxes),
        opt_out_words=_words(language.opt_out_words if language else (), given.extra_opt_out_words),
        help_words=_words(language.help_words if language else (), given.extra_help_words),
        page_texts=dict(given.page_texts),
        **texts,
    )


def _facts(sender: Sender, given: Translation, language: Language | None) -> dict[str, str]:
    promotional = given.promotional
    return {
        "brand": sender.brand,
        "legal_name": sender.legal_name.removesuffix("."),
        "email": sender.support_email,
        "name": given.name,
        "frequency": given.frequency.rstrip("."),
        "promotional_name": promotional.name if promotional else "",
        "promotional_frequency": promotional.frequency.rstrip(".") if promotional else "",
        "confirm": given.confirm_keyword or sender.confirm_keyword,
        "rates": given.rates or (language.rates if language else ""),
        "short_rates": given.rates or (language.short_rates if language else ""),
    }


def _boxes(sender: Sender, given: Translation, language: Language | None, facts: Mapping[str, str]) -> tuple[Box, ...]:
    kind = ConsentKind.PROMOTIONAL if sender.type is ProgrammeType.PROMOTIONAL else ConsentKind.TRANSACTIONAL
    label = given.consent or _consent(kind, sender, language, facts)
    boxes = [Box(kind=kind, text=label)]
    if given.promotional is not None:
        own = {**facts, "name": given.promotional.name, "frequency": facts["promotional_frequency"]}
        label = given.promotional.consent or _consent(ConsentKind.PROMOTIONAL, sender, language, own)
        boxes.append(Box(kind=ConsentKind.PROMOTIONAL, text=label))
    return tuple(boxes)


def _consent(kind: ConsentKind, sender: Sender, language: Language | None, facts: Mapping[str, str]) -> str:
    name = "consent" if kind is ConsentKind.TRANSACTIONAL else "promotional_consent"
    return _default(name, sender, language, facts)


def _about(sender: Sender, language: Language | None, facts: Mapping[str, str]) -> str:
    return _default("about" if sender.legal_name != sender.brand else "about_itself", sender, language, facts)


def _default(name: str, sender: Sender, language: Language | None, facts: Mapping[str, str]) -> str:
    """The first of the language's texts that fits one part; when none does, the last, for the check to refuse."""
    if language is None:  # then all texts are given
        return ""
    own = language.mixed if sender.type is ProgrammeType.MIXED else {}
    texts = [template.format_map(facts) for template in own.get(name, language.templates[name])]
    return next((text for text in texts if text_parts(text).parts == 1), texts[-1])


def _words(*groups: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.upper() for group in groups for word in group))


def _version(programme: str, locale: str, boxes: Sequence[Box]) -> str:
    content = json.dumps([programme, locale, [[box.kind, box.text] for box in boxes]])
    return hashlib.sha256(content.encode()).hexdigest()[:CONSENT_VERSION_LENGTH]


def _check_kinds(sender: Sender, given: Translation) -> None:
    mixed = sender.type is ProgrammeType.MIXED
    if mixed and given.promotional is None:
        raise InvalidArgument(
            f"programme {sender.id!r} is mixed, but has no promotional facts in {given.locale!r}; give them with "
            "promotional=KindFacts(name=..., message_kinds=..., frequency=...)"
        )
    if not mixed and given.promotional is not None:
        raise InvalidArgument(
            f"programme {sender.id!r} is {sender.type}, but has promotional facts in {given.locale!r}; leave them out, "
            "or make it ProgrammeType.MIXED"
        )


def _check_complete(sender: Sender, given: Translation) -> None:
    names = ["about", "rates", "consent", *SMS_TEXTS]
    missing = [name for name in names if not getattr(given, name)]
    if given.promotional is not None and not given.promotional.consent:
        missing.append("promotional.consent")
    if missing:
        raise InvalidArgument(
            f"programme {sender.id!r} lacks {', '.join(missing)} in {given.locale!r}; only "
            f"{', '.join(sorted(LANGUAGES))} have texts of their own, so give all of them"
        )
