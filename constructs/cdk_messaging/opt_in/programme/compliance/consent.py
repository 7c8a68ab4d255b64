"""What the label of a consent box must say, and must not."""

from __future__ import annotations

from collections.abc import Iterator
from re import Pattern
from typing import TYPE_CHECKING

from cdk_messaging.opt_in.programme.compliance import causes, disclosures
from cdk_messaging.opt_in.programme.kinds import Box, ConsentKind
from cdk_messaging.opt_in.programme.languages import Phrases, language_of

if TYPE_CHECKING:
    from cdk_messaging.opt_in.programme.compliance.causes import DenialCause
    from cdk_messaging.opt_in.programme.programme import Programme
    from cdk_messaging.opt_in.programme.texts import LocaleTexts

_SEPARATE = "make the programme ProgrammeType.MIXED, with promotional=KindFacts(...), or PROMOTIONAL"


def check_consent(programme: Programme, texts: LocaleTexts) -> None:
    """Refuse labels for which an opt-in is denied.

    :raises InvalidArgument: naming the cause.
    """
    language = language_of(texts.locale)
    for box in texts.boxes:
        what = f"the {box.kind} consent of programme {programme.id!r} in {texts.locale!r}"
        if programme.brand not in box.text:
            raise causes.CONSENT_BRAND.refuse(
                what, box.text, needed=f"without the brand {programme.brand!r}", fix="name who sends"
            )
        _check_frequency(what, box, texts)
        if not disclosures.says_rates(box.text, texts):
            raise causes.CONSENT_RATES.refuse(
                what, box.text, needed="which does not say that rates may apply", fix=f"add {texts.rates!r}"
            )
        disclosures.check_help_and_stop(what, box.text, texts, causes.CONSENT_HELP_STOP)
        if language is not None:
            _check_phrases(what, box, programme.brand, language.phrases)
            _check_kinds(programme, texts, box, language.phrases)


def _check_frequency(what: str, box: Box, texts: LocaleTexts) -> None:
    frequency = texts.frequency
    if box.kind is ConsentKind.PROMOTIONAL and texts.promotional is not None:
        frequency = texts.promotional.frequency
    if not disclosures.says_frequency(box.text, (frequency,), texts.locale):
        raise causes.CONSENT_FREQUENCY.refuse(
            what, box.text, needed="which does not say how often", fix=f"add the programme's frequency, {frequency!r}"
        )


def _check_phrases(what: str, box: Box, brand: str, phrases: Phrases) -> None:
    text = box.text.replace(brand, "")  # a brand may be called Partners & Co
    for cause, expression, needed, fix in _needed(box, phrases):
        if not expression.search(text):
            raise cause.refuse(what, box.text, needed=needed, fix=fix)
    unconditional = phrases.no_condition.sub("", text)
    for cause, expression, needed, fix in _forbidden(box, phrases):
        if expression.search(unconditional):
            raise cause.refuse(what, box.text, needed=needed, fix=fix)


def _check_kinds(programme: Programme, texts: LocaleTexts, box: Box, phrases: Phrases) -> None:
    """The page names the kinds of messages beside the box."""
    kinds = ", ".join(texts.message_kinds)
    if box.kind is ConsentKind.TRANSACTIONAL and phrases.promotional.search(kinds):
        raise causes.MARKETING_NOT_SEPARATED.refuse(
            f"message_kinds of programme {programme.id!r} in {texts.locale!r}",
            list(texts.message_kinds),
            needed="of which some are promotional",
            fix=_SEPARATE,
        )


def _needed(box: Box, phrases: Phrases) -> Iterator[tuple[DenialCause, Pattern[str], str, str]]:
    yield (
        causes.CONSENT_INSUFFICIENT,
        phrases.agrees,
        "which does not say that the person agrees",
        "begin as the default does, with 'I agree to receive'",
    )
    yield (
        causes.CONSENT_LANGUAGE,
        phrases.text_messages,
        "which does not name text messages",
        "consent has to be specific to them: add 'text message (SMS)'",
    )
    if box.kind is ConsentKind.PROMOTIONAL:
        yield (
            causes.CONSENT_LANGUAGE,
            phrases.promotional,
            "which does not say that the messages are promotional",
            "call them promotional or marketing messages",
        )


def _forbidden(box: Box, phrases: Phrases) -> Iterator[tuple[DenialCause, Pattern[str], str, str]]:
    yield (
        causes.CONSENT_INSUFFICIENT,
        phrases.condition,
        "which makes the consent a condition of something else",
        "consent has to be free: leave the condition out",
    )
    yield (
        causes.CONSENT_TERMS,
        phrases.terms,
        "which speaks of terms or privacy too",
        "the page has them apart: leave them out of the consent",
    )
    yield (
        causes.CONSENT_SHARED,
        phrases.others,
        "which lets others send too",
        "consent is given to one brand only: leave the others out",
    )
    yield (
        causes.CONSENT_BUNDLED,
        phrases.other_channels,
        "which bundles other channels with text messages",
        "each channel needs a consent of its own: name text messages only",
    )
    if box.kind is ConsentKind.TRANSACTIONAL:
        yield (
            causes.MARKETING_NOT_SEPARATED,
            phrases.promotional,
            "which has promotional messages in the transactional box",
            _SEPARATE,
        )
