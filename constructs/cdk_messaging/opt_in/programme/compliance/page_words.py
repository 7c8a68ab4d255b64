"""What replaced words of the pages still must say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cdk_messaging.opt_in.programme.compliance import causes, disclosures
from cdk_messaging.opt_in.programme.languages import language_of

if TYPE_CHECKING:
    from cdk_messaging.opt_in.programme.compliance.causes import DenialCause
    from cdk_messaging.opt_in.programme.programme import Programme
    from cdk_messaging.opt_in.programme.texts import LocaleTexts

    Rule = tuple[DenialCause, Callable[[str], bool], str, str]


def check_page_words(programme: Programme, texts: LocaleTexts) -> None:
    """Refuse words of the pages that take away what must be disclosed.

    :raises InvalidArgument: naming the cause.
    """
    rules = _rules(texts)
    for key, text in texts.page_texts.items():
        if key not in rules:
            continue
        cause, holds, needed, fix = rules[key]
        if not holds(text):
            what = f"page_texts[{key!r}] of programme {programme.id!r} in {texts.locale!r}"
            raise cause.refuse(what, text, needed=needed, fix=fix)


def _rules(texts: LocaleTexts) -> dict[str, Rule]:
    """By key: the cause, whether a text is right, and the words for one that isn't."""
    language = language_of(texts.locale)

    def shares_nothing(text: str) -> bool:
        return bool(language.phrases.not_shared.search(text)) if language else bool(text.strip())

    def unconditional(text: str) -> bool:
        if language is None:
            return True
        return not language.phrases.condition.search(language.phrases.no_condition.sub("", text))

    def links(text: str) -> bool:
        return bool(text.strip())

    shared = (causes.CONSENT_SHARED, shares_nothing, "which does not say that nothing is shared", "say so")
    rates = (
        causes.CONSENT_RATES,
        lambda text: disclosures.says_rates(text, texts),
        "which does not say that rates may apply",
        f"say {texts.rates!r}",
    )
    choice = (
        causes.CONSENT_INSUFFICIENT,
        unconditional,
        "which makes the consent a condition of something else",
        "consent has to be free: leave the condition out",
    )
    return {
        "privacy.share_mobile": shared,
        "privacy.share_consent": shared,
        "facts.cost_text": rates,
        "facts.choice_text": choice,
        "facts.stop_text": _names(("STOP", *texts.opt_out_words)),
        "facts.help_text": _names(("HELP", *texts.help_words)),
        "links.terms": (causes.TERMS_MISSING, links, "which leaves the link without words", "name the terms"),
        "links.privacy": (causes.PRIVACY_MISSING, links, "which leaves the link without words", "name the policy"),
    }


def _names(words: tuple[str, ...]) -> Rule:
    return (
        causes.CONSENT_HELP_STOP,
        lambda text: disclosures.has_word(text, words),
        f"without {' or '.join(words)}",
        f"say what a reply of {words[0]} does",
    )
